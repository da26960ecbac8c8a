"""Fill the papers a congress begins with: request, approval, plan of preparation, seats."""

from datetime import date
from typing import Any

from contracts.congress import queries, terms
from contracts.congress.checks import delegates as delegate_checks
from contracts.congress.models import Congress, SeatPlan
from contracts.deadlines.law import law_for
from contracts.documents import chinese
from contracts.documents.facts import congress_founding_words as founding
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Organisation
from contracts.statutes.periods import Period, Unit

TERM_CHANGE = "wc.term.change"
CONSENT = "upper_union_consent"
IN_TIME, EARLY, LATE = "按期换届", "提前换届", "延期换届"
BY_CONGRESS = "提前或者延期换届，由职工代表大会或者其授权的机构决定。"
BY_UNION = "提前或者延期换届，须经上一级工会同意。"
#: Who prepares a congress, as it is done: the chair's name is known, the others are written in.
GROUP = (
    ("工会主席", "组长，主持筹备工作"),
    ("企业行政负责人", "副组长，协调时间、场地、经费，商定议题"),
    ("工会委员", "成员，负责代表选举和资格审查"),
    ("女职工委员", "成员，负责女职工意见征集和女代表推荐"),
    ("人力资源部门人员", "成员，提供职工名册和会议所需资料"),
    ("职工骨干", "成员，负责提案征集和会务"),
)
UNION, UNITS, BOTH = "企业工会", "各选举单位", "企业工会、企业行政"
#: What must be done, by whom; the first is done with the plan, the others get their day by hand.
TASKS = (
    ("制定筹备方案和名额分配方案，成立筹备小组", UNION),
    ("公布选举公告和选举办法，向职工宣传", UNION),
    ("提名、公布候选人", UNITS),
    ("召开选举会议，当场计票，报送结果", UNITS),
    ("审查代表资格，汇总代表构成", "资格审查小组"),
    ("公示代表名单，处理异议", UNION),
    ("征集、整理、审查提案", "提案工作机构"),
    ("起草实施细则和会议文件，商定议题", BOTH),
    ("书面送达议题、议案，由代表签收", UNION),
    ("召开预备会议，表决主席团和议程", UNION),
    ("召开首次会议，逐项表决", "主席团"),
    ("公布决议，将会议情况报上级工会", UNION),
)


def register_of(firm: Organisation | None) -> dict[str, str]:
    """Return what the register knows of a firm; what nobody filled in is left out."""
    return {
        "uscc": firm.uscc if firm else "",
        "ownership": firm.ownership if firm else "",
        "industry": firm.industry if firm else "",
        "company_address": firm.address if firm else "",
        "legal_rep_name": firm.head.name if firm and firm.head else "",
        **headcounts(firm, "total", "contract", "dispatch", "migrant", "women"),
    }


def headcounts(firm: Organisation | None, *groups: str) -> dict[str, str]:
    """Return how many people of each group a firm has, where somebody counted."""
    names = [f"headcount_{group}" for group in groups]
    return {name: founding.known(getattr(firm, name, None)) for name in names}


@fills("establish_request")
def establish_request(congress: Congress, paper: PaperContext) -> dict[str, Any]:
    """Ask the higher union to agree that a congress is set up.

    ``extra`` may tell ``reason``, ``delegates_planned``, ``planned_date`` and the opinions of party
    and management, which no act names; the opinions else are written in by hand.
    """
    firm = congress.employer_party
    told = ("reason", "delegates_planned", "planned_date", "party_opinion", "employer_opinion")
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "superior_union": words.superior(congress),
        "doc_no": paper.number,
        "form_name": founding.form_name(congress.form),
        "by_delegates": founding.by_delegates(congress.form),
        "company_law": founding.company_law(congress),
        **register_of(firm),
        **{name: founding.told(paper.extra.get(name)) for name in told},
        "term_years": founding.years(congress.term_years),
        "delegates_min": _least(congress, paper),
        "manager_cap": founding.manager_cap(paper.law),
        "contact": words.contact(congress),
        "issue_date": chinese.day(paper.issued_on),
    }


def _least(congress: Congress, paper: PaperContext) -> str:
    """Return the least number of a firm's delegates; an area's is another rule."""
    firm = congress.employer_party
    if firm is None or congress.is_area or not founding.by_delegates(congress.form):
        return ""
    return founding.least_delegates(firm.headcount_total, paper.law)


