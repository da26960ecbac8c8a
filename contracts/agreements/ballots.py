"""What the congress said of a draft: passed or not. The vote itself is the congress's record."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.agreements import queries, signatures
from contracts.agreements.models import Agreement, Stage
from contracts.deadlines import clock
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome

REVOTE = "DL_DRAFT_REVOTE"


@transaction.atomic
def passed(agreement: Agreement, *, on: date) -> Outcome:
    """Record that the congress passed the draft; the period for a second vote stops.

    Where the chiefs sign before the congress (上海), a valid signature page now concludes it.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    agreement.passed_on = on
    agreement.rejected_on = None
    agreement.vote_faults = []
    if agreement.concluded_on is None:
        agreement.stage = Stage.SIGN
    agreement.save(update_fields=["passed_on", "rejected_on", "vote_faults", "stage"])
    clock.stop(agreement, REVOTE, on=on)
    signatures.complete_if_signed(agreement, law=queries.law_of(agreement, on=on))
    return Outcome(made=agreement)


@transaction.atomic
def failed(
    agreement: Agreement,
    *,
    on: date,
    law: Law | None = None,
    broken: Sequence[str] = (),
) -> Outcome:
    """Record that the draft was not passed; the period to bring it again starts.

    ``broken`` are the rules the vote failed by (``R_VOTE_QUORUM``, ``R_VOTE_PASS``). A pack whose
    period runs from a new agreement (浙江: 重新达成一致后) starts nothing on this day.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    law = law or queries.law_of(agreement, on=on)
    agreement.rejected_on = on
    agreement.vote_faults = list(broken)
    agreement.stage = Stage.VOTE
    agreement.save(update_fields=["rejected_on", "vote_faults", "stage"])
    rule = law.find("cb.draft.resubmit_deadline")
    if rule is None or rule.event != "draft_reagreed":
        clock.start(agreement.case, REVOTE, base=on, law=law, subject=agreement)
    return Outcome(made=agreement)
