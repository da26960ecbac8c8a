"""The papers of founding a congress say what its records say, and nothing the law did not fix."""

from datetime import date

import pytest

from contracts.congress import credentials, foundings, seats
from contracts.deadlines.law import law_for
from contracts.documents.filling import PaperContext, filler_of
from tests.documents.filled import check_form
from tests.factories.congress import CongressFactory
from tests.factories.founding import (
    REQUESTED_ON,
    PlanFactory,
    RequestFactory,
    people,
    vote,
)
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

PLANNED_ON, CERTIFIED_ON = date(2026, 12, 30), date(2027, 1, 12)
OF_PLAN = ["prep_plan", "quota_plan", "election_notice", "election_measures"]


def fill(code, record, *, on, issuer=None, **extra):
    """Fill a paper and hold it against its declaration; return its facts."""
    paper = PaperContext(
        number="〔2027〕1号",
        issued_on=on,
        issuer=issuer or record.workers_party,
        case=record.case,
        law=law_for(record.case, on=on),
        extra=extra,
    )
    facts = filler_of(code)(record, paper)
    check_form(code, facts, on=on)
    return facts


@pytest.fixture
def union():
    town = FederationFactory(name="临港街道总工会")
    firm = EmployerFactory(
        name="海峰铸造有限公司",
        parent=town,
        headcount_total=184,
        headcount_women=50,
        headcount_dispatch=8,
    )
    seat_head(firm, name="曲连海", post="董事长", level="企业负责人")
    union = UnionFactory(name="海峰铸造工会委员会", firm=firm, parent=town)
    seat_head(union, name="孙立军", level="一线")
    return union


@pytest.fixture
def requested(union):
    return foundings.request(union, form="congress", term_years=3, on=REQUESTED_ON).made


@pytest.fixture
def planned(requested):
    foundings.approve(requested, by=requested.workers_party.parent, on=date(2026, 12, 28))
    units = [seats.Unit("机加车间", 174, 28), seats.Unit("仓储运输", 10, 2)]
    return seats.plan(requested, seats=30, units=units, on=PLANNED_ON).made


def elected(congress):
    """Let both units elect; return the certified congress's report."""
    vote(
        congress,
        "机加车间",
        workers=174,
        attended=160,
        elected=[
            *people("主任", 6, votes=120, category="中层以上"),
            *people("女工", 8, votes=120, gender="女", employment="合同制(农民工)"),
            *people("派遣", 1, votes=100, employment="劳务派遣"),
            *people("工人", 13, votes=100),
        ],
    )
    vote(congress)
    return credentials.certify(congress, on=CERTIFIED_ON).made


def test_the_request_says_who_asks_and_what_the_law_looks_for(requested):
    facts = fill("establish_request", requested, on=REQUESTED_ON)

    assert (facts["superior_union"], facts["union_name"]) == (
        "临港街道总工会",
        "海峰铸造工会委员会",
    )
    assert (facts["headcount_total"], facts["delegates_min"]) == ("184", "30")
    assert (facts["manager_cap"], facts["term_years"]) == ("不超过五分之一", "三年")
    assert facts["company_law"] == "《中华人民共和国公司法》"
    assert (facts["planned_date"], facts["employer_opinion"]) == ("", "")


def test_an_assembly_elects_nobody():
    congress = RequestFactory(form="assembly")

    facts = fill("establish_request", congress, on=REQUESTED_ON)

    assert facts["form_name"] == "职工大会"
    assert (facts["by_delegates"], facts["delegates_min"]) == ("", "")


def test_the_approval_names_the_request_and_who_approves(planned):
    congress = planned.congress
    town = congress.workers_party.parent

    facts = fill("establish_approval", congress, on=date(2026, 12, 28), issuer=town)

    assert facts["issuer_unit"] == "临港街道总工会"
    assert facts["request_title"] == "关于建立职工代表大会制度的请示"
    assert (facts["request_date"], facts["approval_date"]) == ("2026年12月21日", "2026年12月28日")
    assert (facts["unit_quorum"], facts["unit_majority"]) == ("三分之二以上", "过半数")
    assert (facts["quorum"], facts["majority"], facts["notice_days"]) == (
        "三分之二以上",
        "过半数",
        "七日",
    )
    assert facts["changed"] == ""


def test_the_approval_says_what_it_fixes_otherwise_than_asked(requested):
    foundings.approve(
        requested, by=requested.workers_party.parent, term_years=5, on=date(2026, 12, 28)
    )

    facts = fill("establish_approval", requested, on=date(2026, 12, 28))

    assert facts["changed"] == "请示的届期为三年，现定为五年，请据此修改筹备方案。"


@pytest.mark.parametrize("code", OF_PLAN)
def test_papers_of_the_plan_have_exactly_their_declared_fields(code, planned):
    facts = fill(code, planned, on=PLANNED_ON)

    assert (facts["congress_no"], facts["delegates_total"]) == ("第一届", "30")


def test_the_plan_of_preparation_rests_on_the_approval(planned):
    facts = fill("prep_plan", planned, on=PLANNED_ON)

    assert facts["approval"] == "临港街道总工会2026年12月28日批复"
    assert facts["group"][0]["name"] == "孙立军"
    assert [row["name"] for row in facts["group"][1:]] == [""] * 5
    assert [row["due"] for row in facts["tasks"]] == ["2026年12月30日", *[""] * 11]
    assert (facts["congress_date"], facts["docs_deadline"]) == ("", "")


