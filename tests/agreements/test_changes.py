from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements import changes, clauses, effects
from contracts.deadlines import clock
from tests.factories.agreements import DraftFactory, InForceFactory, local_values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_change_is_judged_kept_with_what_stood_before_and_moves_the_window():
    local_values()
    agreement = InForceFactory(term_to=date(2028, 3, 31))

    outcome = changes.amend(
        agreement,
        on=date(2027, 9, 1),
        clauses={"firm_min_wage": 2000},
        term_to=date(2028, 6, 30),
        grounds="双方协商一致",
    )

    by_rule = {v.rule: v.outcome for v in outcome.verdicts}
    windows = {row.code: row.last_day for row in clock.running(agreement)}
    assert (by_rule["R_EXPIRED"], by_rule["R_FLOOR_WAGE"]) == ("ok", "ok")
    assert by_rule["cb.change.procedure"] == "warn"
    assert clauses.values_of(agreement)["firm_min_wage"] == Decimal(2000)
    assert outcome.made.before == {"firm_min_wage": "1950"}
    assert (agreement.stage, windows["DL_RENEW_WAGE"]) == ("change", date(2028, 5, 1))


def test_a_change_below_the_floor_blocks():
    local_values()
    agreement = InForceFactory()

    outcome = changes.amend(agreement, on=date(2027, 9, 1), clauses={"firm_min_wage": 1800})

    assert [v.rule for v in outcome.verdicts if v.blocks] == ["R_FLOOR_WAGE"]


@pytest.mark.parametrize(
    ("day", "outcome"),
    [(date(2028, 3, 31), "ok"), (date(2028, 4, 1), "block")],
)
def test_what_has_expired_is_not_changed(day, outcome):
    agreement = InForceFactory(term_to=date(2028, 3, 31))

    verdicts = changes.amend(agreement, on=day).verdicts

    assert (verdicts[0].rule, verdicts[0].outcome) == ("R_EXPIRED", outcome)


def test_an_ended_agreement_runs_no_clock_and_is_valid_no_more():
    agreement = InForceFactory()

    outcome = changes.terminate(agreement, on=date(2027, 8, 1), grounds="企业搬迁")

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_EXPIRED", "ok")]
    assert agreement.stage == "change"
    assert list(clock.running(agreement)) == []
    assert agreement.is_valid(on=date(2027, 7, 31))
    assert not agreement.is_valid(on=date(2027, 8, 1))


def test_a_draft_is_neither_amended_nor_rescinded():
    agreement = DraftFactory()

    with pytest.raises(effects.NotInForce):
        changes.amend(agreement, on=date(2027, 4, 1))
    with pytest.raises(effects.NotInForce):
        changes.terminate(agreement, on=date(2027, 4, 1))
