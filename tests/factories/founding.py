"""A congress on its way: requested, approved, planned, elected in three units."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from contracts.congress import elections, foundings, seats
from contracts.congress.elections import Won
from contracts.congress.models import Congress
from contracts.congress.seats import Unit
from contracts.verdicts.verdict import Outcome
from tests.factories.parties import UnionFactory

REQUESTED_ON = date(2026, 12, 21)
ELECTED_ON = date(2027, 1, 6)
# 184 workers: the register of the firm in the factory says the same.
UNITS = (Unit("机加车间", 90, 15), Unit("铸造车间", 84, 13), Unit("仓储运输", 10, 2))


def RequestFactory(  # noqa: N802 -- reads like the other factories
    *,
    form: str = "congress",
    region: str = "CN",
    term_years: int | None = 3,
    **union: Any,
) -> Congress:
    """Return a congress that was asked for."""
    of = UnionFactory(region=region, **union)
    made: Congress = foundings.request(of, form=form, term_years=term_years, on=REQUESTED_ON).made
    return made


def PlanFactory(**facts: Any) -> Congress:  # noqa: N802 -- as above
    """Return a congress of 30 seats in three units, approved."""
    congress = RequestFactory(**facts)
    foundings.approve(congress, on=date(2026, 12, 28))
    seats.plan(congress, seats=30, units=UNITS, on=date(2026, 12, 30))
    return congress


def people(unit: str, count: int, *, votes: int, **facts: Any) -> list[Won]:
    """Return so many people of a unit with the same votes: workers, men, with a contract."""
    facts = {"category": "工人", "gender": "男", "employment": "合同制", **facts}
    return [Won(f"{unit}{n}", votes, **facts) for n in range(1, count + 1)]


def vote(
    congress: Congress,
    unit: str = "仓储运输",
    *,
    workers: int = 10,
    attended: int = 9,
    elected: Sequence[Won] | None = None,
    replaces: Sequence[str] = (),
    on: date = ELECTED_ON,
) -> Outcome:
    """Hold an election in a unit; two are elected in the warehouse unless somebody is named."""
    who = people(unit, 2, votes=attended) if elected is None else elected
    return elections.elect(
        congress,
        unit=unit,
        workers=workers,
        attended=attended,
        elected=who,
        replaces=replaces,
        on=on,
    )


def RosterFactory(  # noqa: N802 -- as above
    *, managers: int = 6, women: int = 8, dispatched: int = 0, **facts: Any
) -> Congress:
    """Return a congress all of whose units voted well: 30 delegates of whom some are counted."""
    congress = PlanFactory(**facts)
    first = people("机加车间", managers, votes=60, category="中层以上")
    rest = people("机加", 15 - managers, votes=60)
    vote(congress, "机加车间", workers=90, attended=80, elected=[*first, *rest])
    second = people("铸造车间", women, votes=60, gender="女")
    others = people("铸造", 13 - women - dispatched, votes=60)
    sent = people("派遣", dispatched, votes=60, employment="劳务派遣")
    vote(congress, "铸造车间", workers=84, attended=80, elected=[*second, *others, *sent])
    vote(congress)
    return congress
