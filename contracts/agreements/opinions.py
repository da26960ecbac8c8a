"""The labour department's opinion on a filed text (审查意见)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.agreements import effects, queries
from contracts.agreements.checks import validity
from contracts.agreements.models import Agreement, Filing, Opinion, Stage
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.statutes.law import Law
from contracts.verdicts.verdict import OK, Outcome, Refused

REVIEW = "DL_REVIEW"


class NothingUnderReview(Refused):
    """No filed text of this agreement waits for an opinion."""

    rule = "nothing_under_review"


class ObjectionNotWritten(Refused):
    """An objection counts only in writing."""

    rule = "cb.review.objection"


class ObjectionTooLate(Refused):
    """The review period was over when the objection was served."""

    rule = "cb.review.period"


class EffectBeforeFiling(Refused):
    """A text cannot take effect before the department has it."""

    rule = "R_ORDER"


@transaction.atomic
def give(
    agreement: Agreement,
    *,
    on: date,
    result: str,
    served_on: date | None = None,
    in_force_on: date | None = None,
    clauses: Sequence[str] = (),
    is_oral: bool = False,
) -> Outcome:
    """Record the opinion: without objection the agreement takes effect, else it is signed anew.

    An objection must be written and served within the review period (劳动合同法 54). After it the
    same text is concluded and filed again, and all clocks run anew.

    :raises NothingUnderReview: if no filing waits for an opinion.
    :raises EffectBeforeFiling: if it is said to be in force before it was received.
    :raises ObjectionNotWritten: if the objection was only spoken.
    :raises ObjectionTooLate: if it was served after the last day.
    """
    filing = _waiting(agreement, in_force_on)
    served = served_on or on
    objects = result == Opinion.Result.OBJECTION
    if objects:
        _refuse_invalid(agreement, filing, served, is_oral=is_oral)
    opinion = Opinion.objects.create(
        **Opinion.belonging_to(agreement.case),
        agreement=agreement,
        filing=filing,
        result=result,
        served_on=served,
        in_force_on=None if objects else in_force_on or served,
        clauses=list(clauses),
    )
    if objects:
        _send_back(agreement, served)
        return Outcome(made=opinion, looked_at=[agreement])
    clock.stop(agreement, REVIEW, on=served)
    effect = effects.come_into_force(agreement, on=in_force_on or served)
    return Outcome(made=opinion, looked_at=[agreement, *effect.looked_at])


def _waiting(agreement: Agreement, in_force_on: date | None) -> Filing:
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    filing = queries.last_filing(agreement)
    if filing is None or agreement.filed_on is None or agreement.in_force_on:
        raise NothingUnderReview("没有等待审查的报送；请先报送，或查看合同是否已经生效。")
    if in_force_on is not None and in_force_on < filing.received_on:
        raise EffectBeforeFiling(f"生效日{in_force_on}早于收到文本的{filing.received_on}，请核对。")
    return filing


def _refuse_invalid(
    agreement: Agreement,
    filing: Filing,
    served: date,
    *,
    is_oral: bool,
) -> None:
    law = queries.law_of(agreement, on=served)
    review = clock.running(agreement).filter(code=REVIEW).first()
    written, in_time = validity.check_objection(
        is_oral=is_oral,
        last=_last_day(review, law),
        received_on=filing.received_on,
        served_on=served,
        law=law,
    )
    if is_oral:
        raise ObjectionNotWritten(verdicts=[written])
    if in_time.outcome != OK:
        raise ObjectionTooLate(verdicts=[in_time])


def _last_day(review: Deadline | None, law: Law) -> date | None:
    if review is None:
        return None
    return review.rolled_day if law.local.roll_holiday else review.last_day


def _send_back(agreement: Agreement, served: date) -> None:
    """Put the agreement back before its signature; the vote it passed stays."""
    clock.stop(agreement, REVIEW, on=served)
    agreement.filed_on = None
    agreement.concluded_on = None
    agreement.workers_signed_on = None
    agreement.employer_signed_on = None
    agreement.stage = Stage.SIGN
    agreement.save(
        update_fields=[
            "filed_on",
            "concluded_on",
            "workers_signed_on",
            "employer_signed_on",
            "stage",
        ],
    )
