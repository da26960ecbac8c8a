"""Where a row has its page (``round:7`` under its round's address), and what it is called."""

from collections.abc import Iterable

from django.urls import reverse

from contracts.agreements.models import Agreement
from contracts.parties.references import reference

PAGES = {name: name for name in ("round", "agreement", "congress", "sitting", "poll", "paper")}


def address_of(reference: str) -> str:
    """Return the address of the page of a row, or nothing where it has none of its own."""
    model, _, pk = reference.partition(":")
    page = PAGES.get(model)
    return reverse(page, args=[int(pk)]) if page and pk.isdecimal() else ""


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Return what the agreements among these rows are called; other rows go by their case."""
    wanted = [name.partition(":")[2] for name in references if name.startswith("agreement:")]
    if not wanted:
        return {}
    return {reference(row): row.title for row in Agreement.objects.filter(pk__in=wanted)}
