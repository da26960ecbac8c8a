from datetime import date

import pytest

from contracts.deadlines.models import Deadline
from contracts.supervision import reports
from tests.factories.agreements import DraftFactory, InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_the_report_meets_this_year_and_starts_the_next():
    agreement = InForceFactory(in_force_on=date(2027, 7, 5))

    reports.report(agreement, on=date(2028, 6, 28))

    rows = Deadline.objects.filter(code="DL_PERF_REPORT").order_by("pk")
    assert [(row.state, row.last_day) for row in rows] == [
        ("met", date(2028, 7, 5)),
        ("running", date(2029, 7, 5)),
    ]


def test_a_draft_has_nothing_to_report():
    with pytest.raises(reports.NothingToReport):
        reports.report(DraftFactory(), on=date(2028, 6, 28))
