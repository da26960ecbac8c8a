"""Hostile zips: bombs, lies, hidden entries, polyglots, bad paths, broken and renamed files."""

import io
import struct
import zipfile
from dataclasses import replace

from contracts.documents import package
from contracts.documents.reasons import Reason
from tests.documents.hostile import raw
from tests.documents.hostile.good import Case, good_parts, packed
from tests.documents.hostile.raw import Entry

DOCUMENT = "word/document.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HTML = b"<!doctype html><script>fetch('/')</script>"
RENAMED = {
    "pdf": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.launchURL())>>>>endobj",
    "html": HTML,
    "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html></html>",
    "rtf": rb"{\rtf1{\field{\*\fldinst INCLUDEPICTURE file:///c:/x}}}",
    "doc": COMPOUND,
    "encrypted": COMPOUND + "EncryptedPackage".encode("utf-16-le"),
    "flat_xml": b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><x/>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "gif": b"GIF89a" + b"\0" * 40,
    "shell": b"#!/bin/sh\ntouch /nowhere/executed\n",
    "program": b"\x7fELF" + b"\0" * 60,
    "windows": b"MZ" + b"\0" * 60,
    "gzip": b"\x1f\x8b\x08" + b"\0" * 20,
    "sevenzip": b"7z\xbc\xaf\x27\x1c" + b"\0" * 20,
    "rar": b"Rar!\x1a\x07\x00" + b"\0" * 20,
    "text": "这是一段文字".encode(),
    "gb18030": "这是一段文字".encode("gb18030"),
    "nulls": b"\0" * 1000,
}
POLYGLOTS = {
    "pdf": RENAMED["pdf"],
    "gif": RENAMED["gif"],
    "html": HTML,
    "jpeg": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    "shell": RENAMED["shell"],
    "windows": RENAMED["windows"],
}
PATHS = {
    "up": b"../evil.xml",
    "up_inside": b"word/../../evil.xml",
    "up_windows": b"..\\evil.xml",
    "absolute": b"/etc/evil.xml",
    "drive": b"C:/evil.xml",
    "network": b"//server/share/evil.xml",
    "network_windows": b"\\\\server\\share\\evil.xml",
    "nul": b"word/evil.xml\0.png",
    "newline": b"word/evil\n.xml",
    "escape": b"word/\x1b[31m.xml",
    "dot": b"word/./evil.xml",
    "double_slash": b"word//evil.xml",
    "direction": "word/\u202elmx.xml".encode(),
    "chinese": "word/恶意.xml".encode(),
    "empty": b"",
}


def cases(targets):
    """Make every hostile zip."""
    for make in (_renamed, _polyglots, _paths, _bombs, _lies, _broken, _kinds):
        yield from make()


def entries():
    return raw.entries_of(good_parts())


def _renamed():
    for name, data in RENAMED.items():
        yield Case(f"renamed_{name}", Reason.KIND, data)
    yield Case("renamed_empty", Reason.BROKEN, b"")
    yield Case("renamed_just_zip", Reason.KIND, raw.zipped([Entry(b"a.txt")]))
    yield Case("renamed_no_entries", Reason.TRICK, raw.zipped([]))
    sheet = [Entry(b"[Content_Types].xml", b"<x/>"), Entry(b"xl/workbook.xml", b"<x/>")]
    yield Case("renamed_xlsx", Reason.KIND, raw.zipped(sheet))
    odt = [Entry(b"mimetype", b"application/vnd.oasis.opendocument.text", method=raw.STORED)]
    yield Case("renamed_odt", Reason.KIND, raw.zipped([*odt, Entry(b"content.xml", b"<x/>")]))
    apk = [Entry(b"META-INF/MANIFEST.MF"), Entry(b"classes.dex")]
    yield Case("renamed_jar", Reason.KIND, raw.zipped(apk))


