"""Report yearly to the congress how an agreement is kept (履行情况报告)."""

from datetime import date

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.models import Agreement
from contracts.deadlines import clock
from contracts.supervision.models import PerformanceReport
from contracts.supervision.rectifications import latest_review
from contracts.verdicts.verdict import Outcome, Refused

REPORT = "DL_PERF_REPORT"


class NothingToReport(Refused):
    """The agreement is not in force yet."""

    rule = "nothing_to_report"


@transaction.atomic
def report(agreement: Agreement, *, on: date) -> Outcome:
    """Record the report; this year's period is met and the next year's runs from its last day.

    :raises NothingToReport: if the agreement is not in force yet.
    """
    if agreement.in_force_on is None or agreement.in_force_on > on:
        raise NothingToReport("合同还没有生效，没有履行情况可以报告。")
    made = PerformanceReport.objects.create(
        **PerformanceReport.belonging_to(agreement.case),
        agreement=agreement,
        review=latest_review(agreement, on=on),
        reported_on=on,
    )
    met = clock.stop(agreement, REPORT, on=on)
    clock.start(
        agreement.case,
        REPORT,
        base=met.last_day if met else on,
        law=queries.law_of(agreement, on=on),
        subject=agreement,
    )
    return Outcome(made=made, looked_at=[agreement])
