"""Every paper of agreements, supervision and disputes is filled as declared and can be printed."""

from datetime import UTC, date, datetime

import pytest

from contracts.agreements import effects, expiries, filings, opinions, queries, standings
from contracts.bargaining import coordination, settlements, suspensions
from contracts.congress import ballots
from contracts.congress.checks.votes import Counts
from contracts.deadlines.law import law_for
from contracts.documents import word
from contracts.documents.declaration import declaration, template_path
from contracts.documents.filling import PaperContext, filler_of
from contracts.parties.models import Side
from contracts.supervision import groups, rectifications, reports, reviews
from tests.factories.agreements import PassedFactory, draw_up, local_values, sign
from tests.factories.bargaining import OfferedRoundFactory, SeatedRoundFactory, meet
from tests.factories.congress import CongressFactory, SessionFactory
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    seat_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

WAGES = {
    "avg_growth": 0.05,
    "base_wage": 5033.7,
    "firm_min_wage": 1950,
    "pay_day": 15,
    "pay_cycle": "月",
    "overtime": {"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资+技能工资"},
    "overtime_day_cap": 3,
    "overtime_month_cap": 36,
    "night_allowance": 25,
    "text": {"支付日遇节假日": "提前至最近的工作日支付", "补差": "生效后补发差额"},
}
GRADES = [
    {"post": "车工", "headcount": 46, "before": 5350, "after": 5650},
    {"post": "质检员", "headcount": 14, "before": 4600, "after": 4830},
]
CHECKED = [
    {"clause": "企业最低工资", "result": "done"},
    {"clause": "夜班津贴", "result": "partial"},
    {"clause": "加班上限", "result": "undone"},
]


def fill(code, record, *, on=date(2027, 4, 26)):
    """Fill a paper, check it against its declaration, print it; return its facts."""
    agreement = getattr(record, "agreement", record)
    kind, scope = getattr(agreement, "kind", ""), getattr(agreement, "scope", "enterprise")
    law = law_for(record.case, on=on, kind=kind, scope=scope)
    paper = PaperContext(
        number="〔2027〕1号",
        issued_on=on,
        issuer=record.workers_party,
        case=record.case,
        law=law,
    )
    facts = filler_of(code)(record, paper)
    check_form(code, facts)
    return facts


def check_form(code, facts):
    declared = declaration(code)
    assert set(facts) == declared.names - {"marks"}
    assert all(isinstance(facts[field.name], str) for field in declared.fields)
    for table in declared.tables:
        for row in facts[table.name]:
            assert set(row) == {column.name for column in table.columns}
            assert all(isinstance(value, str) for value in row.values())
    day = datetime(2027, 4, 26, tzinfo=UTC)
    assert word.render_word(template_path(code), {**facts, "marks": ""}, day)[:2] == b"PK"


@pytest.fixture
def round_():
    local_values()
    county = FederationFactory(name="望海县总工会")
    town = FederationFactory(name="临港街道总工会", parent=county)
    LabourDepartmentFactory(name="望海县人社局", path=county.path)
    employer = EmployerFactory(name="海峰铸造", parent=town, headcount_migrant=104)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=town)
    seat_head(union, name="孙立军", post="工会主席", level="一线")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    standings.register_standing(
        employer,
        kind="wage",
        number="望工资2026-017",
        term_from=date(2026, 4, 1),
        term_to=date(2027, 3, 31),
        clauses={"firm_min_wage": 1850},
    )
    return SeatedRoundFactory(union=union)


@pytest.fixture
def draft(round_):
    meet(round_)
    settlements.settle(round_, on=date(2027, 3, 9))
    return draw_up(round_.case, clauses=WAGES, grades=GRADES).made


@pytest.fixture
def concluded(draft):
    sitting = SessionFactory(CongressFactory(union=draft.workers_party))
    counts = Counts(issued=29, returned=29, valid=28, invalid=1, yes=25, no=2, abstain=1)
    vote_on(sitting, draft, counts)
    page = sign(draft, on=date(2027, 3, 29)).made
    assert not page.is_void
    return draft


