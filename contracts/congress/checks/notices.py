"""What the law asks of a notice: agenda and drafts in the delegates' hands in time."""

from datetime import date

from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

NOTICE_KEY = "wc.agenda.notice"
ROLL_KEY = "wc.session.quorum"
_MORE = "；少一个签收，就算没有送到"


def last_day_of_delivery(sits_on: date, law: Law) -> date:
    """Return the last day papers may be delivered for a sitting on this day (企业民主管理规定 18).

    :raises RuleMissing: if no pack speaks of it.
    """
    period = law.need(NOTICE_KEY).period
    return law.due(sits_on, period).day if period else sits_on


def check_notice(
    *,
    sits_on: date,
    delivered_on: date,
    law: Law,
    delivered: int | None = None,
    delegates: int | None = None,
) -> Verdict:
    """Judge R_NOTICE7: in time passes, on the very last day warns, later blocks.

    Receipts that are still missing warn while there is time and block afterwards. ``delegates`` is
    nothing where nobody counted them: then all are taken to have signed.
    """
    rule = law.need(NOTICE_KEY)
    last_day = last_day_of_delivery(sits_on, law)
    asked = rule.period.amount if rule.period else 0
    before = (sits_on - delivered_on).days
    missing = _missing(delivered, delegates)
    is_late = delivered_on > last_day
    is_close = delivered_on == last_day
    mark = "✗" if is_late else "✓"
    words = f"会议材料提前{before}天送达（须≥{asked}天 {mark}，最迟{_day(last_day)}）"
    if delivered is not None and delegates:
        words += f"，签收{delivered}人（应签收{delegates}人）"
    if missing:
        words += f"，还差{missing}人签收{_MORE}"
    if is_close:
        words += f"。正好是最后一天，提前{asked + 1}天更稳妥"
    return judge(
        "R_NOTICE7",
        holds=not (is_late or is_close or missing),
        law=rule,
        found=before,
        required=asked,
        message=f"{words}。",
        remedy=_remedy(is_late=is_late, missing=missing, last_day=last_day, asked=asked),
        softly=not is_late,
    )


def _missing(delivered: int | None, delegates: int | None) -> int:
    if delivered is None or delegates is None:
        return 0
    return max(delegates - delivered, 0)


def _remedy(*, is_late: bool, missing: int, last_day: date, asked: int) -> str:
    if is_late:
        return f"请改期：把会议改到送达后第{asked + 1}天或更晚，重新发通知。"
    if missing:
        return f"请在{_day(last_day)}前让其余{missing}名代表签收，再登记一次通知。"
    return "来得及的话，把会议再推后一天。"


def check_receipts(*, delivered: int, delegates: int | None, law: Law) -> Verdict | None:
    """Warn, at the sitting, that papers never reached somebody; nothing to say if they did.

    The session stands: whether one missing receipt undoes it is for people to weigh.
    """
    missing = _missing(delivered, delegates)
    if not missing:
        return None
    return judge(
        "R_NOTICE7",
        holds=False,
        law=law.find(NOTICE_KEY),
        found=delivered,
        required=delegates,
        message=f"会议材料只有{delivered}人签收，应签收{delegates}人，还差{missing}人{_MORE}。",
        remedy=f"请补上{missing}名代表的签收；没有送到的，改期重新通知。",
        softly=True,
    )


def check_roll(*, entitled: int, delegates: int | None, law: Law) -> Verdict | None:
    """Warn that the number entitled to attend is not the number of delegates on record."""
    if delegates is None or delegates == entitled:
        return None
    return judge(
        ROLL_KEY,
        holds=False,
        law=law.find(ROLL_KEY),
        found=entitled,
        required=delegates,
        message=f"应到{entitled}人，与登记的代表总数{delegates}人不一致；人数和票数都按应到人数算。",
        remedy="代表有增补或罢免的，请先更正代表名册；没有的，应到人数填代表总数。",
        softly=True,
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
