"""The rule of visibility: who may see a row of a case (DESIGN §4). Default deny.

Who may *do* an act is another question: ``workflow/access.py``.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Q, QuerySet, TextChoices

from contracts.parties import actors
from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind, Role, Side

if TYPE_CHECKING:
    from contracts.parties.models import Case

Row = TypeVar("Row", bound=models.Model)
NOBODY = Q(pk__in=())


class Visibility(TextChoices):
    """How far the rows of a table may be seen."""

    PROGRESS = "progress", "进度：双方、上级工会、指导员；人社部门在报送后"
    BOTH_SIDES = "both_sides", "仅双方"
    WORKERS_ONLY = "workers_only", "仅职工方"
    EMPLOYER_ONLY = "employer_only", "仅企业方"


def upper_bound(path: str) -> str:
    """Return the first path that no longer lies under this one."""
    return path[:-1] + chr(ord(path[-1]) + 1)


def under(path: str, field: str = "path") -> Q:
    """Return the condition “in the subtree of this path”, as an index range."""
    if not path:
        return NOBODY
    return Q(**{f"{field}__gte": path, f"{field}__lt": upper_bound(path)})


def own_side(actor: Actor, prefix: str = "") -> Q:
    """Return the condition “the actor's organisation is a party of the row”."""
    if actor.organisation_id is None:
        return NOBODY
    if actor.side == Side.WORKERS:
        return Q(**{f"{prefix}workers_party_id": actor.organisation_id})
    if actor.side == Side.EMPLOYER:
        return Q(**{f"{prefix}employer_party_id": actor.organisation_id})
    if actor.role == Role.RECORDER:
        return Q(**{f"{prefix}employer_party_id": actor.organisation_id}) | Q(
            **{f"{prefix}workers_party_id": actor.organisation_id},
        )
    return NOBODY


def is_above(actor: Actor) -> bool:
    """Test whether the actor watches a subtree: a federation officer or an instructor."""
    return bool(actor.path) and actor.role in {Role.FEDERATION_OFFICER, Role.INSTRUCTOR}


def is_labour(actor: Actor) -> bool:
    """Test whether the actor sits in the labour department."""
    return actor.organisation_kind == OrganisationKind.LABOUR_DEPARTMENT


def is_auditor(actor: Actor) -> bool:
    """Test whether the actor reads the journal for audit (no contents)."""
    return actor.role == Role.AUDIT_ADMIN


def case_rows(actor: Actor, visibility: str) -> Q:
    """Return the condition on a row of a case for this actor and this visibility."""
    if visibility == Visibility.WORKERS_ONLY:
        return own_side(actor) if actor.side == Side.WORKERS else NOBODY
    if visibility == Visibility.EMPLOYER_ONLY:
        return own_side(actor) if actor.side == Side.EMPLOYER else NOBODY
    if visibility == Visibility.BOTH_SIDES:
        return own_side(actor)
    if is_above(actor):
        return under(actor.path)
    return own_side(actor)


class ScopedManager(models.Manager[Row]):
    """A manager that refuses to answer without an actor and shows each actor its own rows."""

    def get_queryset(self) -> QuerySet[Row]:
        """Return the rows the current actor may see.

        :raises NoActor: if no actor is set.
        """
        actor = actors.current()
        rows: QuerySet[Row] = super().get_queryset()
        if actor.is_system:
            return rows
        visible: Q = self.model.visible_to(actor)  # type: ignore[attr-defined]
        return rows.filter(visible)


def parties_read(case: "Case") -> dict[str, Any]:
    """Return the parties of a case that were read together with it, by field."""
    read = case._state.fields_cache  # noqa: SLF001 -- where Django keeps what select_related read
    parties = {name: read.get(name) for name in ("workers_party", "employer_party")}
    return {name: party for name, party in parties.items() if party is not None}


def ownership(case: "Case") -> dict[str, Any]:
    """Return the columns every row of a case carries, copied from the case."""
    return {
        "case": case,
        "path": case.path,
        "workers_party_id": case.workers_party_id,
        "employer_party_id": case.employer_party_id,
        **parties_read(case),
    }
