from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements.checks import staffing, wages
from contracts.agreements.texts import Text
from contracts.statutes.law import Law, Local

DAY = date(2027, 3, 10)


@pytest.mark.parametrize(
    ("workers", "dispatch", "outcome", "required"),
    [(184, 18, "ok", 18), (184, 19, "warn", 18), (9, 0, "ok", 0), (9, 1, "warn", 0)],
)
def test_dispatched_workers_are_a_tenth_at_most_and_more_are_warned_of(
    workers, dispatch, outcome, required
):
    verdict = staffing.check_dispatch(workers=workers, dispatch=dispatch, law=Law(on=DAY))

    assert (verdict.rule, verdict.outcome, verdict.required) == (
        "floor.dispatch_cap",
        outcome,
        required,
    )


@pytest.mark.parametrize(("share", "outcomes"), [("0.014", ["warn"]), ("0.015", [])])
def test_little_training_money_is_advised_on_and_never_refused(share, outcomes):
    text = Text(kind="comprehensive", clauses={"training_fund": Decimal(share)})

    assert [v.outcome for v in staffing.check_training(text)] == outcomes


@pytest.mark.parametrize(
    ("region", "hourly", "outcome"),
    [
        ("CN", "18.5", "ok"),
        ("CN", "18.4", "block"),
        ("ZJ", "18.5", "block"),
        ("ZJ", "18.6", "ok"),
    ],
)
def test_an_hourly_wage_is_held_against_the_local_hour(region, hourly, outcome):
    law = Law(region=region, on=DAY, local=Local(min_wage_hour=Decimal("18.5")))

    assert wages.check_hourly(Decimal(hourly), law).outcome == outcome


def test_without_a_local_hour_nothing_is_claimed():
    assert wages.check_hourly(Decimal(5), Law(on=DAY)).outcome == "warn"
