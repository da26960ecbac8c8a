"""Every paper of bargaining is filled with exactly its declared fields, and can be printed."""

from datetime import date

import pytest

from contracts.bargaining import (
    materials,
    offers,
    plans,
    queries,
    representatives,
)
from contracts.bargaining.plans import PlannedPosition
from contracts.bargaining.representatives import Nominee
from contracts.deadlines.models import Deadline
from contracts.parties.models import Side
from tests.documents.facts.bargaining_story import check_form, fill
from tests.factories.bargaining import RoundFactory, worker_of
from tests.factories.parties import (
    PersonFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
WORKERS, EMPLOYER = Side.WORKERS, Side.EMPLOYER


def test_questionnaire_asks_for_the_topics_most_wanted_first(survey):
    facts = fill("opinion_questionnaire", survey)

    check_form("opinion_questionnaire", facts)
    assert facts["questions"][0]["options"] == "□涨工资　□夜班津贴"
    assert (facts["survey_start"], facts["survey_end"]) == ("2027年1月4日", "2027年1月7日")


def test_summary_ranks_topics_as_a_share_of_the_sheets_returned(survey):
    facts = fill("opinion_summary", survey)

    check_form("opinion_summary", facts)
    assert facts["return_rate"] == "88.6%"
    assert [(row["topic"], row["ratio"]) for row in facts["items"]] == [
        ("涨工资", "86.5%"),
        ("夜班津贴", "58.9%"),
    ]


def test_issue_list_for_the_other_side_tells_nothing_of_the_plan(plan):
    facts = fill("issue_list", plan)

    check_form("issue_list", facts)
    assert facts["version"] == "对外版"
    assert [row["topic"] for row in facts["issues"]] == ["年度平均工资增幅"]
    assert not any(figure in str(facts) for figure in ("8%", "5%", "4%"))


def test_employer_may_list_issues_too(round_):
    plan = plans.draw_up(
        round_,
        side=EMPLOYER,
        positions=[PlannedPosition("年休假安排")],
        on=date(2027, 1, 7),
    ).made

    facts = fill("issue_list", plan)

    check_form("issue_list", facts)
    assert facts["proposer"] == "企业方"


def test_internal_plan_shows_target_and_bottom(plan, survey):
    facts = fill("bargaining_plan_internal", plan)

    check_form("bargaining_plan_internal", facts)
    assert (facts["target_growth"], facts["bottom_growth"]) == ("5%", "4%")
    assert facts["survey_result"] == (
        "发放184份、收回163份，排在前面的是涨工资141人、夜班津贴96人。"
    )


def test_roster_lists_both_sides_and_how_they_came_to_the_table(talking):
    facts = fill("rep_roster", talking, on=date(2027, 1, 28))

    check_form("rep_roster", facts)
    assert (facts["union_count"], facts["employer_count"]) == ("3", "3")
    assert facts["recorder"] == "宋玉芬"
    assert facts["worker_side"][0]["dept"] == "工会主席、工段长"
    assert facts["employer_side"][0]["basis"] == "书面委托"


def test_boss_empowers_his_deputy_as_chief(talking):
    chief = queries.authorised_chief(talking, EMPLOYER)

    facts = fill("chief_rep_authorization", chief)

    check_form("chief_rep_authorization", facts)
    assert (facts["principal"], facts["principal_title"]) == ("曲连海", "法定代表人、董事长")
    assert (facts["agent"], facts["agent_title"]) == ("曲明远", "副总经理")


def test_outsider_is_engaged_within_the_cap_of_the_place(round_):
    outsider = PersonFactory(name="安志民", post="集体协商指导员")
    people = [round_.workers_party.head, worker_of(round_), outsider]
    representatives.name(
        round_,
        side=WORKERS,
        nominees=[Nominee(p, is_chief=p == people[0]) for p in people],
        on=date(2027, 1, 7),
    )

    facts = fill("expert_authorization", queries.outsiders(round_, WORKERS)[0])

    check_form("expert_authorization", facts)
    assert (facts["side_total"], facts["outside_count"]) == ("3", "1")
    assert facts["outside_limit"] == "三分之一"


def test_offer_letter_says_who_asks_whom_and_by_when_to_answer(offer):
    facts = fill("offer_letter", offer)

    check_form("offer_letter", facts)
    assert (facts["issuer_unit"], facts["addressee"]) == ("海峰铸造工会委员会", "海峰铸造")
    assert (facts["reply_period"], facts["reply_due"]) == ("20日", "2027年1月28日")
    assert facts["prev_contract_expiry"] == "2027年3月31日"
    assert facts["reps"][0] == {"name": "孙立军", "role": "首席代表", "title": "工会主席、工段长"}
    assert facts["local_basis"] == ""


def test_a_last_day_counted_over_a_year_not_loaded_is_marked_on_paper(offer):
    Deadline.objects.filter(code="DL_OFFER_REPLY").update(counted="20个工作日内")

    facts = fill("offer_letter", offer)

    check_form("offer_letter", facts)
    assert facts["reply_due"] == "2027年1月28日（2027年度放假安排尚未导入，按周末推算）"


def test_receipt_of_the_offer_names_the_last_day(offer):
    facts = fill("service_receipt", offer)

    check_form("service_receipt", facts)
    assert (facts["receiver"], facts["receiver_post"]) == ("曲明远", "副总经理")
    assert facts["received_at"] == "2027年1月8日"
    assert "2027年1月28日前" in facts["due_note"]


def test_renewal_offer_names_the_window_of_the_old_contract(firm):
    round_ = RoundFactory(
        union=firm,
        on=date(2028, 2, 1),
        previous_number="望工资2027-009",
        previous_expires_on=date(2028, 3, 31),
    )
    offer = offers.make(
        round_,
        made_by=WORKERS,
        topics=["年度平均工资增幅"],
        delivered_by="当面",
        received_on=date(2028, 2, 1),
        is_renewal=True,
        on=date(2028, 2, 1),
    ).made

    facts = fill("renewal_offer", offer, on=date(2028, 2, 1))

    check_form("renewal_offer", facts)
    assert (facts["contract_no"], facts["expiry_date"]) == ("望工资2027-009", "2028年3月31日")
    assert (facts["window_period"], facts["window_open"]) == ("60日", "2028年1月31日")
    assert facts["union_rep_count"] == "不少于3"


def test_reply_names_chief_recorder_and_no_days_late_if_in_time(talking):
    facts = fill("offer_reply", offers.latest_offer(talking), on=date(2027, 1, 28))

    check_form("offer_reply", facts)
    assert (facts["accept"], facts["chief_name"]) == ("同意", "曲明远")
    assert (facts["mandate_attached"], facts["late_days"]) == ("是", "")
    assert facts["recorder"] == "宋玉芬（档案员）"


def test_late_refusal_shows_reason_and_days_late(offer):
    offers.respond(offer.round, answer="refuse", reason="订单少", on=date(2027, 1, 30))

    facts = fill("offer_reply", offers.latest_offer(offer.round), on=date(2027, 1, 30))

    check_form("offer_reply", facts)
    assert (facts["accept"], facts["refuse_reason"]) == ("不同意", "订单少")
    assert facts["late_days"] == "2"


@pytest.mark.parametrize(
    ("on", "left", "over"),
    [(date(2027, 1, 25), "3", ""), (date(2027, 1, 28), "", ""), (date(2027, 1, 30), "", "2")],
)
def test_reminder_counts_the_days_left_or_over(offer, on, left, over):
    reminder = offers.remind(offer.round, on=on).made

    facts = fill("offer_response_reminder", reminder, on=on)

    check_form("offer_response_reminder", facts)
    assert (facts["days_left"], facts["days_overdue"]) == (left, over)


def test_report_of_silence_tells_what_happened_in_order(offer):
    offers.remind(offer.round, on=date(2027, 1, 25))
    report = offers.report_silence(offer.round, on=date(2027, 1, 29)).made

    facts = fill("offer_refusal_report", report, on=date(2027, 1, 29))

    check_form("offer_refusal_report", facts)
    assert (facts["superior_union"], facts["county_union"]) == ("临港街道总工会", "望海县总工会")
    assert facts["situation"] == "逾期未书面答复"
    assert facts["workers_affected"] == "184"
    assert [(row["date"], row["action"]) for row in facts["timeline"]] == [
        ("2027年1月8日", "发出要约书"),
        ("2027年1月8日", "对方收到要约书"),
        ("2027年1月25日", "发出催告应约函"),
        ("2027年1月28日", "答复期限届满，未收到书面答复"),
    ]


def test_data_are_asked_for_with_the_last_day_to_give_them(talking):
    request = materials.request(
        talking,
        side=WORKERS,
        items=["2026年工资总额", "利润表"],
        meets_on=date(2027, 2, 2),
        on=date(2027, 1, 28),
    ).made

    facts = fill("info_request", request, on=date(2027, 1, 28))

    check_form("info_request", facts)
    assert (facts["talk_date"], facts["due_date"]) == ("2027年2月2日", "2027年1月28日")
    assert [(row["item"], row["period"]) for row in facts["items"]] == [
        ("2026年工资总额", "2026年度"),
        ("利润表", "—"),
    ]


def test_handover_shows_what_is_late_read_only_or_missing(talking):
    materials.request(
        talking,
        side=WORKERS,
        items=["2026年工资总额", "利润表", "订单预测"],
        meets_on=date(2027, 2, 2),
        on=date(2027, 1, 28),
    )
    handover = materials.hand_over(
        talking,
        side=EMPLOYER,
        items=["2026年工资总额", "利润表(现场查阅)"],
        on=date(2027, 1, 29),
    ).made

    facts = fill("info_handover_list", handover, on=date(2027, 1, 29))

    check_form("info_handover_list", facts)
    assert facts["late_days"] == "1"
    assert [(row["item"], row["form"], row["provided"]) for row in facts["items"]] == [
        ("2026年工资总额", "—", "☑"),
        ("利润表", "现场查阅", "□"),
        ("订单预测", "—", "□"),
    ]
    assert facts["unprovided_reason"] == "利润表涉及商业秘密，仅供现场查阅；订单预测未提供。"
