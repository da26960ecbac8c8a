"""Issue the papers of one act: their law, issuers and numbers, and the jobs that make the files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from contracts.deadlines.law import law_for
from contracts.documents import issuing, template_choice
from contracts.documents.declaration import declarations
from contracts.documents.issuing import Request
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.choices import Kind
from contracts.parties.models import Case, Organisation
from contracts.parties.visibility import parties_read
from contracts.statutes.law import Law
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
    own = _own(actor, case)
    issuers = [request.issuer or own or _party(_case_of(request, case)) for request in requests]
    numbers = _numbers(requests, issuers, year=on.year)
    codes = {request.code for request in requests}
    templates = {
        issuer: template_choice.chosen_of(codes, path=issuer.path, on=on) for issuer in set(issuers)
    }
    papers: list[Paper] = []
    for request, issuer, number in zip(requests, issuers, numbers, strict=True):
        paper = issuing.draw_up(
            replace(request, marks=_marks(request, is_paper=is_paper)),
            case=_case_of(request, case),
            issuer=issuer,
            law=_law_of(request, case, to, on=on),
            on=on,
            act=act,
            number=number,
            template=templates[issuer][request.code],
            beside=tuple(papers),
        )
        papers.append(paper)
    Paper.objects.bulk_create(papers)
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


def _own(actor: Actor, case: Case) -> Organisation | None:
    """Return the actor's organisation; a party of the case was read together with it."""
    for party in parties_read(case).values():
        if party.pk == actor.organisation_id:
            return cast("Organisation", party)
    return Organisation.objects.filter(pk=actor.organisation_id or 0).first()


def _marks(request: Request, *, is_paper: bool) -> str:
    return "、".join(filter(None, [request.marks, ENTERED_LATER if is_paper else ""]))


def _case_of(request: Request, case: Case) -> Case:
    own = getattr(request.record, "case", None)
    return own if isinstance(own, Case) else case


def _law_of(request: Request, case: Case, to: Any, *, on: date) -> Law:
    return law_for(
        _case_of(request, case),
        on=on,
        kind=_instrument(request.record) or _instrument(to),
        scope=getattr(to, "scope", "enterprise"),
    )


def _instrument(thing: Any) -> str:
    """Return the instrument a row is about; a letter has a kind of another sort."""
    kind = getattr(thing, "kind", "")
    return kind if kind in Kind.values else ""


def _party(case: Case) -> Organisation:
    party = case.workers_party or case.employer_party
    if party is None:
        raise NobodyIssues(str(case))
    return party
