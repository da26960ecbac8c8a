"""Lay affairs of the firm open to its workers (厂务公开)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.parties.models import Case, Organisation
from contracts.supervision.matters import own_case
from contracts.supervision.models import Disclosure
from contracts.verdicts.verdict import Outcome, Refused


class NothingDisclosed(Refused):
    """A disclosure names at least one affair."""

    rule = "nothing_disclosed"


@transaction.atomic
def disclose(
    discloser: Organisation,
    *,
    on: date,
    items: Sequence[str],
    case: Case | None = None,
) -> Outcome:
    """Record what was laid open, in the case given or in one of its own.

    :raises NothingDisclosed: if nothing is named.
    """
    if not items:
        raise NothingDisclosed("没有写公开事项；请逐项列出。")
    case = case or own_case(discloser, title=f"{discloser}厂务公开", on=on)
    made = Disclosure.objects.create(
        **Disclosure.belonging_to(case),
        discloser=discloser,
        items=list(items),
        disclosed_on=on,
    )
    return Outcome(made=made)
