"""Who may sign, until when an agreement can be changed, and what objection to it counts."""

from datetime import date

from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

OBJECTION_KEY = "cb.review.objection"
REVIEW_KEY = "cb.review.period"


def check_signer(*, by_branch: bool, is_licensed: bool, law: Law) -> Verdict:
    """Return R_SEALS: a branch without a licence (无营业执照) cannot sign; the company can.

    A branch with a licence is an employer of its own (劳动合同法实施条例 4).
    """
    return judge(
        "R_SEALS",
        holds=not by_branch or is_licensed,
        law=law.find("cb.sign.by"),
        message="签字盖章的单位可以订立集体合同。"
        if not by_branch or is_licensed
        else "分支机构没有营业执照，不能以自己的名义签订集体合同。",
        remedy="请由公司签字盖章，或者由公司书面委托后以公司名义签订。",
    )


def check_expired(*, last: date | None, on: date, law: Law) -> Verdict:
    """Return R_EXPIRED: what has ended can only be concluded anew (22号令 38).

    ``last`` is the last day it binds: of its term, or the day before it was rescinded.
    """
    over = (on - last).days if last else 0
    return judge(
        "R_EXPIRED",
        holds=over <= 0,
        law=law.find("cb.no_auto_renewal"),
        found=max(over, 0),
        required=0,
        message=f"合同有效至{last or '双方约定的日子'}。"
        if over <= 0
        else f"合同已在{last}期满（终止），不能再变更。",
        remedy="发起新一轮协商，续订或重新订立。",
    )


def review_ends(received_on: date | None, law: Law) -> date | None:
    """Return the last day of the review of a text received on a day; nothing without a day."""
    period = law.need(REVIEW_KEY).period
    if received_on is None or period is None:
        return None
    due = law.due(received_on, period)
    return due.rolled if law.local.roll_holiday else due.day


def check_objection(
    *, is_oral: bool, received_on: date | None, last: date | None, served_on: date, law: Law
) -> list[Verdict]:
    """Judge an objection of the labour department: in writing, and within the review period.

    ``last`` is the last day of the review (``review_ends``, or that of the clock that runs).
    """
    rule = law.need(REVIEW_KEY)
    in_time = last is None or served_on <= last
    rolled = f"（{law.local.rolled_by}按顺延计算）" if law.local.rolled_by else ""
    return [
        judge(
            OBJECTION_KEY,
            holds=not is_oral,
            law=law.find(OBJECTION_KEY),
            message="异议以书面意见书提出。"
            if not is_oral
            else "口头异议不算数；审查期照常计算。异议应在审查期内以书面意见书送达双方。",
            remedy="出具《审查意见书》，写明异议条款和理由，并送达双方。",
        ),
        judge(
            REVIEW_KEY,
            holds=in_time,
            law=rule,
            message=f"异议在{served_on}送达，审查期到{last}{rolled}"
            f"{'' if in_time else f'已满（{received_on}收到）'}。"
            if last
            else "没有收到文本的日子，审查期没有比较。",
            remedy="审查期已满，合同已经生效；有问题的，建议双方协商变更。",
        ),
    ]
