"""Fill the papers of performance: group, checklist, report, rectification, expiry."""

from datetime import date
from typing import Any

from contracts.agreements.library import TEXT, clause_types
from contracts.agreements.models import Agreement, Clause, ExpiryWarning
from contracts.bargaining import offers
from contracts.bargaining.models import Round
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.supervision_satisfaction import latest_rate
from contracts.documents.filling import PaperContext, fills
from contracts.documents.models import Paper
from contracts.parties.choices import Side
from contracts.parties.models import Kind
from contracts.parties.references import reference
from contracts.supervision import reviews
from contracts.supervision.models import (
    CheckGroup,
    PerformanceReport,
    Rectification,
    Result,
    Review,
    ReviewItem,
)

RESULTS = {
    Result.DONE: "已履行",
    Result.PARTIAL: "部分履行",
    Result.UNDONE: "未履行",
    Result.NOT_DUE: "未到期",
    Result.NOT_APPLICABLE: "不适用",
}
BROKEN = (Result.PARTIAL, Result.UNDONE)
CHECK_PLAN = (
    "小组定期对合同履行情况进行检查，每次随机抽查不同岗位职工的工资条，对照合同条款逐条核对；"
    "职工投诉反映的问题及时专项检查。检查结果向职工公布，并向职工代表大会报告。"
)
GRADES = "岗位工资"
OVERTIME = {"平日": "workday", "休息日": "rest_day", "节假日": "holiday"}
SEE_CHECKLIST = "详见《集体合同履约检查表》"
KINDS = {
    Kind.WAGE: "工资协议",
    Kind.WOMEN: "女职工专项集体合同",
    Kind.SAFETY: "安全卫生专项集体合同",
    Kind.COMPREHENSIVE: "集体合同",
}


@fills("supervision_group_list")
def supervision_group_list(group: CheckGroup, paper: PaperContext) -> dict[str, Any]:
    """Name who checks the contract, and when first."""
    agreement = group.agreement
    start = agreement.in_force_on or group.set_up_on
    first = reviews.next_check(agreement, after=start, law=paper.law)
    return {
        **says.heading(agreement),
        "effective_date": words.maybe_day(agreement.in_force_on),
        "setup_date": chinese.day(group.set_up_on),
        "check_plan": group.check_plan or CHECK_PLAN,
        "next_check": words.maybe_day(first),
        "members": words.numbered(
            {
                "name": member["name"],
                "side": words.SIDES.get(Side(member["side"]), ""),
                "post": member.get("post", "").replace("/", "、"),
                "duty": member.get("duty", ""),
            }
            for member in group.members
        ),
    }


