"""What the forms of signing, filing, effect and change make of what is typed."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements.models import Agreement
from contracts.parties.actors import acting_as
from tests.factories import agreements
from tests.factories.forms import chair_of, clerk_of, officer_of, opened, refused, rows, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_each_side_signs_for_itself():
    agreement = agreements.PassedFactory()
    typed = {"workers_on": "2027-06-01", "seals": ["union", "cross_page"]}

    data = sent("agreements.conclude", agreement, chair_of(agreement), **typed)
    found = refused(
        "agreements.conclude",
        agreement,
        chair_of(agreement),
        employer_on="2027-06-01",
        **typed,
    )

    assert data == {
        "signed_on": {"workers": date(2027, 6, 1)},
        "seals": ["union", "cross_page"],
    }
    assert found == {
        "employer_on": ["对方的签字由对方自己登记；双方都签好的纸质合同，请勾选“补录”。"],
    }


def test_both_signatures_are_entered_from_paper():
    agreement = agreements.PassedFactory()

    data = sent(
        "agreements.conclude",
        agreement,
        officer_of(agreement),
        workers_on="2027-05-30",
        employer_on="2027-05-31",
        paper="on",
    )

    assert data == {
        "signed_on": {"workers": date(2027, 5, 30), "employer": date(2027, 5, 31)},
        "seals": [],
    }


def test_filing_of_a_firms_contract_makes_no_claims():
    agreement = agreements.ConcludedFactory()
    officer = officer_of(agreement)

    data = sent("agreements.file", agreement, officer, received_on="2027-04-06", copies=3)
    early = refused("agreements.file", agreement, officer, received_on="2027-03-28", copies=3)

    assert data == {"received_on": date(2027, 4, 6), "copies": 3}
    assert early == {
        "received_on": ["收到日期（2027-03-28）早于签订日期（2027-03-29），请核对回执。"],
    }


def test_filing_of_an_area_contract_claims_what_it_covers():
    agreement = agreements.ConcludedFactory(agreements.AreaCaseFactory(), scope="regional")

    data = sent(
        "agreements.file",
        agreement,
        officer_of(agreement),
        received_on="2027-04-06",
        copies=3,
        firms=12,
        workers=420,
        migrant=300,
    )

    assert data["claims"] == {"firms": 12, "workers": 420, "migrant": 300}


def test_opinion_names_the_clauses_objected_to():
    agreement = agreements.FiledFactory()

    data = sent(
        "agreements.opinion",
        agreement,
        clerk_of(agreement),
        result="objection",
        served_on="2027-04-20",
        **rows("clauses", {"clause": "加班工资基数低于规定"}),
    )
    bare = refused(
        "agreements.opinion",
        agreement,
        clerk_of(agreement),
        result="objection",
        served_on="2027-04-20",
    )

    assert data == {
        "result": "objection",
        "served_on": date(2027, 4, 20),
        "clauses": ["加班工资基数低于规定"],
    }
    assert bare == {"result": ["选了“有异议”，请在“异议条款”写明是哪几条。"]}


def test_opinion_without_objection_may_name_the_day_of_effect_or_be_spoken():
    agreement = agreements.FiledFactory()

    data = sent(
        "agreements.opinion",
        agreement,
        clerk_of(agreement),
        result="no_objection",
        served_on="2027-04-20",
        in_force_on="2027-04-21",
        oral="on",
    )

    assert data == {
        "result": "no_objection",
        "served_on": date(2027, 4, 20),
        "in_force_on": date(2027, 4, 21),
        "oral": True,
    }


def test_publication_takes_the_usual_ways_and_another():
    agreement = agreements.InForceFactory()
    chair = chair_of(agreement)

    data = sent("agreements.publish", agreement, chair, channels=["公告栏"], other="食堂电视")
    none = refused("agreements.publish", agreement, chair)

    assert data == {"channels": ["公告栏", "食堂电视"]}
    assert none == {"channels": ["请至少选一种公布方式，或写在“其他方式”里。"]}


def test_confirmation_takes_only_the_firms_that_answered():
    agreement = agreements.ConcludedFactory(agreements.AreaCaseFactory(), scope="industry")

    data = sent(
        "agreements.confirm",
        agreement,
        chair_of(agreement),
        **rows(
            "firms",
            {"name": "甲厂", "workers": 30, "answer": "confirmed", "own_min_wage": "1900"},
            {"name": "乙厂", "workers": 20, "answer": ""},
        ),
    )

    assert data == {
        "firms": [
            {
                "name": "甲厂",
                "workers": 30,
                "answer": "confirmed",
                "own_min_wage": Decimal(1900),
            },
        ],
    }


def test_amendment_carries_only_what_changes():
    agreement = agreements.InForceFactory()

    data = sent(
        "agreements.amend",
        agreement,
        chair_of(agreement),
        grounds="订单减少",
        c_pay_day="20",
        term_to="2028-06-30",
    )

    assert data == {
        "grounds": "订单减少",
        "clauses": {"pay_day": Decimal(20)},
        "term": {"to": date(2028, 6, 30)},
    }


def test_amendment_shows_what_stands_now():
    agreement = agreements.InForceFactory()

    with acting_as(chair_of(agreement)):
        form = opened("agreements.amend", agreement, chair_of(agreement))

    assert form["c_firm_min_wage"].help_text.endswith("现在：每月1950元。")


@pytest.mark.parametrize(
    ("act", "typed", "expected"),
    [
        ("agreements.submit", {}, {}),
        ("agreements.record", {}, {}),
        ("agreements.terminate", {"grounds": "双方同意"}, {"grounds": "双方同意"}),
        ("supervision.report", {}, {}),
        (
            "supervision.rectify",
            {"days": 15, **rows("points", {"point": "补发7月高温津贴"})},
            {"points": ["补发7月高温津贴"], "days": 15},
        ),
        (
            "supervision.review",
            {
                "slips": 10,
                **rows("checked", {"clause": "支付日", "result": "done"}, {"clause": "支付周期"}),
            },
            {"checked": [{"clause": "支付日", "result": "done"}], "slips": 10},
        ),
    ],
)
def test_short_forms_of_an_agreement(act, typed, expected):
    agreement: Agreement = agreements.InForceFactory(clauses={"pay_day": 15, "pay_cycle": "月"})

    assert sent(act, agreement, chair_of(agreement), **typed) == expected
