"""Hostile Excel and YAML files at the doors that read tables: refused, and nothing reached."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.parties.models import CalendarYear, MinimumWage, Role
from tests.documents.test_hostile_templates import Reach
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory
from tests.pages import hostile_tables

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


@pytest.fixture
def keeper(as_system):
    return Desk(FederationFactory(), Role.SYSTEM_ADMIN)


@pytest.fixture
def reach(tmp_path):
    made = Reach(tmp_path)
    yield made
    made.close()


@pytest.mark.timeout(600)
def test_every_hostile_sheet_is_refused_at_the_table_of_wages(keeper, reach):
    aims = reach.targets
    cases = list(hostile_tables.sheets(aims.secret, aims.url))
    wrong = []
    for name, data, said in cases:
        file = SimpleUploadedFile("w.xlsx", data)
        visit = keeper.post(reverse("law_wage_upload"), {"file": file}, on=ON)
        if visit.status != 422 or not any(said in error for error in visit.errors):
            wrong.append((name, visit.status, visit.errors))

    assert wrong == []
    assert len(cases) >= 70
    assert reach.touched() == []
    assert not MinimumWage.objects.exists()


@pytest.mark.timeout(600)
def test_every_hostile_text_is_refused_at_the_calendar(keeper, reach):
    aims = reach.targets
    cases = list(hostile_tables.texts(aims.secret, aims.url))
    wrong = []
    for name, data in cases:
        sent = {"file": SimpleUploadedFile("y.yaml", data), "source": "通知", "confirm": "1"}
        visit = keeper.post(reverse("law_calendar_import"), sent, on=ON)
        is_told = visit.errors or visit.words("is-bad")
        if visit.status not in {200, 422} or not is_told:
            wrong.append((name, visit.status))

    assert wrong == []
    assert reach.touched() == []
    assert not CalendarYear.objects.exists()
