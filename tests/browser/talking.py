"""Stations of the round: data, sessions, suspension, settlement."""

from typing import Any

from tests.browser.story import AT_THE_TABLE, TOPICS
from tests.browser.walk import Walk

ITEMS = ("2026年工资总额", "利润表", "2027年订单预测")
BASE = "5033.7"
SENT_ALREADY = "已经提交过，不会重复。"


def exchange_data(walk: Walk) -> None:
    """The union asks for figures, impatiently; the employer hands them over."""
    employer, days = walk.employer, walk.days
    _ask_three_times(walk)
    walk.at_round(employer)
    employer.do(
        "协商开始前提供真实情况和资料（须对方要求）",
        on=days.answered,
        items=[{"item": ITEMS[0]}, {"item": f"{ITEMS[1]}（现场查阅）"}, {"item": ITEMS[2]}],
    )

    assert employer.stage == "协商"


def _ask_three_times(walk: Walk) -> None:
    """A double click, then back and once more: one effect, and the page says so."""
    union, days = walk.union, walk.days
    walk.at_round(union)
    union.begin("请求提供资料")
    items = [{"item": item} for item in ITEMS]
    union.fill_all(items=items, meets_on=days.after(6), on=days.answered)
    with union.page.expect_navigation(url=f"**{walk.round_at}"):
        union.button.dblclick()
    union.page.go_back()
    assert union.form.locator("[name='items-0-item']").input_value() == ITEMS[0]
    union.send()

    assert union.notes == [SENT_ALREADY]
    union.picture("请求提供资料_后退再交一次")
    assert union.page.locator(".timeline strong", has_text="请求提供资料").count() == 1


def disagree(walk: Walk) -> None:
    """They meet, stay apart, suspend until a day and come together again."""
    union, employer, days = walk.union, walk.employer, walk.days
    walk.at_round(union)
    apart = {"topic": TOPICS[0], "base": BASE, "workers": "8%", "employer": "2%"}
    union.do("开会协商", on=days.first_met, chair="孙立军", positions=[apart])
    assert "未谈拢" in union.text
    union.do("中止协商", on=days.first_met, until=days.after(3), reason="订单预测分歧，先各自核算")
    assert union.turn == "现在该您办：恢复协商"
    assert union.last_day.endswith(f"还剩3天，{days.said(days.after(3))}")

    walk.at_round(employer)
    employer.do("恢复协商", on=days.agreed)
    assert employer.turn == "现在该您办：开会协商"


def settle(walk: Walk) -> None:
    """They meet once more, agree on everything and settle."""
    union, days = walk.union, walk.days
    walk.at_round(union)
    union.do("开会协商", on=days.agreed, chair="孙立军", positions=_agreed())
    assert "未谈拢" not in union.text
    union.do("达成一致", on=days.agreed)

    assert union.stage == "草案"
    assert union.turn == "现在该您办：起草合同文本"
    walk.at_round(walk.employer, "企业方_协商页_谈成")
    assert walk.employer.stage == "草案"
    assert AT_THE_TABLE in walk.employer.text


def _agreed() -> list[dict[str, Any]]:
    growth, minimum, night, base, seniority, heat, pay_day = TOPICS
    basis = f"岗位工资加技能工资，{AT_THE_TABLE}"
    rows = [
        {"topic": minimum, "workers": 2100, "employer": 1850, "settled": 1950},
        {"topic": night, "workers": 30, "employer": 18, "settled": 25},
        {"topic": base, "workers": "前12个月均值", "employer": "基本工资", "settled": basis},
        {"topic": seniority, "workers": 20, "employer": 0, "settled": 10},
        {"topic": heat, "workers": 300, "employer": 200, "settled": 200},
        {"topic": pay_day, "workers": 10, "employer": 20, "settled": 15},
    ]
    first = {"topic": growth, "base": BASE, "workers": "6.5%", "employer": "3.5%", "settled": "5%"}
    return [first, *rows]
