from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements import clauses, drafts, library, standings
from tests.factories.agreements import (
    CaseFactory,
    DraftFactory,
    PassedFactory,
    draw_up,
    local_values,
    sign,
)
from tests.factories.parties import FederationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_faultless_draft_passes_every_rule_its_instrument_calls_for():
    local_values()

    outcome = draw_up()

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [
        ("R_FLOOR_WAGE", "ok"),
        ("R_OT", "ok"),
        ("R_PAYDAY", "ok"),
        ("R_TERM", "ok"),
        ("R_BLANK", "ok"),
    ]
    assert outcome.made.stage == "draft"


def test_what_is_written_is_read_back_exactly():
    agreed = {
        "avg_growth": 0.05,
        "overtime": {"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资"},
        "annual_leave": {1: 5, 10: 10, 20: 15},
        "piece_rates": [{"job": "糊盒", "rate": 0.09, "quota_day": 1050}],
        "night_allowance": None,
        "text": {"补差": "生效后补发", "空条": None},
    }

    agreement = DraftFactory(clauses=agreed)

    assert clauses.values_of(agreement) == library.read(agreed)


def test_each_clause_says_itself_in_a_sentence():
    agreement = DraftFactory(clauses={"firm_min_wage": 1950, "text": {"补差": "生效后补发。"}})

    lines = agreement.clause_set.order_by("position").values_list("heading", "text")

    assert list(lines) == [("企业最低工资", "每月1950元。"), ("补差", "生效后补发。")]


def test_the_wage_table_is_kept_in_its_order():
    rows = [
        {"post": "车工", "headcount": 46, "before": 5350, "after": 5650},
        {"post": "质检员", "headcount": 14, "before": 4600, "after": 4830},
    ]

    agreement = DraftFactory(grades=rows)

    grades = agreement.grade_set.order_by("position").values_list("post", "after")
    assert list(grades) == [("车工", Decimal(5650)), ("质检员", Decimal(4830))]


def test_a_term_that_runs_backwards_is_refused():
    with pytest.raises(drafts.TermRunsBackwards):
        draw_up(term_from=date(2027, 4, 1), term_to=date(2027, 3, 31))


def test_a_new_draft_of_the_same_kind_takes_the_place_of_the_old_one():
    case = CaseFactory()
    old = DraftFactory(case)
    women = DraftFactory(case, kind="women", clauses={"maternity_days": 98})

    DraftFactory(case, on=date(2027, 3, 14))

    old.refresh_from_db()
    women.refresh_from_db()
    assert old.superseded_on == date(2027, 3, 14)
    assert women.superseded_on is None


def test_a_signed_agreement_is_not_replaced_by_a_draft():
    case = CaseFactory()
    signed = PassedFactory(case)
    sign(signed)

    DraftFactory(case, on=date(2027, 4, 2))

    signed.refresh_from_db()
    assert signed.superseded_on is None


def test_the_agreement_it_follows_is_looked_up():
    case = CaseFactory()
    standings.register_standing(
        case.employer_party,
        kind="wage",
        term_from=date(2026, 4, 1),
        term_to=date(2027, 3, 31),
    )

    assert DraftFactory(case).previous_to == date(2027, 3, 31)


def test_a_draft_is_measured_by_the_area_contract_the_firm_confirmed():
    local_values()
    case = CaseFactory()
    standings.register_standing(
        FederationFactory(),
        kind="wage",
        scope="regional",
        name="临港街道行业合同",
        term_from=date(2027, 1, 1),
        term_to=date(2027, 12, 31),
        clauses={"firm_min_wage": 2000},
        confirmed={case.employer_party: date(2027, 1, 20)},
    )

    outcome = draw_up(case)

    assert [v.rule for v in outcome.verdicts if v.blocks] == ["R_FLOOR_REGIONAL"]
