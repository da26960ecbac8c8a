"""Keep the verdicts of a case, cure them, and name those still open."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from contracts.parties import actors
from contracts.parties.models import Case
from contracts.parties.references import reference
from contracts.verdicts.models import Finding
from contracts.verdicts.verdict import Verdict

_OPEN: dict[str, Any] = {
    "is_standing": True,
    "outcome": Finding.Result.BLOCK,
    "cured_on__isnull": True,
}


def record(
    case: Case,
    subject: models.Model | None,
    verdicts: Iterable[Verdict],
    *,
    act: str,
    on: date,
    is_standing: bool = False,
    is_private: bool = False,
) -> list[Finding]:
    """Write the verdicts down; one that holds cures earlier blocks of its rule and subject.

    ``is_standing`` marks blocks of acts that stay on record: they remain open until cured.
    ``is_private`` keeps them to the side that acts: what was refused never happened for the other.
    """
    verdicts = list(verdicts)
    _cure_held(case, subject, verdicts, on=on)
    return Finding.objects.bulk_create(
        Finding(
            **Finding.belonging_to(case),
            side=actors.current().side,
            is_private=is_private,
            act=act,
            subject=reference(subject),
            rule=verdict.rule,
            outcome=verdict.outcome,
            found="" if verdict.found is None else str(verdict.found),
            required="" if verdict.required is None else str(verdict.required),
            source=verdict.source,
            citations=list(verdict.citations),
            message=verdict.message,
            remedy=verdict.remedy,
            found_on=on,
            is_standing=is_standing and verdict.blocks,
        )
        for verdict in verdicts
    )


def _cure_held(
    case: Case,
    subject: models.Model | None,
    verdicts: Iterable[Verdict],
    *,
    on: date,
) -> None:
    held = {verdict.rule for verdict in verdicts if not verdict.blocks}
    if held:
        about = {} if subject is None else {"subject": reference(subject)}
        Finding.objects.filter(**_OPEN, case=case, rule__in=held, **about).update(cured_on=on)


def open_blocks(case: Case) -> models.QuerySet[Finding]:
    """Return the blocks that stand on record and are not cured, oldest first."""
    return Finding.objects.filter(**_OPEN, case=case).order_by("pk")
