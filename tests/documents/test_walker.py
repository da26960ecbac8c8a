import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from contracts.documents import features, walker
from contracts.documents.features import UnsupportedWord
from tests.documents.building import Build, paper

REFUSED = [
    ("<w:ins w:id='1' w:author='x'><w:r><w:t>新</w:t></w:r></w:ins>", "修订"),
    ("<w:del w:id='1' w:author='x'><w:r><w:delText>旧</w:delText></w:r></w:del>", "修订"),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>", "隐藏文字"),
    ("<w:r><w:rPr><w:strike/></w:rPr><w:t>划</w:t></w:r>", "删除线"),
    ("<w:r><w:drawing/></w:r>", "图片"),
    ("<w:r><w:pict/></w:r>", "图片"),
    ("<w:r><mc:AlternateContent/></w:r>", "图片"),
    ("<w:r><w:object/></w:r>", "嵌入对象"),
    ("<w:r><w:footnoteReference w:id='1'/></w:r>", "脚注"),
    ("<w:r><w:commentReference w:id='1'/></w:r>", "批注"),
    ("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "域"),
    ("<w:fldSimple w:instr='DATE'/>", "域"),
    ("<w:hyperlink r:id='x'><w:r><w:t>链</w:t></w:r></w:hyperlink>", "超链接"),
    ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "特殊符号"),
    ("<m:oMath/>", "公式"),
    ("<w:r><w:t>前</w:t><w:br w:type='page'/><w:t>后</w:t></w:r>", "分页符"),
    ("<w:r><w:br w:type='column'/></w:r>", "分栏"),
]


def page(build):
    return etree.fromstring(walker.to_html(build.bytes()))


def blocks(build):
    """Tag, class and text of each paragraph."""
    return [
        (found.tag, found.get("class"), "".join(found.itertext()))
        for found in page(build).iter("h1", "h2", "h3", "p")
    ]


@pytest.mark.parametrize(("xml", "said"), REFUSED)
def test_what_cannot_be_printed_faithfully_is_refused_with_its_place(xml, said):
    build = Build()
    build.add("第一段")
    build.raw(f"<w:r><w:t>甲方</w:t></w:r>{xml}")

    with pytest.raises(UnsupportedWord) as refused:
        page(build)

    assert said in refused.value.what
    assert refused.value.where.startswith("第2段「甲方")


def test_style_names_choose_the_class():
    build = Build()
    for name in ("公文标题", "主送", "正文", "章", "条款", "落款"):
        build.add(name, name)

    assert blocks(build) == [
        ("h1", "title", "公文标题"),
        ("p", "addressee", "主送"),
        ("p", "body", "正文"),
        ("h2", "chapter", "章"),
        ("p", "near article", "条款"),
        ("p", "near closing", "落款"),
    ]
    assert page(build).findtext("head/title") == "公文标题"


def test_every_style_of_the_list_can_be_walked():
    build = Build()
    names = [name for name in features.STYLES if name]
    for name in names:
        build.add("文", name)

    assert len(blocks(build)) == len(names)


def test_unknown_style_is_refused_by_name():
    build = Build()
    build.add("甲", "Quote")

    with pytest.raises(UnsupportedWord, match="样式 Quote"):
        page(build)


def test_markup_in_text_stays_text():
    build = Build()
    build.add('A&B <img src="file:///etc/passwd"> "甲"')

    assert blocks(build) == [("p", "body", 'A&B <img src="file:///etc/passwd"> "甲"')]


def test_bold_underline_breaks_and_boxes():
    build = Build()
    build.raw(
        "<w:r><w:t>一</w:t></w:r><w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:t>二</w:t></w:r>"
        "<w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:t>三</w:t><w:br/><w:tab/></w:r>"
        "<w:r><w:rPr><w:b w:val='0'/><w:u w:val='none'/></w:rPr><w:t>☑四</w:t></w:r>"
    )

    html = walker.to_html(build.bytes())

    assert (
        '<p class="body">一<b><u>二三<br class="line"/>\t</u></b><span class="box">☑</span>四</p>'
    ) in html


