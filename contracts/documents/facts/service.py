"""Fill the receipt of service (送达回执): one form, whatever was served."""

from typing import Any

from contracts.agreements.models import Filing
from contracts.bargaining.choices import Delivery
from contracts.bargaining.models import Offer
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties import tree
from contracts.parties.models import Side


@fills("service_receipt")
def service_receipt(record: Offer | Filing, paper: PaperContext) -> dict[str, Any]:
    """State what was handed to whom and when: the day all clocks run from."""
    return _of_offer(record, paper) if isinstance(record, Offer) else _of_filing(record, paper)


def _of_offer(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """Return the receipt of an offer letter, with the last day to answer."""
    round_, receiver = offer.round, offer.received_by
    rule = paper.law.find(words.REPLY_RULE)
    due = ""
    if offer.last_day is not None and rule is not None:
        due = (
            f"依照{says.cite(rule)}，请于{words.due_day(offer, offer.last_day)}前"
            "以书面形式对本要约作出答复。"
        )
    is_known = offer.delivered_by in Delivery.values
    return {
        "served_doc": words.offer_title(offer).strip("《》"),
        "served_doc_no": words.offer_number(offer, paper),
        "sender": words.side_name(round_, offer.made_by),
        "served_to": words.side_name(round_, Side(offer.made_by).other),
        "method": Delivery(offer.delivered_by).label if is_known else offer.delivered_by,
        "sent_on": chinese.day(offer.sent_on),
        "received_at": words.maybe_day(offer.received_on),
        "receiver": receiver.name if receiver else "",
        "receiver_post": receiver.post.replace("/", "、") if receiver else "",
        "proof": "",
        "remark": "",
        "due_note": due,
    }


def _of_filing(filing: Filing, paper: PaperContext) -> dict[str, Any]:
    """Return the labour department's receipt of a text filed for review."""
    agreement = filing.agreement
    period = words.period(paper.law.find("cb.review.period"))
    note = f"自收到文本之日起{period}内未提出异议的，合同即行生效。" if period else ""
    return {
        "served_doc": f"{agreement.title}文本及报送材料，文本{filing.copies}份",
        "served_doc_no": agreement.number,
        "sender": words.name_of(paper.issuer),
        "served_to": words.name_of(tree.labour_department_for(filing.path)),
        "method": "窗口递交",
        "sent_on": chinese.day(paper.issued_on),
        "received_at": chinese.day(filing.received_on),
        "receiver": "",
        "receiver_post": "",
        "proof": "",
        "remark": "异议后重新报送" if filing.is_refiling else "",
        "due_note": note,
    }
