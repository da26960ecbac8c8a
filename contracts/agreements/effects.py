"""Come into force, be made known, be recorded with the higher union."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.models import Agreement, Publication, Stage, UnionRecord
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.parties.models import Kind
from contracts.verdicts.verdict import Outcome, Refused

REVIEW = "DL_REVIEW"
PUBLISH_CLOCKS = ("DL_PUBLISH_WAGE", "DL_PUBLISH_GENERAL")
UNION_RECORD = "DL_UNION_RECORD"


class NotInForce(Refused):
    """The agreement is not in force yet."""

    rule = "not_in_force"


class ReviewStillRuns(Refused):
    """The review period is not over; silence has no effect yet."""

    rule = "cb.review.silence"


def day_of_silence(agreement: Agreement) -> date | None:
    """Return the day the agreement takes effect if nobody objects; nothing if none is filed.

    The policy's ``effective_offset`` counts from the day of receipt (16: the day after the 15
    days; 15: their last day). Where periods roll over rest days, so does this one.
    """
    filing, review = queries.last_filing(agreement), _review(agreement)
    if filing is None or review is None:
        return None
    local = queries.law_of(agreement, on=filing.received_on).local
    period = (review.last_day - filing.received_on).days
    offset = local.effective_offset if local.effective_offset is not None else period + 1
    last = review.rolled_day if local.roll_holiday else review.last_day
    return last + timedelta(days=offset - period)


def _review(agreement: Agreement) -> Deadline | None:
    return clock.running(agreement).filter(code=REVIEW).first()


def silent(*, on: date) -> list[Agreement]:
    """Return the filed agreements that silence brings into force on this day or before it."""
    waiting = Agreement.objects.filter(filed_on__isnull=False, in_force_on__isnull=True)
    days = ((day_of_silence(agreement), agreement) for agreement in waiting.order_by("pk"))
    return [agreement for day, agreement in days if day is not None and day <= on]


@transaction.atomic
def take_silence(agreement: Agreement, *, on: date) -> Outcome:
    """Let a filed agreement take effect because nobody objected in time (劳动合同法 54).

    It is in force from the legal day, not from the day somebody looked.

    :raises ReviewStillRuns: if that day has not come, or nothing is under review.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    day = day_of_silence(agreement)
    if day is None or agreement.in_force_on:
        raise ReviewStillRuns("没有正在审查的报送。")
    if on < day:
        raise ReviewStillRuns(f"审查期未满，没有异议的话{day}起生效。")
    clock.cancel(agreement, REVIEW, on=on)
    return come_into_force(agreement, on=day)


@transaction.atomic
def come_into_force(agreement: Agreement, *, on: date) -> Outcome:
    """Record the day of effect and start what follows: publishing, recording, checks, renewal.

    A wage agreement of a region or industry runs both renewal windows.
    """
    agreement.in_force_on = on
    agreement.stage = Stage.EFFECT
    agreement.save(update_fields=["in_force_on", "stage"])
    is_wage = agreement.kind == Kind.WAGE
    law = queries.law_of(agreement, on=on)
    publish = "DL_PUBLISH_WAGE" if is_wage else "DL_PUBLISH_GENERAL"
    for code in (publish, UNION_RECORD, "DL_PERF_CHECK", "DL_PERF_REPORT"):
        clock.start(agreement.case, code, base=on, law=law, subject=agreement)
    start_renewal(agreement, on=on)
    return Outcome(made=agreement, looked_at=_retire_expired(agreement, on=on))


def _retire_expired(agreement: Agreement, *, on: date) -> list[Agreement]:
    """End the checks of the agreements this one takes over from; they have expired."""
    expired = queries.predecessors(agreement).filter(term_to__lt=on, ended_on__isnull=True)
    for old in expired:
        clock.cancel(old, "DL_PERF_CHECK", on=on)
    return list(expired)


def start_renewal(agreement: Agreement, *, on: date) -> None:
    """Start the renewal windows from the last day of the term (开窗日)."""
    if agreement.term_to is None:
        return
    is_wage = agreement.kind == Kind.WAGE
    codes = ["DL_RENEW_WAGE"] if is_wage else []
    if not is_wage or agreement.is_area:
        codes.append("DL_RENEW_GENERAL")
    law = queries.law_of(agreement, on=on)
    for code in codes:
        clock.start(agreement.case, code, base=agreement.term_to, law=law, subject=agreement)


@transaction.atomic
def publish(agreement: Agreement, *, on: date, channels: Sequence[str] = ()) -> Outcome:
    """Record how the agreement was made known to everybody it covers (公布).

    :raises NotInForce: if it is not in force yet.
    """
    _require_effect(agreement)
    publication = Publication.objects.create(
        **Publication.belonging_to(agreement.case),
        agreement=agreement,
        published_on=on,
        channels=list(channels),
    )
    for code in PUBLISH_CLOCKS:
        clock.stop(agreement, code, on=on)
    return Outcome(made=publication, looked_at=[agreement])


@transaction.atomic
def record_with_union(agreement: Agreement, *, on: date) -> Outcome:
    """Record that the next higher union has its copy (报上一级工会备案).

    :raises NotInForce: if it is not in force yet.
    """
    _require_effect(agreement)
    record = UnionRecord.objects.create(
        **UnionRecord.belonging_to(agreement.case),
        agreement=agreement,
        recorded_on=on,
    )
    clock.stop(agreement, UNION_RECORD, on=on)
    return Outcome(made=record, looked_at=[agreement])


def _require_effect(agreement: Agreement) -> None:
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if agreement.in_force_on is None:
        raise NotInForce("合同还没有生效；生效后再办理公布和备案。")
