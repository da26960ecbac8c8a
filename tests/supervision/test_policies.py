from datetime import date

import pytest

from contracts.agreements.checks import text
from contracts.agreements.texts import Text
from contracts.bargaining.models import Offer
from contracts.congress.checks.notices import check_notice
from contracts.deadlines import impact
from contracts.deadlines.law import law_at
from contracts.deadlines.models import Deadline
from contracts.parties.actors import acting_as
from contracts.parties.choices import Role
from contracts.parties.models import Policy, PolicyChange
from contracts.statutes import rulebook
from contracts.supervision import policies
from contracts.supervision.policies import LaxerThanLaw, NothingChanged, ReasonMissing
from contracts.verdicts.softening import MayNotBeSoftened
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.parties import FederationFactory, UnionFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 3, 1)


def change(federation=None, **wanted):
    federation = federation or FederationFactory(region=wanted.pop("region", "CN"))
    asked = {
        "on": ON,
        "reason": "县总2027年第3号会议纪要",
        "rolls_holidays": False,
        "effective_offset": None,
        "targets": {},
        "softened": (),
    }
    return policies.change(federation, **{**asked, **wanted})


def law_below(federation, kind="wage"):
    return law_at(region=federation.region, path=f"{federation.path}00001.", on=ON, kind=kind)


def test_a_target_is_shown_beside_the_legal_day_and_never_replaces_it():
    federation = FederationFactory()
    change(federation, targets={"DL_OFFER_REPLY": 10})

    OfferedRoundFactory(received_on=ON, union=UnionFactory(parent=federation))

    row = Deadline.objects.get(code="DL_OFFER_REPLY")
    assert (row.target_day, row.last_day) == (date(2027, 3, 11), date(2027, 3, 21))
    assert Offer.objects.get().last_day == date(2027, 3, 21)


@pytest.mark.parametrize(("region", "amount"), [("CN", 19), ("SD", 9), ("ZJ", 9), ("CN", 1)])
def test_a_target_sooner_than_the_law_of_the_place_is_kept(region, amount):
    policy = change(region=region, targets={"DL_OFFER_REPLY": amount})

    assert policy.targets == {"DL_OFFER_REPLY": amount}


@pytest.mark.parametrize(("region", "amount"), [("CN", 20), ("SD", 10), ("ZJ", 10), ("CN", 0)])
def test_a_target_that_is_no_sooner_than_the_law_is_refused(region, amount):
    with pytest.raises(LaxerThanLaw, match=f"目标天数应少于.*不能是{amount}"):
        change(region=region, targets={"DL_OFFER_REPLY": amount})

    assert Policy.objects.count() == 0


@pytest.mark.parametrize("code", ["DL_RENEW_WAGE", "DL_NOWHERE", "DL_SUSPEND"])
def test_a_deadline_without_a_period_running_on_has_no_target(code):
    with pytest.raises(LaxerThanLaw, match="没有可以提前的法定期间"):
        change(targets={code: 5})


@pytest.mark.parametrize("offset", [15, 16, None])
def test_a_contract_takes_effect_on_the_last_day_of_the_review_or_the_day_after(offset):
    federation = FederationFactory()

    change(federation, effective_offset=offset, rolls_holidays=True)

    assert law_below(federation).local.effective_offset == offset


@pytest.mark.parametrize("offset", [14, 17])
def test_another_day_of_effect_is_refused(offset):
    with pytest.raises(LaxerThanLaw, match=f"只能取收到后第15日或第16日，不能是第{offset}日"):
        change(effective_offset=offset)


def test_before_the_civil_code_nothing_could_be_rolled_on():
    with pytest.raises(LaxerThanLaw, match="没有写末日遇休息日顺延"):
        change(rolls_holidays=True, on=date(2020, 12, 31))


def test_a_block_on_a_joint_document_alone_becomes_a_warning_below_the_federation():
    federation = FederationFactory()
    assert law_below(federation).need("wc.agenda.notice").may_block

    change(federation, softened=["R_NOTICE7"])

    assert not law_below(federation).need("wc.agenda.notice").may_block
    elsewhere = FederationFactory()
    assert law_below(elsewhere).need("wc.agenda.notice").may_block


@pytest.mark.parametrize(
    ("region", "code", "reason"),
    [
        ("CN", "R_FLOOR_WAGE", "依据法律、行政法规"),
        ("CN", "R_VOTE_PASS", "依据部门规章"),
        ("CN", "R_REGIONAL_OPERATOR", "依据地方性法规、规章"),
        ("ZJ", "R_SECRET_BALLOT", "在本地有浙江省企业民主管理条例 第15条作依据"),
        ("SH", "R_NOTICE7", "在本地有上海市职工代表大会条例"),
        ("CN", "R_VOTE_ARITH", "数字要合得上"),
        ("CN", "R_DELEGATE_WOMEN", "本来就不拦截"),
        ("CN", "R_NOWHERE", "本来就不拦截"),
    ],
)
def test_what_a_binding_text_stands_behind_is_not_softened(region, code, reason):
    with pytest.raises(MayNotBeSoftened, match=reason):
        change(region=region, softened=[code])

    assert PolicyChange.objects.count() == 0


