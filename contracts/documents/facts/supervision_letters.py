"""Fill the letters of supervision: reminder, opinion, recommendation (一函两书)."""

from typing import Any

from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.supervision_urging import basis, omission, overdue_of
from contracts.documents.filling import PaperContext, fills
from contracts.documents.models import Paper
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind
from contracts.parties.models import Organisation
from contracts.parties.references import reference
from contracts.supervision.models import Letter

FULL = "工会劳动法律监督"
EQUAL_TALKS = (
    "《中华人民共和国工会法》第二十一条：工会代表职工与企业进行平等协商，依法签订集体合同。"
)
REFUSAL = (
    "《中华人民共和国工会法》第五十四条：无正当理由拒绝进行平等协商的，"
    "由县级以上人民政府责令改正，依法处理。"
)
FILING = "《中华人民共和国劳动合同法》第五十四条：集体合同订立后，应当报送劳动行政部门。"
PUBLISHING = (
    "《集体合同规定》第四十八条：生效的集体合同或者专项集体合同，"
    "应当及时以适当的形式向本方全体人员公布。"
)
BREACH = (
    "《中华人民共和国工会法》第二十一条、《中华人民共和国劳动合同法》第五十六条：企业违反集体合同，"
    "侵犯职工劳动权益的，工会可以依法要求企业予以改正并承担责任。"
)
CONGRESS = "《企业民主管理规定》：企业应当按照规定的届期和次数召开职工代表大会。"
#: What the law says on a period the employer let pass, in the words of the articles.
LAWS = {
    "DL_OFFER_REPLY": (EQUAL_TALKS, REFUSAL),
    "DL_SUSPEND": (EQUAL_TALKS, REFUSAL),
    "DL_FILE_WAGE": (FILING,),
    "DL_FILE_GENERAL": (FILING,),
    "DL_PUBLISH_WAGE": (PUBLISHING,),
    "DL_PUBLISH_GENERAL": (PUBLISHING,),
    "DL_PERF_CHECK": (BREACH,),
    "DL_RECTIFY": (BREACH,),
    "DL_CONGRESS_YEARLY": (CONGRESS,),
    "DL_CONGRESS_TERM": (CONGRESS,),
}


@fills("tip_letter")
def tip_letter(letter: Letter, paper: PaperContext) -> dict[str, Any]:
    """Remind a firm of what it let pass, what the law says and what it should do."""
    return {
        **_head(letter, paper),
        **_found(letter, letter.receiver, paper),
        "receiver": letter.receiver.name,
        "reply_due": words.due_day(letter, letter.last_day),
        "contact": "",
        "copied_to": _union_of(letter.receiver),
        "suggestions": _asked(letter, letter.receiver, "suggestion"),
    }


@fills("opinion_letter")
def opinion_letter(letter: Letter, paper: PaperContext) -> dict[str, Any]:
    """State what was found, by which law it is wrong, and what to put right until when."""
    return {
        **_head(letter, paper),
        **_found(letter, letter.receiver, paper),
        "receiver": letter.receiver.name,
        "before": _reminded(letter),
        "found_date": "",
        "reply_due": words.due_day(letter, letter.last_day),
        "copied_to": _union_of(letter.receiver),
        "opinions": _asked(letter, letter.receiver, "opinion"),
    }


@fills("suggestion_letter")
def suggestion_letter(letter: Letter, paper: PaperContext) -> dict[str, Any]:
    """Recommend that the authority acts on a firm that did not follow an opinion.

    The firm is known from the opinion letter it follows; without one it is written in by hand.
    """
    opinion = letter.follows
    firm = opinion.receiver if opinion else None
    above = tree.higher_union(letter.sender)
    return {
        **_head(letter, paper),
        **_found(letter, firm, paper),
        "receiver": letter.receiver.name,
        "firm": words.name_of(firm),
        "before": _advised(opinion) if opinion else "",
        "copied_to": words.name_of(above),
        "suggestions": [{"suggestion": says.stop(demand)} for demand in letter.demands],
        "evidence": words.numbered(
            [{"name": f"{FULL}{Letter.Kind.OPINION.label}和送达回执"}] if opinion else [],
        ),
    }


def _head(letter: Letter, paper: PaperContext) -> dict[str, str]:
    return {
        "issuer_unit": paper.issuer.name,
        "doc_no": paper.number,
        "matter": letter.matter,
        "served_date": chinese.day(letter.served_on),
        "issue_date": chinese.day(paper.issued_on),
    }


def _found(letter: Letter, firm: Organisation | None, paper: PaperContext) -> dict[str, Any]:
    """Return the facts as written, and the periods the firm let pass by the day of the letter."""
    late = overdue_of(firm, on=letter.sent_on) if firm else []
    laws = dict.fromkeys(law for row in late for law in LAWS.get(row.code, ()))
    return {
        "facts": says.stop(letter.facts),
        "overdue": [
            {
                "matter": omission(row.code).matter,
                "basis": basis(row, paper),
                "due": chinese.day(row.judged_day),
                "days": str(row.days_over(on=letter.sent_on)),
            }
            for row in late
        ],
        "laws": [{"law": law} for law in laws],
    }


def _asked(letter: Letter, firm: Organisation, column: str) -> list[dict[str, str]]:
    """Return what the letter demands; where it names nothing, what the passed days ask for."""
    late = overdue_of(firm, on=letter.sent_on)
    actions = dict.fromkeys(f"尽快{omission(row.code).action}" for row in late)
    return [{column: says.stop(text)} for text in letter.demands or actions]


def _union_of(receiver: Organisation) -> str:
    if receiver.kind != OrganisationKind.EMPLOYER:
        return ""
    return words.name_of(Organisation.objects.filter(firm=receiver).first())


def _reminded(letter: Letter) -> str:
    """Return what came before an opinion: the reminder of the same sender, and its answer."""
    earlier = letter.follows or (
        Letter.objects.filter(
            sender=letter.sender,
            receiver=letter.receiver,
            kind=Letter.Kind.REMINDER,
            served_on__lte=letter.sent_on,
        )
        .order_by("-served_on", "-pk")
        .first()
    )
    if earlier is None:
        return ""
    told = (
        f"我会已于{chinese.day(earlier.served_on)}向你单位送达{FULL}{earlier.get_kind_display()}，"
    )
    if earlier.replied_on:
        return f"{told}你单位于{chinese.day(earlier.replied_on)}作了答复。"
    return f"{told}至今没有收到书面答复。"


def _advised(opinion: Letter) -> str:
    papers = Paper.objects.filter(record=reference(opinion), code="opinion_letter")
    number = papers.order_by("pk").values_list("number", flat=True).first()
    named = f"{FULL}意见书（{number}）" if number else f"{FULL}意见书"
    told = f"我会于{chinese.day(opinion.served_on)}向{opinion.receiver.name}送达{named}"
    due = f"，答复期限至{chinese.day(opinion.last_day)}届满" if opinion.last_day else ""
    if opinion.replied_on:
        return f"{told}{due}。该单位于{chinese.day(opinion.replied_on)}作了答复，但没有改正。"
    return f"{told}{due}，至今没有收到书面答复。"
