"""What the papers of bargaining have in common: names of the parties, periods, people, numbers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from contracts.bargaining import seating
from contracts.bargaining.models import Offer, Representative, Round
from contracts.deadlines import guesses
from contracts.documents import chinese
from contracts.documents.filling import PaperContext
from contracts.documents.models import Paper
from contracts.parties.models import CaseRow, Kind, Organisation, OrganisationKind, Person, Side
from contracts.parties.references import reference
from contracts.statutes.rules import Rule

TYPES = {
    Kind.COMPREHENSIVE: "综合",
    Kind.WAGE: "工资专项",
    Kind.WOMEN: "女职工专项",
    Kind.SAFETY: "安全卫生专项",
}
SIDES = {Side.WORKERS: "工会方", Side.EMPLOYER: "企业方"}
REPLY_RULE = "cb.offer.response_deadline"
UNTIL_SIGNED = "本轮集体合同签订之日"
NOTHING = "—"


def instrument(round_: Round) -> dict[str, str]:
    """Return name and type of the contract bargained for."""
    return {
        "contract_name": round_.instrument_name,
        "contract_type": TYPES[Kind(round_.kind)],
    }


def parties(round_: Round) -> dict[str, str]:
    """Return the names of employer and union as the papers print them."""
    return {
        "company_name": name_of(round_.employer_party),
        "union_name": name_of(round_.workers_party) or "职工方协商代表",
    }


def name_of(organisation: Organisation | None) -> str:
    """Return an organisation's name; empty where there is none."""
    return organisation.name if organisation else ""


def side_name(round_: Round, side: str) -> str:
    """Return who speaks for a side: its organisation, or the workers' representatives."""
    return name_of(round_.party(side)) or "职工方协商代表"


def side_of(organisation: Organisation) -> str:
    """Return on which side the papers see an organisation."""
    return SIDES[Side.WORKERS if organisation.kind == OrganisationKind.UNION else Side.EMPLOYER]


def round_number(round_: Round) -> str:
    """Return the round's number, or the day it was opened on where it has none."""
    return round_.number or f"{chinese.day(round_.opened_on)}启动"


def maybe_day(value: date | None) -> str:
    """Return a day in Chinese form, or nothing."""
    return chinese.day(value) if value else ""


def due_day(record: CaseRow, value: date | None) -> str:
    """Return a last day in Chinese form, and beside it whether a year not loaded was counted."""
    guess = guesses.note_on(record.case_id, value) if value else ""
    return f"{maybe_day(value)}（{guess}，按周末推算）" if guess else maybe_day(value)


def contact(round_: Round, side: str, seated: Sequence[Representative] | None = None) -> str:
    """Return whom to ask: the chief, else the head of the side, with his number if it is known.

    ``seated`` are the side's representatives, where the caller has read them.
    """
    seated, party = seating.seated(round_, side) if seated is None else seated, round_.party(side)
    chief = next((row for row in seated if row.is_chief), None)
    person = chief.person if chief else party.head if party else None
    if person is None or not person.phone:
        return ""
    return f"{person.name}　{person.phone}"


def period(rule: Rule | None) -> str:
    """Return a legal period as a text writes it: 20日, 10个工作日, 3个月."""
    if rule is None or rule.period is None:
        return ""
    return f"{rule.period.amount}{rule.period.unit.label}"


def local_basis(paper: PaperContext, key: str) -> str:
    """Return the region's own article on the matter; empty where the nation's alone speaks."""
    rule = paper.law.find(key)
    return rule.source if rule is not None and rule.pack != "CN" else ""


def post(person: Person) -> str:
    """Return a person's post with several posts joined as a text joins them."""
    return person.post.replace("/", "、") or NOTHING


def role(row: Representative) -> str:
    """Return what a representative is: chief, representative, or one from outside."""
    if row.is_chief:
        return "首席代表"
    return "受托代表" if row.is_outsider else "协商代表"


def long_role(row: Representative) -> str:
    """Return the role and, for a chief by mandate, whose mandate it is."""
    if not (row.is_chief and row.has_mandate) or row.is_head:
        return role(row)
    by = "法定代表人" if row.side == Side.EMPLOYER else "工会主席"
    return f"首席代表（受{by}书面委托）"


def table_of(round_: Round, side: str) -> list[dict[str, str]]:
    """Return a side's representatives as rows of name, role and post."""
    return rows_of(seating.seated(round_, side))


def rows_of(seated: Iterable[Representative]) -> list[dict[str, str]]:
    """Return representatives as rows of name, role and post."""
    return [
        {"name": row.person.name, "role": role(row), "title": post(row.person)} for row in seated
    ]


def recorder_names(round_: Round) -> str:
    """Return the recorders' names."""
    return "、".join(seating.recorders(round_).values())


def workforce(round_: Round) -> str:
    """Return how many workers the round speaks for."""
    return str(seating.population(round_).workers)


def offer_title(offer: Offer) -> str:
    """Return the title of the letter the offer was made in."""
    return "《续订（重新签订）集体合同要约书》" if offer.is_renewal else "《集体协商要约书》"


def offer_number(offer: Offer, paper: PaperContext) -> str:
    """Return the number the offer's letter was issued under; this one look-up is beyond the record.

    The letter is a paper of its own: its number is taken at issue, not kept in the offer. It may
    be a paper of the same act.
    """
    name, letters = reference(offer), ["offer_letter", "renewal_offer"]
    for each in paper.beside:
        if each.record == name and each.code in letters:
            return str(each.number)
    issued = Paper.objects.filter(record=name, code__in=letters).order_by("pk").first()
    return issued.number if issued else ""


def offer_topics(offer: Offer | None) -> list[str]:
    """Return the topics of an offer in their order."""
    if offer is None:
        return []
    return list(offer.topics.order_by("place").values_list("topic", flat=True))


def join(words: Iterable[str]) -> str:
    """Return words as a Chinese list."""
    return "、".join(words)


def numbered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with a running number in front."""
    return [{"seq": str(number), **row} for number, row in enumerate(rows, start=1)]
