"""Fill the papers on who was elected: the credentials report, the roster, the public notice."""

from typing import Any

from contracts.congress import credentials, rosters, seats, terms
from contracts.congress.checks import delegates as delegate_checks
from contracts.congress.choices import Category
from contracts.congress.models import (
    Candidate,
    Certification,
    Congress,
    Delegate,
    DelegateNotice,
    Election,
)
from contracts.deadlines.law import law_for
from contracts.documents import chinese
from contracts.documents.facts import congress_founding_words as founding
from contracts.documents.facts import congress_words as words
from contracts.documents.facts.congress_founding import references
from contracts.documents.filling import PaperContext, fills
from contracts.verdicts.verdict import BLOCK, WARN, Verdict

VALID, PARTLY, WHOLLY = "有效", "部分无效需重选", "整体不合格"
ENOUGH, NOT_ENOUGH = "合规", "不合规"
ELECTION_RULE = "R_ELECTION_QUORUM"
MIGRANT = "农民工"
MANAGER, SENT = "中", "派"


@fills("qualification_report")
def qualification_report(report: Certification, paper: PaperContext) -> dict[str, Any]:
    """Report on each unit's election and on how the delegates are made up, with the finding."""
    congress = report.congress
    figures = rosters.figures_of(congress)
    verdicts = credentials.judge_credentials(congress, figures, paper.law)
    units = [_unit(congress, name) for name in rosters.units_of(congress)]
    return {
        "company_name": words.company(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "units_n": founding.known(len(units)),
        "delegates_total": str(report.delegates),
        "legal_min": _least(congress, paper),
        "conclusion": _conclusion(report),
        "invalid_reason": _told(verdicts, BLOCK),
        "remarks": "" if report.faults else _told(verdicts, WARN),
        "report_date": chinese.day(report.certified_on),
        "units": units,
        "groups": _groups(report, paper),
    }


def _least(congress: Congress, paper: PaperContext) -> str:
    if congress.is_area:
        return founding.least_of_area(paper.law)
    return founding.least_delegates(seats.workers_of(congress), paper.law)


def _conclusion(report: Certification) -> str:
    if report.is_clean:
        return VALID
    return PARTLY if ELECTION_RULE in report.faults else WHOLLY


def _told(verdicts: list[Verdict], outcome: str) -> str:
    """Say what the rules found: what stops the report, or what it is warned of."""
    found = [verdict for verdict in verdicts if verdict.outcome == outcome]
    return "".join(f"{_plain(verdict.message)}{_plain(verdict.remedy)}" for verdict in found)


def _plain(text: str) -> str:
    """Return a finding without the marks of the screen."""
    return text.replace(" ✓", "").replace(" ✗", "")


def _unit(congress: Congress, name: str) -> dict[str, str]:
    """Return how a unit stands after all its elections."""
    elections = rosters.elections_of(congress, name)
    planned = seats.planned_unit(congress, name)
    sitting = rosters.standing(congress).filter(unit=name).count()
    is_done = rosters.seats_failed(congress, name) == 0
    return {
        "unit": name,
        "quota": words.maybe_count(planned.seats if planned else None),
        "elected": str(sitting),
        "quorum_ok": ENOUGH if is_done else NOT_ENOUGH,
        "remark": _remark(elections, is_done=is_done),
    }


def _remark(elections: list[Election], *, is_done: bool) -> str:
    """Tell a unit's elections that failed, and how they were made good."""
    last = elections[-1]
    failed = [one for one in elections if not one.is_valid]
    if failed and is_done:
        days = "、".join(chinese.day(one.held_on) for one in failed)
        return f"{days}到会不足，{chinese.day(last.held_on)}重新选举有效"
    if failed:
        worst = failed[-1]
        return f"到会{worst.attended}人，不足{worst.quorum_needed}人，须重新选举"
    if not is_done:
        return f"有{last.failed}名得票不足{last.votes_needed}票，须重新选举"
    return f"到会{last.attended}人（全体{last.workers}人）"


def _groups(report: Certification, paper: PaperContext) -> list[dict[str, str]]:
    """Return each group's number and share, with what the law asks of it."""
    congress, total = report.congress, report.delegates
    people = rosters.counted(congress) if rosters.is_known(congress) else []
    firm = None if congress.is_area else congress.employer_party
    asked = references(firm, total, seats.workers_of(congress), paper)
    counted: list[tuple[str, int | None, str]] = [
        *_workers(people),
        _capped(report, people, paper),
        ("女代表", report.women, _at_least(asked["women_ref"])),
        ("农民工代表", _migrants(people), ""),
        ("劳务派遣职工代表", report.dispatch, _at_least(asked["dispatch_ref"])),
    ]
    return [
        {
            "group": name,
            "number": words.maybe_count(number),
            "ratio": words.percentage(number, total),
            "rule": rule,
        }
        for name, number, rule in counted
    ]


def _workers(people: list[Candidate]) -> list[tuple[str, int | None, str]]:
    """Return the groups of those who lead nobody; staff only where there is any."""
    names = {
        Category.WORKER: "工人",
        Category.TECHNICIAN: "技术人员",
        Category.STAFF: "一般管理人员",
    }
    rows = [(name, _of(people, category), "") for category, name in names.items()]
    return [row for row in rows if row[0] != names[Category.STAFF] or row[1]]


def _capped(
    report: Certification, people: list[Candidate], paper: PaperContext
) -> tuple[str, int | None, str]:
    """Return the group whose seats are capped: managers of a firm, operators of an area."""
    total = report.delegates
    if report.congress.is_area:
        leaders = sum(one.is_leader for one in people) if people else None
        most = delegate_checks.check_operators(seats=total, operators=0, law=paper.law).required
        return "企业经营者代表", leaders, f"不超过{most}名"
    most = delegate_checks.check_management(seats=total, management=0, law=paper.law).required
    return "中层以上管理人员和领导人员", report.management, f"不超过{most}名"


def _of(people: list[Candidate], category: Category) -> int | None:
    return sum(one.category == category for one in people) if people else None


def _migrants(people: list[Candidate]) -> int | None:
    return sum(MIGRANT in one.employment for one in people) if people else None


def _at_least(number: str) -> str:
    return f"参照≥{number}名" if number else ""


@fills("delegate_roster")
def delegate_roster(report: Certification, paper: PaperContext) -> dict[str, Any]:
    """List the delegates; birth, group and telephone are not on record: written in by hand."""
    congress = report.congress
    rows = list(rosters.standing(congress))
    ends_on = _ends_on(congress)
    people = [row.candidate for row in rows]
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "congress_no": founding.number_of(congress),
        "delegates_total": str(report.delegates),
        "mgmt_n": words.maybe_count(report.management),
        "women_n": words.maybe_count(report.women),
        "migrant_n": words.maybe_count(_migrants(people)),
        "dispatch_n": words.maybe_count(report.dispatch),
        "certified_on": chinese.day(report.certified_on),
        "term_from": words.maybe_day(congress.since),
        "term_to": ends_on,
        "term_years": founding.years(congress.term_years),
        "issue_date": chinese.day(paper.issued_on),
        "delegates": _lines(rows) or words.blank_rows(report.delegates, *_COLUMNS),
    }


