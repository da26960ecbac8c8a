"""Ask the law (算一算): a last day, an act or a rule, with facts typed in. Nothing is recorded."""

import calendar as almanac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from contracts.deadlines.catalogue import deadlines
from contracts.parties.models import Kind, Office
from contracts.statutes import comparing, rulebook
from contracts.statutes.counting import CountedDay, Mark
from workflow.asking import asking, catalogue
from workflow.asking.answers import Answer
from workflow.asking.catalogue import Fact, Topic
from workflow.asking.questions import Question, QuestionUnclear
from workflow.inputs import Amount, Count, Day, FromList, Line

WHATS = {"deadline": "最后一天", "act": "这样办行不行", "rule": "这条规则怎么说"}
LISTS = {"act": "acts", "rule": "rules"}
YES_NO = [("true", "是"), ("false", "否")]
NATION = "CN"
MOST_MONTHS = 4


class AskForm(forms.Form):
    """The place, the instrument, the day, and the facts of one topic."""

    region = FromList(label="地区")
    kind = FromList(label="合同种类", choices=Kind.choices, empty="不分种类", required=False)
    base = Day(label="哪一天")

    def __init__(self, data: Any = None, *, what: str, topic: Topic | None, **kwargs: Any) -> None:
        super().__init__(data, use_required_attribute=False, **kwargs)
        rules = rulebook.refresh()
        regions = [(code, rules.packs[code].zh) for code in comparing.ordered(rules)]
        self.fields["region"] = FromList(label="地区", choices=regions)
        self.topic = topic
        if what == "deadline":
            self.fields["base"].label = "起算那件事是哪天发生的"
            self.fields["base"].help_text = "例如收到要约、签字、闭会的那天；当天不算。"
            self.fields["code"] = FromList(label="问哪个期限", choices=offered_deadlines())
        for fact in topic.facts if topic else ():
            self.fields[fact.key] = _field(fact)

    def facts(self) -> dict[str, Any]:
        """Return what was typed in, grouped as the law reads it; empty fields are left out."""
        raw: dict[str, Any] = {}
        for fact in self.topic.facts if self.topic else ():
            value = self.cleaned_data.get(fact.key)
            if value in (None, ""):
                continue
            *groups, name = fact.path
            place = raw
            for group in groups:
                place = place.setdefault(group, {})
            place[name] = f"{str(value).removesuffix('%')}%" if fact.type == "percent" else value
        return raw


def _field(fact: Fact) -> forms.Field:
    shown: dict[str, Any] = {"label": fact.label, "help_text": fact.hint, "required": False}
    makers = {
        "count": lambda: Count(**shown),
        "number": lambda: Amount(**shown),
        "day": lambda: Day(**shown),
        "flag": lambda: FromList(choices=YES_NO, empty="不清楚", **shown),
        "one": lambda: FromList(choices=fact.choices.items(), empty="不清楚", **shown),
    }
    return makers.get(fact.type, lambda: Line(**shown))()


def offered_deadlines() -> list[tuple[str, str]]:
    """Return the deadlines of the catalogue, then the periods only the packs know."""
    known = [(code, entry.title) for code, entry in deadlines().items() if entry.nature != "none"]
    used = {key for entry in deadlines().values() for key in entry.keys}
    found: dict[str, str] = {}
    for pack in rulebook.shipped().packs.values():
        for rule in pack.rules:
            is_new = rule.key not in used and rule.key.removesuffix(".wage") not in used
            if rule.period is not None and is_new:
                found.setdefault(rule.key, f"{rule.zh}（{pack.zh}等）")
    return [*known, *sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Month:
    """One small month of a period: weeks begin on Monday, days outside the period are bare."""

    title: str
    weeks: list[list[tuple[date | None, CountedDay | None]]]


def months_of(days: Sequence[CountedDay]) -> list[Month]:
    """Return the months a period touches; of a long one the first and the last ones."""
    marked = {counted.day: counted for counted in days}
    ends = [counted.day for counted in days if counted.mark in {Mark.BASE, Mark.LAST, Mark.ROLLED}]
    touched = sorted({(day.year, day.month) for day in marked})
    if len(touched) > MOST_MONTHS:
        touched = sorted({(day.year, day.month) for day in ends})
    return [_month(year, month, marked) for year, month in touched]


def _month(year: int, month: int, marked: dict[date, CountedDay]) -> Month:
    weeks = almanac.Calendar().monthdatescalendar(year, month)
    cells = [[_cell(day, month, marked) for day in week] for week in weeks]
    return Month(f"{year}年{month}月", cells)


def _cell(
    day: date, month: int, marked: dict[date, CountedDay]
) -> tuple[date | None, CountedDay | None]:
    return (day, marked.get(day)) if day.month == month else (None, None)


@login_required
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the law; the address holds the whole question, so that it can be sent to somebody."""
    what = request.GET.get("what", "")
    what = what if what in WHATS else "deadline"
    topic = _topic(what, request.GET.get("code", ""))
    is_asked = "region" in request.GET
    form = AskForm(
        request.GET if is_asked else None,
        what=what,
        topic=topic,
        initial={"region": _home(request), "base": _today(request)},
    )
    answer, fault = None, ""
    if is_asked and form.is_valid():
        answer, fault = _answer(request, form, what, topic)
    return render(
        request,
        "asking.html",
        {
            "here": "law_ask",
            "what": what,
            "whats": WHATS.items(),
            "topic": topic,
            "topics": _topics(what),
            "form": form,
            "answer": answer,
            "fault": fault,
            "months": _months(answer),
        },
    )


def _topics(what: str) -> Iterable[Topic]:
    return catalogue.topics(LISTS[what]).values() if what in LISTS else ()


def _topic(what: str, code: str) -> Topic | None:
    """Return the topic asked for, else the first one there is."""
    offered = {topic.code: topic for topic in _topics(what)}
    return offered.get(code) or next(iter(offered.values()), None)


def _months(answer: Answer | None) -> list[Month]:
    if answer is None or answer.due is None:
        return []
    return months_of(answer.due.counted_days(answer.law))


def _answer(
    request: HttpRequest, form: AskForm, what: str, topic: Topic | None
) -> tuple[Answer | None, str]:
    office = _office(request)
    held = form.cleaned_data
    code = topic.code if topic else held["code"]
    question = Question(
        on=held["base"],
        base=held["base"],
        region=held["region"],
        kind=held["kind"],
        facts=form.facts(),
        path=office.organisation.path if office else "",
        asker=office.organisation if office else None,
        deadline=code if what == "deadline" else "",
        act=code if what == "act" else "",
        rule=code if what == "rule" else "",
    )
    try:
        return asking.ask(question), ""
    except QuestionUnclear as unclear:
        return None, str(unclear)


def _office(request: HttpRequest) -> Office | None:
    office: Office | None = request.office  # type: ignore[attr-defined]
    return office


def _home(request: HttpRequest) -> str:
    """Return the region of the reader's own organisation, else the nation's."""
    office = _office(request)
    region = office.organisation.region if office else NATION
    return region if region in rulebook.shipped().packs else NATION


def _today(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


urlpatterns = [path("law/ask/", ask, name="law_ask")]
