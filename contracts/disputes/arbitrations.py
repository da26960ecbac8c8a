"""Apply for arbitration (仲裁): only over the performance of an agreement in force."""

from datetime import date

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.models import Agreement
from contracts.deadlines import clock
from contracts.deadlines.law import law_at, law_for
from contracts.disputes.intakes import in_force_between, open_dispute
from contracts.disputes.models import Dispute
from contracts.parties.models import Case, Organisation
from contracts.statutes.law import Law
from contracts.verdicts.verdict import BLOCK, Outcome, Refused, Verdict, judge

LIMIT = "DL_ARB_LIMIT"
NOT_ARBITRABLE = "cb.dispute.not_arbitrable"


class InterestDisputeNotArbitrable(Refused):
    """A dispute over terms still to be agreed is coordinated, not arbitrated."""

    rule = NOT_ARBITRABLE


@transaction.atomic
def apply(
    applicant: Organisation,
    *,
    respondent: Organisation | None,
    claim: str,
    on: date,
    known_on: date | None = None,
    case: Case | None = None,
    agreement: Agreement | None = None,
    dispute: Dispute | None = None,
) -> Outcome:
    """Record the application over an agreement in force; the limitation runs from the known day.

    ``case`` is the round it is about: the agreement that came out of it and is in force is meant;
    while the round is still bargained over there is none. Without a case and an agreement, the
    one in force between the parties is meant.

    :raises InterestDisputeNotArbitrable: for a dispute over the conclusion of an agreement
        (劳动法 84: 申请人社部门协调处理).
    """
    agreement = agreement or (dispute.agreement if dispute else None)
    agreement = agreement or _meant(applicant, respondent, case, on=on)
    case = case or (agreement.case if agreement else dispute.case if dispute else None)
    law = _law(case, applicant, on=on)
    if agreement is None or agreement.in_force_on is None or agreement.in_force_on > on:
        raise InterestDisputeNotArbitrable(verdicts=[_not_arbitrable(law)])
    dispute = dispute or open_dispute(
        applicant,
        respondent=respondent,
        claim=claim,
        on=on,
        agreement=agreement,
        case=agreement.case,
    )
    dispute.claim = claim or dispute.claim
    _limit(dispute, known_on or dispute.known_on or on, law=law, on=on)
    return Outcome(made=dispute, verdicts=[_judge_limit(dispute, law)], looked_at=[agreement])


def _limit(dispute: Dispute, known: date, *, law: Law, on: date) -> None:
    """Keep the application and the last day of the limitation, counted from the known day."""
    deadline = clock.start(dispute.case, LIMIT, base=known, law=law, subject=dispute)
    dispute.known_on = known
    dispute.arbitration_applied_on = on
    dispute.arbitration_last_day = deadline.judged_day if deadline else None
    dispute.stage = Dispute.Stage.ARBITRATE
    dispute.save()


def _meant(
    applicant: Organisation,
    respondent: Organisation | None,
    case: Case | None,
    *,
    on: date,
) -> Agreement | None:
    """Return the agreement in force of the case, or without a case that between the parties."""
    if case is None:
        return in_force_between(applicant, respondent, on=on)
    return queries.valid(on=on).filter(case=case).order_by("-pk").first()


def _law(case: Case | None, applicant: Organisation, *, on: date) -> Law:
    if case is not None:
        return law_for(case, on=on, kind="comprehensive")
    return law_at(region=applicant.region, path=applicant.path, on=on, kind="comprehensive")


def _not_arbitrable(law: Law) -> Verdict:
    rule = law.find(NOT_ARBITRABLE)
    return Verdict(
        rule=NOT_ARBITRABLE,
        outcome=BLOCK,
        source=rule.source if rule else "",
        citations=tuple(rule.citations) if rule else (),
        message="这是因签订集体合同发生的争议（还没有生效的合同），不能申请仲裁；"
        "双方协商不成的，申请人社部门协调处理。",
        remedy="向当地人社部门提交《协调处理申请书》，也可以请上级工会出面协调。",
    )


def _judge_limit(dispute: Dispute, law: Law) -> Verdict:
    """Return advice on the limitation (调解仲裁法 27); the commission decides, not this record."""
    last = dispute.arbitration_last_day
    applied = dispute.arbitration_applied_on
    in_time = last is None or applied is None or applied <= last
    return judge(
        "cb.dispute.limitation",
        holds=in_time,
        softly=True,
        law=law.find("cb.dispute.limitation"),
        message=f"从{dispute.known_on}起算，时效到{last}届满。",
        remedy="时效可能已过：看有没有中断、中止的情形，写明理由一并提交。",
    )
