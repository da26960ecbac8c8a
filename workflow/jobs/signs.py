"""Look through changed cases for signs of empty form, a few at a time; tell those above in time."""

import logging
from datetime import date, timedelta

from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case
from contracts.supervision import watch
from contracts.supervision.models import SignWatch

BATCH = 100
log = logging.getLogger(__name__)


def sweep(on: date, *, batch: int = BATCH) -> int:
    """Look through the cases that are due and report what stayed; return how many were looked at.

    A case that cannot be looked through is left until the next day, so that the others go on.
    """
    with acting_as(SYSTEM):
        cases = list(watch.due(on=on)[:batch])
        for case in cases:
            _look(case, on)
        watch.report(on=on)
    return len(cases)


def _look(case: Case, on: date) -> None:
    try:
        watch.look(case, on=on)
    except Exception:
        log.exception("案件 %s 的走过场检查没有完成", case.pk)
        SignWatch.objects.update_or_create(
            case=case,
            defaults={
                "version": case.version,
                "looked_on": on,
                "next_on": on + timedelta(days=1),
            },
        )
