from datetime import date

import pytest

from contracts.campaigns import aims, launches
from contracts.campaigns.models import Campaign
from contracts.congress.models import Congress
from contracts.documents.models import Paper
from contracts.parties.actors import acting_as
from contracts.parties.models import Organisation, Role
from tests.factories.congress import CongressFactory
from tests.factories.parties import FederationFactory, UnionFactory, actor_of, seat_head
from workflow import door

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

ON, UNTIL = date(2026, 12, 7), date(2027, 6, 30)
WANTED = {"ownership": "非公", "headcount_min": 100, "congress": "none"}


@pytest.fixture
def county():
    county = FederationFactory(name="望海县总工会")
    seat_head(county)
    return county


def firm(county, *, workers=184, ownership="私营", **facts):
    union = UnionFactory(parent=county, **facts)
    Organisation.objects.filter(pk=union.firm_id).update(
        headcount_total=workers, ownership=ownership
    )
    return union


def launch(county, **asked):
    return launches.launch(county, **{"name": "行动", "until": UNTIL, "on": ON, **asked}).made


def aimed_at(campaign):
    return [target.firm for target in campaign.targets.order_by("pk")]


def test_a_campaign_aims_at_the_firms_that_meet_every_condition(county):
    wanted = firm(county)
    firm(county, workers=99)
    firm(county, ownership="国有")
    CongressFactory(union=firm(county), since=date(2025, 3, 1))
    firm(FederationFactory())

    campaign = launch(county, filters=WANTED)

    assert aimed_at(campaign) == [wanted.firm]
    assert campaign.targets.get().action == "建制"


def test_the_firms_are_those_of_the_base_day_and_stay(county):
    union = firm(county)
    campaign = launch(county, filters=WANTED)
    CongressFactory(union=union)
    Organisation.objects.filter(pk=union.firm_id).update(headcount_total=12, name="新名称")

    target = campaign.targets.get()

    assert (target.workers, target.has_congress) == (184, False)
    assert target.name != "新名称"
    assert Congress.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "refusal", "words"),
    [
        ({"until": date(2026, 12, 6)}, launches.DaysReversed, "截止日2026-12-06早于启动日"),
        ({"filters": {"colour": "red"}}, aims.FilterUnknown, "看不懂的“colour”"),
        ({"filters": {"congress": "maybe"}}, aims.FilterUnknown, "只能是 none（还没建）或 any"),
        ({"filters": {"headcount_min": 500}}, launches.NobodyAimedAt, "没有一户企业符合条件"),
    ],
)
def test_what_cannot_be_launched_is_refused_with_the_way_on(county, asked, refusal, words):
    firm(county)

    with pytest.raises(refusal) as refused:
        launch(county, **asked)

    assert words in str(refused.value)
    assert not Campaign.objects.exists()


def test_work_is_given_only_to_those_below(county):
    firm(county)

    with pytest.raises(launches.NotBelow):
        launch(county, tasks=[{"org": FederationFactory(), "firms": 1}])


def test_the_launch_issues_plan_breakdown_and_notice_with_the_firms(county):
    town = FederationFactory(name="临港街道总工会", parent=county)
    seat_head(town)
    union = firm(town)

    receipt = door.perform(
        "campaigns.launch",
        actor=actor_of(county, Role.FEDERATION_OFFICER),
        on=ON,
        data={"name": "攻坚行动", "until": UNTIL, "targets": WANTED,
              "tasks": [{"org": town, "firms": 1}]},
    )  # fmt: skip

    assert receipt.ok
    plan, breakdown, notice = Paper.objects.order_by("pk")
    assert plan.facts["targets_text"] == "到2027年6月30日，推动1户企业建立职工代表大会制度。"
    assert breakdown.facts["tasks"][0]["unit"] == "临港街道总工会"
    assert breakdown.facts["tasks"][0]["congress_target"] == "1"
    assert notice.facts["firms"][0]["name"] == union.firm.name
    assert notice.facts["reply_days"] == "20日"


def test_a_union_launches_nothing_and_another_county_sees_nothing(county):
    union = firm(county)
    seat_head(union)
    refused = door.perform(
        "campaigns.launch",
        actor=actor_of(union, Role.UNION_CHAIR),
        on=ON,
        data={"name": "行动", "until": UNTIL},
    )
    campaign = launch(county)
    other = FederationFactory()
    seat_head(other)

    assert [verdict.rule for verdict in refused.verdicts] == ["access"]
    for organisation, count in ((county, 1), (other, 0)):
        with acting_as(actor_of(organisation, Role.FEDERATION_OFFICER)):
            assert Campaign.objects.filter(pk=campaign.pk).count() == count
