"""Stations of an agreement: draft, congress, signatures, filing, opinion."""

from datetime import timedelta
from typing import Any

from tests.browser.story import (
    AGREED_MINIMUM,
    BELOW_MINIMUM,
    GRADES,
    IN_THE_DRAFT,
    LOCAL_MINIMUM,
)
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk, path_of

NUMBER = "望工资2027-009"
FREE_WORDS = {"heading": "补差", "words": f"增资自期限起算，生效后补发差额。{IN_THE_DRAFT}"}


def draft(walk: Walk) -> None:
    """A draft below the local minimum wage is blocked, nothing typed lost; corrected it stands."""
    union, days = walk.union, walk.days
    walk.at_round(union)
    union.begin("起草合同文本")
    union.fill_rows("grades", GRADES)
    union.fill_rows("text", [_free_words(union)])
    union.fill(no=NUMBER, c_firm_min_wage=BELOW_MINIMUM, c_overtime_month_cap=36, on=days.agreed)
    union.picture("起草合同文本_填写")
    union.send()
    _is_blocked(union)
    union.picture("起草合同文本_低于最低工资被拦")

    union.fill(c_firm_min_wage=AGREED_MINIMUM)
    union.send()

    assert union.has_done, union.complaints
    walk.agreement_at = path_of(union)
    assert union.stage == "草案"
    assert union.turn == "现在该您办：提交职代会审议"
    union.picture("合同页_草案")
    union.do("提交职代会审议", on=days.agreed)
    assert union.stage == "表决"


def _free_words(union: Visitor) -> dict[str, Any]:
    """Return the row of free words, keeping those the table settled."""
    first = union.form.locator("[name='text-0-heading']").input_value()
    assert first == ""
    return dict(FREE_WORDS)


def _is_blocked(union: Visitor) -> None:
    refused = union.page.locator(".act-refused").inner_text()
    assert not union.has_done
    assert f"实际：{BELOW_MINIMUM}" in refused
    assert f"要求：{LOCAL_MINIMUM}" in refused
    assert "依据：" in refused
    assert "怎么办：" in refused
    form = union.form
    assert form.locator("[name=no]").input_value() == NUMBER
    assert form.locator("[name=c_firm_min_wage]").input_value() == str(BELOW_MINIMUM)
    assert form.locator("[name='grades-1-post']").input_value() == GRADES[1]["post"]
    assert form.locator("[name='text-0-words']").input_value() == FREE_WORDS["words"]


def call_the_congress(walk: Walk) -> None:
    """The union calls the congress more than seven days ahead and holds the preliminary meeting."""
    union, days = walk.union, walk.days
    walk.at_agreement(union)
    union.do("发出会议通知", on=days.agreed, sits_on=days.sat, delivered=32)
    walk.sitting_at = path_of(union)
    union.do("召开预备会议", on=days.prepared, members=9, leaders=2)

    assert "9人" in union.text


def vote(walk: Walk) -> None:
    """The congress sits and votes on the draft by secret ballot."""
    union, days = walk.union, walk.days
    union.do("召开职代会", on=days.sat, entitled=32, present=29)
    counts = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1, "yes": 25, "no": 2}
    union.do("表决", on=days.sat, secret=True, **counts, abstain=1)
    assert "赞成 25" in union.text or "赞成25" in union.text


def close(walk: Walk) -> None:
    """The sitting closes; now both sides may sign."""
    union, days = walk.union, walk.days
    walk.at_sitting(union)
    union.do("闭会", on=days.sat)

    walk.at_agreement(union, "合同页_待签字")
    assert union.stage == "签字"
    assert union.turn == "现在该您办：职工方首席代表签字盖章"


def sign(walk: Walk) -> None:
    """Each side signs by its own login; only both together conclude the agreement."""
    union, employer, days = walk.union, walk.employer, walk.days
    seals = ["工会章", "骑缝章"]
    union.do("职工方首席代表签字盖章", on=days.signed, workers_on=days.signed, seals=seals)
    assert union.stage == "签字"
    assert union.turn == "现在等企业方：企业方首席代表签字盖章"

    walk.at_agreement(employer, "企业方_合同页_待签字")
    assert employer.turn == "现在该您办：企业方首席代表签字盖章"
    seals = ["企业（代表组织）章", "骑缝章"]
    employer.do("企业方首席代表签字盖章", on=days.signed, employer_on=days.signed, seals=seals)
    assert employer.stage == "报送"


def file(walk: Walk) -> None:
    """The employer files; the labour department has fifteen days from the receipt."""
    employer, days = walk.employer, walk.days
    assert employer.turn == "现在该您办：报送人社部门审查"
    employer.do("报送人社部门审查", on=days.signed, received_on=days.signed, copies=3)

    last = days.signed + timedelta(days=15)
    assert employer.turn == "现在等人社部门：审查并出具意见"
    assert employer.last_day.endswith(f"还剩{(last - days.today).days}天，{days.said(last)}")


def clear(walk: Walk, clerk: Visitor) -> None:
    """The labour clerk sees what was filed, and has no objection."""
    clerk.log_in()
    clerk.picture("人社_待办")
    clerk.go("/filings/", "人社_报送审查")
    walk.at_agreement(clerk)
    assert clerk.turn == "现在该您办：审查并出具意见"
    day = walk.days.cleared
    clerk.do("审查并出具意见", on=day, result="no_objection", served_on=day)

    assert clerk.stage == "生效"
