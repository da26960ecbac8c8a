"""The organisation tree: places as paths of fixed-width segments, each closed by a dot."""

from django.db.models import Q
from django.db.models.functions import Length

from contracts.parties.choices import OrganisationKind
from contracts.parties.models import Organisation
from contracts.parties.visibility import under

SEGMENT = 5


def next_place(parent: Organisation | None) -> str:
    """Return a free place directly below the parent (or at the top of the tree)."""
    base = parent.path if parent else ""
    length = len(base) + SEGMENT + 1
    taken = (
        Organisation.objects.filter(under(base) if base else Q())
        .annotate(length=Length("path"))
        .filter(length=length)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    number = int(taken[len(base) : -1], 36) + 1 if taken else 1
    return f"{base}{_segment(number)}."


def _segment(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text.rjust(SEGMENT, "0")


def ancestors(path: str) -> list[str]:
    """Return every place above and including this one, the widest first."""
    step = SEGMENT + 1
    return [path[:end] for end in range(step, len(path) + 1, step)]


def labour_department_for(path: str) -> Organisation | None:
    """Return the labour department (人社部门) of a place: the nearest one on the way up."""
    return (
        Organisation.objects.filter(
            kind=OrganisationKind.LABOUR_DEPARTMENT,
            path__in=ancestors(path),
        )
        .order_by("-path")
        .first()
    )


def higher_union(organisation: Organisation) -> Organisation | None:
    """Return the union next above (上一级工会), or none at the top."""
    if organisation.kind == OrganisationKind.EMPLOYER:
        union = Organisation.objects.filter(firm=organisation).first()
        return union.parent if union else organisation.parent
    return organisation.parent


def across(organisation: Organisation, kind: str) -> Organisation | None:
    """Return the organisation of a kind with the same area (区域、行业), below the same parent.

    Areas of other places may bear the same name; they are another table.
    """
    if not organisation.area:
        return None
    near = under(organisation.parent.path) if organisation.parent else Q()
    rows = Organisation.objects.filter(near, kind=kind, area=organisation.area)
    return rows.order_by("pk").first()
