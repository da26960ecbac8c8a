"""Check how an agreement is kept (履约检查); the next check falls half a year on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.models import Agreement
from contracts.deadlines import clock
from contracts.statutes.law import Law
from contracts.statutes.periods import Period, last_day
from contracts.supervision.models import Result, Review, ReviewItem
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

CHECK = "DL_PERF_CHECK"


class NothingToCheck(Refused):
    """The agreement is not in force, or no clause was named."""

    rule = "nothing_to_check"


@transaction.atomic
def review(
    agreement: Agreement,
    *,
    on: date,
    checked: Sequence[Mapping[str, Any]],
    slips: int = 0,
) -> Outcome:
    """Record a review clause by clause; the running check is met and the next one stands.

    The next check is due at the next half-year from the day of effect, after both this day and
    the day this check was due. Each of ``checked`` has ``clause`` and ``result``, and may have
    ``standard``, ``actual`` and ``evidence``.

    :raises NothingToCheck: if the agreement is not in force yet, or nothing was checked.
    """
    if agreement.in_force_on is None or agreement.in_force_on > on:
        raise NothingToCheck("合同还没有生效，生效后再检查履行情况。")
    if not checked:
        raise NothingToCheck("没有写明检查了哪些条款；请逐条写出结论。")
    counts = Counter(str(Result(row["result"])) for row in checked)
    made = Review.objects.create(
        **Review.belonging_to(agreement.case),
        agreement=agreement,
        reviewed_on=on,
        slips=slips,
        checked_count=len(checked),
        **{f"{result}_count": counts[result] for result in Result.values},
    )
    _write_items(made, checked)
    _start_next(agreement, on=on)
    verdicts = [_judge(made, queries.law_of(agreement, on=on))]
    return Outcome(made=made, verdicts=verdicts, looked_at=[agreement], is_fact=True)


def _write_items(made: Review, checked: Sequence[Mapping[str, Any]]) -> None:
    ReviewItem.objects.bulk_create(
        ReviewItem(
            **ReviewItem.belonging_to(made.case),
            review=made,
            position=position,
            clause=row["clause"],
            result=row["result"],
            standard=row.get("standard") or "",
            actual=row.get("actual") or "",
            evidence=row.get("evidence") or "",
        )
        for position, row in enumerate(checked, start=1)
    )


def _start_next(agreement: Agreement, *, on: date) -> None:
    met = clock.stop(agreement, CHECK, on=on)
    law = queries.law_of(agreement, on=on)
    day = next_check(agreement, after=max(on, met.last_day) if met else on, law=law)
    if day and agreement.in_force_on:
        clock.start(
            agreement.case,
            CHECK,
            base=agreement.in_force_on,
            law=law,
            subject=agreement,
            last_day=day,
        )


def next_check(agreement: Agreement, *, after: date, law: Law) -> date | None:
    """Return the first multiple of the checking period from the day of effect after a day."""
    period, _ = clock.period_of(CHECK, law)
    if period is None or agreement.in_force_on is None:
        return None
    times = 1
    while (day := _multiple(agreement.in_force_on, period, times, law)) <= after:
        times += 1
    return day


def _multiple(base: date, period: Period, times: int, law: Law) -> date:
    return last_day(base, Period(period.amount * times, period.unit), law.local.calendar)


def _judge(made: Review, law: Law) -> Verdict:
    """Return the advice to demand what was not kept (工会法 21: 可以要求改正)."""
    open_count = made.partial_count + made.undone_count
    return judge(
        "cb.liability.breach",
        holds=not open_count,
        softly=True,
        law=law.find("cb.liability.breach"),
        found=made.done_count,
        required=made.due_count,
        message=f"应履行{made.due_count}条，已履行{made.done_count}条，部分履行"
        f"{made.partial_count}条，未履行{made.undone_count}条。",
        remedy="向企业发整改通知，写明要求和期限。",
    )
