"""Submit a draft to the congress (提交职代会)."""

from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement, Stage
from contracts.verdicts.verdict import Outcome, Refused


class DraftNotOpen(Refused):
    """The text is no longer a draft that could go to the congress."""

    rule = "draft_not_open"


@transaction.atomic
def submit(agreement: Agreement, *, on: date) -> Outcome:
    """Send the draft to the congress; a draft that failed there may be sent again.

    :raises DraftNotOpen: if it was passed, signed, or replaced by a newer draft.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if agreement.superseded_on:
        raise DraftNotOpen(f"这一稿已在{agreement.superseded_on}被新稿取代，请提交新稿。")
    if agreement.stage not in {Stage.DRAFT, Stage.VOTE}:
        raise DraftNotOpen(f"合同已到“{agreement.get_stage_display()}”，不用再提交职代会。")
    agreement.submitted_on = on
    agreement.stage = Stage.VOTE
    agreement.save(update_fields=["submitted_on", "stage"])
    return Outcome(made=agreement)
