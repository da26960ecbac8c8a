"""Fill in the form of an act without a page: what it makes of it, or what it finds wrong."""

from datetime import date
from typing import Any

from django.http import QueryDict

from contracts.parties.actors import Actor, acting_as
from contracts.parties.models import Role
from tests.factories.parties import actor_of
from tests.factories.shapes import misfits
from workflow import forms
from workflow.forms import ActForm
from workflow.pages import acts

TODAY = date(2027, 6, 1)
assert acts.FORMS  # importing the page makes every form known


def chair_of(record: Any) -> Actor:
    """Somebody who chairs the union of a case."""
    return actor_of(record.workers_party, Role.UNION_CHAIR)


def officer_of(record: Any) -> Actor:
    """Somebody who acts for the firm of a case."""
    return actor_of(record.employer_party, Role.EMPLOYER_OFFICER)


def clerk_of(record: Any) -> Actor:
    """Somebody at the labour department, here with the system's sight."""
    return Actor(name="科员", role=Role.LABOUR_CLERK, is_system=True)


def opened(act: str, subject: Any, actor: Actor, typed: dict[str, Any] | None = None) -> ActForm:
    """The form of an act as its page makes it: empty, or with what was typed."""
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        for name, value in {"on": str(TODAY), **typed}.items():
            data.setlist(name, [str(v) for v in (value if isinstance(value, list) else [value])])
    form_class = forms.find(act)
    assert form_class is not None
    return form_class(data, subject=subject, actor=actor, today=TODAY)


def sent(act: str, subject: Any, actor: Actor, **typed: Any) -> dict[str, Any]:
    """The data an act gets from a form filled in like this, checked against the case file."""
    with acting_as(actor):
        form = opened(act, subject, actor, typed)
        assert form.is_valid(), wrong(form)
        data = form.data_for_act()
    assert misfits(act.partition(":")[0], data) == []
    return data


def wrong(form: ActForm) -> dict[str, list[str]]:
    """What the form found wrong, by field, and by list under its name."""
    found = {field.html_name: list(field.errors) for field in form.wrong_fields()}
    return found | ({"": form.wrong_lists()} if form.wrong_lists() else {})


def refused(act: str, subject: Any, actor: Actor, **typed: Any) -> dict[str, list[str]]:
    """What a form filled in like this is told."""
    with acting_as(actor):
        return wrong(opened(act, subject, actor, typed))


def rows(name: str, *values: dict[str, Any]) -> dict[str, Any]:
    """Rows of a list as a browser sends them."""
    typed: dict[str, Any] = {f"{name}-count": len(values) + 1}
    for place, row in enumerate(values):
        typed |= {f"{name}-{place}-{field}": value for field, value in row.items()}
    return typed
