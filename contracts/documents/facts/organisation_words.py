"""What the papers of federations have in common: who issues, and the firm they are about."""

from contracts.documents import chinese
from contracts.documents.filling import PaperContext
from contracts.parties.models import Organisation


def issue(paper: PaperContext, contact: str = "") -> dict[str, str]:
    """Return number, day, issuer and whom to ask (field group ``issue``)."""
    return {
        "doc_no": paper.number,
        "issue_date": chinese.day(paper.issued_on),
        "issuer_unit": paper.issuer.name,
        "contact": contact,
    }


def enterprise(firm: Organisation) -> dict[str, str]:
    """Return the firm as the register has it (field group ``ent``)."""
    return {
        "company_name": firm.name,
        "uscc": firm.uscc,
        "company_address": firm.address,
        "legal_rep_name": firm.head.name if firm.head else "",
        "ownership": firm.ownership,
        "industry": firm.industry,
        "headcount_total": str(firm.headcount_total),
    }
