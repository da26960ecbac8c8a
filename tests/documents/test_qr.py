"""The QR code of a print: on every page, the same bytes twice, and never a word in the text."""

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from contracts.documents import pdf, walker, word
from tests.documents import building, reading

DAY = datetime(2027, 3, 29, tzinfo=UTC)
CODE = "XIEYUE:/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ/17"


def made(code: str = f"{CODE}/0", pages: int = 1) -> bytes:
    build = building.Build()
    for page in range(pages):
        if page:
            build.document.add_page_break()
        build.add(f"第{page + 1}页的正文")
    build.document.sections[0].footer.is_linked_to_previous = False
    return word.CompiledTemplate(build.bytes()).render({}, DAY, code).data


def seen(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def pages_of(data: bytes, dots: int = 150) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=dots / 72).to_pil() for page in document]


def test_the_word_file_shows_the_code_in_its_footer_as_a_picture():
    parts = reading.parts(made())

    assert seen(Image.open(io.BytesIO(parts["word/media/xieyue-qr.png"]))) == [f"{CODE}/0"]
    footers = [name for name in parts if name.startswith("word/footer")]
    assert [parts[name].count(b'name="xieyue-qr"') for name in footers] == [2] * len(footers)
    assert all(f"word/_rels/{name[5:]}.rels" in parts for name in footers)


def test_each_sheet_of_the_pdf_has_a_code_of_its_own():
    docx = made(pages=2)

    data = pdf.render_pdf(docx, name="x", created=DAY, code=CODE)

    assert [seen(page) for page in pages_of(data)] == [[f"{CODE}/1"], [f"{CODE}/2"]]
    assert reading.pdf_pages(data) == ["第1页的正文", "第2页的正文"]


def test_the_same_paper_gives_the_same_bytes_with_its_code():
    docx = made()

    assert docx == made()
    assert pdf.render_pdf(docx, name="x", created=DAY, code=CODE) == pdf.render_pdf(
        docx, name="x", created=DAY, code=CODE
    )


def test_without_a_code_nothing_is_hung():
    assert "word/media/xieyue-qr.png" not in reading.parts(made(code=""))


def test_the_code_hangs_at_its_bookmark_where_the_template_has_one():
    footer = building.Build()
    section = footer.document.sections[0]
    paragraph = section.footer.paragraphs[0]
    paragraph.text = ""
    second = section.footer.add_paragraph()
    mark = f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="qr"/>'
    second._p.append(parse_xml(mark))
    second._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))

    parts = reading.parts(word.CompiledTemplate(footer.bytes()).render({}, DAY, f"{CODE}/0").data)

    (name,) = [name for name in parts if name.startswith("word/footer")]
    assert parts[name].index(b'w:name="qr"') < parts[name].index(b"<w:drawing>")


def test_any_other_picture_in_a_footer_is_refused():
    build = building.Build()
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    run = build.document.sections[0].footer.paragraphs[0].add_run()
    run.add_picture(io.BytesIO(picture.getvalue()))

    with pytest.raises(walker.UnsupportedWord, match="页眉页脚中的图片"):
        walker.to_html(build.bytes())


MARKED = (
    '<w:bookmarkStart w:id="1" w:name="{}"/><w:bookmarkEnd w:id="1"/>'
    "<w:r><w:t>甲方（盖章）</w:t></w:r>"
)


def test_a_seal_has_its_place_on_the_page():
    build = building.Build()
    build.raw(MARKED.format("seal_employer"))

    data = pdf.render_pdf(build.bytes(), name="x", created=DAY)

    with pikepdf.open(io.BytesIO(data)) as document:
        name, target = document.Root.Names.Dests.Names
        assert str(name) == "seal_employer"
        assert target[0].objgen == document.pages[0].objgen
        assert str(target[1]) == "/XYZ"
    assert reading.pdf_pages(data) == ["甲方（盖章）"]


def test_a_seal_nobody_knows_is_refused_with_the_names_there_are():
    build = building.Build()
    build.raw(MARKED.format("seal_company"))

    with pytest.raises(walker.UnsupportedWord, match="seal_workers、seal_employer"):
        walker.to_html(build.bytes())
