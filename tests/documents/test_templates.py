import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docxtpl import DocxTemplate
from lxml import etree

from contracts.documents import declaration, fonts, lint, pdf, sheets, word
from contracts.documents.samples import SAMPLES
from tests.documents import paging, reading

DAY = datetime(2027, 3, 29, tzinfo=UTC)
TEMPLATES = sorted(declaration.TEMPLATES.glob("*/*.docx"))
CODES = [path.stem for path in TEMPLATES]
OURS = {face.family.replace(" ", "-") for face in fonts.FACES}
WITH_BOTH = [
    code for code in CODES if {"docx", "pdf"} <= set(declaration.declaration(code).formats)
]
WITH_SHEET = [code for code in CODES if "xlsx" in declaration.declaration(code).formats]


def sample(code):
    return json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))


def rendered(code):
    return word.render_word(declaration.template_path(code), sample(code), DAY)


@pytest.mark.parametrize("code", CODES)
def test_template_has_no_faults(code):
    declared = declaration.declaration(code)

    found = lint.problems(declaration.template_path(code), declared)

    assert found == []


@pytest.mark.parametrize("code", CODES)
def test_template_lies_in_the_folder_of_its_concept(code):
    assert declaration.template_path(code).is_file()


@pytest.mark.parametrize("code", CODES)
def test_word_file_is_what_docxtpl_makes_byte_for_byte_the_same_twice(code):
    template = declaration.template_path(code)
    theirs, saved = DocxTemplate(template), BytesIO()
    theirs.render(sample(code), autoescape=True)
    theirs.save(saved)

    ours = rendered(code)
    again = word.CompiledTemplate(template.read_bytes()).render(sample(code), DAY)

    assert ours == again.data
    assert word.content_hash(ours) == again.content_sha256
    name = "word/document.xml"
    assert canonical(reading.parts(ours)[name]) == canonical(reading.parts(saved.getvalue())[name])


def canonical(raw):
    return etree.tostring(etree.fromstring(raw), method="c14n")


@pytest.mark.parametrize("code", WITH_BOTH)
def test_pdf_says_what_the_word_file_says_in_our_fonts_and_the_same_bytes_twice(code):
    docx = rendered(code)

    data = pdf.render_pdf(docx, name=code, created=DAY)

    assert data == pdf.render_pdf(docx, name=code, created=DAY)
    assert reading.base_fonts(data) <= OURS
    assert reading.empty_glyphs(data) == []
    assert reading.attachments(data) == {f"{code}.docx": docx}
    assert paging.without_repeated_heads(docx, data) == reading.WordText(docx).whole()


@pytest.mark.parametrize("code", WITH_SHEET)
def test_excel_file_is_the_same_bytes_twice(code):
    declared = declaration.declaration(code)

    data = sheets.render_sheet(declared, sample(code), DAY)

    assert data == sheets.render_sheet(declared, sample(code), DAY)


def test_every_sample_has_its_template():
    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == sorted(CODES)
