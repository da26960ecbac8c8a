from datetime import date

import pytest

from contracts.bargaining.checks import chiefs
from contracts.bargaining.checks.seats import Seat
from contracts.statutes.law import Law, instrument_codes

ON = date(2027, 5, 20)


def law(region, kind="wage"):
    return Law(on=ON, region=region, instruments=instrument_codes(kind))


def chief(**facts):
    return [Seat(**{"person": 1, "name": "甲", "is_chief": True} | facts)]


@pytest.mark.parametrize(
    ("region", "facts", "outcome"),
    [
        ("CN", {"is_head": True}, "ok"),
        ("CN", {"has_mandate": True}, "ok"),
        ("CN", {}, "block"),
        ("SH", {"has_mandate": True}, "warn"),
        ("SH", {}, "block"),
        ("SD", {"has_mandate": True}, "block"),
        ("SD", {"has_mandate": True, "post": "工会副主席"}, "ok"),
    ],
)
def test_who_leads_the_workers_side(region, facts, outcome):
    assert chiefs.check_union_chief(chief(**facts), law(region)).outcome == outcome


def test_without_a_union_the_representatives_choose_their_chief():
    assert chiefs.check_union_chief(chief(), law("CN"), has_union=False).outcome == "ok"


def test_side_without_a_chief_has_none():
    verdict = chiefs.check_union_chief([], law("CN"), has_union=False)

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", 0, 1)


@pytest.mark.parametrize(
    ("region", "facts", "outcome"),
    [
        ("CN", {"is_head": True}, "ok"),
        ("CN", {"has_mandate": True, "level": "一般管理"}, "ok"),
        ("CN", {"has_mandate": True, "level": "一线"}, "block"),
        ("CN", {"level": "企业负责人"}, "block"),
        ("CN", {"has_mandate": True, "is_outsider": True}, "block"),
        ("SH", {"has_mandate": True, "level": "一线"}, "ok"),
        ("CQ", {"has_mandate": True, "level": "企业负责人"}, "ok"),
        ("CQ", {"has_mandate": True, "level": "中层以上"}, "block"),
        ("ZJ", {"has_mandate": True, "level": "企业负责人"}, "warn"),
    ],
)
def test_who_leads_the_employers_side(region, facts, outcome):
    assert chiefs.check_employer_chief(chief(**facts), law(region)).outcome == outcome


def test_chief_of_an_organisation_of_employers_stands():
    verdict = chiefs.check_employer_chief(chief(), law("CN"), is_organisation=True)

    assert verdict.outcome == "ok"


@pytest.mark.parametrize(
    ("consented", "outcome"),
    [(None, "block"), (92, "ok"), (91, "block")],
)
def test_half_of_all_workers_agree_where_there_is_no_union(consented, outcome):
    verdict = chiefs.check_consent(workers=184, consented=consented, law=law("CN"))

    assert (verdict.outcome, verdict.required) == (outcome, 92)


@pytest.mark.parametrize(
    ("recorders", "outcome", "found"),
    [({}, "block", 0), ({9: "乙"}, "ok", 1), ({1: "甲"}, "block", 0)],
)
def test_recorder_is_somebody_who_does_not_bargain(recorders, outcome, found):
    verdict = chiefs.check_recorder(recorders, {1}, law("CN"), for_session=True)

    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, found, 1)


@pytest.mark.parametrize(("kind", "outcome"), [("comprehensive", "block"), ("wage", "ok")])
def test_in_henan_each_side_brings_its_own_recorder_except_for_wages(kind, outcome):
    verdict = chiefs.check_recorder({9: "乙"}, {1}, law("HA", kind), for_session=True)

    assert verdict.outcome == outcome


def test_protection_is_told_with_its_sources():
    verdict = chiefs.advise_protection(law("CN"))

    assert verdict.outcome == "ok"
    assert verdict.citations == ("CC22 28",)
