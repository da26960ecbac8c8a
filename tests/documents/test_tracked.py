"""Word's “accept all” makes the new text of it and “reject all” the old one, exactly."""

import json
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from contracts.documents import declaration, package, tracked, word
from contracts.documents.features import W
from contracts.documents.samples import SAMPLES
from tests.documents import reviewing
from tests.documents.editing import KINDS, edited

MADE = datetime(2027, 3, 12, tzinfo=UTC)
CONTRACTS = (
    *("wage_contract", "women_contract", "cc_contract", "safety_contract"),
    "regional_contract",
)
#: What a lawyer, a chair and a careless hand do to a text.
WORDS = st.text("甲乙丙工资元年月日，。%5.0123456789Ab 䶮𬭳&<\"'", min_size=0, max_size=24)


def made_of(code, **other):
    facts = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    return word.render_word(declaration.template_path(code), facts | other, MADE)


def redline(old, new):
    return tracked.tracked(old, new, author="职工方", on=MADE)


def check(old, new):
    marked = redline(old, new)
    assert reviewing.accept_all(marked) == reviewing.plain(new)
    assert reviewing.reject_all(marked) == reviewing.plain(old)
    return marked


def other_facts(code):
    """The sample with every text and table changed, dropped, doubled or grown."""
    facts = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    changed = {}
    for place, (name, value) in enumerate(facts.items()):
        if isinstance(value, list):
            rows = [dict(row) for row in value]
            rows = rows[1:] + rows[:1] if place % 2 else rows[:-1]
            changed[name] = [
                {k: f"{v}改" if n == 0 else v for k, v in row.items()} for n, row in enumerate(rows)
            ]
        else:
            changed[name] = ["", f"{value}（修改稿）", re.sub(r"\d", "7", value), value][place % 4]
    return changed


@pytest.mark.parametrize("code", CONTRACTS)
def test_a_contract_against_one_changed_everywhere(code):
    check(made_of(code), made_of(code, **other_facts(code)))


@pytest.mark.parametrize("code", CONTRACTS)
def test_the_same_text_has_no_changes(code):
    same = made_of(code)

    marked = redline(same, same)

    assert reviewing.plain(marked) == reviewing.plain(same)
    assert re.search(rb"<w:(ins|del)\b", package.parts(marked)["word/document.xml"]) is None


@pytest.mark.parametrize(("old", "new"), [CONTRACTS[:2], CONTRACTS[2:4], CONTRACTS[3:5]])
def test_even_two_different_contracts(old, new):
    check(made_of(old), made_of(new))


def test_changes_name_the_side_and_the_day_and_only_what_changed():
    old, new = made_of("wage_contract"), made_of("wage_contract", night_allowance="30")

    root = etree.fromstring(package.parts(check(old, new))["word/document.xml"])

    changes = [
        (each.tag.removeprefix(W), each.get(W + "author"), "".join(each.itertext()))
        for each in root.iter(W + "ins", W + "del")
    ]
    assert changes == [("del", "职工方", "25"), ("ins", "职工方", "30")]
    assert {each.get(W + "date") for each in root.iter(W + "ins")} == {"2027-03-12T00:00:00Z"}


def test_a_row_of_the_wage_table_that_goes_and_one_that_comes_are_rows_of_the_same_table():
    facts = json.loads((SAMPLES / "wage_contract.json").read_text(encoding="utf-8"))
    rows = facts["grade_table"]
    come = {**rows[0], "post": "机器人操作工"}

    marked = check(
        made_of("wage_contract"), made_of("wage_contract", grade_table=[*rows[1:], come])
    )

    root = etree.fromstring(package.parts(marked)["word/document.xml"])
    kinds = [
        each.tag.removeprefix(W)
        for p in root.iter(W + "trPr")
        for each in p.iter(W + "ins", W + "del")
    ]
    assert kinds == ["del", "ins"]


def test_every_number_of_a_change_is_used_once():
    marked = check(made_of("cc_contract"), made_of("cc_contract", **other_facts("cc_contract")))

    root = etree.fromstring(package.parts(marked)["word/document.xml"])
    names = [W + name for name in ("ins", "del", "pPrChange", "rPrChange")]
    numbers = [each.get(W + "id") for each in root.iter(*names)]
    assert len(numbers) == len(set(numbers))


def test_a_contract_is_compared_in_well_under_a_second():
    old, new = made_of("cc_contract"), made_of("cc_contract", **other_facts("cc_contract"))
    start = time.process_time()

    redline(old, new)

    assert time.process_time() - start < 1


EDITS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 200),
        st.integers(0, 200),
        WORDS,
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(code=st.sampled_from(CONTRACTS), first=EDITS, second=EDITS)
def test_any_edit_of_any_contract(code, first, second):
    old, new = edited(made_of(code), first), edited(made_of(code), second)

    check(old, new)