@fills("performance_checklist")
def performance_checklist(review: Review, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """List clause by clause what was agreed, what was found, and the rate."""
    agreement = review.agreement
    heading = says.heading(agreement)
    return {
        **{key: heading[key] for key in ("company_name", "contract_name", "contract_no")},
        "check_no": str(_earlier(review).count() + 1),
        "check_date": chinese.day(review.reviewed_on),
        "period": _period(review),
        "sampled": f"随机抽查职工工资条{review.slips}份" if review.slips else "工资台账、考勤记录",
        **_counts(review),
        "items_total": str(review.checked_count),
        "items_not_due": str(review.not_due_count),
        "items_na": str(review.not_applicable_count),
        "items": words.numbered(_item(item, agreement) for item in _items(review)),
    }


def _earlier(review: Review) -> Any:
    return Review.objects.filter(agreement=review.agreement, pk__lt=review.pk)


def _period(review: Review) -> str:
    before = _earlier(review).order_by("-reviewed_on").first()
    start = before.reviewed_on if before else review.agreement.in_force_on
    return chinese.span(start or review.reviewed_on, review.reviewed_on)


def _counts(review: Review) -> dict[str, str]:
    due = review.due_count
    return {
        "items_due": str(due),
        "items_done": str(review.done_count),
        "items_partial": str(review.partial_count),
        "items_undone": str(review.undone_count),
        "rate": f"{review.done_count / due * 100:.1f}%" if due else words.NOTHING,
    }


def _items(review: Review | None) -> list[ReviewItem]:
    return list(review.item_set.order_by("position")) if review else []


def _item(item: ReviewItem, agreement: Agreement) -> dict[str, str]:
    return {
        "clause": item.clause,
        "standard": item.standard or _agreed(item.clause, agreement),
        "actual": item.actual,
        "evidence": item.evidence,
        "result": RESULTS[Result(item.result)],
    }


def _agreed(name: str, agreement: Agreement) -> str:
    """Return what the contract says of the clauses a check calls by this name."""
    found = [
        _part_of(clause, name, agreement)
        for clause in agreement.clause_set.order_by("position")
        if _is_called(clause, name)
    ]
    if not found and GRADES in name and agreement.grade_set.exists():
        return f"{agreement.grade_set.count()}个岗位（工种）月工资标准调整表"
    return "；".join(found)


def _part_of(clause: Clause, name: str, agreement: Agreement) -> str:
    """Return the clause in words; of overtime only the rate the check names, if it names one."""
    rates = [key for short, key in OVERTIME.items() if short in name]
    if clause.key != "overtime" or len(rates) != 1:
        return clause.text.rstrip("。")
    agreed = says.values(agreement)["overtime"]
    kept = {key: agreed[key] for key in (*rates, "base") if key in agreed}
    return says.line("overtime", kept)


def _is_called(clause: Clause, name: str) -> bool:
    if clause.key == TEXT:
        return name in clause.heading or clause.heading in name
    return clause_types()[clause.key].is_called(name)


@fills("performance_report")
def performance_report(report: PerformanceReport, paper: PaperContext) -> dict[str, Any]:
    """Report to the congress how the contract was kept, what was not, and what was done."""
    agreement, review = report.agreement, report.review
    items = _items(review)
    nothing = dict.fromkeys(("items_due", "items_done", "items_partial", "items_undone"), "0")
    counts = _counts(review) if review else {**nothing, "rate": words.NOTHING}
    start = agreement.in_force_on or report.reported_on
    return {
        **says.heading(agreement),
        "period": chinese.span(start, report.reported_on),
        "check_date": words.maybe_day(review.reviewed_on if review else None) or says.BLANK,
        **counts,
        "achievements": _list_of(items, (Result.DONE,), "下列条款已经履行："),
        "problems": _list_of(items, BROKEN, "下列条款没有履行或者没有全部履行："),
        "measures": _measures(agreement),
        "satisfaction": latest_rate(agreement, on=report.reported_on),
        "report_session": paper.extra.get("report_session", ""),
        "issue_date": chinese.day(paper.issued_on),
        "indicators": words.numbered(
            {
                "item": item.clause,
                "promised": item.standard or _agreed(item.clause, agreement) or words.NOTHING,
                "actual": item.actual or RESULTS[Result(item.result)],
            }
            for item in items
            if item.result in {Result.DONE, *BROKEN}
        ),
    }


def _list_of(items: list[ReviewItem], results: tuple[Result, ...], lead: str) -> str:
    names = [item.clause for item in items if item.result in results]
    return f"{lead}{words.join(names)}。" if names else ""


def _measures(agreement: Agreement) -> str:
    rows = Rectification.objects.filter(agreement=agreement, rectified_on__isnull=False)
    parts = [
        f"{chinese.day(row.rectified_on)}回复：{'；'.join(row.measures)}"
        for row in rows.order_by("pk")
        if row.rectified_on and row.measures
    ]
    return says.stop("。".join(parts))


@fills("rectification_notice")
def rectification_notice(demand: Rectification, paper: PaperContext) -> dict[str, Any]:
    """Demand that the firm puts right what the check found, by a day."""
    agreement = demand.agreement
    broken = [item for item in _items(demand.review) if item.result in BROKEN]
    found = (_item(item, agreement) for item in broken)
    checked = demand.review.reviewed_on if demand.review else demand.served_on
    return {
        **says.heading(agreement),
        "superior_union": says.higher_union(agreement),
        "doc_no": paper.number,
        "check_date": chinese.day(checked),
        "served_date": chinese.day(demand.served_on),
        "rectify_due": words.due_day(demand, demand.last_day) or says.BLANK,
        "issue_date": chinese.day(paper.issued_on),
        "findings": words.numbered(
            {
                "clause": row["clause"],
                "standard": row["standard"] or words.NOTHING,
                "actual": row["actual"] or SEE_CHECKLIST,
                "result": row["result"],
            }
            for row in found
        ),
        "demands": [{"demand": point.rstrip("。")} for point in demand.points],
    }


@fills("rectification_reply")
def rectification_reply(demand: Rectification, paper: PaperContext) -> dict[str, Any]:
    """Answer the demand point by point; the union's finding stays open for its hand."""
    agreement = demand.agreement
    notices = Paper.objects.filter(record=reference(demand), code="rectification_notice")
    notice = notices.order_by("pk").first()
    return {
        **says.heading(agreement),
        "notice_date": chinese.day(notice.issued_on if notice else demand.served_on),
        "notice_no": notice.number if notice else "",
        "rectify_due": words.due_day(demand, demand.last_day) or says.BLANK,
        "reply_date": chinese.day(demand.rectified_on or paper.issued_on),
        **dict.fromkeys(("box_done", "box_partial", "box_undone"), says.UNCHECKED),
        "verify_note": "",
        "items": words.numbered(
            {"problem": problem, "measure": measure, "evidence": ""}
            for problem, measure in _answered(demand)
        ),
    }


def _answered(demand: Rectification) -> list[tuple[str, str]]:
    """Return the points and the answers side by side, in their order."""
    points, measures = list(demand.points), list(demand.measures)
    length = max(len(points), len(measures))
    return [
        (
            points[n] if n < len(points) else "",
            measures[n] if n < len(measures) else words.NOTHING,
        )
        for n in range(length)
    ]


@fills("expiry_warning")
def expiry_warning(warning: ExpiryWarning, paper: PaperContext) -> dict[str, Any]:
    """Warn of the last day of the term, and say from when the next round may be asked for."""
    agreement = warning.agreement
    party = agreement.workers_party or agreement.employer_party
    under_way = _under_way(agreement, on=warning.warned_on)
    left = (agreement.term_to - warning.warned_on).days if agreement.term_to else 0
    return {
        "issuer_unit": paper.issuer.name,
        "addressee": words.name_of(party),
        "doc_no": paper.number,
        "as_of": chinese.day(warning.warned_on),
        "contact": "",
        "rows": words.numbered(
            [
                {
                    "firm": words.name_of(agreement.employer_party or party),
                    "kind": KINDS[Kind(agreement.kind)],
                    "doc_no": agreement.number or words.NOTHING,
                    "expiry": words.maybe_day(agreement.term_to),
                    "days_left": f"{left}日" if left >= 0 else f"已过期{-left}日",
                    "level": f"{warning.days_before}日" if warning.days_before else "过期",
                    **_advice(agreement, paper, is_over=left < 0),
                    **({"action": under_way} if under_way else {}),
                },
            ],
        ),
    }


def _under_way(agreement: Agreement, *, on: date) -> str:
    """Return how far the next round is that was opened on this agreement; nothing if none is."""
    rounds = Round.objects.filter(previous=agreement, opened_on__lte=on)
    following = rounds.order_by("-opened_on", "-pk").first()
    if following is None:
        return ""
    told = f"新一轮协商已于{chinese.day(following.opened_on)}启动"
    offer = offers.latest_offer(following)
    if offer is not None and offer.received_on and offer.received_on <= on:
        told += f"，要约已于{chinese.day(offer.received_on)}送达"
    return f"{told}。请抓紧办理后续环节，使新合同尽早签订、报审、生效。"


def _advice(agreement: Agreement, paper: PaperContext, *, is_over: bool) -> dict[str, str]:
    """Return from when a new round may be asked for, by which rule, and what to do now."""
    rule = paper.law.find("cb.renewal.window")
    period = rule.period if rule else None
    opens = paper.law.due(agreement.term_to, period).day if period and agreement.term_to else None
    if is_over:
        window = "合同期满即行终止，不自动续期。"
        action = "请尽快发出要约，重新订立合同；期满后原合同不得变更。"
    else:
        basis = f"依照{says.cite(rule)}，" if rule else ""
        window = f"{basis}自{chinese.day(opens)}起可以书面提出续订要求。" if opens else ""
        action = "建议现在起收集职工意见、拟定协商方案，窗口期内向对方发出续订要约书。"
    return {"window": window, "action": action}
