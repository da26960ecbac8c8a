"""From a Word file to HTML: a short closed list of features, and a refusal for all others.

The PDF is made from the Word file itself, so the two can never say different things. What the
walker does not know it refuses (:class:`UnsupportedWord`), because leaving something out of a
contract is worse than having no PDF. Fonts, sizes and spacing come from the style sheet
(``templates/print/gb9704.css``), chosen by the *name* of the paragraph style.
"""

import re
import zipfile
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from contracts.documents import numbering
from contracts.documents.geometry import Section, section_of
from contracts.documents.numbering import Numbering, W

STYLES = {
    "公文标题": ("h1", "title"),
    "副标题": ("p", "subtitle"),
    "主送": ("p", "addressee"),
    "正文": ("p", "body"),
    "一级标题": ("h2", "head1"),
    "二级标题": ("h3", "head2"),
    "章": ("h2", "chapter"),
    "条款": ("p", "article"),
    "款": ("p", "clause"),
    "列项": ("p", "item"),
    "表题": ("p", "caption"),
    "表头": ("p", "cellhead"),
    "表格": ("p", "cell"),
    "表格左": ("p", "cellleft"),
    "签名": ("p", "sign"),
    "落款": ("p", "closing"),
    "附件": ("p", "annex"),
    "附注": ("p", "note"),
    "受文": ("p", "copyto"),
    "文号": ("p", "number"),
    "票面": ("p", "ballot"),
    "Normal": ("p", "plain"),
    "正文文本": ("p", "plain"),
}
ALIGNMENTS = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
#: Paragraph properties that change the look only; the style sheet decides the look.
LOOK = frozenset(
    "rPr spacing ind widowControl snapToGrid adjustRightInd autoSpaceDE autoSpaceDN kinsoku "
    "wordWrap overflowPunct topLinePunct contextualSpacing textAlignment tabs outlineLvl bidi "
    "keepLines suppressAutoHyphens mirrorIndents".split()
)
RUN_LOOK = frozenset(
    "rStyle rFonts sz szCs lang color spacing w kern bCs iCs noProof snapToGrid rtl cs eastAsianLayout "
    "fitText".split()
)
MARKS = frozenset(
    "bookmarkStart bookmarkEnd proofErr permStart permEnd lastRenderedPageBreak".split()
)
CELL_LOOK = frozenset("tcW tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark".split())
BOXES = re.compile("([□☐☑☒■]+)")
OFF = frozenset({"0", "false", "off", "none"})


class UnsupportedWord(Exception):
    """The Word file uses a feature that cannot be printed faithfully."""

    def __init__(self, what: str, where: str) -> None:
        """Keep what was found and where, for the linter."""
        self.what = what
        self.where = where
        super().__init__(f"Word 文件使用了不支持的功能“{what}”，位置：{where}")


class Style(NamedTuple):
    """A paragraph style: its name, its list and its size in half-points."""

    name: str
    number: tuple[str, int] | None
    size: int


def to_html(docx: bytes) -> str:
    """Walk a rendered Word file and write it as well-formed HTML.

    :raises UnsupportedWord: if it uses a feature outside the closed list.
    """
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        names = set(archive.namelist())
        read = {
            name: archive.read(name) if name in names else None
            for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml")
        }
        margins = {
            name: archive.read(name)
            for name in names
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        }
    document, styles, lists = read.values()
    if document is None or styles is None:
        raise UnsupportedWord("不是 Word 文件", "整个文件")
    numbered = any([_margin_text(name, raw) for name, raw in sorted(margins.items())])
    walker = Walker(_styles(styles), numbering.read(lists), numbered=numbered)
    body = etree.fromstring(document).find(W + "body")
    if body is None:
        raise UnsupportedWord("没有正文", "整个文件")
    return walker.document(body)


def _margin_text(name: str, raw: bytes) -> bool:
    """Look at a header or footer: only the page number may stand there. True if it does."""
    root = etree.fromstring(raw)
    text = "".join(root.itertext(W + "t")).strip(" —-–—\u3000")
    fields = "".join(root.itertext(W + "instrText"))
    simple = [field.get(W + "instr", "") for field in root.iter(W + "fldSimple")]
    codes = " ".join([fields, *simple]).split()
    numbers = {code for code in codes if code.isupper() and not code.startswith("\\")}
    if numbers - {"PAGE", "MERGEFORMAT"} or (text and not text.isdigit()):
        raise UnsupportedWord("页眉页脚中除页码以外的文字", name)
    return "PAGE" in numbers


@lru_cache(maxsize=64)
def _styles(raw: bytes) -> dict[str, Style]:
    """Read the paragraph styles, what they inherit included."""
    root = etree.fromstring(raw)
    elements = {
        style.get(W + "styleId", ""): style
        for style in root.iter(W + "style")
        if style.get(W + "type") == "paragraph"
    }
    return {identity: _style(element, elements) for identity, element in elements.items()}


def _style(element: etree._Element, elements: dict[str, etree._Element]) -> Style:
    name = _val(element.find(W + "name")) or ""
    number, size = None, 0
    seen: set[str] = set()
    current: etree._Element | None = element
    while current is not None:
        found = current.find(f"{W}pPr/{W}numPr")
        if number is None and found is not None:
            number = _number(found)
        size = size or int(_val(current.find(f"{W}rPr/{W}sz")) or 0)
        parent = _val(current.find(W + "basedOn")) or ""
        current = None if parent in seen else elements.get(parent)
        seen.add(parent)
    return Style(name, number, size)


def _val(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(W + "val", "1") not in OFF


def _number(element: etree._Element) -> tuple[str, int]:
    return _val(element.find(W + "numId")) or "0", int(_val(element.find(W + "ilvl")) or 0)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname
