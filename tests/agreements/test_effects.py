from datetime import date

import pytest

from contracts.agreements import effects
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from tests.factories.agreements import (
    AreaCaseFactory,
    ConcludedFactory,
    FiledFactory,
    InForceFactory,
    local_values,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def due(subject):
    return {row.code: row.last_day for row in clock.running(subject)}


@pytest.mark.parametrize(
    ("policy", "day"),
    [
        ({"effective_offset": 16}, date(2027, 4, 22)),
        ({"effective_offset": 15}, date(2027, 4, 21)),
        ({}, date(2027, 4, 22)),
    ],
)
def test_silence_takes_effect_on_the_day_the_policy_reads(policy, day):
    local_values(**policy)
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    assert effects.day_of_silence(agreement) == day


def test_where_periods_roll_over_rest_days_so_does_silence():
    local_values(effective_offset=16, rolls_holidays=True)
    agreement = FiledFactory(received_on=date(2027, 4, 9))

    assert effects.day_of_silence(agreement) == date(2027, 4, 27)


def test_silence_counts_from_the_legal_day_however_late_somebody_looks():
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    effects.take_silence(agreement, on=date(2027, 4, 30))

    assert (agreement.stage, agreement.in_force_on) == ("effect", date(2027, 4, 22))
    assert due(agreement) == {
        "DL_PUBLISH_WAGE": date(2027, 4, 27),
        "DL_UNION_RECORD": date(2027, 5, 2),
        "DL_PERF_CHECK": date(2027, 10, 22),
        "DL_PERF_REPORT": date(2028, 4, 22),
        "DL_RENEW_WAGE": date(2028, 1, 31),
    }


def test_silence_has_no_effect_before_its_day():
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    with pytest.raises(effects.ReviewStillRuns):
        effects.take_silence(agreement, on=date(2027, 4, 21))

    assert effects.silent(on=date(2027, 4, 21)) == []
    assert effects.silent(on=date(2027, 4, 22)) == [agreement]


def test_a_contract_of_three_years_opens_its_window_three_months_before_the_end():
    agreement = InForceFactory(
        kind="women",
        clauses={"maternity_days": 98},
        term_to=date(2030, 3, 31),
    )

    assert due(agreement)["DL_RENEW_GENERAL"] == date(2029, 12, 31)
    assert due(agreement)["DL_PUBLISH_GENERAL"] == date(2027, 4, 27)


def test_an_area_wage_agreement_runs_both_renewal_windows():
    agreement = InForceFactory(
        AreaCaseFactory(),
        scope="industry",
        term_from=date(2028, 1, 1),
        term_to=date(2028, 12, 31),
    )

    assert due(agreement)["DL_RENEW_GENERAL"] == date(2028, 9, 30)
    assert due(agreement)["DL_RENEW_WAGE"] == date(2028, 11, 1)


def test_the_gap_is_what_nobodys_contract_covered():
    followed = InForceFactory(previous_to=date(2027, 3, 31), in_force_on=date(2027, 4, 22))
    first = InForceFactory(term_from=date(2027, 4, 10), in_force_on=date(2027, 4, 22))
    early = InForceFactory(term_from=date(2027, 5, 1), in_force_on=date(2027, 4, 22))

    assert followed.gap == (date(2027, 4, 1), date(2027, 4, 21))
    assert first.gap == (date(2027, 4, 10), date(2027, 4, 21))
    assert early.gap is None


def test_publishing_and_recording_stop_their_clocks():
    agreement = InForceFactory(in_force_on=date(2027, 4, 22))

    effects.publish(agreement, on=date(2027, 4, 23), channels=["公告栏"])
    effects.record_with_union(agreement, on=date(2027, 5, 3))

    rows = Deadline.objects.filter(stopped_on__gt=date(2027, 4, 22)).order_by("pk")
    assert [(row.code, row.days_late) for row in rows] == [
        ("DL_PUBLISH_WAGE", 0),
        ("DL_UNION_RECORD", 1),
    ]


def test_nothing_is_published_or_recorded_before_it_is_in_force():
    agreement = ConcludedFactory()

    with pytest.raises(effects.NotInForce):
        effects.publish(agreement, on=date(2027, 4, 23))
    with pytest.raises(effects.NotInForce):
        effects.record_with_union(agreement, on=date(2027, 4, 23))