def _polyglots():
    good = packed()
    for name, data in POLYGLOTS.items():
        reason = Reason.KIND
        yield Case(f"polyglot_{name}_before", reason, packed(before=data))
        yield Case(f"polyglot_{name}_behind", Reason.TRICK, good + data)
        yield Case(f"polyglot_{name}_remark", Reason.TRICK, packed(comment=data))
        yield Case(f"polyglot_{name}_between", Reason.TRICK, packed(between=data))
    yield Case("polyglot_two_zips", Reason.TRICK, packed(before=good))
    hidden = raw.with_entry(entries(), DOCUMENT, behind=HTML)
    yield Case("polyglot_hidden_inside", Reason.TRICK, raw.zipped(hidden))


def _paths():
    for name, path in PATHS.items():
        yield Case(f"path_{name}", Reason.PATH, raw.zipped([*entries(), Entry(path)]))
    link = Entry(b"word/link.xml", b"/etc/passwd", mode=0o120777)
    yield Case("path_symlink", Reason.PATH, raw.zipped([*entries(), link]))
    latin = Entry(b"word/\xff\xfe.xml", flags=0)
    yield Case("path_latin", Reason.PATH, raw.zipped([*entries(), latin]))
    broken = Entry(b"word/\xff\xfe.xml")
    yield Case("path_not_utf8", Reason.BROKEN, raw.zipped([*entries(), broken]))


def _bombs():
    zeros = b"\0" * (30 * 1024 * 1024)
    yield Case("bomb_ratio", Reason.BOMB, packed({"word/media/a.png": zeros}))
    blanks = b"<x>" + b" " * (12 * 1024 * 1024) + b"</x>"
    yield Case("bomb_xml", Reason.BOMB, packed({DOCUMENT: blanks}))
    some = {f"word/media/a{number}.png": b"\0" * 1_000_000 for number in range(60)}
    yield Case("bomb_many", Reason.BOMB, packed(some))
    huge = Entry(b"word/media/a.png", b"\0" * 9, size=0xFFFFFFFE)
    yield Case("bomb_said", Reason.BOMB, raw.zipped([*entries(), huge]))
    sixty_four = Entry(b"word/media/a.png", b"\0" * 9, size=0xFFFFFFFF, packed_size=0xFFFFFFFF)
    yield Case("bomb_zip64", Reason.BOMB, raw.zipped([*entries(), sixty_four]))
    inner = packed({"word/media/b.png": b"\0" * 40_000_000})
    nested = packed({"word/media/inner.zip": inner})
    yield Case("bomb_nested", Reason.EMBEDDED, nested)
    yield Case("bomb_nested_renamed", Reason.EMBEDDED, packed({"word/media/inner.png": inner}))
    crowd = {f"word/x{number}.xml": b"<x/>" for number in range(300)}
    yield Case("bomb_count", Reason.TRICK, packed(crowd))
    yield Case("bomb_size", Reason.SIZE, b"PK\3\4" + b"\0" * (package.MOST_PACKED + 1 - 4))
    quoted = [
        replace(Entry(b"word/media/q%d.png" % number), offset=0, size=1, packed_size=1)
        for number in range(100)
    ]
    yield Case("bomb_overlapping", Reason.TRICK, raw.zipped([*entries(), *quoted]))


