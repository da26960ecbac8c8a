"""Where a row has its page: ``round:7`` is shown under its round's address."""

from django.urls import reverse

PAGES = {"round": "round", "agreement": "agreement", "sitting": "sitting", "paper": "paper"}


def address_of(reference: str) -> str:
    """Return the address of the page of a row, or nothing where it has none of its own."""
    model, _, pk = reference.partition(":")
    page = PAGES.get(model)
    return reverse(page, args=[int(pk)]) if page and pk.isdecimal() else ""
