"""Fill the notice that a representative changed (更换、补选)."""

from typing import Any

from contracts.bargaining import seating
from contracts.bargaining.models import Representative
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind, Side

VACANCY = "DL_REP_VACANCY"


@fills("rep_change_notice")
def rep_change_notice(joining: Representative, paper: PaperContext) -> dict[str, Any]:
    """Tell the other side who left its table and who took the seat, and when."""
    round_, side, leaving = joining.round, Side(joining.side), joining.replaces
    party = round_.party(side)
    above = tree.higher_union(party) if party and side == Side.WORKERS else None
    return {
        "addressee": words.side_name(round_, side.other),
        "doc_no": paper.number,
        "side": side.label,
        "contract_name": round_.instrument_name,
        "leaving_name": leaving.person.name if leaving else "",
        "leaving_role": words.role(leaving) if leaving else "",
        "vacancy_date": words.maybe_day(leaving.left_on if leaving else None) or says.BLANK,
        "vacancy_due": words.due_day(round_, says.last_day(round_, VACANCY)),
        "vacancy_reason": "",
        "new_name": joining.person.name,
        "new_role": words.role(joining),
        "new_post": words.post(joining.person),
        "produced_by": _produced_by(joining),
        "produce_date": chinese.day(joining.named_on),
        "is_chief": "是" if joining.is_chief else "",
        "mandate": _mandator(joining),
        "own_count": str(len(seating.seated(round_, side))),
        "other_count": str(len(seating.seated(round_, side.other))),
        "issuer_unit": words.side_name(round_, side),
        "copied_to": words.name_of(above),
        "issue_date": chinese.day(paper.issued_on),
    }


def _produced_by(joining: Representative) -> str:
    """Return how the seat was filled (集体合同规定 20、21、30)."""
    party = joining.round.party(joining.side)
    if joining.side == Side.WORKERS:
        return f"{party.name}选派" if party else "职工民主推荐"
    if party is not None and party.kind == OrganisationKind.EMPLOYER_ORGANISATION:
        return f"{party.name}推选"
    return "企业法定代表人指派"


def _mandator(joining: Representative) -> str:
    """Return who empowered a chief by writing; nobody where he needs no authority."""
    if not (joining.is_chief and joining.has_mandate) or joining.is_head:
        return ""
    return "工会主席" if joining.side == Side.WORKERS else "法定代表人"
