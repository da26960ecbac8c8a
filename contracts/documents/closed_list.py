"""What a template may be made of: parts, header and footer, styles, and the body block by block.

The body is judged by the walker itself, so that what the linter lets pass can be printed. Beside
it stands what the walker never looks at: parts nobody asked for, text hidden by a style, and tags
where the renderer would fill them in but no reader sees them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from contracts.documents import numbering, walker
from contracts.documents.features import ZH, UnsupportedWord, W, is_on, read_styles, tag, value
from contracts.documents.reasons import Reason
from contracts.documents.relations import DOCUMENT, read
from contracts.documents.word import FILLED

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
SETTINGS_PART = "word/settings.xml"
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app|custom)\.xml|"
    r"word/(document|styles|settings|webSettings|fontTable|numbering|stylesWithEffects)\.xml|"
    r"word/(footnotes|endnotes|header\d*|footer\d*)\.xml|word/theme/theme\d*\.xml|"
    r"word/_rels/[A-Za-z]+\d*\.xml\.rels|"
    r"customXml/(item\d+|itemProps\d+)\.xml|customXml/_rels/item\d+\.xml\.rels"
)
PICTURE = re.compile(r"word/media/[A-Za-z0-9_]+\.(png|jpe?g)")
PICTURE_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
SOURCES = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}Sources"
PART_ZH = {
    "comments": "批注",
    "people": "批注",
    "glossary": "构建基块",
    "media": "图片",
    "charts": "图表",
    "diagrams": "图示",
    "ink": "墨迹",
}
MARGIN_TAGS = frozenset(
    "hdr ftr p r t tab ptab fldChar instrText fldSimple bookmarkStart bookmarkEnd proofErr sdt "
    "sdtContent lastRenderedPageBreak".split(),
)
#: Looked at elsewhere (a picture by the walker), or look only.
MARGIN_LEAVES = frozenset("pPr rPr sdtPr sdtEndPr drawing pict object".split())
HIDING = ("vanish", "specVanish", "webHidden", "strike", "dstrike")
SETTINGS = {"mailMerge": "邮件合并", "docVars": "文档变量", "attachedSchema": "附加架构"}
WHITE, SMALLEST = "FFFFFF", 10
TAGGED = " or ".join(f"contains(., '{mark}')" for mark in ("{{", "{%", "{#", "}}", "%}"))
ANYWHERE = etree.XPath(f"boolean(//@*[{TAGGED}] | //comment()[{TAGGED}] | //text()[{TAGGED}])")
OUT_OF_TEXT = etree.XPath(
    f"boolean(//@*[{TAGGED}] | //comment()[{TAGGED}] | //text()[{TAGGED}][not(parent::w:t)])",
    namespaces={"w": W.strip("{}")},
)
NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


class Found(NamedTuple):
    """Something outside the list: the class of reason, what it is, and where in the body.

    ``element`` is the block of the body it was found in, ``paragraph`` counts within that block.
    """

    reason: Reason
    what: str
    element: etree._Element | None = None
    paragraph: int = 0


def outside(parts: dict[str, bytes], body: etree._Element) -> Iterator[Found]:
    """Find everything that is not on the list."""
    for name in sorted(parts):
        yield from _part(name, parts[name])
    yield from _styles(parts, body)
    yield from _blocks(parts, body)
    yield from _faint(body)


def _part(name: str, raw: bytes) -> Iterator[Found]:
    if PICTURE.fullmatch(name):
        if not raw.startswith(PICTURE_MARKS):
            yield Found(Reason.PART, f"{name} 不是图片")
    elif PARTS.fullmatch(name) is None:
        zh = next((said for word, said in PART_ZH.items() if word in name), "")
        yield Found(Reason.PART, f"含有模板用不到的内部文件 {name}{zh and f'（{zh}）'}")
    else:
        root = read(name, raw)
        yield from _contents(name, root)
        if walker.MARGIN_PART.fullmatch(name):
            yield from _margin(name, root, raw)
        yield from _tags(name, root)


def _contents(name: str, root: etree._Element) -> Iterator[Found]:
    """Look into the parts that may be there but hold nothing."""
    if name.startswith("customXml/item") and "Props" not in name:
        if root.tag != SOURCES or len(root):
            yield Found(Reason.PART, f"含有自定义 XML 数据 {name}，请在 Word 的“检查文档”中删去")
    elif name in NOTES:
        notes = root.iter(W + NOTES[name])
        if any(not note.get(W + "type", "").lower().endswith("separator") for note in notes):
            yield Found(Reason.FEATURE, ZH[f"{NOTES[name]}Reference"])
    elif name == SETTINGS_PART:
        for word, said in SETTINGS.items():
            if root.find(W + word) is not None:
                yield Found(Reason.FEATURE, said)


def _margin(name: str, root: etree._Element, raw: bytes) -> Iterator[Found]:
    """Look at a header or footer: page number and QR code, nothing that only Word would show."""
    strange = sorted({ZH.get(word, word) for word in _strange(root)})
    if strange:
        yield Found(Reason.FEATURE, f"页眉页脚中的{'、'.join(strange)}")
        return
    try:
        walker._shows_page(name, raw)  # noqa: SLF001 -- the walker judges its own header
    except UnsupportedWord as error:
        yield Found(Reason.FEATURE, f"{error.what}（{name}）")


def _strange(element: etree._Element) -> Iterator[str]:
    for child in element:
        word = tag(child) if isinstance(child.tag, str) else "#"
        if word in MARGIN_TAGS:
            yield from _strange(child)
        elif word not in MARGIN_LEAVES and word != "#":
            yield word


def _tags(name: str, root: etree._Element) -> Iterator[Found]:
    """Find tags where nobody reads them: other parts, attributes, remarks, fields, hidden text."""
    where = OUT_OF_TEXT if FILLED.fullmatch(name) else ANYWHERE
    if where(root):
        yield Found(Reason.FORBIDDEN, f"标签只能写在正文的文字里，不能写在 {name} 的别处")


def _styles(parts: dict[str, bytes], body: etree._Element) -> Iterator[Found]:
    """Find text hidden by a style: any of a paragraph or of letters, of tables those in use."""
    if STYLES not in parts:
        yield Found(Reason.PART, f"缺少 {STYLES}，请在 Word 中另存为 .docx")
        return
    root = read(STYLES, parts[STYLES])
    used = {value(found) for found in body.iter(W + "tblStyle")}
    for style in root.iterfind(W + "style"):
        if style.get(W + "type") == "table" and style.get(W + "styleId") not in used:
            continue
        name = value(style.find(W + "name"))
        marks = style.findall(f".//{W}pPr/{W}rPr")
        looks = [look for look in style.iter(W + "rPr") if look not in marks]
        for said in sorted({said for look in looks for said in _hidden(look)}):
            yield Found(Reason.FEATURE, f"样式「{name}」中的{said}")
    for look in root.iterfind(f"{W}docDefaults//{W}rPr"):
        yield from (Found(Reason.FEATURE, f"默认样式中的{said}") for said in _hidden(look))


def _hidden(look: etree._Element) -> Iterator[str]:
    """Name what makes text invisible: switches, white letters, letters below five points."""
    for word in HIDING:
        if is_on(look.find(W + word)):
            yield ZH.get(word, "隐藏文字")
    if value(look.find(W + "color")).upper() == WHITE:
        yield "白色文字"
    size = value(look.find(W + "sz"))
    if size.isdecimal() and int(size) < SMALLEST:
        yield "看不清的小字"


def _faint(body: etree._Element) -> Iterator[Found]:
    """Find runs of the body that print but cannot be seen in Word."""
    switches = {ZH.get(word, "隐藏文字") for word in HIDING}
    for block in body:
        for number, paragraph in enumerate(block.iter(W + "p"), 1):
            for run in paragraph.iter(W + "r"):
                look = run.find(W + "rPr")
                if look is not None and run.find(W + "t") is not None:
                    faint = sorted(set(_hidden(look)) - switches)
                    yield from (Found(Reason.FEATURE, said, block, number) for said in faint)


def _blocks(parts: dict[str, bytes], body: etree._Element) -> Iterator[Found]:
    """Walk each block of the body alone, so that all faults are told at once."""
    try:
        styles = read_styles(parts.get(STYLES, b"<styles/>"))
        counted = numbering.read(parts.get(NUMBERING))
    except (ValueError, KeyError, AttributeError) as error:
        yield Found(Reason.FEATURE, f"样式或编号有误（{error}）")
        return
    if DOCUMENT not in parts:
        return
    for block in body:
        alone = etree.Element(body.tag)
        alone.append(etree.fromstring(etree.tostring(block, with_tail=False)))
        try:
            walker.Walker(styles, counted).document(alone, numbered=False)
        except UnsupportedWord as error:
            at = re.match(r"第(\d+)段", error.where)
            yield Found(Reason.FEATURE, error.what, block, int(at.group(1)) if at else 1)
        except (ValueError, KeyError, IndexError, AttributeError) as error:
            yield Found(Reason.FEATURE, f"读不懂的内容（{type(error).__name__}）", block, 1)