def test_a_rule_of_the_place_that_binds_keeps_blocking_under_a_softer_county():
    county = FederationFactory(region="CN")
    change(county, softened=["R_SECRET_BALLOT"])

    law = law_at(region="ZJ", path=f"{county.path}00001.", on=ON, kind="wage")

    assert law.need("wc.vote.secret").may_block


def test_a_practice_without_a_key_in_the_packs_is_softened_too():
    federation = FederationFactory()
    draft = Text(kind="wage", clauses={"night_allowance": None})

    def blanks():
        found = text.judge_text(draft, law_below(federation))
        return next(verdict for verdict in found if verdict.rule == "R_BLANK")

    before = blanks()
    change(federation, softened=["R_BLANK"])
    after = blanks()

    assert (before.outcome, after.outcome) == ("block", "warn")
    assert "降为提醒" not in before.message
    assert (
        after.message
        == f"{before.message}（这一条原来是拦截，{federation.name}自2027年3月1日起降为提醒。）"
    )


def test_a_verdict_says_who_turned_it_down_since_when_and_what_it_was():
    federation = FederationFactory(name="望海县总工会")
    change(federation, softened=["R_NOTICE7"], on=date(2027, 2, 1))
    change(federation, softened=["R_NOTICE7"], effective_offset=15, on=date(2027, 2, 20))

    def judged(delivered_on):
        law = law_below(federation)
        return check_notice(sits_on=date(2027, 3, 20), delivered_on=delivered_on, law=law)

    late, early = judged(date(2027, 3, 18)), judged(date(2027, 3, 1))

    assert late.outcome == "warn"
    assert late.message.endswith("（这一条原来是拦截，望海县总工会自2027年2月1日起降为提醒。）")
    assert "降为提醒" not in early.message


def test_each_change_is_written_down_with_who_why_before_and_after():
    federation = FederationFactory(name="望海县总工会")
    with acting_as(actor_of(federation, Role.FEDERATION_OFFICER)):
        change(federation, targets={"DL_OFFER_REPLY": 10})
        change(federation, targets={"DL_OFFER_REPLY": 7}, on=date(2027, 4, 1), reason="要再快些")

    rows = PolicyChange.objects.order_by("pk")
    assert list(rows.values_list("changed_on", "changed_by", "reason", "before", "after")) == [
        (
            ON,
            "望海县总工会",
            "县总2027年第3号会议纪要",
            {"targets": {}},
            {"targets": {"DL_OFFER_REPLY": 10}},
        ),
        (
            date(2027, 4, 1),
            "望海县总工会",
            "要再快些",
            {"targets": {"DL_OFFER_REPLY": 10}},
            {"targets": {"DL_OFFER_REPLY": 7}},
        ),
    ]


def test_a_change_without_a_reason_or_without_a_change_is_refused():
    federation = FederationFactory()
    change(federation, targets={"DL_OFFER_REPLY": 10})

    with pytest.raises(ReasonMissing):
        change(federation, reason="  ")
    with pytest.raises(NothingChanged):
        change(federation, targets={"DL_OFFER_REPLY": 10})


def test_a_first_policy_begins_with_what_held_from_above():
    city = FederationFactory()
    county = FederationFactory(parent=city)
    Policy.objects.create(
        path=city.path, federation=city, minimum_wage_region="望海", targets={"DL_RECTIFY": 10}
    )

    policy = change(county, targets={"DL_RECTIFY": 10, "DL_OFFER_REPLY": 10})

    assert (policy.path, policy.minimum_wage_region) == (county.path, "望海")
    assert PolicyChange.objects.get().before == {"targets": {"DL_RECTIFY": 10}}


def test_the_choices_name_the_legal_period_and_the_target():
    federation = FederationFactory(region="SD")
    policy = change(federation, targets={"DL_OFFER_REPLY": 5})

    found = {c.entry.id: c for c in policies.choices(federation, policy, on=ON)}

    assert (found["DL_OFFER_REPLY"].legal, found["DL_OFFER_REPLY"].target) == ("20日内或10日内", 5)
    assert "DL_RENEW_WAGE" not in found


def test_a_change_does_not_reach_back_to_events_before_it():
    federation = FederationFactory()
    change(federation, effective_offset=16)
    change(federation, effective_offset=15, on=date(2027, 4, 1), rolls_holidays=True)

    def local(day):
        law = law_at(region="CN", path=f"{federation.path}00001.", on=day)
        return law.local.effective_offset, law.local.roll_holiday

    assert local(date(2027, 2, 28)) == (None, False)
    assert local(date(2027, 3, 31)) == (16, False)
    assert local(date(2027, 4, 1)) == (15, True)


def test_a_change_moves_no_deadline_that_runs():
    federation = FederationFactory()
    OfferedRoundFactory(received_on=ON, union=UnionFactory(parent=federation))

    change(federation, on=date(2027, 3, 2), rolls_holidays=True, targets={"DL_OFFER_REPLY": 5})

    assert list(impact.moves(impact.running(), impact.Laws(rulebook.shipped()))) == []
