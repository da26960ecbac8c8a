import pytest

from contracts.agreements import library
from contracts.agreements.checks import women
from contracts.agreements.texts import Text
from tests.factories.agreements import law_of


def text(kind="women", **clauses):
    return Text(kind=kind, clauses=library.read(clauses))


@pytest.mark.parametrize(
    ("clauses", "outcome", "found", "required"),
    [
        ({"maternity_days": 98, "nursing_minutes": 60}, "ok", None, None),
        ({"maternity_days": 90, "nursing_minutes": 60}, "block", 90, 98),
        ({"maternity_days": 98, "nursing_minutes": 30}, "block", 30, 60),
    ],
)
def test_maternity_leave_and_nursing_time_keep_the_national_floor(
    clauses, outcome, found, required
):
    verdict = women.check_women_floor(text(**clauses), law_of("women"))

    assert (verdict.rule, verdict.outcome) == ("R_WOMEN_FLOOR", outcome)
    assert (verdict.found, verdict.required) == (found, required)


@pytest.mark.parametrize(("days", "outcome"), [(98, "block"), (158, "ok")])
def test_liaoning_adds_its_reward_leave_to_the_floor(days, outcome):
    verdict = women.check_women_floor(text(maternity_days=days), law_of("women", region="LN"))

    assert verdict.outcome == outcome


def test_a_general_contract_that_is_silent_on_women_is_refused():
    draft = Text(kind="comprehensive", women_content="none", women=40)

    [verdict] = women.check_women_content(draft, law_of("comprehensive"))

    assert (verdict.rule, verdict.outcome) == ("R_WOMEN_CONTENT", "block")
    assert verdict.citations == ("WPL 44",)


@pytest.mark.parametrize("content", ["clauses", "chapter", "annex", "linked"])
def test_any_of_four_ways_of_speaking_of_women_will_do(content):
    draft = Text(kind="comprehensive", women_content=content, women=40)

    [verdict] = women.check_women_content(draft, law_of("comprehensive"))

    assert verdict.outcome == "ok"


def test_a_firm_without_women_need_not_speak_of_them():
    draft = Text(kind="comprehensive", women_content="none", women=0)

    assert women.check_women_content(draft, law_of("comprehensive")) == []


def test_a_wage_agreement_is_not_asked_for_it():
    draft = Text(kind="wage", women=40)

    assert women.check_women_content(draft, law_of("wage")) == []
