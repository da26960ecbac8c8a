from datetime import date

import pytest
from django.urls import reverse

from contracts.parties.models import Policy, PolicyChange, Role
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


@pytest.mark.parametrize(
    ("values", "said"),
    [
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
