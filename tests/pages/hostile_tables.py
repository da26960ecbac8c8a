"""Hostile Excel, CSV and YAML files for the doors that read tables and calendars."""

import io
from dataclasses import replace
from functools import cache

from openpyxl import Workbook

from tests.documents.hostile import containers, raw
from tests.documents.reading import parts

NO_SHEET, TOO_BIG, MACRO = "不是 Excel 表", "展开后太大", "带有宏"
ENTITY, SIZE, ROWS, HEADS = "实体声明", "文件太大", "最多2000行", "第一行要有列名"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = (SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels")


@cache
def good_parts():
    book = Workbook()
    book.active.append(["地区", "执行自"])
    held = io.BytesIO()
    book.save(held)
    return parts(held.getvalue())


def packed(changes=(), **options):
    found = {**good_parts(), **dict(changes)}
    entries = raw.entries_of({name: data for name, data in found.items() if data is not None})
    return raw.zipped(entries, **options)


def sheets(secret, url):
    """Give name, bytes and what is said of every hostile sheet."""
    yield from _entities(secret, url)
    yield from _zips()
    yield from _contents(url)
    for name, data in containers.RENAMED.items():
        yield f"renamed_{name}", data, NO_SHEET
    yield "too_large", b"PK\3\4" + b"\0" * (1024 * 1024), SIZE


def _entities(secret, url):
    kinds = {
        "file": f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
        "net": f'<!DOCTYPE x SYSTEM "{url}">',
        "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    }
    for part in PARTS:
        held = good_parts()[part]
        at = held.find(b"?>") + 2 if held.startswith(b"<?xml") else 0
        for kind, text in kinds.items():
            changed = held[:at] + text.encode() + held[at:]
            yield f"entity_{kind}_{part}", packed({part: changed}), ENTITY
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    yield "entity_utf16", packed({SHEET: wide.encode("utf-16")}), ENTITY


def _zips():
    for name, before in containers.POLYGLOTS.items():
        yield f"polyglot_{name}_before", packed(before=before), NO_SHEET
        yield f"polyglot_{name}_behind", packed() + before, NO_SHEET
    for name, path in containers.PATHS.items():
        entries = raw.entries_of(good_parts())
        yield f"path_{name}", raw.zipped([*entries, raw.Entry(path)]), NO_SHEET
    blanks = b"<x>" + b" " * (15 * 1024 * 1024) + b"</x>"
    yield "bomb", packed({SHEET: blanks}), TOO_BIG
    many = {f"xl/media/a{n}.png": b"\0" * 1_000_000 for n in range(30)}
    yield "bomb_many", packed(many), TOO_BIG
    held = raw.entries_of(good_parts())
    for name, said in {"size": {"size": 3}, "crc": {"crc": 1}, "locked": {"flags": 0x801}}.items():
        yield f"lie_{name}", raw.zipped(raw.with_entry(held, SHEET, **said)), NO_SHEET
    twice = [*held, replace(held[0], raw=b"<x/>")]
    yield "lie_twice", raw.zipped(twice), NO_SHEET
    for share in (10, 50, 90):
        yield f"cut_{share}", packed()[: len(packed()) * share // 100], NO_SHEET


def _contents(url):
    yield "macro", packed({"xl/vbaProject.bin": b"x"}), MACRO
    yield "no_sheet", packed({SHEET: None}), NO_SHEET
    yield "no_workbook", packed({"xl/workbook.xml": None}), NO_SHEET
    yield "broken_sheet", packed({SHEET: b"<worksheet"}), NO_SHEET
    yield "json_sheet", packed({SHEET: b"{}"}), NO_SHEET
    yield "deep", packed({SHEET: b"<x>" * 20_000 + b"</x>" * 20_000}), HEADS
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 9))
    far = f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/>'
    far += f"<sheetData>{cells}</sheetData></worksheet>"
    yield "wide_claim", packed({SHEET: far.encode()}), HEADS
    link = f'<worksheet xmlns="{space}"><sheetData><row r="1"><c r="A1" t="str">'
    link += f'<f>WEBSERVICE("{url}")</f><v>x</v></c></row></sheetData></worksheet>'
    yield "formula", packed({SHEET: link.encode()}), HEADS


def texts(secret, url):
    """Give name and bytes of every hostile text for the door of the calendar."""
    yield from _yaml(secret)
    yield "nulls", b"\0" * 100
    yield "not_text", b"\xff\xfe\xfa\x80\x81"
    yield "pickle", b"\x80\x04\x95cos\nsystem\n"
    yield "html", b"<script>alert(1)</script>"
    yield "url", url.encode()
    yield "long_line", b"\xe4\xbc\x91 " + b"9" * 500_000
    yield "many_days", "休 1000-01-01至9999-12-31".encode()
    yield "backwards", "休 2027-12-31至2027-01-01".encode()
    yield "formula", b'=HYPERLINK("http://x")'
    yield "too_large", b"x" * (1024 * 1024 + 1)


def _yaml(secret):
    laughs = "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield "laughs", f"a: &a [x,x,x,x,x,x,x,x]\n{laughs}years: *i".encode()
    laughed = "years: {2027: {off: *i, source: x, workdays: *i}}"
    yield "laughs_as_days", f"a: &a ['2027-01-01']\n{laughs}{laughed}".encode()
    for name in ("apply:os.system", "new:os.system", "name:os.system", "module:os"):
        yield f"python_{name}", f'years: !!python/object/{name} ["touch {secret}"]'.encode()
    yield "python_name", b"years: !!python/name:os.system"
    yield "include", f"years: !include {secret}".encode()
    yield "merge", b"years:\n  <<: *missing"
    yield "recursion", b"years: &a [*a]"
    yield "recursion_of_maps", b"years: &a {2027: *a}"
    yield "deep", b"years: " + b"[" * 100_000
    yield "deep_map", b"years: " + b"{a: " * 50_000
    yield "wrong_kind", b"years: 3"
    yield "wrong_days", b"years: {2027: {off: [[[]]]}}"
    yield "huge_number", b"years: {" + b"9" * 400_000 + b": {off: []}}"
    yield "no_values", b"years:"
