"""From a rendered Word file to HTML, so that Word and PDF can never say different things.

What the walker does not know it refuses (:class:`UnsupportedWord`): leaving something out of a
contract is worse than having no PDF. The closed list is in ``features.py``.
"""

import re
import zipfile
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from contracts.documents import features, numbering, qr
from contracts.documents.features import Style, UnsupportedWord, W, is_on, tag, value
from contracts.documents.geometry import Section, section_of
from contracts.documents.tables import Cell, Row, Table, read_table
from contracts.documents.together import SIGNATURES, Written, kept

MARGIN_PART = re.compile(r"word/(header|footer)\d*\.xml")
BOXES = re.compile("([□☐☑☒■]+)")
PICTURES = ("drawing", "pict", "object")
BREAK = '<br class="line"/>'
BLANK = "\u00a0"
PAGE_BREAK = '<div class="newpage"></div>'
STYLE_SHEETS = lru_cache(maxsize=64)(features.read_styles)


def to_html(docx: bytes) -> str:
    """Walk a rendered Word file and write it as well-formed HTML.

    :raises UnsupportedWord: if it uses a feature outside the closed list.
    """
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        names = archive.namelist()
        styles = archive.read("word/styles.xml")
        body = etree.fromstring(archive.read("word/document.xml")).find(W + "body")
        lists = "word/numbering.xml"
        counted = numbering.read(archive.read(lists) if lists in names else None)
        margins = [name for name in names if MARGIN_PART.fullmatch(name)]
        shows = [_shows_page(name, archive.read(name)) for name in margins]
    if body is None:
        raise UnsupportedWord("没有正文", "整个文件")
    return Walker(STYLE_SHEETS(styles), counted).document(body, numbered=any(shows))


def _shows_page(name: str, raw: bytes) -> bool:
    """Look at a header or footer: page number and QR code may stand there. True if numbered."""
    root = etree.fromstring(raw)
    pictures = [found for kind in PICTURES for found in root.iter(W + kind)]
    if not all(_is_code(found) for found in pictures):
        raise UnsupportedWord("页眉页脚中的图片", name)
    text = features.text_of(root).strip(" —-–\u3000")
    codes = [field.text or "" for field in root.iter(W + "instrText")]
    codes += [field.get(W + "instr", "") for field in root.iter(W + "fldSimple")]
    if (text and not text.isdigit()) or any(code.split()[:1] != ["PAGE"] for code in codes):
        raise UnsupportedWord("页眉页脚中除页码以外的内容", name)
    return bool(codes)


def _is_code(picture: etree._Element) -> bool:
    return any(found.get("name") == qr.NAME for found in picture.iter())


class Block(NamedTuple):
    """A paragraph ready to be written: element, classes, content."""

    element: str
    classes: str
    inner: str


