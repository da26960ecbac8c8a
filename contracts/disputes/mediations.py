"""Apply for mediation and settle by it (调解)."""

from datetime import date

from django.db import transaction

from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.disputes.models import Dispute
from contracts.verdicts.verdict import Outcome, Refused

MEDIATION = "DL_MEDIATION"


class NoMediationApplied(Refused):
    """There is no mediation to settle: nobody applied for one."""

    rule = "no_mediation_applied"


class AlreadySettled(Refused):
    """The dispute was settled by mediation."""

    rule = "already_settled"


@transaction.atomic
def apply(
    dispute: Dispute, *, on: date, claim: str = "", received_on: date | None = None
) -> Outcome:
    """Record the application; mediation ends so many days after its receipt (调解仲裁法 14).

    :raises AlreadySettled: if the dispute was settled already.
    """
    dispute.refresh_from_db(from_queryset=Dispute.objects.select_for_update())
    if dispute.mediated_on:
        raise AlreadySettled(f"争议已在{dispute.mediated_on}达成调解协议。")
    received = received_on or on
    deadline = clock.start(
        dispute.case,
        MEDIATION,
        base=received,
        law=law_for(dispute.case, on=received),
        subject=dispute,
    )
    dispute.claim = claim or dispute.claim
    dispute.mediation_applied_on = received
    dispute.mediation_last_day = deadline.judged_day if deadline else None
    dispute.stage = Dispute.Stage.MEDIATE
    dispute.save(
        update_fields=["claim", "mediation_applied_on", "mediation_last_day", "stage"],
    )
    return Outcome(made=dispute)


@transaction.atomic
def agree(dispute: Dispute, *, on: date, terms: str = "") -> Outcome:
    """Record the mediation agreement (调解协议书); the period stops.

    :raises NoMediationApplied: if nobody applied for mediation.
    """
    dispute.refresh_from_db(from_queryset=Dispute.objects.select_for_update())
    if dispute.mediation_applied_on is None:
        raise NoMediationApplied("还没有申请调解；请先登记调解申请。")
    dispute.mediated_on = on
    dispute.settlement = terms or dispute.claim
    dispute.stage = Dispute.Stage.SETTLED
    dispute.save(update_fields=["mediated_on", "settlement", "stage"])
    clock.stop(dispute, MEDIATION, on=on)
    return Outcome(made=dispute)
