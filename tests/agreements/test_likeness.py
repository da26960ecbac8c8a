import re
from decimal import Decimal

import pytest

from contracts.agreements import likeness
from contracts.agreements.checks import terms
from contracts.agreements.texts import Text
from contracts.agreements.wordings import articles_of

OWN = (
    "夜班吃饭时间算上班，食堂凌晨一点开门，厂里每晚派车送离家远的女工回去，下大雪就提前两小时收工。"
)
WAGE = {"kind": "wage", "scope": "enterprise"}


def filled(number):
    """Return the first articles of the wage contract with a figure in each blank."""
    found = [article for _, article in articles_of("wage_contract")][:number]
    return {
        article.heading: re.sub(r"[\[\]|*]", "", re.sub(r"\{\w+\}", "12", article.words))
        for article in found
    }


def test_the_template_with_figures_in_its_blanks_is_the_template():
    assert likeness.to_template({"text": filled(2)}, **WAGE) == Decimal("1.000")


def test_own_words_are_not_like_it():
    assert likeness.to_template({"text": {"夜班": OWN}}, **WAGE) < Decimal("0.5")


def test_each_clause_counts_by_its_length():
    mixed = likeness.to_template({"text": {**filled(1), "夜班": OWN}}, **WAGE)

    assert Decimal("0.5") < mixed < Decimal("0.9")


@pytest.mark.parametrize("clauses", [{}, {"firm_min_wage": Decimal(1950)}, {"text": {"甲": None}}])
def test_a_text_of_figures_alone_is_not_compared(clauses):
    assert likeness.to_template(clauses, **WAGE) is None


@pytest.mark.parametrize("kind", ["wage", "women", "comprehensive", "safety"])
@pytest.mark.parametrize("scope", ["enterprise", "regional"])
def test_every_kind_of_contract_has_a_template_to_compare_with(kind, scope):
    assert likeness.to_template({"text": {"夜班": OWN}}, kind=kind, scope=scope) is not None


def test_the_nearest_of_other_texts_counts_and_none_below_the_limit():
    near, far = "甲" * 9 + "乙", "甲" * 8 + "乙乙"

    assert likeness.nearest("甲" * 10, [far, near], least=Decimal("0.9")) == Decimal("0.900")
    assert likeness.nearest("甲" * 10, [far], least=Decimal("0.9")) == 0
    assert likeness.nearest("甲" * 10, [], least=Decimal("0.9")) == 0


def test_a_draft_is_compared_with_its_template_unless_somebody_stated_the_likeness():
    copied = Text(kind="wage", clauses={"text": filled(2)})
    stated = Text(kind="wage", clauses={"text": filled(2)}, similarity=Decimal("0.41"))

    found = terms.check_blanks(copied)

    assert (found.outcome, found.message) == (
        "warn",
        "与范本相似100%，有数字的条款只有0条，疑似照抄。",
    )
    assert terms.check_blanks(stated).outcome == "ok"
