"""Fill the papers of campaigns from plain values (集中要约行动).

The functions take typed values, not records: the campaign's record fills these and registers them.
Counts are sums over firms on the day named; rates are ``n/d``, not reduced, a dash without base.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.organisation_words import enterprise, issue
from contracts.documents.filling import PaperContext
from contracts.parties.models import Organisation

TOTAL = "合　计"


@dataclass(frozen=True, slots=True)
class Target:
    """One figure a campaign aims at; ``target`` is as people write it, 35 or 100%."""

    indicator: str
    base: int
    target: str
    due: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign is to reach, where, and how."""

    name: str
    start: date
    end: date
    aim: str
    groups: Sequence[str]
    targets: Sequence[Target]
    measures: Sequence[str]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What one town or park has to do, and who answers for it."""

    unit: str
    firms: int
    congresses: int
    regional: int
    owner: str
    due: date
    instructor: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A firm asked to bargain in a campaign, and what of it is asked: 首签, 续签 …"""

    name: str
    workers: int
    action: str
    due: date
    contract_expiry: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice to the firms of an area that offers are coming."""

    start: date
    end: date
    reply_days: str
    contacts: str
    firms: Sequence[Invited]
    template_pack: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What an instructor found in a firm and advised."""

    firm: Organisation
    instructor: str
    on: date
    mode: str
    stage: str
    problem: str
    advice: str
    next_on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the firms of a unit came.

    ``answerable`` are those that replied or whose last day to reply is past: the base of 应约率.
    """

    unit: str
    base: int
    offered: int
    replied: int
    answerable: int
    signed: int
    filed: int
    effective: int
    congresses: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The progress of a campaign on a day, unit by unit."""

    number: str
    as_of: date
    comment: str
    rows: Sequence[Progress]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure at the end of a campaign; ``value`` and ``target`` as people write them."""

    indicator: str
    numerator: int
    denominator: int
    value: str
    target: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a campaign brought, told to the federation above."""

    name: str
    receiver: Organisation
    start: date
    end: date
    results: str
    indicators: Sequence[Reached]
    typical: Sequence[str]
    problems: Sequence[str]
    next_steps: Sequence[str]
    contact: str = ""


def campaign_plan(plan: Plan, paper: PaperContext) -> dict[str, Any]:
    """State what is to be reached until when, with whom, by which measures."""
    return {
        **issue(paper, plan.contact),
        "campaign_name": plan.name,
        "start_date": chinese.day(plan.start),
        "end_date": chinese.day(plan.end),
        "targets_text": plan.aim,
        "key_groups": words.join(plan.groups),
        "targets": [
            {**_texts(asdict(target)), "due": chinese.day(target.due)} for target in plan.targets
        ],
        "measures": [{"measure": measure} for measure in plan.measures],
    }


def task_breakdown(
    name: str, base_day: date, tasks: Sequence[Task], paper: PaperContext, *, contact: str = ""
) -> dict[str, Any]:
    """Share a campaign's targets out among towns and parks, on the register of a base day."""
    return {
        **issue(paper, contact),
        "campaign_name": name,
        "base_date": chinese.day(base_day),
        "tasks": [
            {
                "unit": task.unit,
                "firms_target": str(task.firms),
                "congress_target": str(task.congresses),
                "regional_target": str(task.regional),
                "owner": task.owner,
                "instructor": task.instructor,
                "due": chinese.day(task.due),
            }
            for task in tasks
        ],
    }


def batch_offer_notice(notice: Notice, paper: PaperContext) -> dict[str, Any]:
    """Tell the firms of an area that offers come, who is meant, and how many days a reply has."""
    return {
        **issue(paper, notice.contact),
        "launch_date": chinese.day(notice.start),
        "offer_window": chinese.span(notice.start, notice.end),
        "reply_days": notice.reply_days,
        "contacts": notice.contacts,
        "template_pack": notice.template_pack,
        "firms": [
            {
                "name": firm.name,
                "workers": str(firm.workers),
                "contract_expiry": words.maybe_day(firm.contract_expiry),
                "action": firm.action,
                "due": chinese.day(firm.due),
            }
            for firm in notice.firms
        ],
    }


def instructor_visit_record(visit: Visit, _: PaperContext) -> dict[str, Any]:
    """Record a visit: where the firm stands, what hinders, what was advised, when next."""
    return {
        **enterprise(visit.firm),
        "instructor_name": visit.instructor,
        "visit_date": chinese.day(visit.on),
        "mode": visit.mode,
        "stage_found": visit.stage,
        "problem": visit.problem,
        "advice": visit.advice,
        "next_date": chinese.day(visit.next_on),
    }


def progress_bulletin(bulletin: Bulletin, paper: PaperContext) -> dict[str, Any]:
    """Show how far each unit is, ranked by the share of firms signed, with the sum of all."""
    ranked = sorted(bulletin.rows, key=_share_signed, reverse=True)
    rows = [_progress(row, str(place)) for place, row in enumerate(ranked, 1)]
    return {
        **issue(paper, bulletin.contact),
        "bulletin_no": bulletin.number,
        "as_of": chinese.day(bulletin.as_of),
        "comment": bulletin.comment,
        "rows": [*rows, _progress(_sum(bulletin.rows), "")],
    }


def campaign_summary(summary: Summary, paper: PaperContext) -> dict[str, Any]:
    """Report to the federation above what came of a campaign."""
    lists = {
        "typical": summary.typical,
        "problems": summary.problems,
        "next_plan": summary.next_steps,
    }
    return {
        **issue(paper, summary.contact),
        **{name: [{"text": text} for text in texts] for name, texts in lists.items()},
        "campaign_name": summary.name,
        "receiver": summary.receiver.name,
        "period": chinese.span(summary.start, summary.end),
        "results": summary.results,
        "indicators": [_texts(asdict(row)) for row in summary.indicators],
    }


def _progress(row: Progress, rank: str) -> dict[str, str]:
    return {
        "unit": row.unit,
        "base_firms": str(row.base),
        "offered": str(row.offered),
        "replied": str(row.replied),
        "signed": str(row.signed),
        "filed": str(row.filed),
        "effective": str(row.effective),
        "congress_built": str(row.congresses),
        "offer_rate": _rate(row.offered, row.base),
        "reply_rate": _rate(row.replied, row.answerable),
        "sign_rate": _rate(row.signed, row.base),
        "overdue": str(row.overdue),
        "rank": rank,
    }


def _sum(rows: Iterable[Progress]) -> Progress:
    counts = [asdict(row) for row in rows]
    names = [name for name in Progress.__dataclass_fields__ if name != "unit"]
    return Progress(TOTAL, **{name: sum(row[name] for row in counts) for name in names})


def _share_signed(row: Progress) -> float:
    return row.signed / row.base if row.base else 0.0


def _rate(n: int, d: int) -> str:
    return f"{n}/{d}" if d else words.NOTHING


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
