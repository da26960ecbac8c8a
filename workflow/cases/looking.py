"""Look at the record after an act, or at the end: what an expectation may be held against."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.congress.models import Congress
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.parties.actors import acting_as
from contracts.parties.models import Office, Organisation
from contracts.parties.references import reference
from contracts.parties.visibility import under
from contracts.supervision import indicators
from workflow import door
from workflow.cases import expectations
from workflow.cases.expectations import Failure, Seen
from workflow.cases.world import World
from workflow.door import Receipt

States = dict[int, tuple[str, date]]
# Things that stand for their whole case: a round with its agreements, a congress with its sittings.
WHOLES = (Round, Congress)


def clock_states(there: World) -> States:
    """Return how each clock of the story stands now."""
    return {clock.pk: (clock.state, clock.last_day) for clock in _clocks(there)}


def _clocks(there: World) -> QuerySet[Deadline]:
    return Deadline.objects.filter(reduce(or_, map(under, there.places), Q(pk__in=())))


def at_act(
    on: date,
    receipt: Receipt,
    brought: list[Receipt],
    before: States,
    there: World,
    *,
    to: Any,
) -> Seen:
    """Return what came of an act on ``to``, and of the time that ran before it."""
    things = _fresh(receipt.things)
    cases = {case.pk for case in map(door.case_of, things) if case}
    near = [early for early in brought if not cases or cases & _cases_of(early)]
    verdicts = [*receipt.verdicts, *(v for early in near for v in early.verdicts)]
    papers = [paper for early in brought for paper in early.papers] + receipt.papers
    touched = [c for c in _clocks(there) if before.get(c.pk) != (c.state, c.last_day)]
    return _seen(
        on,
        things,
        focus=[thing for thing in (receipt.made, to) if isinstance(thing, Model)],
        verdicts=verdicts,
        touched=touched,
        papers=papers,
        far_papers={p.pk for early in brought if early not in near for p in early.papers},
        void_codes=_void_codes(cases),
    )


def at_end(as_of: date, subject: Any, there: World) -> Seen:
    """Return how something stands when the story is over, with all papers up to the day."""
    things = _fresh([subject]) if isinstance(subject, Model) else []
    papers = list(_papers_of(subject, as_of)) if things else []
    return _seen(
        as_of,
        [] if isinstance(subject, Organisation) else things,
        focus=things,
        papers=papers,
        void_codes={paper.code for paper in papers if paper.is_void},
        touched=list(_clocks(there).filter(_clocks_of(things))),
    )


def _seen(on: date, things: list[Any], *, focus: list[Any], **more: Any) -> Seen:
    agreement = next((thing for thing in things if isinstance(thing, Agreement)), None)
    running = Deadline.objects.filter(state=Deadline.State.RUNNING).order_by("pk")
    own = list(running.filter(subject__in=[reference(thing) for thing in things]))
    parts = list(running.filter(_clocks_of(focus)).exclude(pk__in=[clock.pk for clock in own]))
    return Seen(
        on=on,
        stages=[thing.stage for thing in things if getattr(thing, "stage", "")],
        own=own,
        running=[*own, *parts],
        in_force_on=agreement.in_force_on if agreement else None,
        gap=gap_of(agreement) if agreement else None,
        **more,
    )


def _fresh(things: Iterable[Any]) -> list[Any]:
    things = list(things)
    for thing in things:
        thing.refresh_from_db()
    return things


def _cases_of(receipt: Receipt) -> set[int]:
    return {case.pk for case in map(door.case_of, receipt.things) if case}


def _clocks_of(things: Iterable[Any]) -> Q:
    """Return the clocks of things and of their parts; a round and a congress mean their case."""
    found = Q(pk__in=())
    for thing in things:
        if isinstance(thing, WHOLES):
            found |= Q(case=thing.case)
        elif not isinstance(thing, Organisation):
            found |= Q(subject__in=_parts_of(thing))
    return found


def _parts_of(thing: Model) -> list[str]:
    """Return the references of a row and of every row that belongs to it."""
    found = [reference(thing)]
    for relation in thing._meta.related_objects:
        name = relation.get_accessor_name()
        if relation.one_to_many and name:
            found += [reference(row) for row in getattr(thing, name).all()]
    return found


def _papers_of(subject: Any, as_of: date) -> QuerySet[Paper]:
    rows = Paper.objects.filter(issued_on__lte=as_of).order_by("pk")
    if isinstance(subject, Organisation):
        if subject.side:
            firm = subject.firm or subject
            return rows.filter(
                Q(employer_party=firm) | Q(workers_party__firm=firm) | Q(workers_party=subject),
            )
        return rows.filter(under(subject.path))
    if isinstance(subject, WHOLES):
        return rows.filter(case=subject.case)
    parts = _parts_of(subject)
    clocks = Deadline.objects.filter(subject__in=parts)
    return rows.filter(record__in=[*parts, *map(reference, clocks)])


def _void_codes(cases: Iterable[int]) -> set[str]:
    rows = Paper.objects.filter(case__in=list(cases), is_void=True)
    return set(rows.values_list("code", flat=True))


def gap_of(agreement: Agreement) -> tuple[date, date] | None:
    """Return the first and last day without an agreement: from the old end to the new effect."""
    if agreement.in_force_on is None:
        return None
    ended = agreement.previous_to
    first = ended + timedelta(days=1) if ended else agreement.term_from
    last = agreement.in_force_on - timedelta(days=1)
    return (first, last) if first and first <= last else None


def not_hidden(expect: dict[str, Any]) -> Iterator[Failure]:
    """Return each paper an organisation's accounts can see, though they never should."""
    for organisation, codes in expect.get("hidden") or []:
        offices = Office.objects.filter(organisation=organisation).select_related("organisation")
        for office in offices.order_by("pk"):
            with acting_as(office.as_actor()):
                found = set(Paper.objects.filter(code__in=codes).values_list("code", flat=True))
            for code in sorted(found):
                yield Failure("hidden", f"{organisation} 看不到 {code}", f"{office} 能看到")


def indicators_of(expect: dict[str, Any], subject: Any, *, as_of: date) -> Iterator[Failure]:
    """Return each figure of a thing or an organisation that did not come out as expected."""
    for name, asked in (expect.get("indicators") or {}).items():
        found = indicators.value(name, subject, as_of=as_of) if subject is not None else None
        if not expectations.same_indicator(asked, found):
            yield Failure(f"indicators {name}", "、".join(asked), expectations.figure_shown(found))
