"""The ZIP of a case file: every original, tallies, journals, verifier, manifest; always alike."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.congress import exports, recount
from contracts.documents import archive_verifier, store
from contracts.documents.archive_contents import Contents, Item
from contracts.journal.models import Entry
from contracts.parties import actors
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.choices import Side

#: What file systems, and people who read names, do not like; and how long a name may be in bytes.
UNSAFE = set('\\/:*?"<>|')
MOST_BYTES = 150
OLDEST = (1980, 1, 1, 0, 0, 0)
MODE = 0o100644 << 16
PACKED_ALREADY = (".pdf", ".jpg", ".png", ".docx", ".xlsx")
TALLY = ("issued", "returned", "valid", "invalid", "yes", "no", "abstain", "entitled", "present")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the ZIP and what the manifest says of it."""

    name: str
    content: bytes
    code: str = ""
    title: str = ""
    number: str = ""
    token: str = ""


def safe(name: str, most: int = MOST_BYTES) -> str:
    """Return a name any file system takes: no control or direction marks, cut by bytes."""
    kept = "".join("_" if mark in UNSAFE else mark for mark in name if mark.isprintable())
    return kept.encode()[:most].decode(errors="ignore").strip(" .") or "_"


def pack(contents: Contents, volume: bytes) -> bytes:
    """Return the ZIP; the current actor's side settles which words and names are in it."""
    parts = [Part("卷宗.pdf", volume, title="合并卷"), *_parts(contents)]
    journals = list(_journals(contents.heads))
    parts += [part for part, _ in journals]
    parts.append(Part("verify.py", Path(archive_verifier.__file__).read_bytes()))
    files = [_listed(part) for part in parts]
    said = {
        "format": "xieyue-archive-1",
        "files": files,
        "journals": [head for _, head in journals],
    }
    listing = Part(archive_verifier.LIST, _json(said))
    sums = [*files, _listed(listing)]
    lines = "".join(f"{row['sha256']}  {row['name']}\n" for row in sums)
    return _zipped([*parts, listing, Part(archive_verifier.SUMS, lines.encode())])


def _listed(part: Part) -> dict[str, str]:
    named = {"name": part.name, "code": part.code, "title": part.title, "number": part.number}
    return {**named, "token": part.token, "sha256": store.digest(part.content)}


def _json(said: Any) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _zipped(parts: list[Part]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in parts:
            info = zipfile.ZipInfo(part.name, OLDEST)
            info.create_system, info.external_attr = 3, MODE
            is_packed = part.name.endswith(PACKED_ALREADY)
            info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, part.content)
    return made.getvalue()


def _parts(contents: Contents) -> Iterator[Part]:
    for item in contents.items:
        yield from _parts_of(item)
    if contents.ballots:
        tallies = [
            {"item": row.item, "voted_on": f"{row.voted_on}", "is_passed": row.is_passed}
            | {name: getattr(row, name) for name in TALLY}
            for row in contents.ballots
        ]
        yield Part("表决/计票结果.json", _json(tallies), title="计票结果")
    has_names = actors.current().side == Side.WORKERS
    for poll in contents.polls:
        with acting_as(SYSTEM):
            said = exports.recount_of(poll, has_names=has_names)
        yield Part(f"表决/票箱_{poll.pk}.json", _json(said), title=poll.item)
    if contents.polls:
        yield Part("表决/recount.py", Path(recount.__file__).read_bytes(), title="重新计票程序")


def _parts_of(item: Item) -> Iterator[Part]:
    paper = item.paper
    about = {"code": paper.code, "title": item.title, "number": paper.number, "token": paper.token}
    stem = safe(f"{item.number:03}_{item.title}_{paper.issued_on:%Y%m%d}")
    for file in item.files:
        yield Part(f"文书/{stem}.{file.format}", store.get(file.sha256), **about)
    for row in item.signed:
        yield Part(f"签署/{stem}_第{row.position}次签署.pdf", store.get(row.sha256), **about)
    for at, scan in enumerate(item.scans, 1):
        yield Part(f"扫描件/{stem}_{at}.{scan.kind}", store.get(scan.sha256), **about)


def _journals(heads: dict[int, int]) -> Iterator[tuple[Part, dict[str, Any]]]:
    """Return the journal of each case; what is private to the other side is there as a stub."""
    for case, last in sorted(heads.items()):
        wanted = {"case_id": case, "sequence__lte": last}
        readable = {row.sequence: row for row in Entry.objects.filter(**wanted)}
        with acting_as(SYSTEM):
            chain = Entry.objects.filter(**wanted).order_by("sequence")
            links = list(chain.values("sequence", "previous", "digest"))
        lines = [{**link, **_said(readable.get(link["sequence"]))} for link in links]
        text = "".join(
            json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines
        )
        name = f"日志/案卷{case}.jsonl"
        digest = links[-1]["digest"] if links else archive_verifier.START
        head = {"name": name, "case": case, "count": len(links), "digest": digest}
        yield Part(name, text.encode(), title="日志"), head


def _said(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    told = {"act": entry.act, "on": f"{entry.done_on}", "by": entry.actor_name, "side": entry.side}
    return {**told, "summary": entry.summary, "body": entry.body}