def vote_on(sitting, draft, counts):
    from contracts.agreements import ballots as passages  # noqa: PLC0415 -- two modules, one name

    ballots.count(
        sitting,
        item="工资专项集体合同(草案)",
        subject=draft,
        is_secret=True,
        counts=counts,
        on=date(2027, 3, 26),
    )
    passages.passed(draft, on=date(2027, 3, 26))


@pytest.fixture
def in_force(concluded):
    filings.file(concluded, on=date(2027, 4, 6), copies=3)
    effects.take_silence(concluded, on=date(2027, 4, 22))
    return concluded


def test_the_wage_agreement_prints_every_figure_that_was_agreed(draft):
    facts = fill("wage_contract", draft, on=date(2027, 3, 12))

    assert facts["avg_growth_pct"] == "5%"
    assert facts["growth_base"] == "5,033.70"
    assert facts["firm_min_wage"] == "1,950"
    assert facts["local_min_wage"] == "1,850"
    assert (facts["ot_workday"], facts["ot_restday"], facts["ot_holiday"]) == (
        "150%",
        "200%",
        "300%",
    )
    assert facts["pay_day_rule"] == "提前至最近的工作日支付"
    assert facts["renewal_lead"] == "六十日"
    assert facts["check_cycle"] == "每六个月"
    assert facts["extra_clauses"] == [{"heading": "补差", "words": "生效后补发差额。"}]
    assert facts["grade_table"][0]["growth"] == "5.6%"
    assert (facts["grade_before"], facts["grade_increase"]) == ("5,175", "283.67")
    assert (facts["passed_on"], facts["employer_sign_date"]) == ("", "")


def test_the_signed_text_names_the_sitting_and_the_days_of_signature(concluded):
    facts = fill("wage_contract", concluded, on=date(2027, 3, 29))

    assert (facts["sitting"], facts["passed_on"]) == (
        "第一届职工代表大会第一次会议",
        "2027年3月26日",
    )
    assert facts["union_sign_date"] == "2027年3月29日"


def test_the_womens_contract_puts_free_clauses_where_they_belong(round_):
    clauses = {
        "maternity_days": 98,
        "nursing_minutes": 60,
        "text": {
            "妇科检查": "每年一次",
            "卫生费": "每月30元",
            "孕期哺乳期": "不安排夜班",
            "节日慰问": "三八节每人一份",
        },
    }
    contract = draw_up(round_.case, kind="women", clauses=clauses).made

    facts = fill("women_contract", contract, on=date(2027, 3, 12))

    assert facts["covered_workers"] == "50"
    assert facts["gyn_check_cycle"] == "每年一次"
    assert facts["hygiene_fee"] == "30"
    assert facts["pregnancy_protection"] == "不安排夜班。"
    assert facts["renewal_lead"] == "三个月"
    assert facts["extra_clauses"] == [{"heading": "节日慰问", "words": "三八节每人一份。"}]


def test_the_explanation_sets_old_and_new_standard_side_by_side(draft):
    facts = fill("draft_explanation", draft, on=date(2027, 3, 12))

    changed = {row["item"]: (row["before"], row["after"]) for row in facts["changes"]}
    assert changed["企业最低工资"] == ("每月1850元", "每月1950元")
    assert (facts["talks_count"], facts["settled_date"]) == ("1", "2027年3月9日")
    assert facts["disputed"] == "夜班津贴：职工方最后提出每班25元，双方协商确定为每班20元。"
    assert facts["prev_performance"].startswith("上期合同（望工资2026-017）期限自2026年4月1日")


def test_a_suspension_is_told_in_the_explanation(round_):
    suspensions.suspend(round_, until=date(2027, 3, 8), reason="春节停工", on=date(2027, 3, 2))
    draft = draw_up(round_.case, clauses=WAGES).made

    facts = fill("draft_explanation", draft, on=date(2027, 3, 12))

    assert facts["background"] == (
        "其间，双方商定2027年3月2日至2027年3月8日中止协商，期满后恢复协商。"
    )


