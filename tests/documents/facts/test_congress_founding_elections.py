"""The papers of an election: slips that fit a sheet, a result that says who sits, and who left."""

from datetime import date

import pytest

from contracts.congress import ballots, seats, sittings
from contracts.documents.facts import congress_founding_words as founding
from tests.documents.facts.test_congress_founding import fill
from tests.factories.congress import (
    NOTIFIED_ON,
    SITS_ON,
    TITLE,
    CongressFactory,
    votes_for,
)
from tests.factories.founding import ELECTED_ON, PlanFactory, people, vote
from tests.factories.parties import (
    EmployerOrganisationFactory,
    FederationFactory,
    UnionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

RULES = "职代会实施细则"


@pytest.fixture
def congress():
    return PlanFactory()


def rules_of(congress):
    """Pass the rules of procedure at a sitting; return the vote."""
    sitting = sittings.notify(
        congress, title=TITLE, sits_on=SITS_ON, agenda=[RULES], delivered=32, on=NOTIFIED_ON
    ).made
    sitting = sittings.sit(sitting, entitled=32, present=29, on=SITS_ON).made
    return ballots.count(
        sitting,
        item=RULES,
        subject=RULES,
        counts=votes_for(28, present=29),
        is_secret=True,
        on=SITS_ON,
    ).made


@pytest.mark.parametrize(("count", "lines", "slips"), [(2, 1, 3), (11, 6, 2), (13, 7, 1)])
def test_a_sheet_holds_as_many_slips_as_fit(congress, count, lines, slips):
    names = people("候选人", count, votes=80)
    election = vote(congress, "机加车间", workers=90, attended=85, elected=names).made

    facts = fill("election_ballot", election, on=ELECTED_ON)

    assert (len(facts["candidates"]), len(facts["slips"])) == (lines, slips)
    assert (facts["ballots"], facts["seats"]) == ("90", "15")


def test_a_result_names_who_is_elected(congress):
    facts = fill("election_result", vote(congress).made, on=ELECTED_ON)

    assert (facts["quorum_needed"], facts["votes_needed"], facts["seats"]) == ("7", "6", "2")
    assert facts["outcome"] == "本次选举有效。仓储运输1、仓储运输2共2人当选为职工代表。"
    assert (facts["next_step"], facts["issued"]) == ("", "")


def test_a_result_without_a_quorum_elects_nobody_and_says_what_next(congress):
    facts = fill("election_result", vote(congress, attended=6).made, on=ELECTED_ON)

    assert facts["quorum_result"] == "未达到法定人数"
    assert facts["outcome"] == "到会6人，不足法定的7人，本次选举无效，没有人当选。"
    assert facts["next_step"].startswith("请仓储运输选举单位另定时间重新选举")
    assert [row["elected"] for row in facts["elected"]] == ["未当选", "未当选"]


def test_a_seat_that_failed_stays_open(congress):
    names = [*people("甲", 1, votes=9), *people("乙", 1, votes=5)]

    facts = fill("election_result", vote(congress, elected=names).made, on=ELECTED_ON)

    assert facts["outcome"] == ("本次选举有效。甲1共1人当选为职工代表。乙1得票不足6票，未当选。")
    assert facts["next_step"] == (
        "应选名额还空缺1名，由仓储运输选举单位另定时间选举，到会人数和票数的要求相同。"
    )


def test_a_by_election_records_who_left_and_who_came(congress):
    vote(congress)
    later = date(2027, 10, 14)
    election = vote(
        congress, elected=people("新", 1, votes=8), replaces=["仓储运输2"], on=later
    ).made

    record = fill("delegate_change_record", election, on=later, old_delegate="仓储运输2")

    assert (record["old_since"], record["kind"]) == ("2027年1月6日", "")
    assert (record["voting_date"], record["votes_needed"]) == ("2027年10月14日", "6")
    assert record["candidates"] == [
        {"seq": "1", "name": "新1", "category": "工人", "votes": "8", "result": "当选"}
    ]
    assert fill("election_result", election, on=later)["seats"] == "1"


def test_the_rules_print_the_figures_of_the_law():
    facts = fill("congress_rules", rules_of(CongressFactory(term_years=3)), on=SITS_ON)

    assert (facts["pass_date"], facts["sitting"]) == ("2027年3月26日", TITLE)
    assert (facts["term_years"], facts["delegates_total"]) == ("三年", "32")
    assert (facts["notice_days"], facts["frequency"]) == ("七日", "一次")
    assert (facts["extra_share"], facts["presidium_share"]) == ("三分之一以上", "半数以上")
    assert (facts["layoff_people"], facts["layoff_share"], facts["layoff_notice"]) == (
        "二十",
        "百分之十",
        "三十日",
    )
    assert (facts["director_threshold"], facts["supervisor_share"]) == ("三百", "三分之一")
    assert facts["term_change"] == "由职工代表大会或者其授权的机构决定，并报上一级工会"
    assert facts["state_owned"] == ""


def test_the_rules_of_a_place_print_its_own_figures():
    congress = CongressFactory(union=UnionFactory(region="SH"))

    facts = fill("congress_rules", rules_of(congress), on=SITS_ON)

    assert facts["local_law"] == "《上海市职工代表大会条例》"
    assert (facts["majority"], facts["unit_majority"]) == ("半数以上", "半数以上")
    assert facts["term_years"] == ""


def test_the_rules_of_an_area_speak_of_its_operators_and_its_union():
    union = UnionFactory(area="沙岗镇纸盒行业", region="SH", firm=None)

    facts = fill("congress_rules", rules_of(CongressFactory(union=union)), on=SITS_ON)

    assert (facts["is_area"], facts["union_short"]) == ("是", "区域（行业）工会")
    assert (facts["legal_min"], facts["manager_cap"]) == ("30", "不超过十分之三")
    assert facts["company_law"] == ""


def test_an_areas_plan_counts_its_operators():
    town = FederationFactory(name="沙岗镇总工会")
    union = UnionFactory(area="沙岗镇纸盒行业", region="ZJ", firm=None, parent=town)
    EmployerOrganisationFactory(name="沙岗镇纸盒商会", parent=town)
    plan = seats.plan(CongressFactory(union=union), seats=40, operators=8, on=ELECTED_ON).made

    facts = fill("regional_congress_plan", plan, on=ELECTED_ON)

    assert (facts["area_name"], facts["employer_name"]) == ("沙岗镇纸盒行业", "沙岗镇纸盒商会")
    assert (facts["operators_quota"], facts["operators_ratio"]) == ("8", "20%")
    assert (facts["operators_cap"], facts["operators_share"]) == ("8", "不超过五分之一")
    assert len(facts["quota"]) == 10


def test_the_number_of_a_congress_is_what_its_sittings_are_called():
    assert founding.number_of(CongressFactory()) == "本届"
    assert founding.number_of(PlanFactory()) == "第一届"
    assert founding.number_of(rules_of(CongressFactory()).sitting.congress) == "第一届"
