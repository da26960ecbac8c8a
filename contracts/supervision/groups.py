"""Set up the group of both sides that checks an agreement (监督检查小组)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.supervision.models import CheckGroup
from contracts.verdicts.verdict import Outcome


@transaction.atomic
def set_up(
    agreement: Agreement,
    *,
    on: date,
    members: Sequence[Mapping[str, str]],
    check_plan: str = "",
) -> Outcome:
    """Record the group; each member has ``name`` and ``side``, maybe ``post`` and ``duty``."""
    group = CheckGroup.objects.create(
        **CheckGroup.belonging_to(agreement.case),
        agreement=agreement,
        set_up_on=on,
        members=[dict(member) for member in members],
        check_plan=check_plan,
    )
    return Outcome(made=group, looked_at=[agreement])