def test_the_letter_to_the_congress_counts_the_votes_it_takes(draft):
    CongressFactory(union=draft.workers_party)

    facts = fill("submit_to_congress_letter", draft, on=date(2027, 3, 12))

    assert facts["congress_body"] == "海峰铸造职工代表大会"
    assert (facts["delegates_total"], facts["quorum_needed"], facts["pass_needed"]) == (
        "32",
        "22",
        "17",
    )


def test_a_valid_signature_page_shows_its_seals(concluded):
    facts = fill("signature_page", queries.last_page(concluded), on=date(2027, 3, 29))

    assert (facts["company_seal"], facts["cross_page_seal"]) == ("☑", "☑")
    assert (facts["resolution_date"], facts["void_reason"]) == ("2027年3月26日", "")


def test_a_void_signature_page_says_why(draft):
    page = sign(draft, on=date(2027, 3, 29), seals=["union"]).made

    facts = fill("signature_page", page, on=date(2027, 3, 29))

    assert (facts["union_seal"], facts["company_seal"]) == ("☑", "□")
    assert "还没有经职代会" in facts["void_reason"]
    assert facts["void_reason"].endswith("还缺：企业（代表组织）章、骑缝章。")


def test_the_filing_tells_the_truth_about_a_late_day(concluded):
    filing = filings.file(concluded, on=date(2027, 4, 6), copies=3).made

    letter = fill("filing_letter", filing, on=date(2027, 4, 6))
    form = fill("filing_form", filing, on=date(2027, 4, 6))

    assert letter["hrss_name"] == "望海县人社局"
    assert letter["late_reason"].startswith("工资协议的报送期限于2027年4月5日届满")
    assert letter["late_reason"].endswith("，本次报送晚1日，特此说明。")
    assert letter["copies"] == "三"
    assert form["new_or_renew"] == "续签"
    assert (form["delegates_total"], form["delegates_present"], form["votes_for"]) == (
        "32",
        "29",
        "25",
    )
    assert [row["side"] for row in form["reps"]] == ["职工方"] * 3 + ["企业方"] * 3


def test_an_objection_names_its_clauses_and_no_day_of_effect(concluded):
    filings.file(concluded, on=date(2027, 4, 6), copies=3)
    opinion = opinions.give(
        concluded, on=date(2027, 4, 18), result="objection", clauses=["夜班津贴"]
    ).made

    facts = fill("review_opinion", opinion, on=date(2027, 4, 18))

    assert (facts["result"], facts["effective_date"]) == ("有异议", "")
    assert (facts["opinion_due"], facts["sign_date"]) == ("2027年4月21日", "2027年3月29日")
    assert [row["clause"] for row in facts["objections"]] == ["夜班津贴"]


def test_the_notice_answers_what_workers_ask(in_force):
    notice = effects.publish(in_force, on=date(2027, 4, 23), channels=["公告栏"]).made

    facts = fill("effect_notice", notice, on=date(2027, 4, 23))

    answers = {row["question"]: row["answer"] for row in facts["answers"]}
    assert answers == {
        "涨多少": "平均涨5%，2027年4月1日起算",
        "最低拿多少": "全勤每月不低于1,950元",
        "几号发": "每月15日，遇节假日提前发",
        "加班怎么算": "平时1.5倍，休息日2倍，法定节日3倍；按岗位工资+技能工资算",
        "夜班津贴": "每班25元",
    }
    assert facts["back_pay"] == "生效后补发差额。"
    assert "临港街道总工会、望海县人社局" in facts["complaint_to"]


def test_the_record_form_checks_its_own_quality(in_force):
    record = effects.record_with_union(in_force, on=date(2027, 4, 26)).made

    facts = fill("union_record_form", record)

    assert facts["quality_flags"] == "☑有具体数值　☑职代会票决　☑有增长幅度　☑有履约检查安排"
    assert (facts["next_check"], facts["next_offer"]) == ("2027年10月22日", "2028年1月31日")


