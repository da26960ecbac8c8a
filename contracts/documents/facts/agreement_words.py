"""What the papers of an agreement have in common: parties, chiefs, figures, votes, days."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracts.agreements import clauses, queries
from contracts.agreements.library import clause_types
from contracts.agreements.models import Agreement, Signing
from contracts.bargaining import queries as round_queries
from contracts.bargaining.models import Round
from contracts.congress.models import Ballot
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind, Scope, Side
from contracts.parties.models import Kind, Organisation
from contracts.parties.references import reference
from contracts.statutes.law import Law
from contracts.statutes.periods import Unit
from contracts.statutes.rules import Rule

AREA_TYPES = {Scope.REGIONAL: "区域性", Scope.INDUSTRY: "行业性"}
CHECKED, UNCHECKED = "☑", "□"
BLANK = "　　　　"


@dataclass(frozen=True, slots=True)
class Workforce:
    """Whom an agreement covers: the firm's workers, or those of the firms that confirmed."""

    firms: int
    workers: int
    migrant: int
    women: int
    dispatch: int


def round_of(agreement: Agreement) -> Round | None:
    """Return the round the agreement came from; a standing one has none."""
    return Round.objects.filter(case=agreement.case).order_by("pk").first()


def contract_name(agreement: Agreement) -> str:
    """Return the name of the contract without the firm's name."""
    name: str = Kind(agreement.kind).label.replace("综合", "")
    return f"{AREA_TYPES[Scope(agreement.scope)]}{name}" if agreement.is_area else name


def contract_type(agreement: Agreement) -> str:
    """Return the type the forms know: of an area, else by its kind."""
    if agreement.is_area:
        return AREA_TYPES[Scope(agreement.scope)]
    return words.TYPES[Kind(agreement.kind)]


def heading(agreement: Agreement) -> dict[str, str]:
    """Return the parties' names, and the name and number of the contract."""
    return {
        "company_name": words.name_of(agreement.employer_party),
        "union_name": words.name_of(agreement.workers_party) or "职工方协商代表",
        "contract_name": contract_name(agreement),
        "contract_no": agreement.number or "（待编）",
    }


def term(agreement: Agreement) -> dict[str, str]:
    """Return the first and the last day of the term."""
    return {
        "term_from": words.maybe_day(agreement.term_from) or BLANK,
        "term_to": words.maybe_day(agreement.term_to) or BLANK,
    }


def firm_details(agreement: Agreement) -> dict[str, str]:
    """Return code, address, legal representative and union chair."""
    firm, union = agreement.employer_party, agreement.workers_party
    return {
        "uscc": firm.uscc if firm else "",
        "company_address": firm.address if firm else "",
        "legal_rep_name": firm.head.name if firm and firm.head else "",
        "union_chair_name": union.head.name if union and union.head else "",
    }


def chief_name(agreement: Agreement, side: str) -> str:
    """Return the chief representative of a side; without a round, the head of its party."""
    round_ = round_of(agreement)
    chief = round_queries.chief(round_, side) if round_ else None
    if chief:
        return chief.person.name
    party = party_of(agreement, side)
    return party.head.name if party and party.head else BLANK


def chief_post(agreement: Agreement, side: str) -> str:
    """Return the post of the chief representative of a side."""
    round_ = round_of(agreement)
    chief = round_queries.chief(round_, side) if round_ else None
    post = words.post(chief.person) if chief else ""
    return "" if post == words.NOTHING else post


def party_of(agreement: Agreement, side: str) -> Organisation | None:
    """Return the organisation on a side."""
    return agreement.workers_party if side == Side.WORKERS else agreement.employer_party


def workforce(agreement: Agreement, *, on: date) -> Workforce:
    """Return whom the agreement covers; of an area, the firms that confirmed up to a day."""
    if agreement.is_area:
        rows = list(queries.confirmed(agreement, on=on))
        return Workforce(
            firms=len(rows),
            workers=sum(row.workers for row in rows),
            migrant=sum(row.migrant for row in rows),
            women=sum(row.women for row in rows),
            dispatch=0,
        )
    firm = agreement.employer_party
    if firm is None:
        return Workforce(0, 0, 0, 0, 0)
    return Workforce(
        firms=1,
        workers=firm.headcount_total,
        migrant=firm.headcount_migrant,
        women=firm.headcount_women,
        dispatch=firm.headcount_dispatch,
    )


def passing_ballot(agreement: Agreement) -> Ballot | None:
    """Return the vote that passed the draft, if there was one."""
    rows = Ballot.objects.filter(agreement=agreement, is_passed=True).select_related("sitting")
    return rows.order_by("-voted_on", "-pk").first()


