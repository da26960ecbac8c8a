"""Fill the papers of a dispute over performance: intake, mediation, arbitration."""

from typing import Any

from contracts.agreements.library import TEXT, clause_types
from contracts.agreements.models import Agreement, Clause
from contracts.disputes.models import Dispute
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Organisation

PERFORMANCE, OTHER = "集体合同履行", "其他"
KINDS = (PERFORMANCE, "工资报酬", "加班", "社会保险", "解除终止", "工伤", "女职工", OTHER)
APPLICANT = "申请人"
TALKED = "双方协商、调解情况的记录"


@fills("dispute_intake")
def dispute_intake(dispute: Dispute, paper: PaperContext) -> dict[str, Any]:
    """Register who claims what of whom; what was not told is left for the hand."""
    kind = PERFORMANCE if dispute.agreement else OTHER
    people = {**_party("applicant", dispute.applicant), **_party("respondent", dispute.respondent)}
    return {
        **{key: value for key, value in people.items() if not key.endswith("_address")},
        **_contract(dispute),
        "doc_no": paper.number,
        "issuer_unit": paper.issuer.name,
        "received_date": chinese.day(dispute.taken_in_on or paper.issued_on),
        "clause": _clause(dispute),
        "persons_n": "",
        "amount": "",
        "known_date": words.maybe_day(dispute.known_on),
        "kind_boxes": "　".join(
            f"{says.CHECKED if name == kind else says.UNCHECKED}{name}" for name in KINDS
        ),
        "facts": says.stop(dispute.claim),
        "route": "",
        "due": words.maybe_day(dispute.mediation_last_day),
    }


@fills("mediation_application")
def mediation_application(dispute: Dispute, paper: PaperContext) -> dict[str, Any]:
    """Ask a mediation body to mediate, with the clause the claim rests on."""
    return {
        **_parties(dispute),
        **_contract(dispute),
        "clause": _clause(dispute),
        "mediator": "",
        "claims": says.stop(dispute.claim),
        "facts": "",
        "due": words.maybe_day(dispute.mediation_last_day),
        "apply_date": chinese.day(dispute.mediation_applied_on or paper.issued_on),
        "evidence": words.numbered({"name": name} for name in _evidence(dispute)),
    }


@fills("mediation_agreement")
def mediation_agreement(dispute: Dispute, paper: PaperContext) -> dict[str, Any]:
    """State what the parties agreed before the mediators, and what it is worth."""
    contract = _contract(dispute)
    return {
        **_parties(dispute),
        **{key: contract[key] for key in ("contract_name", "contract_no")},
        "doc_no": paper.number,
        "clause": _clause(dispute),
        "mediator": "",
        "claims": says.stop(dispute.claim),
        "accepted_date": words.maybe_day(dispute.mediation_applied_on) or says.BLANK,
        "agree_date": chinese.day(dispute.mediated_on or paper.issued_on),
        "content": says.stop(dispute.settlement or dispute.claim),
        "perform_due": "",
        "amount": "",
    }


@fills("cc_arbitration_application")
def cc_arbitration_application(dispute: Dispute, paper: PaperContext) -> dict[str, Any]:
    """Ask for arbitration of how an agreement in force is kept, within the limitation."""
    contract = _contract(dispute)
    is_own = dispute.agreement is not None and (
        dispute.applicant_id == dispute.agreement.workers_party_id
    )
    union = dispute.agreement.workers_party if dispute.agreement else None
    return {
        **_parties(dispute),
        **{key: value or says.BLANK for key, value in contract.items()},
        "union_word": APPLICANT if is_own else words.name_of(union) or "职工方",
        "clause": _clause(dispute),
        "facts": "",
        "claims": says.stop(dispute.claim),
        "known_date": words.maybe_day(dispute.known_on) or says.BLANK,
        "limit_date": words.maybe_day(dispute.arbitration_last_day) or says.BLANK,
        "mediated": "是" if dispute.mediation_applied_on else "",
        "commission": "",
        "apply_date": chinese.day(dispute.arbitration_applied_on or paper.issued_on),
        "evidence": words.numbered({"name": name} for name in [*_evidence(dispute), TALKED]),
    }


def _parties(dispute: Dispute) -> dict[str, str]:
    return {**_party("applicant", dispute.applicant), **_party("respondent", dispute.respondent)}


def _party(prefix: str, party: Organisation | None) -> dict[str, str]:
    """Return a party as the forms ask for it; a union without address has its firm's."""
    head = party.head if party else None
    address = (party.address or (party.firm.address if party.firm else "")) if party else ""
    return {
        prefix: words.name_of(party),
        f"{prefix}_address": address,
        f"{prefix}_head": head.name if head else "",
        f"{prefix}_phone": head.phone if head else "",
    }


def _contract(dispute: Dispute) -> dict[str, str]:
    agreement = dispute.agreement
    if agreement is None:
        return dict.fromkeys(("contract_name", "contract_no", "effective_date"), "")
    return {
        "contract_name": says.contract_name(agreement),
        "contract_no": agreement.number or "（未编号）",
        "effective_date": words.maybe_day(agreement.in_force_on),
    }


def _clause(dispute: Dispute) -> str:
    """Return what the agreement says of the matters the claim names."""
    agreement = dispute.agreement
    found = _named_in(dispute.claim, agreement) if agreement else []
    return says.stop("；".join(f"{row.heading}：{row.text.rstrip('。')}" for row in found))


def _named_in(claim: str, agreement: Agreement) -> list[Clause]:
    rows = agreement.clause_set.exclude(text="").order_by("position")
    return [row for row in rows if any(name in claim for name in _names(row))]


def _names(clause: Clause) -> tuple[str, ...]:
    if clause.key == TEXT:
        return (clause.heading,)
    kind = clause_types()[clause.key]
    return (kind.title, *kind.known_as)


def _evidence(dispute: Dispute) -> list[str]:
    if dispute.agreement is None:
        return []
    return [f"{says.contract_name(dispute.agreement)}文本", "工资条、考勤等履行情况的记录"]
