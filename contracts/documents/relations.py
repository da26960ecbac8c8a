"""What the parts of a Word file say of each other: sound XML, known kinds, nothing outside.

Read with a parser that loads no DTD, resolves no entity and asks no network; what it would have
to resolve is refused before it is parsed.
"""

import posixpath
import re

from lxml import etree

from contracts.documents.reasons import PackageRefused, Reason

MOST_XML = 10 * 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"
DOCUMENT = "word/document.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
INCLUDES = "http://www.w3.org/2001/XInclude"
XML_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
MACRO_NAME = re.compile(r"vba(Project|Data)|macros?/", re.IGNORECASE)
EMBEDDED_NAME = re.compile(
    r"\.(bin|exe|dll|js|vbs|zip|docx?|xlsx?|pptx?|odttf|ttf|otf|html?|mht|rtf|swf|svg|wmf|emf)$|"
    r"activeX|embeddings|afchunk|oleObject|subdoc|glossary/|\bfonts/",
    re.IGNORECASE,
)
MACRO_KIND = re.compile(
    r"vbaProject|wordVbaData|macroEnabled|attachedToolbars|keyMapCustomizations", re.IGNORECASE
)
EMBEDDED_KIND = re.compile(
    r"/(aFChunk|oleObject|package|control|activeXControlBinary|subDocument|frame|font|"
    r"glossaryDocument|mailMergeSource|mailMergeHeaderSource|recipientData|"
    r"printerSettings|video|audio|diagramData|chart|webextension\w*)$",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r"^\s*([a-z][a-z0-9+.\-]*:|//|\\)|\\", re.IGNORECASE)
WEB_LINK = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")


def refuse_hostile(parts: dict[str, bytes]) -> None:
    """Refuse macros, embedded things, entities, links to the outside, and broken XML.

    :raises PackageRefused: naming the part and what is wrong with it.
    """
    for name, raw in parts.items():
        if MACRO_NAME.search(name):
            raise PackageRefused(Reason.MACRO, f"含有宏：{name}")
        if EMBEDDED_NAME.search(name) or raw.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0", b"MZ")):
            raise PackageRefused(Reason.EMBEDDED, f"含有嵌入对象：{name}")
    for name, raw in parts.items():
        if XML_PART.search(name):
            tree = read(name, raw)
            if name.casefold().endswith(".rels"):
                _refuse_relations(name, tree)
    _refuse_kinds(read(CONTENT_TYPES, parts[CONTENT_TYPES]))
    _refuse_other_main(parts)


def _refuse_other_main(parts: dict[str, bytes]) -> None:
    """Refuse a package whose text, as Word reads it, is another part than the one checked."""
    if RELATIONSHIPS not in parts:
        raise PackageRefused(Reason.KIND, "不是 .docx 文件")
    mains = [
        relation.get("Target", "").removeprefix("/")
        for relation in read(RELATIONSHIPS, parts[RELATIONSHIPS]).iter("{*}Relationship")
        if relation.get("Type", "").endswith("/officeDocument")
    ]
    if mains != [DOCUMENT]:
        raise PackageRefused(Reason.KIND, "不是 .docx 文件（正文不在应在的地方）")


def read(name: str, raw: bytes) -> etree._Element:
    """Parse one part; nothing is loaded, resolved or fetched.

    :raises PackageRefused: if it is too large, declares entities, includes, or is not XML.
    """
    if len(raw) > MOST_XML:
        raise PackageRefused(Reason.BOMB, f"{name} 解压后过大")
    encoding = ENCODING.match(raw.removeprefix(b"\xef\xbb\xbf"))
    if encoding and encoding.group(1).lower() not in {b"utf-8", b"us-ascii"}:
        raise PackageRefused(Reason.XML, f"{name} 不是 UTF-8 编码")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageRefused(Reason.XML, f"{name} 不是 UTF-8 编码") from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PackageRefused(Reason.ENTITY, f"含有实体声明：{name}")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise PackageRefused(Reason.XML, f"{name} 的内容有误（{error.msg}）") from error
    _refuse_instructions(name, root)
    return root


def _refuse_instructions(name: str, root: etree._Element) -> None:
    if next(root.iter(f"{{{INCLUDES}}}*"), None) is not None:
        raise PackageRefused(Reason.EXTERNAL, f"{name} 引用外部内容")
    before = root.getroottree().xpath("//processing-instruction()")
    if before:
        raise PackageRefused(Reason.XML, f"{name} 含有处理指令")


def _refuse_kinds(kinds: etree._Element) -> None:
    """Refuse content types of macros, and a main document that is no plain document."""
    main = ""
    for kind in kinds:
        said = kind.get("ContentType", "")
        if MACRO_KIND.search(said):
            raise PackageRefused(Reason.MACRO, "含有宏（文件类型）")
        if kind.get("PartName", "").casefold() == f"/{DOCUMENT}":
            main = said
    if main != MAIN:
        raise PackageRefused(Reason.KIND, "不是 .docx 文件（请在 Word 中另存为 .docx）")


def _refuse_relations(name: str, tree: etree._Element) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in tree.iter("{*}Relationship"):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if MACRO_KIND.search(kind):
            raise PackageRefused(Reason.MACRO, f"含有宏：{name}")
        if EMBEDDED_KIND.search(kind):
            raise PackageRefused(Reason.EMBEDDED, f"含有嵌入对象：{name}")
        is_outside = relation.get("TargetMode", "").strip().casefold() == "external"
        if is_outside or OUTSIDE.search(target):
            if not (is_outside and kind.endswith("/hyperlink") and WEB_LINK.match(target)):
                raise PackageRefused(Reason.EXTERNAL, f"含有指向外部的链接：{target[:80]}")
        elif posixpath.normpath(posixpath.join(folder, target)).startswith(".."):
            raise PackageRefused(Reason.PATH, "内部路径不合法")