@fills("establish_approval")
def establish_approval(congress: Congress, paper: PaperContext) -> dict[str, Any]:
    """Agree that a congress is set up, and say how its delegates are elected and it is held."""
    establishment = congress.establishment
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "issuer_unit": paper.issuer.name,
        "doc_no": paper.number,
        **_matter(congress),
        "form_name": founding.form_name(congress.form),
        "by_delegates": founding.by_delegates(congress.form),
        "members": founding.members(congress.form),
        "request_date": chinese.day(establishment.requested_on),
        "term_years": founding.years(congress.term_years),
        "changed": _changed(congress),
        "approved_delegates": founding.told(paper.extra.get("approved_delegates")),
        "delegates_min": _least(congress, paper),
        "manager_cap": founding.manager_cap(paper.law),
        **founding.unit_shares(paper.law),
        **founding.sitting_shares(paper.law),
        "report_days": founding.days_of(founding.DUE_UP, paper.law),
        "approval_date": chinese.day(establishment.approved_on or paper.issued_on),
        "copied_to": congress.employer_party.name if congress.employer_party else "",
    }


def _matter(congress: Congress) -> dict[str, str]:
    """Return what was asked for, under which title and number: a congress, or a new election."""
    asked = founding.form_name(congress.establishment.form)
    if queries.earlier_congress(congress) is None:
        return {
            "matter": f"建立{founding.form_name(congress.form)}制度",
            "request_title": f"关于建立{asked}制度的请示",
            "request_no": founding.paper_number(congress, "establish_request"),
        }
    return {
        "matter": f"{founding.form_name(congress.form)}换届",
        "request_title": f"关于{asked}换届的请示",
        "request_no": founding.paper_number(congress, "reelection_request"),
    }


def _changed(congress: Congress) -> str:
    """Say what the approval fixes otherwise than was asked."""
    asked = congress.establishment
    found = []
    if asked.form != congress.form:
        was, now = founding.form_name(asked.form), founding.form_name(congress.form)
        found.append(f"请示的组织形式为{was}，现定为{now}")
    if asked.term_years and asked.term_years != congress.term_years:
        was, now = founding.years(asked.term_years), founding.years(congress.term_years)
        found.append(f"请示的届期为{was}，现定为{now}")
    return f"{'；'.join(found)}，请据此修改筹备方案。" if found else ""


@fills("prep_plan")
def prep_plan(plan: SeatPlan, paper: PaperContext) -> dict[str, Any]:
    """Lay out the preparation: who does what; days nobody has fixed yet are written in by hand."""
    congress = plan.congress
    meets_on = paper.extra.get("congress_date")
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "approval": _approval(congress),
        "term_years": founding.years(congress.term_years),
        "delegates_total": str(plan.seats),
        "units_n": founding.known(plan.units.count()),
        "workers_total": founding.known(plan.workers),
        "congress_date": founding.told(meets_on),
        "docs_deadline": founding.told(paper.extra.get("docs_deadline")) if meets_on else "",
        "notice_days": founding.days_of("DL_CONGRESS_DOCS", paper.law),
        "agenda_theme": founding.told(paper.extra.get("agenda_theme")),
        "budget": founding.told(paper.extra.get("budget")),
        "issue_date": chinese.day(paper.issued_on),
        "group": [
            {"name": "" if place else words.chair(congress), "title": title, "duty": duty}
            for place, (title, duty) in enumerate(GROUP)
        ],
        "tasks": words.numbered(
            {"task": task, "owner": owner, "due": "" if place else chinese.day(plan.planned_on)}
            for place, (task, owner) in enumerate(TASKS)
        ),
    }


def _approval(congress: Congress) -> str:
    """Name the approval a plan rests on; nothing where none is on record."""
    establishment = getattr(congress, "establishment", None)
    if establishment is None or establishment.approved_on is None:
        return ""
    number = founding.paper_number(congress, "establish_approval")
    by = establishment.approved_by.name if establishment.approved_by else words.superior(congress)
    return f"{by}{chinese.day(establishment.approved_on)}批复" + (f"（{number}）" if number else "")