def _lies():
    held = entries()
    changes = {
        "name": (Reason.TRICK, {"local_name": b"word/docomont.xml"}),
        "size": (Reason.TRICK, {"local_size": 3}),
        "checksum": (Reason.TRICK, {"local_crc": 3}),
        "both_checksums": (Reason.BROKEN, {"crc": 3}),
        "short": (Reason.BROKEN, {"size": 3}),
        "long": (Reason.BROKEN, {"size": 100_000}),
        "packed_short": (Reason.TRICK, {"packed_size": 5}),
        "packed_long": (Reason.TRICK, {"packed_size": 100_000}),
        "offset": (Reason.TRICK, {"offset": 0}),
        "offset_far": (Reason.BROKEN, {"offset": 0x7FFFFFF0}),
        "locked": (Reason.LOCKED, {"flags": raw.UTF8 | raw.LOCKED}),
        "method_local": (Reason.TRICK, {"local_method": 0}),
        "method_bzip2": (Reason.TRICK, {"method": 12}),
        "method_lzma": (Reason.TRICK, {"method": 14}),
        "method_unknown": (Reason.TRICK, {"method": 99}),
        "streamed_hiding": (
            Reason.TRICK,
            {"flags": raw.UTF8 | raw.STREAMED, "behind": b"x" * 60},
        ),
    }
    for name, (reason, said) in changes.items():
        yield Case(f"lie_{name}", reason, raw.zipped(raw.with_entry(held, DOCUMENT, **said)))
    twice = [*held, Entry(b"word/document.xml", b"<other/>")]
    yield Case("lie_twice", Reason.TRICK, raw.zipped(twice))
    shouted = [*held, Entry(b"WORD/DOCUMENT.XML", b"<other/>")]
    yield Case("lie_twice_in_capitals", Reason.TRICK, raw.zipped(shouted))
    yield Case("lie_count", Reason.TRICK, packed(count=3))
    yield Case("lie_disks", Reason.TRICK, _end_changed(4, b"\1\0"))
    yield Case("lie_directory", Reason.TRICK, _end_changed(16, b"\xff\xff\xff\x7f"))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, 0, 1)
    yield Case("lie_zip64_locator", Reason.BROKEN, _before_end(locator))


def _end_changed(at, value):
    data = bytearray(packed())
    data[len(data) - 22 + at : len(data) - 22 + at + len(value)] = value
    return bytes(data)


def _before_end(more):
    data = packed()
    return data[:-22] + more + data[-22:]


def _broken():
    good = packed()
    for share in (1, 10, 30, 50, 70, 90, 99):
        cut = good[: len(good) * share // 100]
        yield Case(f"broken_cut_at_{share}", Reason.BROKEN, cut)
    yield Case("broken_one_byte_short", Reason.BROKEN, good[:-1])
    yield Case("broken_only_end", Reason.BROKEN, good[-22:])
    yield Case("broken_four_bytes", Reason.BROKEN, b"PK\3\4")
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 0xFF
    yield Case("broken_flipped", Reason.BROKEN, bytes(flipped))
    for name in ("word/styles.xml", "_rels/.rels", DOCUMENT, "[Content_Types].xml"):
        reason = Reason.PART if name == "word/styles.xml" else Reason.KIND
        yield Case(f"broken_without_{name}", reason, packed({name: None}))


def _kinds():
    main = b"wordprocessingml.document.main+xml"
    held = good_parts()["[Content_Types].xml"]
    others = {
        "docm": (Reason.MACRO, b"ms-word.document.macroEnabled.main+xml"),
        "dotm": (Reason.MACRO, b"ms-word.template.macroEnabledTemplate.main+xml"),
        "dotx": (Reason.KIND, b"wordprocessingml.template.main+xml"),
        "sheet": (Reason.KIND, b"spreadsheetml.sheet.main+xml"),
        "html": (Reason.KIND, b"text/html"),
    }
    for name, (reason, kind) in others.items():
        changed = held.replace(main, kind)
        yield Case(f"kind_{name}", reason, packed({"[Content_Types].xml": changed}))
    rels = good_parts()["_rels/.rels"]
    moved = rels.replace(b"word/document.xml", b"word/other.xml")
    other = {"_rels/.rels": moved, "word/other.xml": good_parts()[DOCUMENT]}
    yield Case("kind_other_text", Reason.KIND, packed(other))
    library = io.BytesIO()
    with zipfile.ZipFile(library, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a/"), b"")
    yield Case("kind_folder_only", Reason.KIND, library.getvalue())