def test_the_plan_of_seats_gives_the_caps_of_the_law(planned):
    facts = fill("quota_plan", planned, on=PLANNED_ON)

    assert (facts["legal_min"], facts["mgmt_cap"]) == ("30", "6")
    assert (facts["women_ref"], facts["dispatch_ref"]) == ("8", "1")
    assert [(row["unit"], row["workers"], row["quota"]) for row in facts["units"]] == [
        ("机加车间", "174", "28"),
        ("仓储运输", "10", "2"),
    ]


def test_a_place_with_its_own_text_is_named():
    congress = PlanFactory(region="SH")

    facts = fill("election_measures", congress.seat_plans.get(), on=PLANNED_ON)

    assert facts["local_law"] == "《上海市职工代表大会条例》"
    assert facts["unit_majority"] == "半数以上"


def test_the_credentials_report_counts_each_group_against_the_law(planned):
    facts = fill("qualification_report", elected(planned.congress), on=CERTIFIED_ON)

    assert (facts["conclusion"], facts["invalid_reason"]) == ("有效", "")
    assert [(row["group"], row["number"], row["rule"]) for row in facts["groups"]] == [
        ("工人", "24", ""),
        ("技术人员", "0", ""),
        ("中层以上管理人员和领导人员", "6", "不超过6名"),
        ("女代表", "8", "参照≥8名"),
        ("农民工代表", "8", ""),
        ("劳务派遣职工代表", "1", "参照≥1名"),
    ]
    assert [(row["unit"], row["quota"], row["elected"]) for row in facts["units"]] == [
        ("机加车间", "28", "28"),
        ("仓储运输", "2", "2"),
    ]


def test_credentials_that_do_not_hold_say_why(planned):
    congress = planned.congress
    vote(congress, attended=6)
    report = credentials.certify(congress, on=CERTIFIED_ON).made

    facts = fill("qualification_report", report, on=CERTIFIED_ON)

    assert facts["conclusion"] == "部分无效需重选"
    assert facts["invalid_reason"].startswith("还要重新选举：仓储运输。")
    assert "✗" not in facts["invalid_reason"]
    assert facts["units"][0]["remark"] == "到会6人，不足7人，须重新选举"


def test_the_roster_lists_everybody_and_leaves_what_nobody_told(planned):
    facts = fill("delegate_roster", elected(planned.congress), on=CERTIFIED_ON)

    assert len(facts["delegates"]) == 30
    assert facts["delegates"][6] == {
        "seq": "7",
        "name": "女工1",
        "gender": "女",
        "birth": "",
        "category": "工人",
        "employment": "合同制（农民工）",
        "unit": "机加车间",
        "group": "",
        "phone": "",
    }
    assert (facts["mgmt_n"], facts["migrant_n"], facts["term_from"]) == ("6", "8", "")


def test_the_notice_tells_names_by_unit_and_nothing_more_of_them(planned):
    elected(planned.congress)
    notice = credentials.announce(planned.congress, until=date(2027, 1, 17), on=CERTIFIED_ON).made

    facts = fill("delegate_notice", notice, on=CERTIFIED_ON)

    assert (facts["notice_start"], facts["notice_end"]) == ("2027年1月12日", "2027年1月17日")
    assert facts["delegates"][1] == {
        "unit": "仓储运输",
        "number": "2",
        "names": "仓储运输1、仓储运输2",
    }
    assert facts["delegates"][0]["names"].startswith("主任1（中）、")
    assert "派遣1（派）" in facts["delegates"][0]["names"]


def test_a_new_election_is_asked_for_in_time_early_or_late(union):
    CongressFactory(union=union, since=date(2024, 3, 1), term_years=3)
    congress = foundings.request(union, form="congress", term_years=3, on=date(2027, 1, 4)).made

    in_time = fill("reelection_request", congress, on=date(2027, 1, 4))

    assert (in_time["kind"], in_time["term_to"]) == ("按期换届", "2027年3月1日")
    assert in_time["change_rule"] == "提前或者延期换届，由职工代表大会或者其授权的机构决定。"
    assert fill("reelection_request", congress, on=date(2026, 1, 4))["kind"] == "提前换届"
    assert fill("reelection_request", congress, on=date(2027, 3, 2))["kind"] == "延期换届"


def test_the_approval_of_a_new_election_speaks_of_it(union):
    CongressFactory(union=union, since=date(2024, 3, 1), term_years=3)
    congress = foundings.request(union, form="congress", term_years=3, on=date(2027, 1, 4)).made
    foundings.approve(congress, by=union.parent, on=date(2027, 1, 8))

    facts = fill("establish_approval", congress, on=date(2027, 1, 8))

    assert facts["matter"] == "职工代表大会换届"
    assert facts["request_title"] == "关于职工代表大会换届的请示"


def test_a_roster_kept_on_paper_leaves_lines_for_the_names():
    report = credentials.certify(CongressFactory(), on=CERTIFIED_ON).made

    facts = fill("delegate_roster", report, on=CERTIFIED_ON)

    assert len(facts["delegates"]) == 32
    assert {row["name"] for row in facts["delegates"]} == {""}