class Walker:
    """One walk through one document."""

    def __init__(self, styles: dict[str, Style], counted: numbering.Numbering) -> None:
        """Start at the first paragraph."""
        self.styles = styles
        self.counted = counted
        self.title = ""
        self.place = 0
        self.looks: dict[str, str] = {}
        self.blocks: list[Written] = []
        self.sections: list[tuple[Section, list[Written]]] = []

    def document(self, body: etree._Element, *, numbered: bool) -> str:
        """Walk the body and write the whole page."""
        for child in self._printed(body):
            if child.tag == W + "p":
                self.blocks.append(self._paragraph(child))
                self._close(child.find(f"{W}pPr/{W}sectPr"))
            elif child.tag == W + "tbl":
                self.blocks.append(self._table(read_table(child, self._where())))
            elif child.tag != W + "sectPr" and tag(child) not in features.MARKS:
                raise self._unsupported(child)
        last = section_of(body.find(W + "sectPr"))
        self.sections.append((last, self.blocks))
        return self._page(numbered=numbered)

    def _printed(self, body: etree._Element) -> list[etree._Element]:
        """List the parts of the body but the empty line Word asks for after a last table.

        Printed, it could only fall on a page of its own.
        """
        parts = self._unwrapped(body)
        flow = [part for part in parts if part.tag in {W + "p", W + "tbl"}]
        is_after_table = [part.tag for part in flow[-2:]] == [W + "tbl", W + "p"]
        if is_after_table and flow[-1].find(f".//{W}r") is None:
            parts.remove(flow[-1])
        return parts

    def _close(self, properties: etree._Element | None) -> None:
        if properties is not None:
            self.sections.append((section_of(properties), self.blocks))
            self.blocks = []

    def _page(self, *, numbered: bool) -> str:
        rules, parts = [], []
        for place, (section, blocks) in enumerate(self.sections):
            rules.append(section.css(f"s{place}", numbered=numbered))
            kind = "lying" if section.width > section.height else "upright"
            look = self._look_of(f"page:s{place}")
            inner = "".join(kept(blocks))
            parts.append(f'<section class="{kind} {look}">{inner}</section>')
        rules += [f".{name}{{{rule}}}" for rule, name in self.looks.items()]
        return (
            '<html lang="zh-CN"><head><title>'
            f"{escape(self.title, quote=False)}</title><style>{''.join(rules)}</style></head>"
            f"<body>{''.join(parts)}</body></html>"
        )

    def _look_of(self, *rules: str) -> str:
        """Name a class for rules of this document: a style attribute is parsed each time."""
        written = ";".join(rules)
        return self.looks.setdefault(written, f"k{len(self.looks)}") if written else ""

    def _unwrapped(self, parent: etree._Element) -> list[etree._Element]:
        """List the children, content controls replaced by what they hold."""
        found: list[etree._Element] = []
        for child in parent:
            if child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                found += [] if content is None else self._unwrapped(content)
            elif isinstance(child.tag, str):
                found.append(child)
        return found

    def _where(self, text: str = "") -> str:
        quoted = f"「{text[:12]}」" if text else ""
        return f"第{self.place + 1}段{quoted}"

    def _unsupported(self, element: etree._Element, text: str = "") -> UnsupportedWord:
        name = tag(element)
        return UnsupportedWord(features.ZH.get(name, name), self._where(text))

    def _paragraph(self, paragraph: etree._Element) -> Written:
        """Write one paragraph as an element of its own."""
        block = self._block(paragraph)
        if block is None:
            return Written(PAGE_BREAK, "")
        html = f'<{block.element} class="{block.classes}">{block.inner}</{block.element}>'
        return Written(html, block.classes.split()[0], features.text_of(paragraph))

    def _block(self, paragraph: etree._Element) -> Block | None:
        """Read one paragraph: style name to class, number, text; None if it ends a page."""
        properties = paragraph.find(W + "pPr")
        plain = features.text_of(paragraph)
        features.refuse_unknown(properties, features.PARAGRAPH_LOOK, self._where(plain))
        style = self._style(properties, plain)
        element, name = features.STYLES[style.name]
        inner, breaks = self._text(paragraph, plain)
        label = self._label(properties, style, plain)
        if name == "title" and not self.title:
            self.title = re.sub(r"\s+", "", plain)
        self.place += 1
        if breaks and not plain.strip():
            return None
        classes = f"{name} z{style.size}" if style.size in features.SIZES else name
        look = self._look_of(*self._rules(properties))
        places = self._places(paragraph, plain)
        return Block(element, f"{classes} {look}".strip(), f"{places}{label}{inner or BLANK}")

    def _places(self, paragraph: etree._Element, plain: str) -> str:
        """Write an anchor for each seal that has its place here."""
        names = [mark.get(W + "name", "") for mark in paragraph.iter(W + "bookmarkStart")]
        for name in names:
            if name.startswith("seal") and name not in features.SEALS:
                known = "、".join(features.SEALS)
                raise UnsupportedWord(f"印章书签 {name}（只能用 {known}）", self._where(plain))
        return "".join(f'<a id="{name}"></a>' for name in names if name in features.SEALS)

    def _style(self, properties: etree._Element | None, plain: str) -> Style:
        identity = "" if properties is None else value(properties.find(W + "pStyle"))
        style = self.styles.get(identity, Style("", None, 0))
        if style.name not in features.STYLES:
            raise UnsupportedWord(f"样式 {style.name}", self._where(plain))
        return style

    def _label(self, properties: etree._Element | None, style: Style, plain: str) -> str:
        number = features.number_of(properties) or style.number
        if number is None or number[0] == "0":
            return ""
        try:
            return escape(self.counted.label(*number), quote=False)
        except numbering.NumberFormatUnknown as error:
            raise UnsupportedWord(f"编号格式 {error}", self._where(plain)) from error

    def _rules(self, properties: etree._Element | None) -> list[str]:
        """Write what the paragraph says for itself: alignment, page breaks, staying together."""
        if properties is None:
            return []
        rules = []
        aligned = value(properties.find(W + "jc"))
        if aligned:
            rules.append(f"text-align:{features.ALIGNMENTS.get(aligned, 'left')}")
        if is_on(properties.find(W + "pageBreakBefore")):
            rules.append("break-before:page")
        together = properties.find(W + "keepNext")
        if together is not None:
            rules.append(f"break-after:{'avoid' if is_on(together) else 'auto'}")
        return rules

    def _text(self, paragraph: etree._Element, plain: str) -> tuple[str, bool]:
        """Write the runs of a paragraph, neighbours of one look joined; true if a page ends."""
        pieces: list[tuple[str, str]] = []
        breaks = False
        for child in self._unwrapped(paragraph):
            if child.tag == W + "r":
                look = self._look(child, plain)
                for text in self._run(child, plain):
                    breaks = breaks or text == PAGE_BREAK
                    if pieces and pieces[-1][0] == look:
                        pieces[-1] = (look, pieces[-1][1] + text)
                    else:
                        pieces.append((look, text))
            elif child.tag != W + "pPr" and tag(child) not in features.MARKS:
                raise self._unsupported(child, plain)
        if breaks and plain.strip():
            raise UnsupportedWord("段落文字中间的分页符", self._where(plain))
        return "".join(_dressed(look, text) for look, text in pieces), breaks

    def _look(self, run: etree._Element, plain: str) -> str:
        """Name a run's look: the tags to put round it, outermost first."""
        properties = run.find(W + "rPr")
        if properties is None:
            return ""
        features.refuse_unknown(properties, features.RUN_LOOK, self._where(plain))
        names = [name for name in "bui" if is_on(properties.find(W + name))]
        raised = value(properties.find(W + "vertAlign"))
        names += {"superscript": ["sup"], "subscript": ["sub"]}.get(raised, [])
        return " ".join(names)

    def _run(self, run: etree._Element, plain: str) -> list[str]:
        found = []
        for child in run:
            name = tag(child)
            if name == "t":
                text = escape(child.text or "", quote=False)
                found.append(BOXES.sub(r'<span class="box">\1</span>', text))
            elif name in {"tab", "ptab"}:
                found.append("\t")
            elif name == "cr":
                found.append(BREAK)
            elif name == "br":
                found.append(self._break(child, plain))
            elif name == "noBreakHyphen":
                found.append("-")
            elif name != "rPr" and name not in features.MARKS:
                raise self._unsupported(child, plain)
        return found

    def _break(self, element: etree._Element, plain: str) -> str:
        kind = element.get(W + "type", "textWrapping")
        if kind == "column":
            raise UnsupportedWord("分栏符", self._where(plain))
        return PAGE_BREAK if kind == "page" else BREAK

    def _table(self, table: Table) -> Written:
        """Write a table: fixed columns, the head repeated on each page."""
        shares = [self._look_of(f"width:{share:.2f}%") for share in table.shares]
        columns = "".join(f'<col class="{look}"/>' for look in shares)
        heads = [row for row in table.rows if row.is_head]
        head = "".join(self._row(row) for row in table.rows[: len(heads)])
        body = "".join(self._row(row) for row in table.rows[len(heads) :])
        sides = f"margin-left:{table.margin}", f"margin-right:{table.margin}"
        look = self._look_of(f"width:{table.width_mm:.1f}mm", *sides)
        return Written(
            f'<table class="{"grid" if table.is_ruled else "bare"} {look}">'
            f"<colgroup>{columns}</colgroup>"
            f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>",
            "table" if table.is_ruled else SIGNATURES,
        )

    def _row(self, row: Row) -> str:
        rules = [f"height:{row.height_mm:.1f}mm"] if row.height_mm else []
        rules += ["break-after:avoid"] if row.keeps_next else []
        look = self._look_of(*rules)
        cells = "".join(self._cell(cell) for cell in row.cells)
        return f'<tr class="{look}">{cells}</tr>' if look else f"<tr>{cells}</tr>"

    def _cell(self, cell: Cell) -> str:
        """Write a cell; a single paragraph is the cell itself: half the boxes to lay out."""
        blocks = []
        for child in self._unwrapped(cell.element):
            if child.tag == W + "p":
                blocks.append(self._block(child) or Block("p", "plain", BLANK))
            elif child.tag != W + "tcPr" and tag(child) not in features.MARKS:
                raise self._unsupported(child)
        if cell.is_continued:
            return ""
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        if len(blocks) == 1:
            (only,) = blocks
            return f'<td class="{cell.vertical} {only.classes}"{spans}>{only.inner}</td>'
        inner = "".join(f'<p class="{block.classes}">{block.inner}</p>' for block in blocks)
        return f'<td class="{cell.vertical}"{spans}>{inner}</td>'


def _dressed(look: str, text: str) -> str:
    for name in reversed(look.split()):
        text = f"<{name}>{text}</{name}>"
    return text
