"""The people a form may name: those of the case, and somebody new of the actor's own house."""

from typing import Any

from django.db.models import Q, QuerySet

from contracts.bargaining.models import Attendance, Recorder, Representative
from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from contracts.parties.models import Case, Organisation, Person


def people_of(case: Case) -> QuerySet[Person]:
    """Return the people of both parties, and those from outside who already sit in the case."""
    houses = {case.employer_party_id, case.workers_party_id}
    if case.workers_party is not None:
        houses.add(case.workers_party.firm_id)
    seated = [
        Q(pk__in=table.objects.filter(case=case).values("person"))
        for table in (Representative, Recorder, Attendance)
    ]
    heads = Q(pk__in=[p.head_id for p in (case.workers_party, case.employer_party) if p])
    found = Q(works_at__in=houses - {None}) | heads
    for those in seated:
        found |= those
    return Person.objects.filter(found).select_related("works_at").order_by("pk")


def people_of_side(case: Case, side: str) -> QuerySet[Person]:
    """Return the people one side may send: both sides work in the same firm, so all of the case.

    The head of the other side is left out; nobody sits on both.
    """
    across = case.employer_party if side == Side.WORKERS else case.workers_party
    head = across.head_id if across else None
    return people_of(case).exclude(pk=head) if head else people_of(case)


def firm_of(actor: Actor) -> Organisation:
    """Return where the people of the actor's organisation work: a union's work in its firm."""
    own = Organisation.objects.select_related("firm").get(pk=actor.organisation_id or 0)
    return own.firm or own


def add(case: Case, actor: Actor, *, is_outsider: bool = False, **about: Any) -> Person:
    """Return the person of this name and post, written down once; the same form twice adds nobody.

    Somebody from outside (外聘) works at none of the parties.
    """
    house = None if is_outsider else firm_of(actor)
    same = people_of(case).filter(
        name=about["name"],
        post=about.get("post", ""),
        works_at=house,
    )
    return same.first() or Person.objects.create(works_at=house, **about)


def label(person: Person) -> str:
    """Return how a list shows somebody: name, post, and where from if from outside."""
    where = "" if person.works_at_id else "外聘"
    about = "，".join(filter(None, [person.post, where]))
    return f"{person.name}（{about}）" if about else person.name
