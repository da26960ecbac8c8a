"""Papers filled from plain values: campaigns, oversight, incidents."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from contracts.documents.facts import campaigns, disputes_incident, supervision_oversight
from contracts.documents.facts.campaigns import Progress
from contracts.documents.facts.supervision_ledger import LedgerRow, ledger
from contracts.documents.facts.supervision_oversight import Panel, Score
from contracts.documents.filling import PaperContext
from contracts.parties.models import Organisation, Person
from tests.documents.filled import check_form

ON = date(2027, 4, 9)
AT = datetime(2027, 4, 12, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
COUNTY = Organisation(kind="federation", name="望海县总工会")
CITY = Organisation(kind="federation", name="滨海市总工会")
FIRM = Organisation(
    kind="employer",
    name="望海海峰铸造机械有限公司",
    uscc="9121XXXXMADEMO0001",
    head=Person(name="曲连海"),
    headcount_total=184,
)
UNION = Organisation(
    kind="union", name="望海海峰铸造机械有限公司工会", head=Person(name="孙立军"), parent=COUNTY
)


@pytest.fixture
def paper():
    return PaperContext(
        number="望总工〔2027〕3号",
        issued_on=ON,
        issuer=COUNTY,
        case=SimpleNamespace(),
        law=SimpleNamespace(),
    )


def test_the_plan_states_targets_and_measures(paper):
    plan = campaigns.Plan(
        name="集中要约行动",
        start=date(2027, 1, 4),
        end=date(2027, 6, 30),
        aim="应要约企业全部提出要约。",
        groups=["农民工", "女职工"],
        targets=[campaigns.Target("要约企业", 43, "43", date(2027, 1, 31))],
        measures=["摸清底数。", "统一要约。"],
    )

    facts = campaigns.campaign_plan(plan, paper)

    check_form("campaign_plan", facts, on=ON)
    assert facts["targets"] == [
        {"indicator": "要约企业", "base": "43", "target": "43", "due": "2027年1月31日"}
    ]
    assert facts["key_groups"] == "农民工、女职工"
    assert facts["measures"] == [{"measure": "摸清底数。"}, {"measure": "统一要约。"}]


def test_tasks_name_who_answers_for_them(paper):
    task = campaigns.Task("临港街道总工会", 14, 5, 0, "安志民", date(2027, 6, 30))

    facts = campaigns.task_breakdown("集中要约行动", date(2026, 12, 31), [task], paper)

    check_form("task_breakdown", facts, on=ON)
    assert facts["tasks"][0]["firms_target"] == "14"


def test_the_notice_lists_the_firms_and_the_days_of_a_reply(paper):
    firm = campaigns.Invited("甲厂", 184, "续签", date(2027, 1, 31), date(2027, 3, 31))
    notice = campaigns.Notice(
        date(2027, 1, 4), date(2027, 1, 31), reply_days="20日", contacts="温立", firms=[firm]
    )

    facts = campaigns.batch_offer_notice(notice, paper)

    check_form("batch_offer_notice", facts, on=ON)
    assert facts["offer_window"] == "2027年1月4日至2027年1月31日"
    assert facts["firms"][0]["contract_expiry"] == "2027年3月31日"


def test_the_bulletin_ranks_by_firms_signed_and_adds_up(paper):
    rows = [
        Progress("开发区", 16, 15, 11, 14, 5, 4, 0, 4, 3),
        Progress("街道", 14, 14, 13, 14, 8, 6, 1, 5, 1),
        Progress("乡", 0, 0, 0, 0, 0, 0, 0, 0, 0),
    ]
    bulletin = campaigns.Bulletin("第13期", date(2027, 4, 8), "进度正常。", rows)

    facts = campaigns.progress_bulletin(bulletin, paper)

    check_form("progress_bulletin", facts, on=ON)
    assert [(row["unit"], row["rank"]) for row in facts["rows"]] == [
        ("街道", "1"),
        ("开发区", "2"),
        ("乡", "3"),
        ("合　计", ""),
    ]
    total = facts["rows"][-1]
    assert (total["offer_rate"], total["reply_rate"], total["sign_rate"]) == (
        "29/30",
        "24/28",
        "13/30",
    )
    assert facts["rows"][2]["sign_rate"] == "—"


def test_the_summary_reports_upward(paper):
    summary = campaigns.Summary(
        name="集中要约行动",
        receiver=CITY,
        start=date(2027, 1, 4),
        end=date(2027, 6, 30),
        results="完成。",
        indicators=[campaigns.Reached("要约率", 43, 43, "100%", "100%")],
        typical=["先算账后开会。"],
        problems=["兼职多。"],
        next_steps=["走访。"],
    )

    facts = campaigns.campaign_summary(summary, paper)

    check_form("campaign_summary", facts, on=ON)
    assert facts["receiver"] == "滨海市总工会"
    assert facts["next_plan"] == [{"text": "走访。"}]


def test_a_visit_is_recorded(paper):
    visit = campaigns.Visit(FIRM, "温立", ON, "入企", "已要约", "没有议题", "先问卷", AT.date())

    facts = campaigns.instructor_visit_record(visit, paper)

    check_form("instructor_visit_record", facts, on=ON)
    assert facts["next_date"] == "2027年4月12日"


def test_an_order_leaves_the_report_to_be_written_in(paper):
    order = supervision_oversight.Supervision(
        COUNTY, FIRM, "逾期未应约", "催办两次。", "当面沟通。", ON, "鲁文昌"
    )

    facts = supervision_oversight.supervise_note(order, paper)

    check_form("supervise_note", facts, on=ON)
    assert (facts["doc_no"], facts["result"]) == ("望总工〔2027〕3号", "")


def test_a_talk_is_called_and_recorded(paper):
    talk = supervision_oversight.Talk(
        FIRM, AT, "三楼", ["县总工会", "县人社局"], "不应约。", ["名册"]
    )
    said = supervision_oversight.TalkRecord(
        FIRM, AT.date(), "曲连海", "不应约。", "不了解。", "五日内应约。", ON
    )

    called = supervision_oversight.talk_notice(talk, paper)
    recorded = supervision_oversight.talk_record(said, paper)

    check_form("talk_notice", called, on=ON)
    check_form("talk_record", recorded, on=ON)
    assert called["talk_time"] == "2027年4月12日9时05分"
    assert recorded["legal_rep_name"] == "曲连海"


def test_statistics_keep_the_order_of_the_form_and_show_n_and_d(paper):
    figures = {"覆盖职工数": 5097, "应约率": "40/43", "要约率": "—", "已过期": ["甲厂"]}
    asked = supervision_oversight.Statistics("季报", "第二季度", ON, 43, 12, figures)

    facts = supervision_oversight.stat_report(asked, paper)

    check_form("stat_report", facts, on=ON)
    assert [
        (row["code"], row["numerator"], row["denominator"], row["value"]) for row in facts["rows"]
    ] == [("A02", "", "", "—"), ("A03", "40", "43", "93%"), ("B04", "5097", "", "5097")]


def test_the_ledger_numbers_its_firms_and_leaves_blank_what_is_not_there(paper):
    row = LedgerRow(
        "甲厂", "9121", "街道", 184, has_union=True, has_congress=False, status="生效",
        wage_to=date(2028, 3, 31),
    )  # fmt: skip

    facts = ledger([row], ON, paper)

    check_form("ledger", facts, on=ON)
    (written,) = facts["rows"]
    assert [written[name] for name in ("seq", "has_union", "has_congress", "wage_to", "cc_no")] == [
        "1",
        "是",
        "否",
        "2028年3月31日",
        "",
    ]


def test_an_application_leaves_the_opinions_to_county_and_city(paper):
    application = supervision_oversight.Application(
        FIRM, UNION, "0400", 3, 5, "94.1%", "有效", "事迹。", [Score("职代会", 30, 28)], 0
    )

    facts = supervision_oversight.demo_unit_application(application, paper)

    check_form("demo_unit_application", facts, on=ON)
    assert facts["scores"] == [{"item": "职代会", "full": "30", "self": "28", "review": ""}]
    assert (facts["disputes_n"], facts["superior_union"]) == ("0", "望海县总工会")


def test_a_month_names_no_worker(paper):
    month = supervision_oversight.Month(
        FIRM, date(2027, 3, 1), -6, 0, 0, "持平", 1, "稳定。", "绿", Decimal("28.5"),
        [Panel("01", "造型工", is_paid=True, satisfaction="满意")],
    )  # fmt: skip

    facts = supervision_oversight.monitor_point_report(month, paper)

    check_form("monitor_point_report", facts, on=ON)
    assert (facts["month"], facts["headcount_change"]) == ("2027年3月", "-6")
    assert facts["workers_panel"][0]["wage_paid"] == "是"


def test_an_incident_is_reported_upward(paper):
    incident = disputes_incident.Incident(
        FIRM, CITY, AT, 86, "欠薪。", "发工资。", "到场。", "橙", "续报。"
    )

    facts = disputes_incident.incident_report(incident, paper)

    check_form("incident_report", facts, on=ON)
    assert (facts["receiver"], facts["issuer_unit"]) == ("滨海市总工会", "望海县总工会")
