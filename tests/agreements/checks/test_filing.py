from decimal import Decimal

import pytest

from contracts.agreements.checks.filing import (
    FirmAnswer,
    check_answers,
    check_claims,
    check_set,
)
from contracts.agreements.texts import Coverage
from tests.factories.agreements import law_of

AREA = law_of(scope="industry")


@pytest.mark.parametrize(
    ("region", "copies", "outcome", "required"),
    [("CN", 3, "ok", 3), ("CN", 2, "block", 3), ("ZJ", 4, "block", 5), ("CN", None, "ok", 3)],
)
def test_the_place_says_how_many_copies(region, copies, outcome, required):
    verdict = check_set(copies, law_of(region=region))

    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, copies, required)


def test_nothing_is_claimed_beyond_the_firms_that_sealed():
    verdict = check_claims(Coverage(3, 75, 48), Coverage(2, 57, 37), AREA)

    assert (verdict.rule, verdict.outcome) == ("R_REGIONAL_CONFIRM", "block")
    assert (verdict.found, verdict.required) == (3, 2)


def test_claims_within_the_confirmed_pass():
    assert check_claims(Coverage(2, 57, 37), Coverage(2, 57, 37), AREA).outcome == "ok"


def test_low_payers_and_refusals_are_advice_that_names_the_firms():
    answers = [
        FirmAnswer("华泰纸盒厂", "confirmed", Decimal(1950)),
        FirmAnswer("顺心纸盒厂", "refused"),
    ]

    low, refused = check_answers(answers, Decimal(2000), "行业合同", AREA)

    assert (low.rule, low.outcome, low.found, low.required) == (
        "R_FLOOR_REGIONAL",
        "warn",
        1950,
        2000,
    )
    assert "华泰纸盒厂" in low.message
    assert (refused.rule, refused.outcome) == ("R_REGIONAL_CONFIRM", "warn")
    assert "顺心纸盒厂拒绝确认，可由上级工会发提示函" in refused.message
