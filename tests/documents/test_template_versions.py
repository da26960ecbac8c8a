"""Versions of templates: who puts them in force, what never changes, what is journalled."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from contracts.documents import store, template_versions
from contracts.documents.lint import Fault
from contracts.documents.reasons import Reason
from contracts.documents.template_models import TemplateVersion
from contracts.documents.template_versions import (
    NothingToDo,
    NotOnTrial,
    SamePerson,
    TemplateHasFaults,
    Upload,
)
from contracts.journal import entries
from contracts.journal.models import Entry
from contracts.parties.actors import acting_as
from contracts.parties.models import Case
from tests.factories import templates
from tests.factories.parties import FederationFactory

pytestmark = pytest.mark.django_db
ON = templates.ON
State = TemplateVersion.State


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def county(as_system):
    return FederationFactory(name="甲县总工会")


def approve(version, county, *, account=2, person=None, **told):
    actor = replace(templates.somebody(county, account=account), person_id=person)
    day = told.get("valid_from", version.valid_from)
    with acting_as(actor):
        template_versions.approve(version, valid_from=day, on=ON)


def test_a_submitted_version_is_kept_by_hash_with_its_fields_and_waits(county):
    version = templates.submitted(county, "新的一句。")

    assert store.get(version.sha256) == templates.changed_template("新的一句。")
    assert (version.number, version.state, version.path) == (1, State.DRAFT, county.path)
    assert (version.uploaded_by, version.uploader, version.lint) == ("第1号", 1, [])
    assert {"addressee", "reply_due"} <= set(version.fields)
    assert version.trial.state == "waiting"


def test_numbers_run_by_paper_and_place(county):
    town = FederationFactory(parent=county)

    made = [
        templates.submitted(county, "一"),
        templates.submitted(county, "二"),
        templates.submitted(town, "三"),
        templates.submitted(county, "四", place=town),
    ]

    assert [version.number for version in made] == [1, 2, 1, 2]


def test_a_template_with_faults_or_without_a_change_is_not_kept(county):
    first = templates.approved(county)
    faults = [Fault(Reason.FIELD, "约第1页 第1段「x」 未知字段 x")]
    upload = Upload("offer_letter", county, b"x", "x.docx", _report([]), "改", ON)
    with pytest.raises(TemplateHasFaults, match="未知字段 x"):
        template_versions.submit(replace(upload, report=_report(faults)), federation=county, on=ON)
    same = replace(upload, data=templates.changed_template("新的一句。"))
    with pytest.raises(TemplateHasFaults, match="完全相同"):
        template_versions.submit(same, federation=county, on=ON)

    assert list(TemplateVersion.objects.all()) == [first]


def _report(faults):
    return template_versions.Report(faults, [], [])


def test_a_second_person_approves(county):
    version = templates.tried(county)

    approve(version, county)

    version.refresh_from_db()
    assert (version.state, version.approver, version.approved_by) == (State.APPROVED, 2, "第2号")
    assert (version.approved_on, version.valid_from) == (ON, ON)


@pytest.mark.parametrize(("account", "person"), [(1, None), (2, 7)])
def test_the_same_person_is_refused_by_account_and_by_person(county, account, person):
    version = templates.tried(county)
    TemplateVersion.objects.filter(pk=version.pk).update(uploader_person=7)

    with pytest.raises(SamePerson, match="不能自己批准"):
        approve(version, county, account=account, person=person)

    version.refresh_from_db()
    assert version.state == State.TRIAL


def test_the_database_refuses_the_same_person_too(county):
    version = templates.tried(county)
    same = {"state": State.APPROVED, "approver": version.uploader, "approved_on": ON}

    with pytest.raises(DatabaseError), transaction.atomic():
        TemplateVersion.objects.filter(pk=version.pk).update(**same)


def test_without_a_trial_print_nothing_is_approved(county):
    version = templates.submitted(county)

    with pytest.raises(NotOnTrial, match="还没有试印成功"):
        approve(version, county)


def test_a_version_does_not_come_into_force_before_it_is_approved(county):
    version = templates.tried(county)

    with pytest.raises(NotOnTrial, match="不能早于批准的这一天（2027-02-01）"):
        approve(version, county, valid_from=date(2027, 1, 31))


def test_nothing_is_approved_or_withdrawn_twice(county):
    version = templates.approved(county)
    with pytest.raises(NothingToDo):
        approve(version, county)
    with acting_as(templates.somebody(county, account=1)):
        template_versions.withdraw(version, reason="有错", on=ON)
        with pytest.raises(NothingToDo):
            template_versions.withdraw(version, reason="有错", on=ON)


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "0" * 64},
        {"valid_from": date(2028, 1, 1)},
        {"state": "trial"},
        {"path": "00009."},
        {"approver": 9},
        {"note": "别的"},
        {"fields": ["x"]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_approved_version_is_changed_by_nobody(county, change):
    version = templates.approved(county)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TemplateVersion.objects.filter(pk=version.pk).update(**change)


def test_the_bytes_of_a_draft_stay_too(county):
    version = templates.submitted(county)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TemplateVersion.objects.filter(pk=version.pk).update(sha256="0" * 64)


def test_every_step_is_journalled_in_one_chain_of_the_federation(county):
    version = templates.approved(county)
    with acting_as(templates.somebody(county, account=1)):
        template_versions.withdraw(version, reason="有错", on=ON)

    case = Case.objects.get(matter=Case.Matter.TEMPLATES)
    rows = Entry.objects.filter(case=case).order_by("sequence")
    assert [(row.act, row.actor_name, row.summary) for row in rows] == [
        ("templates.upload", "第1号", "上传《集体协商要约书》模板第1版（甲县总工会）"),
        ("templates.approve", "第2号", "批准《集体协商要约书》模板第1版（甲县总工会）"),
        ("templates.withdraw", "第1号", "撤下《集体协商要约书》模板第1版（甲县总工会）"),
    ]
    assert version.sha256 in rows[1].body
    assert entries.breaks(case) == []