def passage(agreement: Agreement) -> dict[str, str]:
    """Return the sitting that passed the draft and the day."""
    ballot = passing_ballot(agreement)
    return {
        "sitting": ballot.sitting.title if ballot else "",
        "passed_on": words.maybe_day(agreement.passed_on),
    }


def department(agreement: Agreement) -> str:
    """Return the labour department that reviews the text."""
    known = words.name_of(tree.labour_department_for(agreement.path))
    return known or "当地人力资源和社会保障行政部门"


def higher_union(agreement: Agreement) -> str:
    """Return the next higher union of the workers' party."""
    party = agreement.workers_party or agreement.employer_party
    above = tree.higher_union(party) if party else None
    if above is not None and above.kind in {OrganisationKind.FEDERATION, OrganisationKind.UNION}:
        return above.name
    return "上一级工会"


def local_law(paper: PaperContext) -> str:
    """Return the title of the region's own regulation in title marks; empty where it has none."""
    for key in ("cb.draft.pass", "cb.file.deadline", "cb.sign.order", "cb.term"):
        rule = paper.law.find(key)
        if rule is not None and rule.pack != "CN":
            return law_title(rule.basis[0].title)
    return ""


def law_title(title: str) -> str:
    """Return an instrument's title in title marks, without year of revision and number."""
    return f"《{re.sub(r'[(（].*?[)）]| .*', '', title)}》"


def cite(rule: Rule) -> str:
    """Return a rule's sources as a letter cites them: 《工资集体协商试行办法》第二十四条."""
    parts = []
    for basis in rule.basis:
        article = basis.art if basis.art.isdigit() else ""
        number = f"第{chinese.numeral(int(article))}条" if article else ""
        parts.append(f"{law_title(basis.title)}{number}")
    return words.join(parts)


def money(value: Decimal | None) -> str:
    """Return yuan with thousands marks; decimals only where there are any: 1,950, 5,033.70."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def percent(value: Decimal | None) -> str:
    """Return a fraction of one as a percentage: 0.05 is 5%."""
    return "" if value is None else chinese.percent(value * 100)


def plain(value: Decimal | None) -> str:
    """Return a number without idle zeros; nothing as nothing."""
    if value is None:
        return ""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value.normalize():f}"


def stop(text: str) -> str:
    """Return a text that ends as a sentence does; nothing stays nothing."""
    return f"{text.rstrip('。；;')}。" if text else ""


def values(agreement: Agreement) -> dict[str, Any]:
    """Return the clauses by key with exact values."""
    return clauses.values_of(agreement)


def line(key: str, value: Any) -> str:
    """Return a clause in words without its full stop: 每月15日."""
    return clauses.sentence(key, value).rstrip("。")


def title(key: str) -> str:
    """Return what the library calls a clause."""
    return clause_types()[key].title


def period_in_words(code: str, law: Law) -> str:
    """Return the length of a clock in Chinese numerals: 六十日, 三个月, 六个月."""
    period, _ = clock.period_of(code, law)
    if period is None:
        return ""
    unit = {Unit.MONTH: "个月", Unit.YEAR: "年", Unit.WORKING_DAY: "个工作日"}
    return f"{chinese.numeral(period.amount)}{unit.get(period.unit, '日')}"


def last_day(record: Any, code: str) -> date | None:
    """Return the last day of the latest clock of a code on a row."""
    rows = Deadline.objects.filter(subject=reference(record), code=code)
    latest = rows.order_by("-pk").first()
    return latest.last_day if latest else None


def signed_page(agreement: Agreement) -> Signing | None:
    """Return the latest valid signature page."""
    return agreement.signing_set.filter(is_void=False, is_judged=True).order_by("-pk").first()


def signed_on(agreement: Agreement) -> str:
    """Return the day the agreement was concluded, by its latest valid page."""
    page = signed_page(agreement)
    return words.maybe_day(page.signed_on if page else agreement.concluded_on) or BLANK


def signers(agreement: Agreement) -> dict[str, str]:
    """Return who signs for each side."""
    return {
        "employer_signer": chief_name(agreement, Side.EMPLOYER),
        "union_signer": chief_name(agreement, Side.WORKERS),
    }


def chiefs(agreement: Agreement) -> dict[str, str]:
    """Return the chief representatives of both sides."""
    return {
        "employer_chief": chief_name(agreement, Side.EMPLOYER),
        "union_chief": chief_name(agreement, Side.WORKERS),
    }
