"""Who stands elected (代表名册), which seats must be filled again, and the numbers that follow."""

from dataclasses import dataclass

from django.db.models import QuerySet

from contracts.congress import seats
from contracts.congress.models import Candidate, Congress, Delegate, Election, Establishment


@dataclass(frozen=True, slots=True)
class Figures:
    """How many delegates there are and, of these, of each group; unknown is None."""

    total: int
    management: int | None
    women: int | None
    dispatch: int | None
    leaders: int | None = None
    frontline: int | None = None


def standing(congress: Congress) -> QuerySet[Delegate]:
    """Return the delegates who stand elected, unit by unit in the order of their election."""
    rows = Delegate.objects.filter(congress=congress, left_on__isnull=True)
    return rows.select_related("candidate").order_by("pk")


def is_known(congress: Congress) -> bool:
    """Test whether its delegates were elected on this record, so that strangers can be told.

    A congress entered as it stands has its roster on paper until seats are planned here.
    """
    founded = Establishment.objects.filter(congress=congress).exists()
    return founded or seats.standing_plan(congress) is not None


def is_certified_once(congress: Congress) -> bool:
    """Test whether credentials ever held: from then on the congress's numbers follow the roster."""
    return bool(congress.certifications.filter(is_clean=True).exists())


def given_up(congress: Congress) -> set[str]:
    """Return the names whose seats were given up in elections so far."""
    rows = Election.objects.filter(congress=congress).values_list("replaces", flat=True)
    return {name for names in rows for name in names}


def elections_of(congress: Congress, unit: str) -> list[Election]:
    """Return the elections of a unit, the first one first."""
    rows = Election.objects.filter(congress=congress, unit=unit)
    return list(rows.prefetch_related("candidates").order_by("held_on", "pk"))


def seats_failed(congress: Congress, unit: str) -> int:
    """Return how many seats of a unit failed and are not filled: it must vote again."""
    return _failed(elections_of(congress, unit))


def _failed(elections: list[Election]) -> int:
    """Return the seats still failed: each election first takes up those that failed before it."""
    failed = 0
    for election in elections:
        taken_up = max(len(election.candidates.all()) - election.given_up, 0)
        failed = max(failed - taken_up, 0) + election.failed
    return failed


def units_of(congress: Congress) -> list[str]:
    """Return the units that ever voted, in the order of their first election."""
    rows = Election.objects.filter(congress=congress).order_by("held_on", "pk")
    return list(dict.fromkeys(rows.values_list("unit", flat=True)))


def to_repeat(congress: Congress) -> list[Election]:
    """Return, for each unit that must vote again, the last election that failed there."""
    found = []
    for unit in units_of(congress):
        elections = elections_of(congress, unit)
        if _failed(elections):
            found.append([election for election in elections if election.failed][-1])
    return found


def open_seats(congress: Congress) -> dict[str, int]:
    """Return the planned seats nobody sits in, by unit; units without any are left out."""
    plan = seats.standing_plan(congress)
    if plan is None:
        return {}
    sitting = list(standing(congress).values_list("unit", flat=True))
    rooms = {unit.name: unit.seats - sitting.count(unit.name) for unit in plan.units.order_by("pk")}
    return {name: room for name, room in rooms.items() if room > 0}


def counted(congress: Congress) -> list[Candidate]:
    """Return everyone of the latest elections, valid or not: who sits, and who failed last."""
    people = [delegate.candidate for delegate in standing(congress)]
    for unit in units_of(congress):
        latest = elections_of(congress, unit)[-1]
        people += [one for one in latest.candidates.order_by("pk") if not one.is_elected]
    return people


def figures_of(congress: Congress) -> Figures:
    """Return the numbers credentials are judged by.

    A congress entered as it stands keeps the numbers it came with: its roster is on paper.
    """
    if not is_known(congress) and congress.delegates_total is not None:
        return Figures(
            congress.delegates_total, congress.management, congress.women, congress.dispatch
        )
    return _figures(counted(congress))


def _figures(people: list[Candidate]) -> Figures:
    return Figures(
        total=len(people),
        management=sum(one.is_management for one in people),
        women=sum(one.is_woman for one in people),
        dispatch=sum(one.is_dispatched for one in people),
        leaders=sum(one.is_leader for one in people),
        frontline=_frontline(people),
    )


def _frontline(people: list[Candidate]) -> int | None:
    """Return how many work at the front line; unknown if of anybody it is not said."""
    if not all(one.category for one in people):
        return None
    return sum(one.is_frontline for one in people)


def follow(congress: Congress) -> None:
    """Let the congress's numbers be those of its roster, once its credentials held."""
    if not is_known(congress) or not is_certified_once(congress):
        return
    figures = _figures([delegate.candidate for delegate in standing(congress)])
    congress.delegates_total = figures.total
    congress.management = figures.management
    congress.women = figures.women
    congress.dispatch = figures.dispatch
    congress.save(update_fields=["delegates_total", "management", "women", "dispatch"])
