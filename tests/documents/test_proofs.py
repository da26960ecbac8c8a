"""Proofs over every template: signatures, rare names, blanks. A share in the quick run.

Long samples are made on purpose: lists three times as long, every text three times over.
"""

import os
import re

import pytest

from contracts.documents import declaration, fonts, pdf, samples, word
from tests.documents import paging, reading, stretching
from tests.documents.building import DAY

IS_LONG = os.environ.get("XIEYUE_LONG") == "1"
ALL = sorted(path.stem for path in declaration.TEMPLATES.glob("*/*.docx"))
#: In the quick run every fifteenth paper, and those that failed once.
CODES = ALL if IS_LONG else sorted({*ALL[::15], "progress_bulletin", "coordination_agreement"})
OURS = {face.family.replace(" ", "-") for face in fonts.FACES}
LENGTHS = {
    "as it is": lambda facts: facts,
    "more rows": stretching.with_more_rows,
    "longer texts": stretching.stretched,
}
#: What a blank leaves behind where the words round it were not written for it.
GAP = re.compile(
    r"\{\{|\{%|None|（）|《》|〔〕|“”|、、|，，|。。|，。|、。|；。|：。|（，|（、|（：|、）|，）|；）"
    r"|：，|；；|第条|第次|第届|^。"
)


def rendered(code, facts):
    return word.render_word(declaration.template_path(code), facts, DAY)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("code", CODES)
def test_signatures_never_stand_alone_on_a_page(code, length):
    docx = rendered(code, LENGTHS[length](samples.sample(code)))

    places = paging.signature_places(docx, pdf.render_pdf(docx, name=code, created=DAY))

    assert [place for place in places if place.lines_before < 2] == []


@pytest.mark.parametrize("code", CODES)
def test_rare_names_are_drawn_in_our_fonts_in_every_blank(code):
    facts = stretching.with_rare_signs(samples.sample(code))
    docx = rendered(code, facts)

    data = pdf.render_pdf(docx, name=code, created=DAY)

    assert reading.empty_glyphs(data) == []
    assert reading.base_fonts(data) <= OURS
    assert paging.without_repeated_heads(docx, data) == reading.WordText(docx).whole()
    assert reading.WordText(docx).whole().count(stretching.RARE) > 0


@pytest.mark.parametrize("code", ALL)
def test_no_words_are_left_round_a_blank(code):
    facts = samples.sample(code)

    found = [
        line
        for filled in (facts, stretching.sparse(code, facts))
        for line in reading.WordText(rendered(code, filled)).paragraphs()
        if GAP.search(line)
    ]

    assert found == []
