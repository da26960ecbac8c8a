"""What an act holds: the cases it locks, and what it acts on, read anew behind the lock."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from contracts.parties.actors import Actor, acting_as
from contracts.parties.models import Case, CaseRow, Organisation
from contracts.parties.references import reference


class NotFound(Exception):
    """There is no such thing for this actor; a foreign thing is 404, never 403."""


def take(to: Any, others: Collection[Any], actor: Actor) -> dict[int, Case]:
    """Lock the cases an act touches; bring ``to`` up to date; return the cases by number.

    :raises NotFound: if the actor may not know of one of the things.
    """
    with acting_as(actor):
        for thing in others:
            _must_see(thing, actor)
        held = _lock((to, *others), actor)
        _bring_up(to, actor, held)
    return held


def number_of(thing: Any) -> int | None:
    """Return the number of the case a thing is or lies in; nothing for what lies in none."""
    if not isinstance(thing, models.Model):
        return None
    number: int | None = thing.pk if isinstance(thing, Case) else getattr(thing, "case_id", None)
    return number


def _must_see(thing: Any, actor: Actor) -> None:
    if not isinstance(thing, models.Model) or not hasattr(type(thing), "visible_to"):
        return
    if not type(thing)._default_manager.filter(pk=thing.pk).exists():
        raise NotFound(f"{actor.name}: {reference(thing)}")


def _lock(things: Iterable[Any], actor: Actor) -> dict[int, Case]:
    """Lock the cases of the things in one order; a case the actor may not know of is not locked."""
    wanted = {number for thing in things if (number := number_of(thing))}
    if not wanted:
        return {}
    locked = Case.objects.select_for_update().filter(pk__in=wanted)
    held = {row.pk: row for row in (locked.order_by("pk") if len(wanted) > 1 else locked)}
    if missing := wanted - held.keys():
        raise NotFound(f"{actor.name}: {missing}")
    _read_parties(held.values())
    return held


def _read_parties(cases: Collection[Case]) -> None:
    """Read the parties of the cases once; every paper of the act names them."""
    sides = ("workers_party", "employer_party")
    wanted = {number for case in cases for side in sides if (number := getattr(case, f"{side}_id"))}
    parties = {row.pk: row for row in Organisation.objects.filter(pk__in=wanted)}
    for case in cases:
        for side in sides:
            if party := parties.get(getattr(case, f"{side}_id")):
                setattr(case, side, party)


def _bring_up(to: Any, actor: Actor, held: dict[int, Case]) -> None:
    """Read what is acted on anew, now that its case is locked, if the actor may see it."""
    if not isinstance(to, models.Model):
        return
    try:
        to.refresh_from_db(from_queryset=type(to)._default_manager.all())
    except ObjectDoesNotExist:
        raise NotFound(f"{actor.name}: {reference(to)}") from None
    if isinstance(to, CaseRow):
        to.lie_in(held[to.case_id])
