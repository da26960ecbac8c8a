from datetime import date

import pytest

from contracts.agreements.checks import validity
from contracts.statutes.law import Law, Local

LAW = Law(instruments=("WAGE",), on=date(2027, 5, 20))


@pytest.mark.parametrize(
    ("by_branch", "is_licensed", "outcome"),
    [(True, False, "block"), (True, True, "ok"), (False, False, "ok")],
)
def test_a_branch_signs_only_with_a_licence_of_its_own(by_branch, is_licensed, outcome):
    verdict = validity.check_signer(by_branch=by_branch, is_licensed=is_licensed, law=LAW)

    assert (verdict.rule, verdict.outcome) == ("R_SEALS", outcome)


@pytest.mark.parametrize(("day", "outcome", "found"), [(20, "ok", 0), (21, "block", 1)])
def test_the_last_day_of_an_agreement_still_counts(day, outcome, found):
    verdict = validity.check_expired(last=date(2027, 5, 20), on=date(2027, 5, day), law=LAW)

    assert (verdict.outcome, verdict.found) == (outcome, found)


@pytest.mark.parametrize(
    ("is_oral", "served", "rolls", "outcomes"),
    [
        (False, date(2027, 5, 15), False, ["ok", "ok"]),
        (False, date(2027, 5, 16), False, ["ok", "block"]),
        (False, date(2027, 5, 17), True, ["ok", "ok"]),
        (True, date(2027, 5, 15), False, ["block", "ok"]),
    ],
)
def test_an_objection_is_written_and_within_fifteen_days(is_oral, served, rolls, outcomes):
    law = Law(instruments=("WAGE",), on=served, local=Local(roll_holiday=rolls))
    received = date(2027, 5, 1) if rolls else date(2027, 4, 30)

    last = validity.review_ends(received, law)
    verdicts = validity.check_objection(
        is_oral=is_oral, received_on=received, last=last, served_on=served, law=law
    )

    assert [verdict.outcome for verdict in verdicts] == outcomes
