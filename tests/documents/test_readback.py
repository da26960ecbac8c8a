"""An edited Word draft is read back clause by clause, and nothing in it is dropped."""

import copy
import json
import re
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from contracts.agreements import library, wordings
from contracts.documents import declaration, package, readback, readback_wording, tracked, word
from contracts.documents import readback_takeover as takeover
from contracts.documents.features import W, text_of
from contracts.documents.readback_takeover import Takeover
from contracts.documents.reasons import PackageRefused
from contracts.documents.samples import SAMPLES
from tests.documents.editing import KINDS, edited, packed

MADE = datetime(2027, 3, 12, tzinfo=UTC)
CONTRACTS = (
    *("wage_contract", "women_contract", "cc_contract", "safety_contract"),
    "regional_contract",
)


def made_of(code, **other):
    facts = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    return word.render_word(declaration.template_path(code), facts | other, MADE)


def taken(old, new, *, code="wage_contract", **values):
    into = Takeover(code, library.read(values), [], date(2027, 4, 1), date(2028, 3, 31))
    return takeover.take_over(readback.read(old), readback.read(new), into)


def changed(docx, old, new, *, count=1):
    """The file with words replaced in the paragraph that holds them, as a hand does it."""
    parts = package.parts(docx)
    root = etree.fromstring(parts["word/document.xml"])
    found = [p for p in root.iter(W + "p") if old in text_of(p)]
    assert len(found) == count
    for paragraph in found:
        texts = list(paragraph.iter(W + "t"))
        whole = "".join(t.text or "" for t in texts).replace(old, new)
        texts[0].text = whole
        for each in texts[1:]:
            each.text = ""
    parts["word/document.xml"] = etree.tostring(root)
    return packed(parts)


def with_paragraph(docx, after, text):
    """The file with a paragraph of the same style put in behind the one that holds some words."""
    parts = package.parts(docx)
    root = etree.fromstring(parts["word/document.xml"])
    paragraph = next(p for p in root.iter(W + "p") if after in text_of(p))
    made = copy.deepcopy(paragraph)
    texts = list(made.iter(W + "t"))
    texts[0].text = text
    for each in texts[1:]:
        each.text = ""
    paragraph.addnext(made)
    parts["word/document.xml"] = etree.tostring(root)
    return packed(parts)


def without(docx, words):
    parts = package.parts(docx)
    root = etree.fromstring(parts["word/document.xml"])
    for paragraph in [p for p in root.iter(W + "p") if words in text_of(p)]:
        paragraph.getparent().remove(paragraph)
    parts["word/document.xml"] = etree.tostring(root)
    return packed(parts)


@pytest.mark.parametrize("code", CONTRACTS)
def test_every_contract_is_read_back_as_its_articles_and_unchanged_gives_nothing(code):
    docx = made_of(code)

    found = taken(docx, docx, code=code)

    headings = [each.heading for each in readback.read(docx).articles]
    assert len(headings) == len(set(headings)) > 20
    assert (found.rows, found.leftovers, found.values) == ([], [], {})


def test_a_changed_figure_is_the_value_of_its_clause():
    old = made_of("wage_contract")
    new = changed(old, "每人每班25元", "每人每班30元")

    found = taken(old, new, night_allowance=25)

    assert found.values == library.read({"night_allowance": 30})
    assert [(row.heading, row.state, row.code, row.taken) for row in found.rows] == [
        ("夜班津贴", "changed", "W7", takeover.AS_FIGURES)
    ]
    assert [p.text for p in found.rows[0].pieces if p.kind != "same"] == ["25", "30"]


def test_tracked_changes_are_read_accepted_with_who_made_them():
    old = made_of("wage_contract")
    sent = made_of("wage_contract", night_allowance="30")
    marked = tracked.tracked(old, sent, author="企业方法务 王律师", on=MADE)

    found = taken(old, marked, night_allowance=25)

    assert found.values == library.read({"night_allowance": 30})
    assert found.rows[0].authors == ["企业方法务 王律师"]
    assert [(m.kind, m.on, m.text) for m in found.marks] == [
        ("del", "2027-03-12", "25"),
        ("ins", "2027-03-12", "30"),
    ]


