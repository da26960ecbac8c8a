"""Fill the disclosure sheet (厂务公开单)."""

from typing import Any

from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.supervision.models import Disclosure

DUTY = "《企业民主管理规定》"


@fills("disclosure_sheet")
def disclosure_sheet(disclosure: Disclosure, paper: PaperContext) -> dict[str, Any]:
    """Lay matters open to all workers; figures and answers are annexed or written in."""
    rule = paper.law.find("open.duty")
    return {
        "company_name": disclosure.discloser.name,
        "union_name": words.name_of(disclosure.workers_party),
        "sheet_no": paper.number,
        "basis": says.cite(rule) if rule else DUTY,
        "publish_date": chinese.day(disclosure.disclosed_on),
        "place": "",
        "feedback": "",
        "reply": "",
        "reply_date": "",
        "items": words.numbered(
            {"item": item, "content": "", "office": ""} for item in disclosure.items
        ),
    }
