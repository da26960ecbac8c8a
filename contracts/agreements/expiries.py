"""Warn before an agreement runs out, and once when it has (到期预警)."""

from datetime import date, timedelta

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.habits import habits
from contracts.agreements.models import Agreement, ExpiryWarning
from contracts.deadlines import clock
from contracts.verdicts.verdict import Outcome

EXPIRED = 0
CHECK = "DL_PERF_CHECK"


def warnings_due(*, on: date) -> list[tuple[Agreement, int]]:
    """Return the agreements to warn of on this day and the threshold each has reached.

    Thresholds are days before the last day of the term; 0 stands for expired. If several were
    passed since the last warning, only the nearest is due. An agreement that another in force
    follows is not warned of as expired.
    """
    widest = max(habits().expiry_days)
    rows = (
        Agreement.objects.filter(
            in_force_on__lte=on,
            ended_on__isnull=True,
            term_to__lte=on + timedelta(days=widest),
        )
        .prefetch_related("expirywarning_set")
        .order_by("term_to", "pk")
    )
    due = []
    for agreement in rows:
        threshold = _reached(agreement, on=on)
        given = {warning.days_before for warning in agreement.expirywarning_set.all()}
        if threshold is None or any(days <= threshold for days in given):
            continue
        if threshold == EXPIRED and _is_followed(agreement, on=on):
            continue
        due.append((agreement, threshold))
    return due


def _reached(agreement: Agreement, *, on: date) -> int | None:
    if agreement.term_to is None:
        return None
    left = (agreement.term_to - on).days
    if left < 0:
        return EXPIRED
    return min((days for days in habits().expiry_days if left <= days), default=None)


def _is_followed(agreement: Agreement, *, on: date) -> bool:
    return (
        queries.valid(on=on)
        .filter(
            workers_party_id=agreement.workers_party_id,
            employer_party_id=agreement.employer_party_id,
            kind=agreement.kind,
            scope=agreement.scope,
        )
        .exists()
    )


@transaction.atomic
def warn(agreement: Agreement, *, on: date, days_before: int) -> Outcome:
    """Record that the warning of this threshold was given; it is given once.

    What has expired is checked no more; the last yearly report is still owed.
    """
    if days_before == EXPIRED:
        clock.cancel(agreement, CHECK, on=on)
    warning, _ = ExpiryWarning.objects.get_or_create(
        agreement=agreement,
        days_before=days_before,
        defaults={**ExpiryWarning.belonging_to(agreement.case), "warned_on": on},
    )
    return Outcome(made=warning, looked_at=[agreement])
