"""The one good template that every hostile file is made from."""

import re
from dataclasses import dataclass
from functools import cache

from contracts.documents.reasons import Reason
from tests.documents import reading
from tests.documents.building import Build
from tests.documents.hostile import raw

CODE = "offer_letter"
TEXT = "{{ addressee }}："
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Targets:
    """What a hostile file reaches for: an address, a secret file, a file it would write."""

    url: str = "http://127.0.0.1:9/x"
    secret: str = "/etc/hostname"
    marker: str = "/nowhere/executed"


@dataclass(frozen=True)
class Case:
    """One hostile file, and the class of reason it is refused for."""

    name: str
    reason: Reason
    data: bytes


@cache
def good_parts():
    """Give the parts of the good template; the copy handed out may be changed."""
    build = Build()
    build.add(TEXT)
    build.add("正文一段。")
    found = reading.parts(build.bytes())
    found.pop("docProps/thumbnail.jpeg", None)
    thumbnail = rb"<Relationship [^>]*thumbnail[^>]*/>"
    found["_rels/.rels"] = re.sub(thumbnail, b"", found["_rels/.rels"])
    return found


def packed(changes=(), **options):
    """Write the good template with parts changed, added or (None) taken out."""
    parts = {**good_parts(), **dict(changes)}
    entries = raw.entries_of({name: data for name, data in parts.items() if data is not None})
    return raw.zipped(entries, **options)


def with_body(xml):
    """Write the good template with more XML at the end of its body."""
    document = good_parts()["word/document.xml"]
    at = document.rindex(b"<w:sectPr")
    changed = document[:at] + xml.encode() + document[at:]
    return packed({"word/document.xml": changed})


def with_text(text, *, around=("", "")):
    """Write the good template with one more paragraph."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    run = f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'
    return with_body(f"<w:p>{around[0]}{run}{around[1]}</w:p>")


def with_texts(*texts):
    """Write the good template with several more paragraphs."""
    runs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts
    )
    return with_body(runs)


def related(kind, target, *, external=False, part="word/_rels/document.xml.rels"):
    """Write the rels part of the good template with one more relationship."""
    mode = ' TargetMode="External"' if external else ""
    said = kind if "/" in kind else f"{RELS}/{kind}"
    one = f'<Relationship Id="rIdEvil" Type="{said}" Target="{target}"{mode}/>'
    held = good_parts().get(
        part, f'<Relationships xmlns="{PACKAGE_RELS}"></Relationships>'.encode()
    )
    return {part: held.replace(b"</Relationships>", one.encode() + b"</Relationships>")}


def typed(part, kind):
    """Write the content types with one more override."""
    held = good_parts()["[Content_Types].xml"]
    one = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return {"[Content_Types].xml": held.replace(b"</Types>", one.encode())}
