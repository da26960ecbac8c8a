"""Issue the papers of one act: their law, issuers and numbers, and the jobs that make the files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from contracts.deadlines.law import law_for
from contracts.documents import issuing
from contracts.documents.declaration import declarations
from contracts.documents.issuing import Request
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.choices import Kind
from contracts.parties.models import Case, Organisation
from workflow.queue import jobs

RENDER = "paper.render"
ENTERED_LATER = "补录"


class NobodyIssues(Exception):
    """A case without parties issues no paper."""


def issue(
    requests: Sequence[Request],
    *,
    case: Case,
    to: Any,
    actor: Actor,
    act: str,
    on: date,
    is_paper: bool,
) -> list[Paper]:
    """Issue the papers an act asks for, and write the jobs that make their files.

    ``to`` is what the act was done to; ``is_paper`` marks what was entered from paper afterwards.
    """
    own = Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    issuers = [request.issuer or own or _party(_case_of(request, case)) for request in requests]
    numbers = _numbers(requests, issuers, year=on.year)
    papers = [
        issuing.issue(
            replace(request, marks=_marks(request, is_paper=is_paper)),
            case=_case_of(request, case),
            issuer=issuer,
            law=law_for(
                _case_of(request, case),
                on=on,
                kind=_instrument(request.record) or _instrument(to),
                scope=getattr(to, "scope", "enterprise"),
            ),
            on=on,
            act=act,
            number=number,
        )
        for request, issuer, number in zip(requests, issuers, numbers, strict=True)
    ]
    waiting = (paper for paper in papers if paper.state == Paper.State.WAITING)
    jobs.enqueue_new(RENDER, {f"paper:{paper.pk}": {"paper": paper.pk} for paper in waiting})
    return papers


def _numbers(
    requests: Sequence[Request], issuers: Sequence[Organisation], *, year: int
) -> list[str]:
    """Return the number of each paper, "" for one that prints none; a series is asked once."""
    catalogue = declarations()
    numbered = [catalogue[request.code].is_numbered for request in requests]
    asked = Counter(issuer for issuer, is_so in zip(issuers, numbered, strict=True) if is_so)
    taken = {
        issuer: iter(issuing.next_numbers(issuer, year, count)) for issuer, count in asked.items()
    }
    return [
        next(taken[issuer]) if is_so else ""
        for issuer, is_so in zip(issuers, numbered, strict=True)
    ]


def _marks(request: Request, *, is_paper: bool) -> str:
    return "、".join(filter(None, [request.marks, ENTERED_LATER if is_paper else ""]))


def _case_of(request: Request, case: Case) -> Case:
    own = getattr(request.record, "case", None)
    return own if isinstance(own, Case) else case


def _instrument(thing: Any) -> str:
    """Return the instrument a row is about; a letter has a kind of another sort."""
    kind = getattr(thing, "kind", "")
    return kind if kind in Kind.values else ""


def _party(case: Case) -> Organisation:
    party = case.workers_party or case.employer_party
    if party is None:
        raise NobodyIssues(str(case))
    return party