def test_a_sentence_put_behind_fixed_words_goes_to_its_place():
    old = made_of("cc_contract", discipline="")
    new = changed(
        old,
        "并将处理决定书面告知职工本人和乙方。",
        "并将处理决定书面告知职工本人和乙方。不得以罚款代替管理。",
    )

    found = taken(old, new, code="cc_contract")

    assert found.values == {"discipline": "不得以罚款代替管理。"}


def test_a_figure_worded_anew_becomes_a_clause_in_words():
    old = made_of("wage_contract")
    new = changed(old, "甲方安排职工上夜班的，按照", "职工上夜班满四小时的，甲方按照")

    found = taken(old, new, night_allowance=25, pay_day=15)

    text = "职工上夜班满四小时的，甲方按照每人每班25元的标准支付夜班津贴。"
    assert found.values == {**library.read({"pay_day": 15}), "text": {"夜班津贴（修改）": text}}
    assert found.rows[0].taken == takeover.AS_WORDS


def test_fixed_words_changed_become_a_clause_that_prevails():
    old = made_of("wage_contract")
    new = (
        changed(old, "直接或者通过乙方查询", "向人事部门查询", count=1)
        if ("直接或者通过乙方查询" in whole(old))
        else changed(old, "可以直接或者通过乙方查询", "只能向人事部门查询")
    )

    found = taken(old, new)

    assert list(found.values["text"]) == ["工资清单（修改）"]
    assert found.values["text"]["工资清单（修改）"].startswith("本合同【工资清单】一条改为：“")
    assert found.rows[0].taken == takeover.AS_REVISION


def whole(docx):
    return text_of(etree.fromstring(package.parts(docx)["word/document.xml"]))


def test_a_new_article_and_one_that_is_gone():
    old = made_of("wage_contract")
    new = without(
        with_paragraph(old, "【工龄工资】", "【住房补贴】每人每月100元。"), "【夜班津贴】"
    )

    found = taken(old, new, night_allowance=25)

    assert found.values == {"text": {"住房补贴": "每人每月100元。"}}
    assert [(row.heading, row.state) for row in found.rows] == [
        ("夜班津贴", "removed"),
        ("住房补贴", "added"),
    ]


def test_an_article_of_the_library_that_was_not_agreed_before_is_read_as_its_figure():
    old = made_of("wage_contract", toxic_allowance="")
    new = made_of("wage_contract", toxic_allowance="1,200")

    assert taken(old, new).values == library.read({"toxic_allowance": 1200})


def test_the_wage_table_is_read_row_by_row():
    facts = json.loads((SAMPLES / "wage_contract.json").read_text(encoding="utf-8"))
    rows = [dict(row) for row in facts["grade_table"]]
    rows[0]["after"] = "9,999.50"
    rows.pop()
    old, new = made_of("wage_contract"), made_of("wage_contract", grade_table=rows)

    found = taken(old, new)

    assert [(g["post"], str(g["after"])) for g in found.grades] == [
        (row["post"], row["after"].replace(",", "")) for row in rows
    ]
    assert found.rows[0].taken == takeover.AS_TABLE


def test_a_changed_term_is_taken_and_what_the_case_file_says_is_not():
    old = made_of("wage_contract", term_to="2028年3月31日", covered_workers="176")
    new = made_of("wage_contract", term_to="2029年3月31日", covered_workers="180")

    found = taken(old, new)

    assert found.term_to == date(2029, 3, 31)
    assert [(each.place, each.why) for each in found.leftovers] == [
        ("【适用范围】", takeover.OF_THE_CASE)
    ]


