"""What a Word file may hold to be printed: the closed list, and the refusal of all else.

Fonts, sizes and spacing come from the style sheet (``templates/print/gb9704.css``), chosen by the
*name* of the paragraph style; what changes the look only is passed over, what would lose or
change text is refused.
"""

from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
    "": ("p", "plain"),
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
#: 二号, 小二, 三号, 小三, 四号, 小四, 五号, 小五 in half-points: the sizes the style sheet knows.
SIZES = frozenset({44, 36, 32, 30, 28, 24, 21, 18})

PARAGRAPH_LOOK = frozenset(
    "pStyle numPr jc keepNext pageBreakBefore sectPr rPr spacing ind widowControl snapToGrid "
    "adjustRightInd autoSpaceDE autoSpaceDN kinsoku wordWrap overflowPunct topLinePunct "
    "contextualSpacing textAlignment tabs outlineLvl bidi keepLines suppressAutoHyphens "
    "mirrorIndents cnfStyle".split(),
)
RUN_LOOK = frozenset(
    "b u i vertAlign rStyle rFonts sz szCs lang color spacing w kern bCs iCs noProof snapToGrid "
    "rtl cs eastAsianLayout fitText".split(),
)
TABLE_LOOK = frozenset(
    "tblW jc tblBorders tblLayout tblCellMar tblStyle tblLook tblInd shd tblOverlap tblCaption "
    "tblDescription".split(),
)
ROW_LOOK = frozenset("cantSplit trHeight tblHeader jc cnfStyle".split())
CELL_LOOK = frozenset(
    "tcW gridSpan vMerge vAlign tcBorders shd noWrap tcMar textDirection tcFitText hideMark "
    "cnfStyle".split(),
)
#: Bookmarks that name a place: where a side's seal comes (its left edge, halfway up).
SEALS = {"seal_workers": "职工方印章", "seal_employer": "企业方印章"}
#: Marks without text or look.
MARKS = frozenset(
    "bookmarkStart bookmarkEnd proofErr permStart permEnd lastRenderedPageBreak softHyphen".split(),
)
ZH = {
    "ins": "修订（插入）",
    "del": "修订（删除）",
    "moveFrom": "修订（移动）",
    "moveTo": "修订（移动）",
    "drawing": "图片或文本框",
    "pict": "图片或文本框",
    "object": "嵌入对象",
    "AlternateContent": "图片或文本框",
    "hyperlink": "超链接",
    "fldSimple": "域",
    "fldChar": "域",
    "instrText": "域",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "commentReference": "批注",
    "commentRangeStart": "批注",
    "commentRangeEnd": "批注",
    "sym": "特殊符号字体",
    "vanish": "隐藏文字",
    "strike": "删除线",
    "dstrike": "删除线",
    "framePr": "图文框",
    "tblpPr": "浮动表格",
    "oMath": "公式",
    "oMathPara": "公式",
    "ruby": "拼音",
    "smartTag": "智能标记",
    "tbl": "表格中的表格",
}


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


def tag(element: etree._Element) -> str:
    """Name an element without its namespace."""
    return etree.QName(element).localname


def value(element: etree._Element | None, default: str = "") -> str:
    """Read ``w:val`` of a property, the default if there is no such property."""
    return default if element is None else element.get(W + "val", default)


def text_of(element: etree._Element, name: str = "t") -> str:
    """Join what an element's text runs hold."""
    return "".join(found.text or "" for found in element.iter(W + name))


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch is present and not turned off."""
    return element is not None and element.get(W + "val", "1") not in {"0", "false", "off", "none"}


def refuse_unknown(properties: etree._Element | None, known: frozenset[str], where: str) -> None:
    """Refuse a property outside the list.

    :raises UnsupportedWord: naming it in Chinese.
    """
    for child in properties if properties is not None else ():
        name = tag(child)
        if name not in known and not name.endswith("Change") and is_on(child):
            raise UnsupportedWord(ZH.get(name, name), where)
        if name.endswith("Change"):
            raise UnsupportedWord("修订（格式）", where)


def number_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """Read which list and level a paragraph belongs to."""
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return None
    return value(found.find(W + "numId"), "0"), int(value(found.find(W + "ilvl"), "0"))


def read_styles(raw: bytes) -> dict[str, Style]:
    """Read the paragraph styles by their id, what they inherit included."""
    elements = {
        style.get(W + "styleId", ""): style
        for style in etree.fromstring(raw).iter(W + "style")
        if style.get(W + "type") == "paragraph"
    }
    return {identity: _style(element, elements) for identity, element in elements.items()}


def _style(element: etree._Element, elements: dict[str, etree._Element]) -> Style:
    number, size = None, 0
    seen: set[str] = set()
    current: etree._Element | None = element
    while current is not None:
        number = number or number_of(current.find(W + "pPr"))
        size = size or int(value(current.find(f"{W}rPr/{W}sz"), "0"))
        parent = value(current.find(W + "basedOn"))
        current = None if parent in seen else elements.get(parent)
        seen.add(parent)
    name = value(element.find(W + "name"))
    return Style("Normal" if name.lower() == "normal" else name, number, size)