_COLUMNS = ("name", "gender", "birth", "category", "employment", "unit", "group", "phone")


def _lines(rows: list[Delegate]) -> list[dict[str, str]]:
    return words.numbered(
        {
            "name": row.name,
            "gender": row.candidate.gender,
            "birth": "",
            "category": row.candidate.category,
            "employment": words.official(row.candidate.employment),
            "unit": row.unit,
            "group": "",
            "phone": "",
        }
        for row in rows
    )


def _ends_on(congress: Congress) -> str:
    """Return the last day of the term, once its first session was held."""
    if congress.since is None:
        return ""
    law = law_for(congress.case, on=congress.since)
    return words.maybe_day(terms.last_day(congress, began_on=congress.since, law=law))


@fills("delegate_notice")
def delegate_notice(notice: DelegateNotice, paper: PaperContext) -> dict[str, Any]:
    """Tell all workers who was elected, unit by unit; nothing of them but the names."""
    congress = notice.congress
    rows = list(rosters.standing(congress))
    units = dict.fromkeys(row.unit for row in rows)
    total = len(rows) or congress.delegates_total or 0
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "delegates_total": str(total),
        "notice_start": chinese.day(notice.announced_on),
        "notice_end": words.maybe_day(notice.until),
        "objection_contact": words.contact(congress),
        "objections": founding.told(paper.extra.get("objections")),
        "delegates": [_named(unit, [row for row in rows if row.unit == unit]) for unit in units]
        or [{"unit": "各选举单位", "number": str(total), "names": "名单附后"}],
    }


def _named(unit: str, rows: list[Delegate]) -> dict[str, str]:
    names = "、".join(f"{row.name}{_note(row.candidate)}" for row in rows)
    return {"unit": unit, "number": str(len(rows)), "names": names}


def _note(one: Candidate) -> str:
    """Return the note behind a name: managers and dispatched workers are told apart."""
    notes = [MANAGER] * one.is_management + [SENT] * one.is_dispatched
    return f"（{'、'.join(notes)}）" if notes else ""
