"""Cover (案卷封面), index (卷内文件目录) and the stamps of a case file, as pages for the press."""

import re
from collections.abc import Iterable
from datetime import date
from html import escape

from contracts.documents import chinese
from contracts.documents.archive_contents import Contents, Item
from contracts.documents.archive_models import Archive
from contracts.documents.declaration import declarations, shared
from contracts.parties.choices import Side

PERMANENT = "permanent"
AFTER_TERM = re.compile(r"term_plus_(\d+)y")
YEARS = re.compile(r"y(\d+)")
STYLE = """
@page { size: 210mm 297mm; margin: 25mm 22mm }
@page :left { @bottom-left { content: none } } @page :right { @bottom-right { content: none } }
.top { text-align: center; font-size: 16pt; margin-top: 32mm }
.name { text-align: center; font-family: "XY Title", "XY Banner"; font-size: 36pt;
  line-height: 48pt; margin-top: 12mm; letter-spacing: 6pt }
.about { text-align: center; font-size: 20pt; line-height: 32pt; margin: 16mm 6mm 26mm }
td { font-size: 12pt; line-height: 20pt; padding: 2mm 1.5mm; border: 0.75pt solid black }
table { width: 100% }
thead td, td.k { font-family: "XY Latin", "XY Hei", "XY Sans"; text-align: center }
td.k { width: 34mm } td.n { text-align: center }
.list { break-before: page; text-align: center; font-family: "XY Title", "XY Banner";
  font-size: 22pt; line-height: 34pt; margin-bottom: 6mm }
.list td, .small td { font-size: 10.5pt; line-height: 15pt; padding: 1.2mm }
.foot { font-size: 10.5pt; line-height: 16pt; margin-top: 5mm }
"""
STAMP = """
@page { size: 24mm 8mm; margin: 0 }
@page :left { @bottom-left { content: none } } @page :right { @bottom-right { content: none } }
p { font-size: 12pt; line-height: 8mm; text-align: right; break-after: page }
p:last-child { break-after: auto }
"""
WIDTHS = ("12mm", "26mm", "auto", "19mm", "32mm", "15mm", "23mm")
HEADS = ("序号", "文号", "文件题名", "日期", "责任者", "页号", "备注")


def front(archive: Archive, contents: Contents, *, pages: int) -> str:
    """Return cover and index as one well-formed page for the press."""
    case = archive.case
    cover = "".join(
        f'<tr><td class="k">{escape(label)}</td><td>{escape(words)}</td></tr>'
        for label, words in _cover(archive, contents, pages)
    )
    widths = "".join(f'<col style="width: {width}"/>' for width in WIDTHS)
    heads = "".join(f"<td>{word}</td>" for word in HEADS)
    rows = "".join(map(_row, contents.items))
    return _page(
        STYLE,
        f'<p class="top">集体协商案卷</p><p class="name">案卷封面</p>'
        f'<p class="about">{escape(case.title)}</p><table>{cover}</table>'
        f'<p class="list">卷内文件目录</p><table class="small"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        '<p class="foot">页号为合并卷（PDF）右上角加盖的连续页号。电子签署、表格和原始扫描件'
        "以压缩包内的原文件为准；合并卷中是供翻阅的副本。</p>",
    )


def _cover(archive: Archive, contents: Contents, pages: int) -> Iterable[tuple[str, str]]:
    case, days = archive.case, [item.paper.issued_on for item in contents.items]
    yield "案卷编号", f"第{case.pk}号"
    yield "职工方", case.workers_party.name if case.workers_party else ""
    yield "企业方", case.employer_party.name if case.employer_party else ""
    yield "起止日期", f"{chinese.day(case.opened_on)}至{chinese.day(max([case.opened_on, *days]))}"
    held, until = retention(contents)
    yield "保管期限", held
    yield "保管到", until
    yield "卷内文件", f"{len(contents.items)}件，共{pages}页"
    side = Side(archive.side).label
    yield (
        "调取",
        f"{archive.asked_by}，{chinese.day(archive.asked_on)}（只收入{side}可以看到的文件）",
    )


def retention(contents: Contents) -> tuple[str, str]:
    """Return the longest retention among the papers in words, and until when the file is kept."""
    known = declarations()
    classes = {known[item.paper.code].retention for item in contents.items}
    words = shared()["retention_classes"]
    if not classes or PERMANENT in classes:
        return words[PERMANENT], "永久"
    last = max(item.paper.issued_on for item in contents.items)
    ends = [row.term_to for row in contents.agreements if row.term_to]
    found: list[tuple[date, str]] = []
    for name in sorted(classes):
        after, years = AFTER_TERM.fullmatch(name), YEARS.fullmatch(name)
        base = max(ends, default=None) if after else last
        count = int((after or years or AFTER_TERM.match(name))[1])  # type: ignore[index]
        if base is None:
            return words[name], f"合同期满后{count}年（期限待定）"
        found.append((date(base.year + count, 12, 31), words[name]))
    until, said = max(found)
    return said, chinese.day(until)


def _row(item: Item) -> str:
    paper = item.paper
    pages = f"{item.first}—{item.first + item.pages - 1}" if item.pages > 1 else str(item.first)
    cells = (
        *(str(item.number), paper.number, item.title, f"{paper.issued_on:%Y%m%d}"),
        *(paper.issuer.name, pages if item.pages else "—", item.note),
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def stamps(first: int, last: int) -> str:
    """Return a page for each running number, to be laid over the pages of the file."""
    return _page(STAMP, "".join(f"<p>{number}</p>" for number in range(first, last + 1)))


def _page(style: str, body: str) -> str:
    title = "<title>卷宗</title>"
    head = f'<head><meta charset="utf-8"/>{title}<style>{style}</style></head>'
    return f'<html lang="zh-Hans">{head}<body>{body}</body></html>'
