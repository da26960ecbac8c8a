"""Every table is scoped, reference or system; a scoped one asks first who is asking."""

import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import models

from contracts.documents.models import Scan, SealPicture
from contracts.parties.actors import Actor, NoActor, acting_as
from contracts.parties.models import Case, CaseRow
from contracts.parties.visibility import ScopedManager

# What everybody may know, or an office looks up before there is a case.
REFERENCE = {
    "documents.TemplateVersion",  # what a paper is printed on; its pages are for federations
    "parties.Organisation",
    "parties.Person",
    "parties.CalendarYear",
    "parties.MinimumWage",
    "parties.Policy",
    "parties.PolicyChange",
}
# What the machinery keeps; no page lists it, or only to those who run the installation.
SYSTEM = {
    "auth.Group",
    "auth.Permission",
    "axes.AccessAttempt",
    "axes.AccessAttemptExpiration",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "congress.CastBallot",  # one shuffled batch of an opened box, counted and never listed
    "congress.Slip",  # digests and sealed envelopes: nobody reads them, nobody holds one by name
    "contenttypes.ContentType",
    "documents.PaperFile",  # reached through its paper alone
    "documents.Series",
    "documents.Toolset",  # fonts and libraries, the same for everybody
    "documents.TemplateTrial",  # reached through its version alone
    "journal.Head",
    "parties.Account",
    "parties.Office",
    "sessions.Session",
    "supervision.SignWatch",  # how far the sweep came
    "workflow.Process",
    "workflow.Task",
    "workflow.TaskStatus",
    "workflow.Job",
    "workflow.Sent",
    "viewflow.Process",
    "viewflow.Task",
}
NOBODY = Actor(name="访客")


def concrete() -> list[type[models.Model]]:
    """Return every model with a table of its own."""
    return [model for model in apps.get_models() if not model._meta.proxy]


def scoped() -> list[type[models.Model]]:
    """Return the models that belong to a case, and those of one organisation alone."""
    own = {Scan, SealPicture}
    return [model for model in concrete() if issubclass(model, Case | CaseRow) or model in own]


def test_every_model_is_scoped_reference_or_system():
    known = {model._meta.label for model in scoped()} | REFERENCE | SYSTEM

    assert {model._meta.label for model in concrete()} - known == set()


@pytest.mark.parametrize("model", scoped(), ids=lambda model: model._meta.label)
def test_a_scoped_table_refuses_without_an_actor(model):
    for manager in (model.objects, model._default_manager, model._base_manager):
        assert isinstance(manager, ScopedManager)
        with pytest.raises(NoActor):
            manager.all()


@pytest.mark.parametrize("model", scoped(), ids=lambda model: model._meta.label)
def test_somebody_without_an_office_is_not_even_asked_for(model):
    with acting_as(NOBODY):
        query = model.objects.all().query

    with pytest.raises(EmptyResultSet):
        query.get_compiler("default").as_sql()
