from datetime import date

import pytest
from django.urls import reverse

from contracts.deadlines.law import law_at
from contracts.parties.models import MinimumWage, Policy, PolicyChange, Role
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, LabourDepartmentFactory, UnionFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


@pytest.fixture
def officer(as_system):
    return Desk(FederationFactory(name="望海县总工会"), Role.FEDERATION_OFFICER)


def send(officer, **values):
    return officer.post(reverse("policy"), {"reason": "县总会议纪要", **values}, on=ON)


def test_the_legal_period_stands_beside_each_target(officer):
    visit = officer.get(reverse("policy"), on=ON)

    text = " ".join(visit.page.text_content().split())
    assert "收到书面要约后书面回应（可不填） 法定：收到要约日起20日内" in text
    assert "本级还没有自己的设定" in text


def test_a_stricter_choice_is_kept_with_its_reason(officer):
    visit = send(officer, target_DL_OFFER_REPLY="10", softened=["R_NOTICE7"], effective_offset="16")

    assert officer.messages(visit, on=ON)[0].startswith("已保存")
    policy = Policy.objects.get()
    assert (policy.targets, policy.effective_offset) == ({"DL_OFFER_REPLY": 10}, 16)
    assert policy.softened == {"R_NOTICE7": ["wc.agenda.notice"]}
    page = officer.get(reverse("policy"), on=ON)
    text = " ".join(page.page.text_content().split())
    assert "目标天数：未设 → 收到书面要约后书面回应10" in text
    assert "理由：县总会议纪要" in text
    assert page.page.xpath("//input[@name='target_DL_OFFER_REPLY']/@value") == ["10"]


def test_a_federation_names_the_minimum_wage_of_its_place_and_contracts_are_judged_by_it():
    office = FederationFactory(region="SY")
    officer = Desk(office, Role.FEDERATION_OFFICER)
    for region, tier, monthly in (("SY", "市区", 1910), ("SY", "各县", 1640), ("ZJ", "一档", 2490)):
        MinimumWage.objects.create(
            region=region, tier=tier, monthly=monthly, effective_from=date(2021, 11, 1)
        )

    offered = officer.get(reverse("policy"), on=ON).page.xpath("//select[@name='standard']/option")
    refused = send(officer, standard="ZJ/一档")
    send(officer, standard="SY/各县")

    assert [option.text_content() for option in offered] == [
        "（按企业所在地区；有几档的取最高一档）",
        "沈阳（SY）各县：每月1640元（2021-11-01起）",
        "沈阳（SY）市区：每月1910元（2021-11-01起）",
    ]
    assert refused.status == 422
    assert PolicyChange.objects.get().after == {
        "minimum_wage_region": "SY",
        "minimum_wage_tier": "各县",
    }
    law = law_at(region="SY", path=office.path, on=ON, kind="wage")
    assert law.local.min_wage_month == 1640


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"standard": "ZJ/一档"}, "选的这一项不在名单里"),
        ({"target_DL_OFFER_REPLY": "20"}, "目标天数应少于20，不能是20"),
        ({"target_DL_OFFER_REPLY": "十"}, "不是整数"),
        ({"effective_offset": "17"}, "选的这一项不在名单里"),
        ({"softened": ["R_FLOOR_WAGE"]}, "选的这一项不在名单里"),
        ({"reason": ""}, "请填写这一项。"),
        ({}, "设定和原来一样，没有改动。"),
    ],
)
def test_a_laxer_choice_is_refused_with_the_reason(officer, values, said):
    visit = send(officer, **values)

    assert visit.status == 422
    assert any(said in error for error in visit.errors)
    assert PolicyChange.objects.count() == 0


def test_what_a_local_regulation_forbids_to_soften_is_named_and_not_offered(as_system):
    officer = Desk(FederationFactory(region="ZJ"), Role.FEDERATION_OFFICER)

    visit = officer.get(reverse("policy"), on=ON)

    offered = visit.page.xpath("//input[@name='softened']/@value")
    assert "R_SECRET_BALLOT" not in offered
    assert "R_NOTICE7" in offered
    assert "浙江省企业民主管理条例 第15条" in visit.page.text_content()


def test_an_officer_in_no_federation_has_no_policy(as_system):
    odd = Desk(LabourDepartmentFactory(), Role.FEDERATION_OFFICER)

    assert odd.get(reverse("policy"), on=ON).status == 404


def test_a_stranger_sees_nothing_of_it(officer, as_system):
    send(officer, target_DL_OFFER_REPLY="10")
    other = Desk(FederationFactory(), Role.FEDERATION_OFFICER)
    chair = Desk(UnionFactory(), Role.UNION_CHAIR)

    assert "县总会议纪要" not in other.get(reverse("policy"), on=ON).page.text_content()
    assert chair.get(reverse("policy"), on=ON).status == 404
