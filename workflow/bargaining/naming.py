"""Fields that name people: pick somebody of the case, or write down somebody new at once."""

from collections.abc import Mapping
from typing import Any

from django import forms

from contracts.parties.choices import Level
from contracts.parties.models import Person
from workflow import people
from workflow.forms import ActForm
from workflow.inputs import FromList, Line, Pick, PickMany, Tick


class PersonPick(Pick):
    """Somebody of the case, shown with post."""

    def label_from_instance(self, obj: Person) -> str:
        """Return name and post."""
        return people.label(obj)


class PeoplePick(PickMany):
    """Several people of the case, shown with their posts."""

    def label_from_instance(self, obj: Person) -> str:
        """Return name and post."""
        return people.label(obj)


class NewPerson(forms.Form):
    """Fields to write down somebody who is not in the list yet."""

    new_name = Line(label="姓名", longest=100, required=False)
    new_gender = FromList(label="性别", choices=[("男", "男"), ("女", "女")], required=False)
    new_post = Line(label="岗位（职务）", longest=100, required=False)
    new_level = FromList(label="层级", choices=Level.choices, required=False)
    new_outside = Tick(label="外聘（不在本单位工作）")


NEW_FIELDS = tuple(NewPerson.base_fields)


def person_in(values: Mapping[str, Any], form: ActForm, *, picked: str) -> Person | None:
    """Return who was picked, or the person written down anew; nobody if neither."""
    if values.get(picked):
        person: Person = values[picked]
        return person
    if not values.get("new_name") or form.case is None:
        return None
    return people.add(
        form.case,
        form.actor,
        is_outsider=bool(values.get("new_outside")),
        name=values["new_name"],
        gender=values.get("new_gender", ""),
        post=values.get("new_post", ""),
        level=values.get("new_level", ""),
    )


def without_new(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values without the fields of somebody new."""
    return {name: value for name, value in values.items() if name not in NEW_FIELDS}
