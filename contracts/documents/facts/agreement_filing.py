"""Fill what follows the signature: filing, the opinion, the notice, the union's record."""

import re
from typing import Any

from contracts.agreements.library import is_numeric
from contracts.agreements.models import Agreement, Filing, Opinion, Publication, UnionRecord
from contracts.bargaining import offers, queries, seating
from contracts.deadlines.models import Deadline
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Side
from contracts.parties.references import reference

FILE_CLOCKS = {"DL_FILE_WAGE": "工资协议的报送期限", "DL_FILE_GENERAL": "集体合同的报送期限"}
PLACES = "企业公告栏、工会办公室"
RESULTS = {Opinion.Result.NO_OBJECTION: "无异议", Opinion.Result.OBJECTION: "有异议"}
#: What workers ask first, and the clauses that answer it.
QUESTIONS = {
    "avg_growth": "涨多少",
    "firm_min_wage": "最低拿多少",
    "pay_day": "几号发",
    "overtime": "加班怎么算",
    "night_allowance": "夜班津贴",
    "heat_allowance": "高温津贴",
    "seniority_pay": "工龄工资",
    "piece_rates": "计件怎么算",
    "hours_week": "一周做几小时",
    "annual_leave": "年休假几天",
    "maternity_days": "产假几天",
    "nursing_minutes": "每天哺乳时间",
    "probation_months": "试用期多长",
}
BACK_PAY = "补差"
RATES = {"workday": "平时", "rest_day": "休息日", "holiday": "法定节日"}
TOLD_ELSEWHERE = "补差|支付日"


@fills("filing_letter")
def filing_letter(filing: Filing, paper: PaperContext) -> dict[str, Any]:
    """Send the text to the labour department, with the list of papers."""
    agreement = filing.agreement
    ballot = says.passing_ballot(agreement)
    covered = says.workforce(agreement, on=paper.issued_on)
    return {
        **says.heading(agreement),
        **says.term(agreement),
        **says.signers(agreement),
        "contract_type": says.contract_type(agreement),
        "doc_no": paper.number,
        "hrss_name": says.department(agreement),
        "local_law": says.local_law(paper),
        "congress_date": words.maybe_day(agreement.passed_on) or says.BLANK,
        "sitting": ballot.sitting.title if ballot else "职工代表大会",
        "sign_date": says.signed_on(agreement),
        "covered_workers": str(_own(agreement, covered)),
        "copies": chinese.numeral(_copies(filing, paper)),
        "late_reason": _late(agreement),
        "submitter": paper.extra.get("submitter") or says.chief_name(agreement, Side.EMPLOYER),
        "contact": paper.extra.get("contact", ""),
        "filed_date": chinese.day(paper.issued_on),
        "attachments": words.numbered(_materials(filing, paper)),
    }


def _copies(filing: Filing, paper: PaperContext) -> int:
    rule = paper.law.find("cb.file.copies")
    return filing.copies or (int(rule.value["value"]) if rule else 0)


def _materials(filing: Filing, paper: PaperContext) -> list[dict[str, str]]:
    """Return the papers that go along (集体合同规定 42、44), with their copies."""
    name = says.contract_name(filing.agreement)
    full = str(_copies(filing, paper))
    papers = [
        (f"{name}文本", full),
        (f"关于{name}（草案）的说明", full),
        ("职工代表大会决议", "1"),
        ("双方协商代表名册及首席代表授权委托书", "1"),
        ("企业营业执照副本复印件、工会法人（社团）资格证明复印件", "1"),
    ]
    if filing.is_refiling:
        papers.append(("异议条款修改说明", "1"))
    return [{"name": title, "copies": copies} for title, copies in papers]


def _late(agreement: Agreement) -> str:
    """Return by how many days which period was missed; nothing if filed in time."""
    rows = Deadline.objects.filter(subject=reference(agreement), code__in=FILE_CLOCKS)
    latest = {row.code: row for row in rows.order_by("pk")}
    parts = [
        f"{FILE_CLOCKS[code]}于{chinese.day(row.last_day)}届满，{_rolled(row)}"
        f"本次报送晚{row.days_late}日"
        for code, row in latest.items()
        if row.days_late
    ]
    return f"{'；'.join(parts)}，特此说明。" if parts else ""


def _rolled(row: Deadline) -> str:
    """Return the working day a period ending on a rest day may be taken to end on (民法典 203)."""
    if row.rolled_day == row.last_day:
        return ""
    rolled = chinese.day(row.rolled_day)
    return f"该日为休息日或者法定节假日，依法顺延的为{rolled}；按顺延前的日期计，"


