"""Issue a paper: take its number, freeze its facts, settle who may see it. Files come later."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import rfc8785
from django.db import models

from contracts.documents import template_choice, tokens
from contracts.documents.declaration import Declaration, declarations
from contracts.documents.filling import PaperContext, filler_of
from contracts.documents.models import Paper, Series
from contracts.parties.models import Case, Organisation, Side
from contracts.parties.references import reference
from contracts.statutes.law import Law

OPEN_CLASSES = {"none", "union_until_issued", "employer_until_issued"}
#: Ballots: a code on them would be a mark.
SEALED = "sealed"
ABOVE = {"town_union", "county_union", "city_union", "province_union"}


@dataclass(frozen=True, slots=True)
class Request:
    """A paper an act issues: which document, about which record, with what marks.

    ``is_draft`` keeps the words from the federations above, who may know that it exists;
    ``is_held_back`` keeps the paper to its own side until it is handed over (``hand_over``).
    """

    code: str
    record: models.Model
    issuer: Organisation | None = None
    marks: str = ""
    is_void: bool = False
    is_draft: bool = False
    is_held_back: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def issue(request: Request, *, issuer: Organisation, on: date, **said: Any) -> Paper:
    """Issue one paper by itself; ``said`` is what :func:`draw_up` asks besides."""
    issuer = request.issuer or issuer
    is_numbered = declarations()[request.code].is_numbered
    number = next_numbers(issuer, on.year, 1)[0] if is_numbered else ""
    template = template_choice.chosen(request.code, path=issuer.path, on=on)
    paper = draw_up(request, issuer=issuer, on=on, number=number, template=template, **said)
    paper.save(force_insert=True)
    return paper


def draw_up(
    request: Request,
    *,
    case: Case,
    issuer: Organisation,
    law: Law,
    on: date,
    number: str,
    act: str = "",
    template: str = "",
    beside: Sequence[Paper] = (),
) -> Paper:
    """Return a paper for the step's own transaction to write; its files are made by a job.

    The number was taken before: a second rendering prints the same; a paper that prints none has
    none. ``template`` is the hash of the template in force; ``beside`` are the papers of the same
    act drawn up before it.
    """
    declaration = declarations()[request.code]
    context = PaperContext(
        number=number,
        issued_on=on,
        issuer=issuer,
        case=case,
        law=law,
        marks=request.marks,
        extra=request.extra,
        beside=beside,
    )
    return Paper(
        **Paper.belonging_to(case),
        **_marked(declaration),
        **_sight_of(request, declaration, issuer.side),
        **_declared(declaration),
        **_frozen(request, context, template),
        **_headed(request, context),
        act=act,
    )


def _marked(declaration: Declaration) -> dict[str, str]:
    """Return the paper's token, and what its QR codes say; a ballot carries no code."""
    token = tokens.new()
    is_sealed = declaration.confidentiality == SEALED
    return {"token": token, "qr": "" if is_sealed else tokens.said_by(token)}


def _headed(request: Request, context: PaperContext) -> dict[str, Any]:
    return {
        "number": context.number,
        "issued_on": context.issued_on,
        "issuer": context.issuer,
        "side": context.issuer.side,
        "record": reference(request.record),
        "packs": context.law.rulebook.marks(context.law.region),
        "marks": request.marks,
        "is_void": request.is_void,
    }


def _declared(declaration: Declaration) -> dict[str, Any]:
    return {
        "code": declaration.code,
        "title": declaration.title,
        "confidentiality": declaration.confidentiality,
        "formats": list(declaration.formats),
    }


def _frozen(request: Request, context: PaperContext, template: str) -> dict[str, Any]:
    """Return the paper's facts and what they are printed on, fixed for good at issue."""
    fill, facts = filler_of(request.code), dict[str, Any]()
    state, template_sha256 = Paper.State.UNLAID, template if fill else ""
    if fill is not None and template_sha256:
        facts = {**fill(request.record, context), "marks": request.marks}
        state = Paper.State.WAITING
    return {
        "facts": facts,
        "facts_sha256": hashlib.sha256(rfc8785.dumps(facts)).hexdigest(),
        "template_sha256": template_sha256,
        "state": state,
    }


def next_numbers(issuer: Organisation, year: int, count: int) -> list[str]:
    """Take the next numbers of the issuer's series of that year: 沈总工〔2027〕3号."""
    series, is_new = Series.objects.select_for_update().get_or_create(
        issuer=issuer,
        year=year,
        defaults={"last": count},
    )
    if not is_new:
        series.last += count
        series.save(update_fields=["last"])
    first = series.last - count + 1
    head = f"{issuer.office_word}〔{year}〕"
    return [f"{head}{number}号" for number in range(first, first + count)]


def _sight_of(request: Request, declaration: Declaration, side: str) -> dict[str, bool]:
    seen = sight(declaration, side, is_draft=request.is_draft)
    if request.is_held_back:
        own = {Side.WORKERS.value: "seen_by_workers", Side.EMPLOYER.value: "seen_by_employer"}[side]
        seen = {**dict.fromkeys(seen, False), own: True}
    return seen


def hand_over(case: Case, code: str, *, side: str) -> int:
    """Let the other side and those above see what a side had held back; return how many papers."""
    seen = sight(declarations()[code], side)
    return Paper.objects.filter(case=case, code=code, side=side).update(**seen)


def sight(declaration: Declaration, side: str, *, is_draft: bool = False) -> dict[str, bool]:
    """Return who may know of and read a paper, from its class and addressees (DESIGN §4)."""
    confidentiality = declaration.confidentiality
    is_open = confidentiality in OPEN_CLASSES
    is_shared = is_open or confidentiality in {"both_sides_only", "personal_data"}
    addressed = set(declaration.received_by)
    reported_up = bool(addressed & ABOVE)
    workers = is_shared or confidentiality == "union_internal"
    employer = is_shared or confidentiality == "employer_internal"
    if confidentiality == "superior_internal":
        workers, employer = "enterprise_union" in addressed, "employer" in addressed
    if confidentiality == SEALED:
        workers, employer = side == Side.WORKERS, side == Side.EMPLOYER
    above = is_shared or (confidentiality == "union_internal" and reported_up)
    above = above or confidentiality == "superior_internal"
    return {
        "seen_by_workers": workers,
        "seen_by_employer": employer,
        "seen_above": above,
        "read_above": above
        and not is_draft
        and confidentiality not in {"both_sides_only", "personal_data"},
        "seen_by_labour": is_shared and "hrss" in {*addressed, *declaration.issued_by},
    }


def make_void(case: Case, code: str, *, record: models.Model | None = None) -> int:
    """Mark earlier papers of a code void (a sitting moved, a page that failed); return how many."""
    papers = Paper.objects.filter(case=case, code=code, is_void=False)
    if record is not None:
        papers = papers.filter(record=reference(record))
    return papers.update(is_void=True)
