"""What the law asks of sessions, suspensions and coordination."""

from datetime import date

from contracts.statutes import periods
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

SESSION_RULE = "cb.chairing"
SUSPENSION_RULE = "cb.suspension"
COORDINATION_RULE = "cb.dispute.coordination_period"
_FORCE_MAJEURE = "不可抗力"


def check_two_sided(*, topics: int, two_sided: int, is_one_sided: bool, law: Law) -> Verdict:
    """Judge whether a session was one: both sides there, at least one topic with both sides' words.

    集体合同规定 第三十四条: one side proposes, the other answers.
    """
    holds = two_sided > 0 and not is_one_sided
    return judge(
        SESSION_RULE,
        holds=holds,
        law=law.find(SESSION_RULE),
        found=0 if is_one_sided else two_sided,
        required=1,
        message=(
            f"{topics}个议题中有{two_sided}个记下了双方意见。"
            if holds
            else "疑似没谈过：只有一方到会或只有一方的意见，至少要有一个议题同时记下双方的意见。"
        ),
        remedy="请补记对方的意见；对方没有来，就先催告应约，再申请协调。",
    )


def check_talked(*, sessions: int, law: Law) -> Verdict:
    """Judge whether an agreement was reached in talks at all: one two-sided session at least."""
    return judge(
        SESSION_RULE,
        holds=sessions > 0,
        law=law.find(SESSION_RULE),
        found=sessions,
        required=1,
        message=(
            f"双方有来有回的协商会议{sessions}次。"
            if sessions
            else "疑似没谈过：还没有一次记下双方意见的协商会议。"
        ),
        remedy="请先开协商会议，并记下双方的意见。",
    )


def check_suspension(*, on: date, until: date, reason: str, law: Law, used: int = 0) -> Verdict:
    """Judge the length and ground of a suspension; ``used`` are days of earlier ones.

    The nation leaves the length to the sides (集体合同规定 第三十五条); several regions cap it,
    some allow it for force majeure only.
    """
    rule = law.need(SUSPENSION_RULE)
    if rule.value["type"] != "duration":
        holds = _FORCE_MAJEURE in reason
        return judge(
            SUSPENSION_RULE,
            holds=holds,
            law=rule,
            message=f"中止原因：{reason or '没有写'}。{rule.zh}。",
            remedy="没有不可抗力就继续协商，谈不拢可以申请协调。",
        )
    days = (until - on).days + (used if rule.value.get("cumulative") else 0)
    period = rule.period
    last_day = periods.last_day(on, period, law.local.calendar) if period else None
    holds = last_day is None or until <= last_day
    if rule.value.get("cumulative") and rule.value.get("cap") is not None:
        holds = days <= rule.value["cap"]
    return judge(
        SUSPENSION_RULE,
        holds=holds,
        law=rule,
        found=days,
        required=rule.value.get("cap"),
        message=f"中止{days}天，到{until.year}年{until.month}月{until.day}日。{rule.zh}。",
        remedy="请把恢复的日子提前到期限以内。",
        softly="unless" in rule.value,
    )


def check_extension(*, days: int, law: Law) -> Verdict:
    """Judge all extensions of a coordination together (集体合同规定 第五十二条)."""
    rule = law.need(COORDINATION_RULE)
    most = rule.value.get("extension_max") or 0
    return judge(
        COORDINATION_RULE,
        holds=days <= most,
        law=rule,
        found=days,
        required=most,
        message=f"协调处理共延长{days}日，最多可以延长{most}日。",
        remedy=f"请把延长控制在{most}日以内，到期未成的如实结案。",
    )
