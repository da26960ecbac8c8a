"""Hostile contents of a sound zip: entities, macros, links, embedded things, hidden features."""

from contracts.documents.reasons import Reason
from tests.documents.hostile import good
from tests.documents.hostile.good import Case, packed, related, typed, with_body

DOCUMENT = "word/document.xml"
#: Every part Word reads, each with every kind of entity.
PARTS = (
    *(DOCUMENT, "word/styles.xml", "word/settings.xml", "[Content_Types].xml", "_rels/.rels"),
    *("word/_rels/document.xml.rels", "docProps/core.xml", "customXml/item1.xml"),
)
ENTITIES = {
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
    "net": '<!DOCTYPE x SYSTEM "{url}">',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}"> %p;]>',
    "laughs": (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    ),
}
EXTERNAL = {
    "template_http": ("attachedTemplate", "{url}"),
    "template_file": ("attachedTemplate", "file://{secret}"),
    "template_smb": ("attachedTemplate", r"\\127.0.0.1\share\x.dotm"),
    "image_http": ("image", "{url}"),
    "image_file": ("image", "file://{secret}"),
    "link_file": ("hyperlink", "file://{secret}"),
    "link_smb": ("hyperlink", r"\\127.0.0.1\share"),
    "link_script": ("hyperlink", "javascript:alert(1)"),
    "link_ms": ("hyperlink", "ms-msdt:/id PCWDiagnostic"),
    "link_data": ("hyperlink", "data:text/html,x"),
    "link_relative": ("hyperlink", "//127.0.0.1/x"),
    "sheet": ("externalLink", "{url}"),
    "theme": ("theme", "{url}"),
    "styles": ("styles", "{url}"),
    "header": ("header", "file://{secret}"),
    "printer": ("settings", "{url}"),
    "custom": ("customXml", "{url}"),
}
EMBEDDED_KINDS = (
    *("aFChunk", "oleObject", "package", "control", "subDocument", "frame", "font"),
    *("glossaryDocument", "mailMergeSource", "recipientData", "video", "audio", "chart"),
)
EMBEDDED_PARTS = (
    *("word/embeddings/oleObject1.bin", "word/embeddings/a.docx", "word/embeddings/a.xlsx"),
    *("word/activeX/activeX1.xml", "word/activeX/activeX1.bin", "word/afchunk.htm"),
    *("word/afchunk1.mht", "word/fonts/font1.odttf", "word/media/a.svg", "word/media/a.emf"),
    *("word/media/a.wmf", "word/glossary/document.xml", "word/subdoc1.xml", "word/a.exe"),
    *("word/a.js", "word/a.vbs", "word/printerSettings1.bin"),
)
MACRO_PARTS = ("word/vbaProject.bin", "word/vbaData.xml", "word/VBAPROJECT.BIN", "macros/a.xml")
OTHER_PARTS = {
    "word/comments.xml": Reason.PART,
    "word/people.xml": Reason.PART,
    "word/commentsExtended.xml": Reason.PART,
    "word/webextensions/taskpanes.xml": Reason.PART,
    "word/ink/ink1.xml": Reason.PART,
    "word/charts/chart1.xml": Reason.PART,
    "word/media/fake.png": Reason.PART,
    "word/media/a.gif": Reason.PART,
    "customUI/customUI.xml": Reason.PART,
    "_xmlsignatures/sig1.xml": Reason.PART,
    "word/evil.txt": Reason.PART,
    "evil.xml": Reason.PART,
}
RUN = "<w:p><w:r>{}<w:t>文字</w:t></w:r></w:p>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
BOX = "<w:txbxContent><w:p><w:r><w:t>藏在框里</w:t></w:r></w:p></w:txbxContent>"
FEATURES = {
    "textbox": f"<w:p><w:r><w:pict><v:textbox {V}>{BOX}</v:textbox></w:pict></w:r></w:p>",
    "alternate": f"<w:p><w:r><mc:AlternateContent {MC}>{BOX}</mc:AlternateContent></w:r></w:p>",
    "drawing": "<w:p><w:r><w:drawing/></w:r></w:p>",
    "object": "<w:p><w:r><w:object/></w:r></w:p>",
    "inserted": "<w:p><w:ins w:id='1'><w:r><w:t>改</w:t></w:r></w:ins></w:p>",
    "deleted": "<w:p><w:del w:id='1'><w:r><w:delText>改</w:delText></w:r></w:del></w:p>",
    "moved": "<w:p><w:moveTo w:id='1'><w:r><w:t>改</w:t></w:r></w:moveTo></w:p>",
    "hidden": RUN.format("<w:rPr><w:vanish/></w:rPr>"),
    "hidden_special": RUN.format("<w:rPr><w:specVanish/></w:rPr>"),
    "hidden_web": RUN.format("<w:rPr><w:webHidden/></w:rPr>"),
    "struck": RUN.format("<w:rPr><w:strike/></w:rPr>"),
    "white": RUN.format('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
    "tiny": RUN.format('<w:rPr><w:sz w:val="2"/></w:rPr>'),
    "include_text": r'<w:p><w:r><w:instrText>INCLUDETEXT "{url}"</w:instrText></w:r></w:p>',
    "include_picture": r'<w:p><w:fldSimple w:instr="INCLUDEPICTURE {url}"/></w:p>',
    "dde": '<w:p><w:r><w:instrText>DDEAUTO cmd.exe "/k calc"</w:instrText></w:r></w:p>',
    "dde_simple": '<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>',
    "link_field": '<w:p><w:fldSimple w:instr="HYPERLINK {url}"/></w:p>',
    "macro_button": '<w:p><w:fldSimple w:instr="MACROBUTTON Evil x"/></w:p>',
    "field_in_body": '<w:p><w:fldSimple w:instr="PAGE"/></w:p>',
    "field_mark": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
    "hyperlink": "<w:p><w:hyperlink><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
    "footnote": '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
    "comment": '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>',
    "symbol": '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>',
    "frame": "<w:p><w:pPr><w:framePr/></w:pPr></w:p>",
    "floating": "<w:tbl><w:tblPr><w:tblpPr/></w:tblPr><w:tblGrid/></w:tbl><w:p/>",
    "ruby": "<w:p><w:r><w:ruby/></w:r></w:p>",
    "alt_chunk": "<w:altChunk/>",
    "sub_document": "<w:p><w:subDoc/></w:p>",
    "control": "<w:p><w:r><w:control/></w:r></w:p>",
    "smart_tag": "<w:p><w:smartTag/></w:p>",
    "custom_tag": "<w:customXml/>",
    "formula": '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>',
    "foreign": '<x:evil xmlns:x="urn:evil"/>',
    "script": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "style": '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>',
    "column_break": '<w:p><w:r><w:br w:type="column"/></w:r></w:p>',
}


def cases(targets):
    """Make every hostile content, aimed at the targets."""
    for make in (_entities, _externals, _embedded, _macros, _others, _xml, _features):
        yield from make({"url": targets.url, "secret": targets.secret})


def _entities(aims):
    for part in PARTS:
        held = good.good_parts()[part]
        at = held.index(b"?>") + 2
        for kind, text in ENTITIES.items():
            said = text
            for name, value in aims.items():
                said = said.replace("{" + name + "}", value)
            changed = held[:at] + said.encode() + held[at:]
            yield Case(f"entity_{kind}_{part}", Reason.ENTITY, packed({part: changed}))


def _externals(aims):
    for name, (kind, target) in EXTERNAL.items():
        changes = related(kind, target.format(**aims), external=True)
        yield Case(f"external_{name}", Reason.EXTERNAL, packed(changes))
    url = aims["url"]
    yield Case("external_unsaid", Reason.EXTERNAL, packed(related("image", url)))
    settings = related("attachedTemplate", url, external=True, part="word/_rels/settings.xml.rels")
    yield Case("external_settings", Reason.EXTERNAL, packed(settings))
    package = related("officeDocument", url, external=True, part="_rels/.rels")
    yield Case("external_package", Reason.EXTERNAL, packed(package))
    shouted = related("image", url, external=True)
    shouted = {name: raw.replace(b'"External"', b'"EXTERNAL"') for name, raw in shouted.items()}
    yield Case("external_capitals", Reason.EXTERNAL, packed(shouted))
    spelled = {name: raw.replace(b'"EXTERNAL"', b'"&#69;xternal"') for name, raw in shouted.items()}
    yield Case("external_spelled", Reason.EXTERNAL, packed(spelled))
    up = related("image", "../../../etc/passwd")
    yield Case("external_up", Reason.PATH, packed(up))
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>'
    yield Case("external_xinclude", Reason.EXTERNAL, with_body(include.format(**aims)))


def _embedded(aims):
    for kind in EMBEDDED_KINDS:
        changes = related(kind, "media/a.png")
        yield Case(f"embedded_kind_{kind}", Reason.EMBEDDED, packed(changes))
    for part in EMBEDDED_PARTS:
        yield Case(f"embedded_{part}", Reason.EMBEDDED, packed({part: b"<x/>"}))
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    yield Case("embedded_compound", Reason.EMBEDDED, packed({"word/media/a.png": compound}))
    yield Case("embedded_program", Reason.EMBEDDED, packed({"word/media/a.png": b"MZ\x90\0"}))


def _macros(aims):
    for part in MACRO_PARTS:
        yield Case(f"macro_{part}", Reason.MACRO, packed({part: b"<x/>"}))
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    yield Case("macro_related", Reason.MACRO, packed(related(kind, "x.xml")))
    keys = "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations"
    yield Case("macro_keys", Reason.MACRO, packed(related(keys, "x.xml")))
    typed_as = typed("word/x.xml", "application/vnd.ms-office.vbaProject")
    yield Case("macro_typed", Reason.MACRO, packed(typed_as))


def _others(aims):
    for part, reason in OTHER_PARTS.items():
        yield Case(f"part_{part}", reason, packed({part: b"<x/>"}))
    payload = b"<x xmlns='urn:x'>" + b"payload " * 20 + b"</x>"
    yield Case("part_custom_data", Reason.PART, packed({"customXml/item1.xml": payload}))
    yield Case("part_custom_more", Reason.PART, packed({"customXml/item2.xml": payload}))
    held = good.good_parts()["customXml/item1.xml"]
    filled = held.replace(b"/>", b"><b:Source>x</b:Source></b:Sources>")
    yield Case("part_custom_filled", Reason.PART, packed({"customXml/item1.xml": filled}))


def _xml(aims):
    deep = "<w:p>" * 5000 + "</w:p>" * 5000
    yield Case("xml_deep", Reason.XML, with_body(deep))
    yield Case("xml_deep_unclosed", Reason.XML, with_body("<w:p>" * 5000))
    twice = '<w:p w:a="1" w:a="2"/>'
    yield Case("xml_attribute_twice", Reason.XML, with_body(twice))
    wide = "<w:p " + " ".join(f'a{number}="x"' for number in range(60_000)) + "><w:evil/></w:p>"
    yield Case("xml_many_attributes", Reason.FEATURE, with_body(wide))
    yield Case("xml_unknown_entity", Reason.XML, with_body("<w:p>&evil;</w:p>"))
    yield Case("xml_cut", Reason.XML, with_body("<w:p"))
    yield Case("xml_nul", Reason.XML, with_body("<w:p>\0</w:p>"))
    held = good.good_parts()[DOCUMENT]
    text = held.decode()
    wide_letters = text.replace("UTF-8", "UTF-16").encode("utf-16")
    yield Case("xml_utf16", Reason.XML, packed({DOCUMENT: wide_letters}))
    shifted = held.replace(b"UTF-8", b"UTF-7")
    yield Case("xml_utf7", Reason.XML, packed({DOCUMENT: shifted}))
    yield Case(
        "xml_not_utf8", Reason.XML, packed({DOCUMENT: held.replace("正文".encode(), b"\xff\xfe")})
    )
    styled = held.replace(b"?>", f"?><?xml-stylesheet href='{aims['url']}'?>".encode(), 1)
    yield Case("xml_style_sheet", Reason.XML, packed({DOCUMENT: styled}))
    yield Case("xml_no_body", Reason.KIND, packed({DOCUMENT: b"<x/>"}))
    yield Case("xml_empty", Reason.XML, packed({DOCUMENT: b""}))
    yield Case("xml_json", Reason.XML, packed({DOCUMENT: b'{"a": 1}'}))
    yield Case("xml_styles_broken", Reason.XML, packed({"word/styles.xml": b"<w:styles>"}))


def _features(aims):
    for name, xml in FEATURES.items():
        said = xml.replace("{url}", aims["url"])
        yield Case(f"feature_{name}", Reason.FEATURE, with_body(said))
    yield from _styled()
    yield from _margins(aims)
    settings = good.good_parts()["word/settings.xml"]
    for word in ("mailMerge", "docVars", "attachedSchema"):
        changed = settings.replace(b"</w:settings>", f"<w:{word}/></w:settings>".encode())
        yield Case(f"feature_{word}", Reason.FEATURE, packed({"word/settings.xml": changed}))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"/></w:footnotes>'.encode()
    yield Case("feature_notes", Reason.FEATURE, packed({"word/footnotes.xml": note}))


def _styled():
    styles = good.good_parts()["word/styles.xml"]
    for name, look in {
        "hidden": "<w:vanish/>",
        "struck": "<w:strike/>",
        "white": '<w:color w:val="ffffff"/>',
        "tiny": '<w:sz w:val="1"/>',
    }.items():
        style = f'<w:style w:type="character" w:styleId="E"><w:rPr>{look}</w:rPr></w:style>'
        changed = styles.replace(b"</w:styles>", f"{style}</w:styles>".encode())
        yield Case(f"feature_style_{name}", Reason.FEATURE, packed({"word/styles.xml": changed}))


def _margins(aims):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for name, inner in {
        "text": "<w:p><w:r><w:t>另有约定</w:t></w:r></w:p>",
        "tag": "<w:p><w:r><w:t>{{ addressee }}</w:t></w:r></w:p>",
        "include": f"<w:p><w:r><w:instrText>INCLUDETEXT {aims['url']}</w:instrText></w:r></w:p>",
        "dde": '<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>',
        "picture": "<w:p><w:r><w:pict/></w:r></w:p>",
        "link": "<w:p><w:hyperlink/></w:p>",
        "table": "<w:tbl/>",
        "chunk": "<w:altChunk/>",
    }.items():
        part = f'<w:ftr xmlns:w="{space}">{inner}</w:ftr>'.encode()
        yield Case(f"feature_footer_{name}", Reason.FEATURE, packed({"word/footer1.xml": part}))
