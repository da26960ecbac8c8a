from datetime import date

import pytest

from contracts.bargaining.checks import refusals
from contracts.parties.choices import Side
from contracts.statutes.law import Law, instrument_codes

DAY = date(2027, 3, 2)


def law(region, kind="comprehensive"):
    return Law(region=region, instruments=instrument_codes(kind), on=DAY)


@pytest.mark.parametrize(
    ("region", "kind", "topics", "may"),
    [
        ("CN", "wage", ["工资增幅"], True),
        ("SD", "wage", None, True),
        ("HA", "wage", None, True),
        ("ZJ", "wage", None, False),
        ("HZ", "wage", None, False),
        ("NB", "wage", ["停车"], False),
        ("CQ", "comprehensive", None, False),
        ("LN", "wage", None, False),
        ("SY", "wage", None, False),
        ("BJ", "wage", ["年度工资增幅"], False),
        ("BJ", "comprehensive", ["pay"], False),
        ("BJ", "comprehensive", ["裁减人员"], False),
        ("BJ", "comprehensive", ["文体活动"], True),
        ("BJ", "comprehensive", None, None),
        ("SH", "comprehensive", ["工资增幅"], True),
        ("SH", "comprehensive", ["重大事故隐患"], False),
        ("SH", "comprehensive", ["collective_stoppage"], False),
    ],
)
def test_some_places_and_matters_allow_no_refusal(region, kind, topics, may):
    assert refusals.may_refuse(law(region, kind), topics=topics) is may


@pytest.mark.parametrize(("is_large", "may"), [(True, False), (False, True), (None, None)])
def test_in_shanghai_only_a_large_layoff_bars_a_refusal(is_large, may):
    assert refusals.may_refuse(law("SH"), topics=["裁员"], is_large_layoff=is_large) is may


def test_liaoning_binds_the_employer_only():
    workers = refusals.check_refusal(reason="资料不全", law=law("LN"), side=Side.WORKERS)
    employer = refusals.check_refusal(reason="订单少", law=law("LN"))

    assert (workers.outcome, workers.citations) == ("ok", ("CC22 32", "TUL 54(4)"))
    assert (employer.outcome, employer.citations) == ("warn", ("LN-RIGHTS 23",))


def test_a_refusal_without_a_reason_is_warned_of_everywhere():
    assert refusals.check_refusal(reason=" ", law=law("CN")).outcome == "warn"
    assert refusals.check_refusal(reason="设备检修", law=law("CN")).outcome == "ok"
