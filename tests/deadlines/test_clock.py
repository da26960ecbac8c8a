from datetime import date

import pytest

from contracts.deadlines import clock
from contracts.deadlines.catalogue import deadlines
from contracts.statutes import rulebook
from contracts.statutes.law import Law, instrument_codes
from contracts.statutes.periods import Period, Unit

DAY = date(2027, 3, 26)
REGIONS = sorted(rulebook.shipped().packs)


def law(region="CN", kind="wage"):
    return Law(region=region, instruments=instrument_codes(kind), on=DAY)


def length(code, region="CN", kind="wage"):
    period, _ = clock.period_of(code, law(region, kind))
    return str(period) if period else None


def test_chongqing_fills_a_vacancy_before_the_next_meeting_and_no_number_of_days_is_claimed():
    assert length("DL_REP_VACANCY", "CQ") is None
    assert length("DL_REP_VACANCY", "CN") == "15日内"
    assert clock.reckon("DL_REP_VACANCY", base=DAY, law=law("CQ")) is None


def test_a_general_contract_has_no_national_lead_for_data_and_none_is_made_up():
    assert length("DL_INFO", "CN", "comprehensive") is None
    assert length("DL_INFO", "CN", "wage") == "5日前"
    assert length("DL_INFO", "CQ", "comprehensive") == "10日前"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("DL_CONGRESS_YEARLY", "12个月内"),
        ("DL_ARB_LIMIT", "1年内"),
        ("DL_LAYOFF", "30日前"),
        ("DL_PERF_CHECK", "6个月内"),
        ("DL_PERF_REPORT", "1年内"),
        ("DL_MEDIATION", "15日内"),
        ("DL_DRAFT_REVOTE", "60日内"),
        ("DL_RECTIFY", "15日内"),
        ("DL_CONGRESS_TERM", "5年内"),
    ],
)
def test_periods_that_are_no_durations_of_a_pack_keep_their_length(code, said):
    assert length(code) == said


def test_the_longest_term_of_a_congress_is_what_the_place_says():
    assert length("DL_CONGRESS_TERM", "HA") == "5年内"
    assert length("DL_CONGRESS_TERM", "ZJ") is None


def test_a_habit_says_that_it_is_one():
    habit = clock.reckon("DL_PERF_CHECK", base=DAY, law=law())
    legal = clock.reckon("DL_ARB_LIMIT", base=DAY, law=law())

    assert not habit.is_law
    assert habit.source == deadlines()["DL_PERF_CHECK"].legal_basis
    assert (legal.is_law, legal.citations) == (True, ["LDMA 27,43"])
    assert legal.due.day == date(2028, 3, 26)


def test_an_agreed_day_stands_and_names_the_rule_that_leaves_it_to_the_sides():
    agreed = clock.reckon("DL_SUSPEND", base=DAY, law=law("SD"), last_day=date(2027, 5, 1))

    assert (agreed.due.day, agreed.counted, agreed.citations) == (
        date(2027, 5, 1),
        "",
        ["SD-W 28"],
    )


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("kind", ["comprehensive", "wage", "women", "safety"])
def test_no_legal_period_is_claimed_without_a_rule_that_sets_it(region, kind):
    for code, entry in deadlines().items():
        period, rule = clock.period_of(code, law(region, kind))

        if period is not None and entry.keys and not entry.is_practice:
            assert rule is not None, code
            assert clock.reckon(code, base=DAY, law=law(region, kind)).is_law, code


def test_the_general_clock_of_a_wage_agreement_reads_what_holds_for_special_contracts():
    assert clock.period_of("DL_FILE_GENERAL", law())[0] == Period(10, Unit.NATURAL_DAY)
    assert clock.period_of("DL_FILE_WAGE", law())[0] == Period(7, Unit.NATURAL_DAY)
