"""Fill the papers an area's round begins with: the register of firms and their mandates."""

from typing import Any

from contracts.bargaining.choices import Mandate
from contracts.bargaining.models import CoveredFirm, Round
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Side

MANDATES = {
    Mandate.CHARTER: "商会章程授权",
    Mandate.LETTER: "书面授权",
    Mandate.NONE: "没有授权",
}
MATTERS = (
    "收发要约书、应约书等协商文书，推选、更换企业方首席代表和协商代表。",
    "就协商议题发表意见，与职工方协商确定集体合同草案。",
    "由首席代表在依法通过的集体合同上签字，并办理报送审查手续。",
)


def area_name(round_: Round) -> str:
    """Return the region or industry the round is for, as its parties call it."""
    parties = (round_.workers_party, round_.employer_party)
    return next((party.area or party.name for party in parties if party), "")


@fills("regional_enterprise_list")
def regional_enterprise_list(round_: Round, paper: PaperContext) -> dict[str, Any]:
    """List the firms a round wants to cover; what nobody recorded is written in by hand."""
    firms = list(round_.covered_firms.order_by("pk"))
    return {
        "area_name": area_name(round_),
        "contract_name": round_.instrument_name,
        "union_name": words.side_name(round_, Side.WORKERS),
        "employer_name": words.side_name(round_, Side.EMPLOYER),
        "firms_total": str(len(firms)),
        "workers_total": str(sum(firm.workers for firm in firms)),
        "migrant_total": str(sum(firm.migrant for firm in firms)),
        "women_total": str(sum(firm.women for firm in firms)),
        "mandated_firms": str(sum(firm.mandate != Mandate.NONE for firm in firms)),
        "list_date": chinese.day(paper.issued_on),
        "firms": words.numbered(
            {
                "name": firm.name,
                "uscc": "",
                "operator": "",
                "workers": str(firm.workers),
                "migrant": str(firm.migrant),
                "women": str(firm.women),
                "mandate": MANDATES[Mandate(firm.mandate)],
                "has_union": "",
                "remark": "",
            }
            for firm in firms
        ),
    }


@fills("regional_mandate")
def regional_mandate(firm: CoveredFirm, paper: PaperContext) -> dict[str, Any]:
    """Let a firm empower the employers' organisation to bargain for it."""
    round_ = firm.round
    return {
        "area_name": area_name(round_),
        "mandator_firm": firm.name,
        "uscc": "",
        "operator": "",
        "workers": str(firm.workers),
        "migrant": str(firm.migrant),
        "agent": "",
        "agent_firm": words.side_name(round_, Side.EMPLOYER),
        "union_name": words.side_name(round_, Side.WORKERS),
        "contract_name": round_.instrument_name,
        "valid_from": chinese.day(round_.opened_on),
        "valid_to": words.UNTIL_SIGNED,
        "issue_date": chinese.day(paper.issued_on),
        "matters": [{"matter": matter} for matter in MATTERS],
    }