def test_numbers_of_style_and_paragraph_are_written_out():
    build = Build()
    build.lists(
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:suff w:val='nothing'/>"
        "<w:lvlText w:val='第%1条　'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    build.listed("甲", 1)
    build.listed("乙", 1)
    build.listed("丙", 0)

    assert [text for _, _, text in blocks(build)] == ["第一条　甲", "第二条　乙", "丙"]


def test_bullets_are_refused():
    build = Build()
    build.lists(
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
        "<w:lvlText w:val='●'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    build.listed("甲", 1)

    with pytest.raises(UnsupportedWord, match="编号格式 bullet"):
        page(build)


def test_merged_cells_and_the_repeated_head():
    build = Build()
    table = build.table([["甲", "乙", "丙"], ["1", "2", "3"], ["", "5", "6"]])
    table.cell(0, 1).merge(table.cell(0, 2)).paragraphs[1]._p.getparent().remove(
        table.cell(0, 1).paragraphs[1]._p
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)

    found = page(build).find(".//table")

    assert [cell.get("colspan") for cell in found.findall("thead/tr/td")] == [None, "2"]
    assert [cell.get("rowspan") for cell in found.findall("tbody/tr[1]/td")] == ["2", None, None]
    assert len(found.findall("tbody/tr[2]/td")) == 2
    assert found.get("class").split()[0] == "grid"


def test_text_hidden_by_a_merge_is_refused():
    build = Build()
    table = build.table([["甲"], ["乙"]])
    for row, kind in zip(table.rows, ("restart", "continue"), strict=True):
        merge = OxmlElement("w:vMerge")
        merge.set(qn("w:val"), kind)
        row.cells[0]._tc.get_or_add_tcPr().append(merge)

    with pytest.raises(UnsupportedWord, match="合并单元格"):
        page(build)


def test_content_controls_are_walked_through():
    build = Build()
    build.raw("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>")

    assert blocks(build) == [("p", "body", "控件")]


def test_lying_section_has_its_own_page():
    build = Build()
    build.add("甲")
    section = build.document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    build.add("乙")

    html = walker.to_html(build.bytes())

    assert "@page s0{size:210mm 297mm" in html
    assert "@page s1{size:297mm 210mm" in html
    assert '<section class="lying k1">' in html
    assert ".k1{page:s1}" in html


def test_letter_paper_and_columns_are_refused():
    build = Build()
    build.document.sections[0].page_width = Mm(216)
    build.document.sections[0].page_height = Mm(279)
    with pytest.raises(UnsupportedWord, match="A4"):
        page(build)

    build = Build()
    build.document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")
    with pytest.raises(UnsupportedWord, match="分栏"):
        page(build)


def test_only_the_page_number_may_stand_in_the_margin():
    build = Build()
    build.add("甲")
    assert "content:none" in walker.to_html(build.bytes())

    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), " PAGE ")
    build.document.sections[0].footer.paragraphs[0]._p.append(number)
    assert "content:none" not in walker.to_html(build.bytes())

    build.document.sections[0].header.paragraphs[0].text = "内部资料"
    with pytest.raises(UnsupportedWord, match="页眉"):
        page(build)


def test_page_breaks_before_and_between_paragraphs():
    build = Build()
    build.add("甲")
    build.document.add_page_break()
    build.add("乙").paragraph_format.page_break_before = True

    html = walker.to_html(build.bytes())

    assert '<div class="newpage"></div>' in html
    assert '<p class="body k0">乙</p>' in html
    assert ".k0{break-before:page}" in html


def test_empty_paragraph_keeps_its_line():
    assert blocks(Build()) == []
    build = Build()
    build.add("")
    assert blocks(build) == [("p", "body", "\u00a0")]


def test_the_empty_line_word_asks_for_after_a_last_table_is_not_printed():
    build = Build()
    build.table([["甲", "乙"]])
    build.add("")

    assert blocks(build) == []


def test_an_empty_line_between_a_table_and_text_is_printed():
    build = Build()
    build.table([["甲", "乙"]])
    build.add("")
    build.add("后文")

    assert [text for _, _, text in blocks(build)] == ["\xa0", "后文"]


def test_page_is_well_formed_for_any_text():
    etree.fromstring(walker.to_html(paper("<", "&amp;", "]]>", "\u2028", "�")))