@fills("filing_form")
def filing_form(filing: Filing, paper: PaperContext) -> dict[str, Any]:
    """Give the labour department the facts of parties, talks, vote and signature on one form."""
    agreement, firm = filing.agreement, filing.agreement.employer_party
    agreed = says.values(agreement)
    covered = says.workforce(agreement, on=paper.issued_on)
    return {
        **says.heading(agreement),
        **says.term(agreement),
        **says.signers(agreement),
        **says.firm_details(agreement),
        "ownership": firm.ownership if firm else "",
        "industry": firm.industry if firm else "",
        "headcount_total": str(covered.workers),
        "new_or_renew": _newness(filing),
        "covered_workers": str(_own(agreement, covered)),
        "covered_migrant": str(covered.migrant),
        "covered_women": str(covered.women),
        "avg_wage_last": says.money(agreed.get("base_wage")),
        "avg_growth_pct": says.percent(agreed.get("avg_growth")),
        "firm_min_wage": says.money(agreed.get("firm_min_wage")),
        **_talks(agreement),
        **_vote(agreement),
        "sign_date": says.signed_on(agreement),
        "filed_date": chinese.day(paper.issued_on),
        "copies": chinese.numeral(_copies(filing, paper)),
        "union_opinion": "",
        "hrss_opinion": "",
        "registry_no": "",
        "reps": _representatives(agreement),
        "attachments": [{"present": says.CHECKED, **row} for row in _materials(filing, paper)],
    }


def _own(agreement: Agreement, covered: says.Workforce) -> int:
    return covered.women if agreement.kind == "women" else covered.workers


def _newness(filing: Filing) -> str:
    if filing.is_refiling:
        return "重报"
    return "续签" if filing.agreement.previous_to else "新签"


def _talks(agreement: Agreement) -> dict[str, str]:
    round_ = says.round_of(agreement)
    offer = offers.latest_offer(round_) if round_ else None
    replied = (offer.responded_on or offer.coordinated_on) if offer else None
    return {
        "offer_date": words.maybe_day(offer.received_on if offer else None),
        "reply_date": words.maybe_day(replied),
        "talks_count": str(queries.sessions_of(round_).count() if round_ else 0),
    }


def _vote(agreement: Agreement) -> dict[str, str]:
    ballot = says.passing_ballot(agreement)
    return {
        "congress_date": words.maybe_day(agreement.passed_on) or says.BLANK,
        "delegates_total": str(ballot.entitled) if ballot else words.NOTHING,
        "delegates_present": str(ballot.present) if ballot else words.NOTHING,
        "votes_for": str(ballot.yes) if ballot else words.NOTHING,
    }


def _representatives(agreement: Agreement) -> list[dict[str, str]]:
    round_ = says.round_of(agreement)
    if round_ is None:
        return []
    return [
        {
            "side": side.label,
            "name": row.person.name,
            "role": words.role(row),
            "title": words.post(row.person),
        }
        for side in Side
        for row in seating.rows(round_, side)
    ]


@fills("review_opinion")
def review_opinion(opinion: Opinion, paper: PaperContext) -> dict[str, Any]:
    """State what the department says of the text, and from when it is in force."""
    agreement, firm = opinion.agreement, opinion.agreement.employer_party
    rows = Deadline.objects.filter(
        subject=reference(agreement),
        code="DL_REVIEW",
        base_on=opinion.filing.received_on,
    )
    review = rows.order_by("-pk").first()
    return {
        **says.heading(agreement),
        **says.term(agreement),
        "company_address": firm.address if firm else "",
        "contract_type": says.contract_type(agreement),
        "sign_date": says.signed_on(agreement),
        "hrss_name": says.department(agreement),
        "registry_no": paper.number,
        "received_date": chinese.day(opinion.filing.received_on),
        "opinion_due": words.maybe_day(review.last_day if review else None) or says.BLANK,
        "result": RESULTS[Opinion.Result(opinion.result)],
        "opinion_date": chinese.day(paper.issued_on),
        "effective_date": words.maybe_day(opinion.in_force_on),
        "served_date": chinese.day(opinion.served_on),
        "reviewer": "",
        "objections": [
            {"clause": clause, "category": "", "reason": "", "advice": ""}
            for clause in opinion.clauses
        ],
    }


@fills("effect_notice")
def effect_notice(publication: Publication, paper: PaperContext) -> dict[str, Any]:
    """Tell every worker in plain words what the contract gives, and whom to ask."""
    agreement = publication.agreement
    free = says.values(agreement).get("text") or {}
    back_pay = next((body for heading, body in free.items() if BACK_PAY in heading), "")
    return {
        **says.heading(agreement),
        **says.passage(agreement),
        "contract_type": says.contract_type(agreement),
        "effective_date": words.maybe_day(agreement.in_force_on),
        "term_to": words.maybe_day(agreement.term_to) or says.BLANK,
        "registry_no": "",
        "back_pay": says.stop(back_pay or ""),
        "complaint_to": _complaints(agreement),
        "fulltext_place": paper.extra.get("fulltext_place", PLACES),
        "channels": words.join(publication.channels) or "公告栏",
        "publish_date": chinese.day(publication.published_on),
        "answers": _answers(agreement),
    }


