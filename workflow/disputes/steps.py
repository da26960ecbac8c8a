"""The steps of disputes: taking in, mediation, arbitration of how an agreement is performed."""

from contracts.agreements.models import Agreement
from contracts.disputes import arbitrations, intakes, mediations
from contracts.disputes.models import Dispute
from contracts.documents.issuing import Request
from contracts.parties.models import Organisation
from workflow.door import Doing, Done, case_of, party_of, step


def _parties(doing: Doing) -> tuple[Organisation, Organisation | None]:
    """Return who applies and against whom: as named, else the actor and the side across."""
    applicant = party_of(doing.actor)
    named = [party for party in doing.data.get("parties", []) if party != applicant]
    if named:
        return applicant, named[0]
    case = case_of(doing.to)
    across = [case.workers_party, case.employer_party] if case else []
    return applicant, next((party for party in across if party and party != applicant), None)


@step("disputes.intake")
def intake(doing: Doing) -> Done:
    """Take a dispute in."""
    applicant, respondent = _parties(doing)
    outcome = intakes.take_in(
        applicant,
        respondent=respondent,
        claim=doing.data.get("claim", ""),
        agreement=doing.to if isinstance(doing.to, Agreement) else None,
        on=doing.on,
    )
    return Done(outcome, [Request("dispute_intake", outcome.made)])


@step("disputes.mediate")
def mediate(doing: Doing) -> Done:
    """Apply for mediation, or record what was agreed there."""
    if doing.data.get("step") == "agree":
        outcome = mediations.agree(doing.to, terms=doing.data.get("claim", ""), on=doing.on)
        return Done(outcome, [Request("mediation_agreement", doing.to)], about=doing.to)
    outcome = mediations.apply(doing.to, claim=doing.data.get("claim", ""), on=doing.on)
    return Done(outcome, [Request("mediation_application", doing.to)], about=doing.to)


@step("disputes.arbitrate")
def arbitrate(doing: Doing) -> Done:
    """Apply for arbitration of how an agreement in force is performed."""
    applicant, respondent = _parties(doing)
    outcome = arbitrations.apply(
        applicant,
        respondent=respondent,
        claim=doing.data.get("claim", ""),
        case=case_of(doing.to),
        agreement=doing.to if isinstance(doing.to, Agreement) else None,
        dispute=doing.to if isinstance(doing.to, Dispute) else None,
        on=doing.on,
    )
    return Done(outcome, [Request("cc_arbitration_application", outcome.made)])
