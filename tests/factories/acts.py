"""Parties with offices, and the first acts of a round through the door."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contracts.bargaining.models import Round
from contracts.parties.actors import Actor
from contracts.parties.models import Account, Organisation, Role
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
    seat_head,
)
from workflow import door
from workflow.door import Receipt

OPENED_ON = date(2027, 1, 4)
OFFERED_ON = date(2027, 1, 8)
LAST_DAY = date(2027, 1, 28)


@dataclass(frozen=True, slots=True)
class Parties:
    """A firm and its union below a federation, with who acts for them."""

    federation: Organisation
    union: Organisation
    firm: Organisation
    chair: Actor
    officer: Actor
    clerk: Actor


def seat_parties(**facts: Any) -> Parties:
    """Return two parties with their heads; the union's chair has a login."""
    federation = FederationFactory()
    union = UnionFactory(parent=federation, **facts)
    labour = LabourDepartmentFactory(path=federation.path)
    seat_head(union)
    seat_head(union.firm)
    account = Account.objects.create_user(username=f"chair-{union.pk}")
    chair = replace(actor_of(union, Role.UNION_CHAIR), account_id=account.pk)
    return Parties(
        federation=federation,
        union=union,
        firm=union.firm,
        chair=chair,
        officer=actor_of(union.firm, Role.EMPLOYER_OFFICER),
        clerk=actor_of(labour, Role.LABOUR_CLERK),
    )


def open_round(parties: Parties, *, on: date = OPENED_ON) -> Round:
    """Open a wage round through the door."""
    data = {"kind": "wage", "scope": "enterprise"}
    made: Round = door.perform("bargaining.open", actor=parties.chair, on=on, data=data).made
    return made


OFFER = {"made_by": "workers", "topics": ["年度平均工资增幅", "夜班津贴"], "delivered_by": "当面"}


def offer(parties: Parties, round_: Round, *, on: date = OFFERED_ON, **asked: Any) -> Receipt:
    """Make the union's offer through the door."""
    return door.perform(
        "bargaining.offer",
        actor=parties.chair,
        on=on,
        to=round_,
        data=OFFER,
        **asked,
    )


def respond(parties: Parties, round_: Round, *, on: date, **asked: Any) -> Receipt:
    """Agree to bargain, through the door."""
    return door.perform(
        "bargaining.respond",
        actor=parties.officer,
        on=on,
        to=round_,
        data={"answer": "agree"},
        **asked,
    )
