"""Fill the report on a collective incident (群体性劳动关系事件专报) from plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.documents import chinese
from contracts.documents.facts.organisation_words import enterprise
from contracts.documents.filling import PaperContext
from contracts.parties.models import Organisation


@dataclass(frozen=True, slots=True)
class Incident:
    """A stoppage, a slow-down, wages unpaid to many, or a dismissal of many in sight."""

    firm: Organisation
    receiver: Organisation
    at: datetime
    persons: int
    cause: str
    demands: str
    actions: str
    risk: str
    next_step: str


def incident_report(incident: Incident, paper: PaperContext) -> dict[str, Any]:
    """Tell the federation above at once what happened, what is asked and what was done."""
    return {
        **enterprise(incident.firm),
        "receiver": incident.receiver.name,
        "issuer_unit": paper.issuer.name,
        "issue_date": chinese.day(paper.issued_on),
        "occur_time": f"{chinese.day(incident.at)}{incident.at.hour}时{incident.at.minute:02d}分",
        "persons_n": str(incident.persons),
        "cause": incident.cause,
        "demands": incident.demands,
        "actions": incident.actions,
        "risk_level": incident.risk,
        "next_step": incident.next_step,
    }
