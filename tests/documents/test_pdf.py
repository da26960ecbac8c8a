import io
import sys

import pikepdf
import pytest

from contracts.documents import fonts, pdf, walker, word
from contracts.documents.pdf import GlyphsMissing, PdfUnavailable
from tests.documents import reading
from tests.documents.building import DAY, Build, paper

RARE = "䶮𬭳喆堃昇珺旸镕㛃𫖯鿍㎡〇☑☐□"


def printed(docx):
    return pdf.render_pdf(docx, name="paper", created=DAY)


def test_pdf_is_a_3b_with_the_word_file_as_its_source():
    docx = paper("正文")

    data = printed(docx)

    with pikepdf.open(io.BytesIO(data)) as document:
        meta = document.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "B")
        assert str(document.Root.AF[0].AFRelationship) == "/Source"
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert str(document.docinfo["/CreationDate"]) == "D:20270329000000Z"
    assert reading.attachments(data) == {"paper.docx": docx}


def test_rare_names_get_real_glyphs_in_every_style():
    build = Build()
    for style in ("公文标题", "正文", "一级标题", "二级标题", "表头", "副标题"):
        build.add(RARE, style)

    data = printed(build.bytes())

    assert reading.empty_glyphs(data) == []
    assert reading.pdf_pages(data) == [RARE * 6]
    assert reading.base_fonts(data) <= {face.family.replace(" ", "-") for face in fonts.FACES}


def test_yuan_sign_and_latin_letters_come_from_the_latin_face():
    data = printed(paper("￥100、¥2 AB"))

    assert {glyph.font for glyph in reading.glyphs(data) if glyph.text in "￥¥AB12"} == {"XY-Latin"}


def test_character_no_font_has_is_named_and_no_pdf_is_made():
    with pytest.raises(GlyphsMissing, match=r"U\+10FFFD"):
        printed(paper("\U0010fffd"))


def test_page_cannot_fetch_anything(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    docx = paper("正文")
    page = walker.to_html(docx).replace(
        "</head>",
        f'<link rel="attachment" href="{secret.as_uri()}"/>'
        f'<link rel="stylesheet" href="{secret.as_uri()}"/></head>',
    )

    data = pdf.print_page(page, docx, name="paper", created=DAY)

    assert reading.attachments(data) == {"paper.docx": docx}


def test_signature_block_never_stands_alone_on_a_page():
    for lines in range(14, 26):
        build = Build()
        for _ in range(lines):
            build.add("正文一行。")
        held = build.add("特此函告。")
        held.paragraph_format.keep_with_next = True
        for text in ("单位（盖章）", "2027年3月29日"):
            build.add(text, "落款")

        last = reading.pdf_pages(printed(build.bytes()))[-1]

        assert last.endswith("特此函告。单位（盖章）2027年3月29日")


def test_missing_pango_is_said_in_plain_chinese(monkeypatch):
    pdf.press.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(PdfUnavailable, match="缺少 Pango 程序库"):
        printed(paper("正文"))
    monkeypatch.undo()
    pdf.press.cache_clear()


def test_missing_font_is_said_with_its_package(monkeypatch, tmp_path):
    pdf.press.cache_clear()
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", (tmp_path,))

    with pytest.raises(PdfUnavailable, match="fonts-lxgw-wenkai"):
        printed(paper("正文"))
    monkeypatch.undo()
    pdf.press.cache_clear()


def test_word_file_of_the_pdf_can_be_taken_out_and_read_again():
    made = word.render_word(paper("{{ name }}"), {"name": "䶮"}, DAY)

    taken = reading.attachments(printed(made))["paper.docx"]

    assert word.content_hash(taken) == word.content_hash(made)