def test_performance_papers_follow_the_check(in_force):
    members = [{"name": "孙立军", "side": "workers", "post": "工会主席"}]
    group = groups.set_up(in_force, on=date(2027, 4, 26), members=members).made
    review = reviews.review(in_force, on=date(2027, 10, 20), checked=CHECKED, slips=10).made
    demand = rectifications.rectify(
        in_force, on=date(2027, 10, 20), points=["公示夜班津贴表"], days=15
    ).made

    listed = fill("supervision_group_list", group, on=date(2027, 10, 20))
    checklist = fill("performance_checklist", review, on=date(2027, 10, 20))
    notice = fill("rectification_notice", demand, on=date(2027, 10, 20))

    assert listed["next_check"] == "2027年10月22日"
    assert checklist["rate"] == "33.3%"
    assert [row["standard"] for row in checklist["items"]] == [
        "每月1950元",
        "每班25元",
        "每日不超过3小时；每月不超过36小时",
    ]
    assert [row["result"] for row in notice["findings"]] == ["部分履行", "未履行"]
    assert notice["rectify_due"] == "2027年11月4日"


def test_the_reply_stands_beside_what_was_demanded(in_force):
    points = ["补发高温津贴", "公示夜班津贴表"]
    demand = rectifications.rectify(in_force, on=date(2027, 10, 20), points=points, days=15).made
    rectifications.rectified(demand, on=date(2027, 11, 3), points=["已补发12600元"])

    facts = fill("rectification_reply", demand, on=date(2027, 11, 3))

    assert [(row["problem"], row["measure"]) for row in facts["items"]] == [
        ("补发高温津贴", "已补发12600元"),
        ("公示夜班津贴表", "—"),
    ]


def test_the_report_lists_what_was_kept_and_what_was_not(in_force):
    reviews.review(in_force, on=date(2027, 10, 20), checked=CHECKED)
    report = reports.report(in_force, on=date(2028, 3, 20)).made

    facts = fill("performance_report", report, on=date(2028, 3, 20))

    assert facts["problems"] == "下列条款没有履行或者没有全部履行：夜班津贴、加班上限。"
    assert (facts["items_due"], facts["rate"]) == ("3", "33.3%")


@pytest.mark.parametrize(
    ("day", "days_before", "left", "window"),
    [
        (
            date(2028, 1, 1),
            90,
            "90日",
            "依照《工资集体协商试行办法》第二十四条，自2028年1月31日起可以书面提出续订要求。",
        ),
        (date(2028, 4, 1), 0, "已过期1日", "合同期满即行终止，不自动续期。"),
    ],
)
def test_a_warning_says_what_is_left_and_what_may_be_done(in_force, day, days_before, left, window):
    warning = expiries.warn(in_force, on=day, days_before=days_before).made

    [row] = fill("expiry_warning", warning, on=day)["rows"]

    assert (row["days_left"], row["window"]) == (left, window)


def test_an_application_for_coordination_tells_of_silence():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    step = coordination.apply(round_, side=Side.WORKERS, on=date(2027, 3, 29)).made

    facts = fill("coordination_application", step, on=date(2027, 3, 29))

    assert facts["dispute_kind"] == "拒绝协商"
    assert facts["facts"].endswith("对方应于2027年3月21日前书面答复，期满仍未答复，协商无法进行。")
    assert facts["events"][-1]["what"] == "答复期限届满，未收到书面答复"


def test_an_application_for_coordination_tells_of_what_divides_the_sides(round_):
    meet(round_)
    step = coordination.apply(round_, side=Side.WORKERS, on=date(2027, 3, 29)).made

    facts = fill("coordination_application", step, on=date(2027, 3, 29))

    assert facts["dispute_kind"] == "条款标准"
    assert facts["evidence"] == [
        {"name": "集体协商要约书和送达回执"},
        {"name": "集体协商会议记录（一份）"},
        {"name": "双方协商代表名单"},
    ]


def test_a_paper_without_round_or_vote_still_prints(round_):
    bare = PassedFactory(round_.case, kind="women", clauses={"maternity_days": 98})

    assert fill("women_contract", bare)["sitting"] == ""
