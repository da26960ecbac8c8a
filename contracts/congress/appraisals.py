"""Democratic appraisal of leaders (民主评议): sheets without names, counted and kept sealed."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from contracts.congress import sittings
from contracts.congress.models import Appraisal, Sitting
from contracts.parties.actors import current
from contracts.parties.choices import Side
from contracts.verdicts.verdict import Outcome, Refused


class AppraisedAlready(Refused):
    """这位同志本次会议已经评议汇总过，不能再汇总一次；写错了请在会议记录里更正说明。"""

    rule = "R_ORDER"


class SheetsDoNotAddUp(Refused):
    """票数对不上，请核对。"""

    rule = "R_VOTE_ARITH"


class NotYourAppraisal(Refused):
    """民主评议由工会组织、汇总，结果按程序报告，企业方不能登记或者查看单项票数。"""

    rule = "access"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The count of one leader's sheets: issued and returned, invalid, and the four grades."""

    issued: int
    returned: int
    invalid: int
    excellent: int
    competent: int
    basic: int
    incompetent: int

    @property
    def graded(self) -> int:
        """Return how many sheets carry a grade."""
        return self.excellent + self.competent + self.basic + self.incompetent


@transaction.atomic
def begin(sitting: Sitting, *, target: str, post: str = "", on: date) -> Outcome:
    """Put a leader up for appraisal: sheets may be printed and handed out.

    :raises OutOfOrder: if the congress has not sat, or the sitting is closed.
    :raises AppraisedAlready: if the sheets of this leader were counted.
    """
    _need_workers()
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    return Outcome(made=_open(sitting, target, post, on=on), looked_at=[sitting])


@transaction.atomic
def count(
    sitting: Sitting,
    *,
    target: str,
    post: str = "",
    sheets: Sheets,
    comments: str = "",
    on: date,
) -> Outcome:
    """Record the tellers' count of a leader's sheets; what does not add up is no count.

    :raises OutOfOrder: if the congress has not sat, or the sitting is closed.
    :raises AppraisedAlready: if the sheets of this leader were counted.
    :raises SheetsDoNotAddUp: if the numbers contradict each other or those present.
    """
    _need_workers()
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    _need_sum(sheets, present=sitting.present or 0)
    made = _open(sitting, target, post, on=on)
    for name, number in asdict(sheets).items():
        setattr(made, name, number)
    made.counted_on, made.comments = on, comments
    made.save()
    return Outcome(made=made, looked_at=[sitting])


def _open(sitting: Sitting, target: str, post: str, *, on: date) -> Appraisal:
    """Return the leader's row of this sitting, not counted yet."""
    made: Appraisal | None = sitting.appraisals.filter(target=target).first()
    if made is None:
        owner = Appraisal.belonging_to(sitting.case)
        return Appraisal.objects.create(
            **owner, sitting=sitting, target=target, post=post, begun_on=on
        )
    if made.counted_on is not None:
        raise AppraisedAlready
    made.post = post or made.post
    made.save(update_fields=["post"])
    return made


def _need_sum(sheets: Sheets, *, present: int) -> None:
    counted = sheets.graded + sheets.invalid
    if min(asdict(sheets).values()) < 0:
        raise SheetsDoNotAddUp("票数不能小于零，请核对。")
    if sheets.issued > present:
        raise SheetsDoNotAddUp(f"发出{sheets.issued}张，比实到{present}人还多，请核对。")
    if sheets.returned > sheets.issued:
        words = f"收回{sheets.returned}张，比发出的{sheets.issued}张还多，请核对。"
        raise SheetsDoNotAddUp(words)
    if counted != sheets.returned:
        words = f"四档票数加废票共{counted}张，收回{sheets.returned}张，对不上，请重新清点。"
        raise SheetsDoNotAddUp(words)


def _need_workers() -> None:
    actor = current()
    if actor.organisation_id is not None and actor.side != Side.WORKERS:
        raise NotYourAppraisal
