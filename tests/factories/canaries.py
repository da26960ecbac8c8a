"""Canary words: planted in every field one side, or the two sides, keep to themselves.

Each word names who may read it and whose case it lies in; a page that shows it to anybody else
has sprung a leak.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import models

from contracts.agreements.models import TextRow
from contracts.bargaining.models import Offer
from contracts.documents.declaration import declarations
from contracts.documents.models import Paper
from contracts.journal import entries
from contracts.journal.models import Entry
from contracts.parties.actors import acting_as
from contracts.parties.models import CaseRow, Role, Visibility
from tests.factories.parties import actor_of
from tests.factories.site import OPENED_ON, Country, Place, give_files

WORKERS, EMPLOYER, BOTH = "职工暗号", "企业暗号", "双方暗号"
KINDS = {
    Visibility.WORKERS_ONLY: WORKERS,
    Visibility.EMPLOYER_ONLY: EMPLOYER,
    Visibility.BOTH_SIDES: BOTH,
}
# Names, codes and chains, not words of a side.
NOT_WORDS = {
    *("path", "subject", "act", "rule", "body", "previous", "digest", "number", "key", "unit"),
    *("citations", "vote_faults", "actor_name", "value"),
}
SHORTEST = 30


def word(kind: str, place: str) -> str:
    """Return the canary of a kind in a place."""
    return f"{kind}-{place}-"


def all_words(places: list[str]) -> set[str]:
    """Return every canary there is."""
    return {word(kind, place) for kind in (WORKERS, EMPLOYER, BOTH) for place in places}


def private_models() -> list[type[CaseRow]]:
    """Return every model whose rows one side or the two sides keep to themselves."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, CaseRow) and model.visibility in KINDS and model is not Paper
    ]


def word_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields of a model that hold words somebody wrote."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in NOT_WORDS
        and not field.choices
        and (
            isinstance(field, models.TextField | models.JSONField)
            or (isinstance(field, models.CharField) and (field.max_length or 0) >= SHORTEST)
        )
    ]


def plant(country: Country) -> dict[str, int]:
    """Plant canaries in every private field of the country; return how many rows per model."""
    names = {place.firm.pk: name for name, place in country.places.items()}
    planted = {}
    for model in private_models():
        rows = list(model.objects.all())
        for row in rows if model is not Entry else []:
            _plant_row(row, word(KINDS[row.visibility], names[row.employer_party_id]))
        planted[model.__name__] = len(rows)
    for offer in Offer.objects.all():
        said = word(BOTH, names[offer.employer_party_id])
        Offer.objects.filter(pk=offer.pk).update(reason=f"{said}理由")
    _plant_papers(names)
    for name, place in country.places.items():
        _plant_entries(name, place)
    return planted


def _plant_entries(name: str, place: Place) -> None:
    """Write canaries into the journal, which can only be added to."""
    for kind, house, role in (
        (WORKERS, place.union, Role.UNION_CHAIR),
        (EMPLOYER, place.firm, Role.EMPLOYER_OFFICER),
        (BOTH, place.union, Role.UNION_CHAIR),
    ):
        with acting_as(replace(actor_of(house, role), is_system=True)):
            entries.append(
                place.round.case,
                "bargaining.plan",
                {},
                on=OPENED_ON,
                summary=f"{word(kind, name)}日志",
                is_private=kind != BOTH,
            )


def _plant_row(row: CaseRow, said: str) -> None:
    if isinstance(row, TextRow) and row.agreement.concluded_on is not None:
        return
    new: dict[str, Any] = {}
    for field in word_fields(type(row)):
        text = f"{said}{field.name}{row.pk}"
        new[field.name] = [text] if isinstance(field, models.JSONField) else text
    if new:
        type(row).objects.filter(pk=row.pk).update(**new)


def _plant_papers(names: dict[int, str]) -> None:
    for paper in list(Paper.objects.all()):
        kind = paper_kind(paper)
        said = f"{word(kind, names[paper.employer_party_id])}文书{paper.pk}" if kind else "公开"
        field = next(f.name for f in declarations()[paper.code].fields if f.type == "text")
        Paper.objects.filter(pk=paper.pk).update(facts={**paper.facts, field: said})
        give_files(paper, f"{said} {paper.pk}".encode(), "docx", "pdf")


def paper_kind(paper: Paper) -> str:
    """Return whose canary a paper carries: of those who alone may read it."""
    if paper.seen_by_workers and not paper.seen_by_employer:
        return WORKERS
    if paper.seen_by_employer and not paper.seen_by_workers:
        return EMPLOYER
    return "" if paper.read_above else BOTH


def forbidden(role: str, places: list[str]) -> Iterator[str]:
    """Return the canaries that somebody in this role (at the place “own”) may never read.

    The labour department reads what was filed with it: the papers of both sides of “neighbour”.
    """
    allowed = set()
    if role == Role.RECORDER:
        allowed = {word(BOTH, "own")}
    elif role == Role.LABOUR_CLERK:
        allowed = {word(BOTH, "neighbour")}
    elif role in Role.values and Role(role).side == "workers":
        allowed = {word(BOTH, "own"), word(WORKERS, "own")}
    elif role in Role.values and Role(role).side == "employer":
        allowed = {word(BOTH, "own"), word(EMPLOYER, "own")}
    return (each for each in sorted(all_words(places)) if each not in allowed)
