"""Fill the papers of oversight from plain values: orders, talks, statistics, applications.

The functions take typed values, not records: no act of the case files makes these papers yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.organisation_words import enterprise, issue
from contracts.documents.filling import PaperContext
from contracts.parties.models import Organisation
from contracts.supervision.indicators import Indicator

#: Code of each figure of the statistics, in the order of the form.
FIGURES = {
    "A01": "建制率",
    "A02": "要约率",
    "A03": "应约率",
    "A04": "按期应约率",
    "A05": "签订率",
    "A06": "报审率",
    "A07": "按期报审率",
    "B01": "生效数",
    "B02": "区域合同数",
    "B03": "覆盖企业数",
    "B04": "覆盖职工数",
    "B05": "覆盖农民工数",
    "B06": "覆盖女职工数",
    "C01": "百人以上职代会建制率",
    "C02": "百人以上职代会运行率",
    "C03": "提案立案率",
    "D01": "履约率",
    "E01": "逾期未应约",
    "E02": "逾期未报审",
}
YES, NO = "是", "否"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Supervision:
    """What the office below is ordered to bring to an end, after urging did not (督办)."""

    receiver: Organisation
    firm: Organisation
    matter: str
    history: str
    requirement: str
    due: date
    leader: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk the head of a firm is called to (约谈)."""

    firm: Organisation
    at: datetime
    place: str
    participants: Sequence[str]
    topics: str
    materials: Sequence[str]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """What was said in a talk, and what the firm took on until when."""

    firm: Organisation
    on: date
    attendees: str
    topics: str
    statement: str
    commitment: str
    due: date


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of an area for a quarter or a year, by the names of the indicators."""

    kind: str
    period: str
    as_of: date
    unioned_firms: int
    firms_100: int
    figures: Mapping[str, Indicator]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One line of a self-assessment."""

    item: str
    full: int
    own: int


@dataclass(frozen=True, slots=True)
class Application:
    """What a firm's union says for the firm's being a model of open affairs (示范单位)."""

    firm: Organisation
    union: Organisation
    phone: str
    years: int
    sittings: int
    proposals_rate: str
    agreements: str
    deeds: str
    scores: Sequence[Score] = ()
    disputes: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """What one worker of the panel answered, without a name."""

    number: str
    post: str
    is_paid: bool
    satisfaction: str
    overtime_hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month at a monitoring point (监测点)."""

    firm: Organisation
    month: date
    headcount_change: int
    unpaid: int
    layoffs_planned: int
    orders: str
    disputes: int
    mood: str
    risk: str
    overtime_hours: Decimal | None = None
    panel: Sequence[Panel] = ()


def supervise_note(order: Supervision, paper: PaperContext) -> dict[str, Any]:
    """Order the office below to settle a matter by a day; its report is filled in by hand."""
    return {
        **enterprise(order.firm),
        **issue(paper, order.contact),
        "receiver": order.receiver.name,
        "matter": order.matter,
        "history": order.history,
        "requirement": order.requirement,
        "due": chinese.day(order.due),
        "leader": order.leader,
        "result": "",
    }


def talk_notice(talk: Talk, paper: PaperContext) -> dict[str, Any]:
    """Call the head of a firm to a talk: when, where, about what, with which papers."""
    return {
        **enterprise(talk.firm),
        **issue(paper, talk.contact),
        "talk_time": f"{chinese.day(talk.at)}{talk.at.hour}时{talk.at.minute:02d}分",
        "place": talk.place,
        "participants": words.join(talk.participants),
        "topics": talk.topics,
        "materials": words.join(talk.materials),
    }


def talk_record(talk: TalkRecord, paper: PaperContext) -> dict[str, Any]:
    """Record what the firm said in a talk and took on until when."""
    return {
        **enterprise(talk.firm),
        "issuer_unit": paper.issuer.name,
        "talk_date": chinese.day(talk.on),
        "attendees": talk.attendees,
        "topics": talk.topics,
        "statement": talk.statement,
        "commitment": talk.commitment,
        "commit_due": chinese.day(talk.due),
    }


def stat_report(statistics: Statistics, paper: PaperContext) -> dict[str, Any]:
    """Write the statistics of an area in the order of the form, but what was not counted."""
    rows = [
        _figure(code, name, statistics.figures[name])
        for code, name in FIGURES.items()
        if name in statistics.figures
    ]
    return {
        **issue(paper, statistics.contact),
        "period_kind": statistics.kind,
        "period": statistics.period,
        "as_of": chinese.day(statistics.as_of),
        "unioned_firms": str(statistics.unioned_firms),
        "firms_100": str(statistics.firms_100),
        "rows": rows,
    }


def demo_unit_application(application: Application, _: PaperContext) -> dict[str, Any]:
    """Apply for a firm's being made a model; county and city write their opinions by hand."""
    union, above = application.union, application.union.parent
    return {
        **enterprise(application.firm),
        "union_name": union.name,
        "union_chair_name": union.head.name if union.head else "",
        "union_phone": application.phone,
        "superior_union": words.name_of(above),
        "years_running": str(application.years),
        "sessions_last3": str(application.sittings),
        "proposals_rate": application.proposals_rate,
        "cc_state": application.agreements,
        "disputes_n": _maybe(application.disputes),
        "deeds": application.deeds,
        "county_opinion": "",
        "city_opinion": "",
        "scores": [
            {"item": score.item, "full": str(score.full), "self": str(score.own), "review": ""}
            for score in application.scores
        ],
    }


def monitor_point_report(month: Month, paper: PaperContext) -> dict[str, Any]:
    """Report a month at a monitoring point, workers by number only."""
    return {
        **enterprise(month.firm),
        "month": chinese.month(month.month),
        "headcount_change": str(month.headcount_change),
        "wage_arrears": str(month.unpaid),
        "overtime_avg": _maybe(month.overtime_hours),
        "layoffs_planned": str(month.layoffs_planned),
        "orders_trend": month.orders,
        "disputes_n": str(month.disputes),
        "emotion": month.mood,
        "risk_level": month.risk,
        "issue_date": chinese.day(paper.issued_on),
        "workers_panel": [
            {
                "item_no": worker.number,
                "post": worker.post,
                "wage_paid": YES if worker.is_paid else NO,
                "ot_hours": _maybe(worker.overtime_hours),
                "satisfaction": worker.satisfaction,
            }
            for worker in month.panel
        ],
    }


def _figure(code: str, name: str, figure: Indicator) -> dict[str, str]:
    """Write a rate as n, d and per cent; a count as it is; a list as its length."""
    shown = str(len(figure)) if isinstance(figure, list) else str(figure)
    n, _, d = shown.partition("/")
    value = shown
    if d:
        value = chinese.percent((Decimal(n) * 100 / Decimal(d)).quantize(TENTH))
    return {
        "code": code,
        "name": name,
        "numerator": "" if n == words.NOTHING else n,
        "denominator": d,
        "value": value,
        "yoy": "",
        "note": "",
    }


def _maybe(value: Decimal | int | None) -> str:
    return "" if value is None else str(value)