@fills("quota_plan")
def quota_plan(plan: SeatPlan, paper: PaperContext) -> dict[str, Any]:
    """Share the seats out among the units; the groups inside a unit are agreed with it by hand."""
    congress, firm, law = plan.congress, plan.congress.employer_party, paper.law
    workers = plan.workers or (firm.headcount_total if firm else 0)
    cap = law.need(delegate_checks.CAP_KEY).share
    columns = ("mgmt_quota", "women_quota", "migrant_quota", "dispatch_quota")
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "workers_total": founding.known(workers),
        "delegates_total": str(plan.seats),
        "legal_min": founding.least_delegates(workers, law),
        "manager_cap": founding.manager_cap(law),
        "mgmt_cap": str(cap.largest_allowed(plan.seats) if cap else plan.seats),
        **references(firm, plan.seats, workers, paper),
        **headcounts(firm, "women", "dispatch", "migrant"),
        "issue_date": chinese.day(paper.issued_on),
        "units": [
            {
                "unit": unit.name,
                "workers": str(unit.workers),
                "quota": str(unit.seats),
                **dict.fromkeys(columns, ""),
            }
            for unit in plan.units.order_by("pk")
        ],
    }


def references(
    firm: Organisation | None, seats: int, workers: int, paper: PaperContext
) -> dict[str, str]:
    """Return how many women and dispatched workers the law looks for among so many delegates."""
    if firm is None or not workers:
        return {"women_ref": "", "dispatch_ref": ""}
    women = delegate_checks.check_women(
        seats=seats, women_seats=0, workers=workers, women=firm.headcount_women, law=paper.law
    )
    sent = delegate_checks.check_dispatched(
        seats=seats,
        dispatch_seats=0,
        workers=workers,
        dispatch=firm.headcount_dispatch,
        law=paper.law,
    )
    return {
        "women_ref": founding.known(women.required),
        "dispatch_ref": founding.known(sent.required),
    }


@fills("reelection_request")
def reelection_request(congress: Congress, paper: PaperContext) -> dict[str, Any]:
    """Ask the higher union to agree to a new election: in time, early or late.

    The record is the congress asked for; the one whose term ends is the one before it. ``extra``
    may tell ``kind``, ``reason``, ``planned_date`` and ``decided_by``.
    """
    before = queries.earlier_congress(congress) or congress
    ends_on = _last_day(before)
    total = before.delegates_total
    sittings = queries.valid_sessions(before).count()
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "superior_union": words.superior(congress),
        "doc_no": paper.number,
        "form_name": founding.form_name(congress.form),
        "by_delegates": founding.by_delegates(congress.form),
        "kind": paper.extra.get("kind") or _kind(ends_on, paper),
        "since": words.maybe_day(before.since),
        "term_was": founding.years(before.term_years),
        "term_to": words.maybe_day(ends_on),
        "sittings_n": founding.known(sittings),
        "last_session": words.maybe_day(queries.last_session_on(before, on=paper.issued_on)),
        "delegates_total": words.maybe_count(total),
        "change_rule": _change_rule(paper),
        **{
            name: founding.told(paper.extra.get(name))
            for name in ("reason", "decided_by", "planned_date")
        },
        "term_years": founding.years(congress.term_years),
        **headcounts(congress.employer_party, "total"),
        "delegates_min": _least(congress, paper),
        "contact": words.contact(congress),
        "issue_date": chinese.day(paper.issued_on),
    }


def _last_day(congress: Congress) -> date | None:
    if congress.since is None:
        return None
    law = law_for(congress.case, on=congress.since)
    return terms.last_day(congress, began_on=congress.since, law=law)


def _kind(ends_on: date | None, paper: PaperContext) -> str:
    """Tell a new election in time from an early one (a yearly sitting still fits) or a late one."""
    if ends_on is None:
        return IN_TIME
    if paper.issued_on > ends_on:
        return LATE
    a_year_on = paper.law.due(paper.issued_on, Period(1, Unit.YEAR)).day
    return EARLY if a_year_on < ends_on else IN_TIME


def _change_rule(paper: PaperContext) -> str:
    rule = paper.law.find(TERM_CHANGE)
    return BY_UNION if rule and rule.value.get("value") == CONSENT else BY_CONGRESS
