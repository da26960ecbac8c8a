"""What the law asks of offers, answers and what may stand in a paper both sides read."""

from collections.abc import Iterable
from datetime import date

from contracts.bargaining.choices import Delivery
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

RENEWAL_RULE = "cb.no_auto_renewal"
_INTERNAL_WORDS = ("底线", "内部方案", "内部掌握", "让步次序")


def check_written(*, delivered_by: str, received_on: date | None, law: Law) -> Verdict:
    """Judge whether an offer is in writing with proof of receipt (集体合同规定 第三十二条).

    Without it the period to answer does not start.
    """
    proved = delivered_by in Delivery.values
    holds = proved and received_on is not None
    ways = "、".join(Delivery.labels)
    if holds:
        words = f"书面要约，{Delivery(delivered_by).label}，有送达证据。"
    elif proved:
        words = "要约没有收到日期，答复期限还没有开始计算。"
    else:
        words = f"送达方式“{delivered_by or '未填'}”留不下证据；要约须书面送达：{ways}。"
    return judge(
        "R_OFFER_WRITTEN",
        holds=holds,
        law=law.need("cb.offer.form"),
        message=words,
        remedy="请把要约书当面交给对方签收；对方不签，就用邮政EMS寄到注册地址并注明“集体协商要约书”。",
    )


def check_renewal_in_time(*, expires_on: date | None, made_on: date, law: Law) -> Verdict | None:
    """Warn that the old contract ended before the offer for the next one was made."""
    if expires_on is None or made_on <= expires_on:
        return None
    return judge(
        RENEWAL_RULE,
        holds=False,
        law=law.find(RENEWAL_RULE),
        found=(made_on - expires_on).days,
        required=0,
        message=f"上一份合同已在{expires_on.year}年{expires_on.month}月{expires_on.day}日期满，"
        f"到要约时空了{(made_on - expires_on).days}天；期满不会自动续期。",
        remedy="请尽快谈定新合同，并约定空档期的待遇怎么算。",
        softly=True,
    )


def check_confidential(shared: Iterable[str], *, plan_figures: Iterable[str] = ()) -> Verdict:
    """Judge whether words of a side's own plan slip into a paper the other side reads.

    集体合同规定 第二十六条. ``plan_figures`` are phrases of the own plan that must not appear.
    """
    banned = [*_INTERNAL_WORDS, *(figure for figure in plan_figures if figure)]
    leaks = [text for text in shared if any(word in text for word in banned)]
    return judge(
        "R_CONFIDENTIAL",
        holds=not leaks,
        found=len(leaks),
        required=0,
        message=(
            f"“{'”“'.join(leaks)}”像是内部方案里的话，对方会看到。"
            if leaks
            else "对方能看到的内容里没有内部方案。"
        ),
        remedy="请删去底线和内部打算，只写议题和主张。",
    )


def check_mandates(without_mandate: Iterable[str], law: Law) -> Verdict | None:
    """Warn of area firms nobody has power to bind; only firms that confirm will count."""
    firms = list(without_mandate)
    if not firms:
        return None
    return judge(
        "R_REGIONAL_CONFIRM",
        holds=False,
        law=[law.find("ri.employer_reps"), law.find("ri.firm_confirmation")],
        found=len(firms),
        required=0,
        message=f"{'、'.join(firms)}没有授权企业方代表，代表的签字对他们没有约束力。",
        remedy="请这些企业补签授权书，或在合同签订后逐户确认。",
        softly=True,
    )
