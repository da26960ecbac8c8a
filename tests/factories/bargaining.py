"""Rounds at a stage, with the people who sit at the table."""

from datetime import date
from typing import Any

from contracts.bargaining import offers, representatives, rounds, sessions
from contracts.bargaining.models import Round
from contracts.bargaining.representatives import Nominee
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Organisation, Person, Side
from tests.factories.parties import (
    EmployerOrganisationFactory,
    PersonFactory,
    UnionFactory,
    seat_head,
)

OPENED_ON = date(2027, 3, 1)


def RoundFactory(  # noqa: N802 -- reads like the other factories
    *,
    union: Organisation | None = None,
    region: str = "CN",
    kind: str = "wage",
    on: date = OPENED_ON,
    **facts: Any,
) -> Round:
    """Return a round just opened between a union and its firm."""
    union = union or UnionFactory(region=region)
    made = rounds.open_round(
        workers_party=union,
        employer_party=union.firm,
        kind=kind,
        on=on,
        **facts,
    )
    return made.made


def AreaRoundFactory(  # noqa: N802 -- as above
    *,
    kind: str = "wage",
    scope: str = "industry",
    on: date = OPENED_ON,
    **facts: Any,
) -> Round:
    """Return a round of an area: its union and its chamber of employers."""
    union = UnionFactory(firm=None, area="沙岗镇纸盒行业")
    chamber = EmployerOrganisationFactory(area=union.area)
    made = rounds.open_round(
        workers_party=union,
        employer_party=chamber,
        kind=kind,
        scope=scope,
        on=on,
        **facts,
    )
    return made.made


def OfferedRoundFactory(  # noqa: N802 -- as above
    *,
    received_on: date = OPENED_ON,
    made_by: Side = Side.WORKERS,
    **facts: Any,
) -> Round:
    """Return a round with a written offer received on a day."""
    round_ = RoundFactory(**facts)
    offers.make(
        round_,
        made_by=made_by,
        topics=["年度平均工资增幅"],
        delivered_by="当面",
        received_on=received_on,
        on=received_on,
    )
    return round_


def TalkingRoundFactory(**facts: Any) -> Round:  # noqa: N802 -- as above
    """Return a round whose offer was accepted the same day."""
    round_ = OfferedRoundFactory(**facts)
    offers.respond(round_, answer="agree", on=OPENED_ON)
    return round_


def SeatedRoundFactory(**facts: Any) -> Round:  # noqa: N802 -- as above
    """Return a round in talks with three representatives on each side and a recorder."""
    round_ = TalkingRoundFactory(**facts)
    seat(round_, Side.WORKERS)
    seat(round_, Side.EMPLOYER, recorder=worker_of(round_))
    return round_


def worker_of(round_: Round, **facts: Any) -> Person:
    """Return a new shop-floor worker of the round's firm."""
    return PersonFactory(**{"works_at": round_.employer_party, "level": "一线"} | facts)


def seat(round_: Round, side: Side, *, size: int = 3, **facts: Any) -> list[Person]:
    """Name a side's representatives, led by its head; return them, the chief first."""
    party = round_.party(side)
    chief = party.head or seat_head(party)
    people = [chief, *(worker_of(round_) for _ in range(size - 1))]
    nominees = [Nominee(person, is_chief=person == chief) for person in people]
    representatives.name(round_, side=side, nominees=nominees, on=round_.opened_on, **facts)
    return people


def meet(round_: Round, *, on: date = OPENED_ON, **facts: Any) -> Any:
    """Hold a session with both sides' words on one topic; return the outcome."""
    spoken = [Spoken("夜班津贴", workers=25, employer=15, settled=20)]
    return sessions.hold(
        round_,
        **{"chair": None, "present": (), "positions": spoken, "on": on} | facts,
    )