def _complaints(agreement: Agreement) -> str:
    union = agreement.workers_party
    chair = union.head.name if union and union.head else ""
    above = f"{says.higher_union(agreement)}、{says.department(agreement)}"
    return f"先找职工方协商代表或者工会主席{chair}；解决不了的，向{above}反映。"


def _answers(agreement: Agreement) -> list[dict[str, str]]:
    agreed = says.values(agreement)
    rows = [
        {"question": QUESTIONS[key], "answer": _answer(key, agreed[key], agreement)}
        for key in QUESTIONS
        if agreed.get(key) is not None
    ]
    free = agreed.get("text") or {}
    rows += [
        {"question": heading, "answer": (body or "").rstrip("。")}
        for heading, body in free.items()
        if body and not re.search(TOLD_ELSEWHERE, heading)
    ]
    return rows


def _answer(key: str, value: Any, agreement: Agreement) -> str:
    if key == "avg_growth":
        start = f"，{chinese.day(agreement.term_from)}起算" if agreement.term_from else ""
        return f"平均涨{says.percent(value)}{start}"
    if key == "firm_min_wage":
        return f"全勤每月不低于{says.money(value)}元"
    if key == "pay_day":
        return f"{says.line(key, value)}，遇节假日提前发"
    if key == "overtime":
        return _overtime(value)
    return says.line(key, value)


def _overtime(value: dict[str, Any]) -> str:
    rates = [f"{name}{says.plain(value[key])}倍" for key, name in RATES.items() if key in value]
    base = f"；按{value['base']}算" if value.get("base") else ""
    return f"{'，'.join(rates)}{base}"


@fills("union_record_form")
def union_record_form(record: UnionRecord, paper: PaperContext) -> dict[str, Any]:
    """Hand the higher union the facts of an agreement in force."""
    agreement, firm = record.agreement, record.agreement.employer_party
    agreed = says.values(agreement)
    covered = says.workforce(agreement, on=record.recorded_on)
    published = agreement.publication_set.order_by("pk").first()
    details = says.firm_details(agreement)
    renewal = says.last_day(agreement, _renewal_clock(agreement))
    return {
        **says.heading(agreement),
        "uscc": details["uscc"],
        "union_chair_name": details["union_chair_name"],
        "ownership": firm.ownership if firm else "",
        "union_phone": "",
        "superior_union": says.higher_union(agreement),
        "contract_type": says.contract_type(agreement),
        **{k: v for k, v in _vote(agreement).items() if k != "delegates_present"},
        "sign_date": says.signed_on(agreement),
        "filed_date": words.maybe_day(agreement.filed_on) or says.BLANK,
        "effective_date": words.maybe_day(agreement.in_force_on),
        "term_to": words.maybe_day(agreement.term_to) or says.BLANK,
        "registry_no": "",
        "publish_date": words.maybe_day(published.published_on if published else None),
        "covered_firms": str(covered.firms),
        "covered_workers": str(_own(agreement, covered)),
        "covered_migrant": "" if agreement.kind == "women" else str(covered.migrant),
        "covered_women": str(covered.women),
        "avg_growth_pct": says.percent(agreed.get("avg_growth")),
        "firm_min_wage": says.money(agreed.get("firm_min_wage")),
        "quality_flags": _quality(agreement, agreed),
        "next_check": words.maybe_day(says.last_day(agreement, "DL_PERF_CHECK")),
        "next_offer": words.maybe_day(renewal),
        "attachments": "合同文本、职代会决议、生效公告各一份",
        "issue_date": chinese.day(paper.issued_on),
    }


def _renewal_clock(agreement: Agreement) -> str:
    return "DL_RENEW_WAGE" if agreement.kind == "wage" else "DL_RENEW_GENERAL"


def _quality(agreement: Agreement, agreed: dict[str, Any]) -> str:
    """Return the self-check a higher union looks at: figures, vote, growth, checks."""
    marks = [
        ("有具体数值", any(is_numeric(key, value) for key, value in agreed.items())),
        ("职代会票决", says.passing_ballot(agreement) is not None),
        ("有履约检查安排", says.last_day(agreement, "DL_PERF_CHECK") is not None),
    ]
    if agreement.kind == "wage":
        marks.insert(2, ("有增长幅度", agreed.get("avg_growth") is not None))
    return "　".join(f"{says.CHECKED if ok else says.UNCHECKED}{name}" for name, ok in marks)