def test_what_belongs_to_no_clause_is_told_and_an_article_without_heading_is_kept():
    old = made_of("wage_contract")
    new = with_paragraph(old, "【工龄工资】", "宿舍免费提供。")
    new = changed(new, "为保障职工的劳动报酬权益", "为提高企业效益")
    new = changed(new, "合同编号：", "合同编号（暂）：")

    found = taken(old, new)

    assert found.values == {"text": {"补充约定1": "宿舍免费提供。"}}
    assert {each.place for each in found.leftovers} == {"首部", "没有【标题】的条款"}
    assert len(found.leftovers) == 3


def test_leave_by_years_is_read_line_by_line():
    old = made_of("cc_contract")
    new = made_of(
        "cc_contract",
        annual_leave=[
            {"years": "1", "upto": "10", "days": "7"},
            {"years": "10", "upto": "", "days": "12"},
        ],
    )

    found = taken(old, new, code="cc_contract", annual_leave={1: 5, 10: 10, 20: 15})

    assert found.values == library.read({"annual_leave": {1: 7, 10: 12}})


def part(docx, name, raw):
    return packed({**package.parts(docx), name: raw})


def test_comments_are_told_with_who_wrote_them():
    comments = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="1" w:author="王律师"><w:p><w:r>'
        "<w:t>这一条不能接受</w:t></w:r></w:p></w:comment></w:comments>"
    )
    old = made_of("wage_contract")

    found = taken(old, part(old, "word/comments.xml", comments.encode()))

    assert [(x.place, x.pieces[0].text, x.why) for x in found.leftovers] == [
        ("批注（王律师）", "这一条不能接受", takeover.NOT_TEXT)
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"not a zip",
        b"PK\3\4 broken",
        b"\xd0\xcf\x11\xe0 old doc",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_word_file_is_refused(bad):
    with pytest.raises(PackageRefused):
        readback.read(bad)


OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil/x.dotm" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("word/vbaProject.bin", b"macro"),
        ("word/embeddings/oleObject1.bin", b"ole"),
        ("word/document.xml", b"<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w>&x;</w>"),
        ("word/document.xml", b"<w:document"),
        ("word/comments.xml", b"<!DOCTYPE a><a/>"),
        ("../evil.xml", b"<a/>"),
        (
            "word/_rels/document.xml.rels",
            OUTSIDE,
        ),
    ],
)
def test_a_hostile_file_is_refused(name, raw):
    parts = {**package.parts(made_of("wage_contract")), name: raw}

    with pytest.raises(PackageRefused):
        readback.read(packed(parts))


def test_a_file_far_too_long_for_a_contract_is_refused():
    parts = package.parts(made_of("wage_contract"))
    many = b"<w:p/>" * (readback.MOST_PARAGRAPHS + 1)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + many)

    with pytest.raises(PackageRefused) as refused:
        readback.read(packed(parts))

    assert "请只上传合同文本" in str(refused.value)


MARKS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 200), st.integers(0, 200), st.integers(0, 99)),
    min_size=1,
    max_size=10,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(code=st.sampled_from(CONTRACTS), edits=MARKS, is_tracked=st.booleans())
def test_no_word_of_any_edit_is_dropped(code, edits, is_tracked):
    old = made_of(code)
    new = edited(old, [(kind, at, to, f"〔标{n}〕") for kind, at, to, n in edits])
    sent = tracked.tracked(old, new, author="对方", on=MADE) if is_tracked else new

    found = taken(old, sent, code=code)

    told = "".join(piece.text for row in found.rows for piece in row.pieces)
    told += "".join(piece.text for each in found.leftovers for piece in each.pieces)
    marks = {f"〔标{n}〕" for *_, n in edits if f"〔标{n}〕" in whole(new)}
    assert {mark for mark in marks if mark not in told} == set()


def test_hostile_words_do_not_keep_the_search_busy():
    words = next(
        each.words
        for _, each in wordings.articles_of("wage_contract")
        if each.heading == "支付周期和支付日"
    )
    literals = [each for each in re.split(r"\{[a-z_.]+\}|\[|\]\*?|\||\n", words) if each]
    start = time.process_time()

    for literal in literals:
        assert readback_wording.found(words, (literals[0] + literal * 900)[:2500]) is None

    assert time.process_time() - start < 2
