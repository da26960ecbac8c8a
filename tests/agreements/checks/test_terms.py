from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements.checks import terms
from contracts.agreements.texts import Text
from tests.factories.agreements import law_of


def term(kind, last, first=date(2027, 4, 1)):
    return Text(kind=kind, term_from=first, term_to=last)


@pytest.mark.parametrize(
    ("region", "kind", "last", "outcome"),
    [
        ("CN", "wage", date(2028, 3, 31), "ok"),
        ("CN", "wage", date(2029, 3, 31), "warn"),
        ("CN", "women", date(2030, 3, 31), "ok"),
        ("CN", "comprehensive", date(2030, 4, 1), "warn"),
        ("CN", "comprehensive", date(2028, 3, 30), "warn"),
        ("ZJ", "comprehensive", date(2030, 4, 1), "block"),
        ("ZJ", "wage", date(2029, 3, 31), "warn"),
        ("HA", "wage", date(2030, 4, 1), "block"),
        ("HA", "wage", date(2030, 3, 31), "ok"),
        ("SD", "wage", date(2029, 3, 31), "warn"),
        ("SD", "wage", date(2031, 3, 31), "block"),
        ("BJ", "comprehensive", date(2030, 3, 31), "ok"),
        ("BJ", "comprehensive", date(2029, 3, 31), "warn"),
    ],
)
def test_soft_terms_warn_and_hard_ones_block(region, kind, last, outcome):
    [verdict] = terms.check_term(term(kind, last), law_of(kind, region=region))

    assert verdict.outcome == outcome


def test_a_draft_without_a_term_is_not_judged_by_it():
    assert terms.check_term(Text(kind="wage"), law_of()) == []


def test_an_empty_clause_is_a_blank_and_blocks():
    verdict = terms.check_blanks(Text(kind="wage", clauses={"night_allowance": None}))

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", 1, 0)
    assert verdict.message == "有1处空白：夜班津贴。"


def test_a_heading_without_words_is_a_blank():
    verdict = terms.check_blanks(Text(kind="wage", clauses={"text": {"补差": None}}))

    assert verdict.message == "有1处空白：补差。"


@pytest.mark.parametrize(
    ("similarity", "numbers", "outcome"),
    [("0.90", 4, "warn"), ("0.89", 4, "ok"), ("0.95", 5, "ok")],
)
def test_likeness_to_the_template_with_hardly_a_figure_warns(similarity, numbers, outcome):
    draft = Text(kind="wage", similarity=Decimal(similarity), numeric_clauses=numbers)

    verdict = terms.check_blanks(draft)

    assert verdict.outcome == outcome
    assert ("疑似照抄" in verdict.message) == (outcome == "warn")


def test_figures_are_counted_where_nobody_did():
    draft = Text(
        kind="wage",
        similarity=Decimal("0.95"),
        clauses={"firm_min_wage": Decimal(1950), "pay_cycle": "月", "text": {"甲": "乙"}},
    )

    assert terms.check_blanks(draft).message == "与范本相似95%，有数字的条款只有1条，疑似照抄。"
