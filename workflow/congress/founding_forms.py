"""The forms of founding a congress: request, approval, seats, credentials, public notice."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from contracts.congress import congresses, credentials, queries, rosters, seats, terms
from contracts.congress.checks import delegates
from contracts.congress.checks import foundings as checks
from contracts.congress.choices import Form
from contracts.congress.models import Congress
from contracts.deadlines.law import law_of
from contracts.documents import chinese
from contracts.parties.models import Organisation
from contracts.statutes.law import Law, RuleMissing
from contracts.verdicts.verdict import Verdict
from workflow.congress.typed import counted, counted_in, number_in
from workflow.forms import ActForm, Aid, ComesLater, Fold, RowList, form_for
from workflow.inputs import Count, Day, Line, OneOf
from workflow.rows import MOST, RowForm

ALL_MEET = "职工大会由全体职工参加，不选代表：批复以后直接发会议通知。"
BEING_FOUNDED = "本单位已经有一个正在筹建的职代会，请在那里继续办理。"


@form_for("congress.request")
class RequestForm(ActForm):
    """Ask the higher union for a congress, or for a new election where one stands (换届)."""

    takes = ("", "congress")
    acts_on_subject = False
    is_live = True
    what = "选形式、定届期，向上级工会请示。系统生成请示，并计算批复的期限。"
    button = "向上级工会请示"
    button_title = "请示建立职代会"

    form = OneOf(label="形式", choices=Form.choices)
    term_years = Count(label="届期（年）", least=1, most=9, required=False)

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the congress whose term ends; one that is being founded goes on where it is.

        :raises ComesLater: if a congress is being founded.
        """
        if isinstance(row, Congress) and not row.is_established:
            raise ComesLater(BEING_FOUNDED)
        return super().resolve(row)

    @cached_property
    def house(self) -> Organisation:
        """Return the actor's own organisation."""
        return Organisation.objects.select_related("firm").get(pk=self.actor.organisation_id or 0)

    @cached_property
    def law(self) -> Law:
        """Return the law of the actor's place today."""
        return law_of(self.house, on=self.today)

    @cached_property
    def earlier(self) -> Congress | None:
        """Return the congress of the house that stands."""
        found = queries.congress_of(self.house)
        return found if found is not None and found.is_established else None

    @property
    def workers(self) -> int:
        """Return how many work in the firm, as far as the register knows."""
        _, firm = congresses.parties_of(self.house)
        return firm.headcount_total or 0 if firm is not None and not self.house.area else 0

    def prepare(self) -> None:
        """Start from the form so many workers need and the length of term of before."""
        small = checks.check_form(form=Form.ASSEMBLY, workers=self.workers, law=self.law)
        is_small = small is not None and small.outcome == "ok" and bool(self.workers)
        self.fields["form"].initial = Form.ASSEMBLY if is_small else Form.CONGRESS
        before = self.earlier.term_years if self.earlier else None
        self.fields["term_years"].initial = before or checks.longest_term(self.law)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many work here, and when the term of the congress that stands ends."""
        facts = [("职工", f"{self.workers}人")] if self.workers else []
        if self.earlier is None:
            return facts
        facts.append(("本届", f"{self.earlier}（届期{self.earlier.term_years or '未登记'}年）"))
        ends = self._term_ends()
        return [*facts, ("届满", chinese.day(ends))] if ends else facts

    def _term_ends(self) -> date | None:
        if self.earlier is None or self.earlier.since is None:
            return None
        return terms.last_day(self.earlier, began_on=self.earlier.since, law=self.law)

    def advice(self) -> Sequence[str]:
        """Say whether a new election comes early, in time or late."""
        if self.earlier is None:
            return ()
        ends = self._term_ends()
        if ends is None:
            return ("本届何时开始没有登记，届满日算不出来；这次按换届办理。",)
        left = (ends - self.today).days
        if left < 0:
            return (f"本届已届满{-left}天，属于逾期换届，请尽快办。届满以后开会、表决容易有争议。",)
        rule = self.law.find("wc.term.change")
        early = f"离届满还有{left}天。届满以前换届，{rule.zh if rule else '由职代会决定'}。"
        return (early,)

    def figures(self) -> Sequence[Verdict]:
        """Judge form and term as they are chosen."""
        years, form = counted(self, "term_years"), str(self["form"].value() or "")
        found = [checks.check_term(years=years, law=self.law)]
        if form in Form.values and self.workers:
            found.append(checks.check_form(form=form, workers=self.workers, law=self.law))
        return [verdict for verdict in found if verdict is not None]


class FoundingForm(ActForm):
    """A form about a congress that is being founded, or whose seats are filled again."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell form, term and how many work here."""
        congress: Congress = self.subject
        facts = [("形式", congress.get_form_display())]
        if congress.term_years:
            facts.append(("届期", f"{congress.term_years}年"))
        workers = seats.workers_of(congress)
        return [*facts, ("职工", f"{workers}人")] if workers else facts


@form_for("congress.approve")
class ApproveForm(FoundingForm):
    """Approve the request."""

    deadlines = ("DL_APPROVAL",)
    is_live = True
    what = "核对形式和届期，同意就批复；要改的直接改，以批复为准。"
    button = "批复"

    form = OneOf(label="批复的形式", choices=Form.choices)
    term_years = Count(label="届期（年）", least=1, most=9, required=False)

    def prepare(self) -> None:
        """Start from what was asked for."""
        congress: Congress = self.subject
        self.fields["form"].initial = congress.form
        self.fields["term_years"].initial = congress.term_years

    def figures(self) -> Sequence[Verdict]:
        """Judge form and term as they are chosen."""
        congress: Congress = self.subject
        form, years = str(self["form"].value() or ""), counted(self, "term_years")
        firm, law = congress.employer_party, self.law
        if law is None:
            return ()
        found = [checks.check_term(years=years, law=law)]
        if form in Form.values and firm is not None and not congress.is_area:
            workers = firm.headcount_total or 0
            found.append(checks.check_form(form=form, workers=workers, law=law))
        return [verdict for verdict in found if verdict is not None]


class UnitRow(RowForm):
    """One unit that elects."""

    unit = Line(label="选举单位", longest=100)
    workers = Count(label="职工数", least=1)
    seats = Count(label="名额", required=False)


GROUPS = ("management", "women", "dispatch", "frontline")


@form_for("congress.plan_seats")
class PlanForm(FoundingForm):
    """Lay down the seats, in all and per unit."""

    is_live = True
    lists: ClassVar[Mapping[str, RowList]] = {
        "units": RowList(
            UnitRow,
            "选举单位",
            "按车间、工段、科室填，一行一个；写上职工数，名额可以让系统按人数分。",
        ),
    }
    what = "定代表总数，分到各选举单位。系统生成筹备方案、名额分配、选举通知和选举办法。"
    button = "确定名额分配"

    seats = Count(label="代表总数", least=1)
    operators = Count(label="其中企业经营者代表", required=False)
    management = Count(label="打算选中层以上、领导多少人", required=False)
    women = Count(label="打算选女职工多少人", required=False)
    dispatch = Count(label="打算选劳务派遣多少人", required=False)
    frontline = Count(label="打算选一线工人、技术人员多少人", required=False)

    order = (
        "seats",
        "operators",
        "units",
        Aid("propose", "按人数分配名额"),
        Fold("代表的构成（只用来对照规定，不登记）", GROUPS),
    )

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take a congress that elects delegates.

        :raises ComesLater: if all workers meet.
        """
        if isinstance(row, Congress) and row.form == Form.ASSEMBLY:
            raise ComesLater(ALL_MEET, act="congress.notify", about=row)
        return super().resolve(row)

    def prepare(self) -> None:
        """Start from the plan that stands, else from the least number the workers need."""
        congress: Congress = self.subject
        plan = seats.standing_plan(congress)
        self.fields["seats"].initial = plan.seats if plan else self._least(congress)
        if congress.is_area:
            self.fields["operators"].initial = plan.operators if plan else None
        else:
            del self.fields["operators"]
        sitting = rosters.figures_of(congress) if rosters.standing(congress).exists() else None
        for name in GROUPS:
            self.fields[name].initial = getattr(sitting, name) if sitting else None

    def _least(self, congress: Congress) -> int | None:
        workers = seats.workers_of(congress)
        if not workers or self.law is None or congress.is_area:
            return None
        try:
            return delegates.seats_asked(workers, self.law)[1].least
        except RuleMissing:
            return None

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the units of the plan that stands."""
        plan = seats.standing_plan(self.subject)
        if plan is None:
            return ()
        units = plan.units.order_by("pk")
        return [{"unit": u.name, "workers": u.workers, "seats": u.seats} for u in units]

    def help_with(self, aid: str, data: Any) -> Any:
        """Deal the seats out to the units by their workers."""
        if aid != "propose":
            return data
        typed = data.copy()
        count = typed.get("units-count", "")
        places = range(min(number_in(count), MOST))
        workers = [number_in(typed.get(f"units-{n}-workers", "")) for n in places]
        dealt = seats.proposal(workers, number_in(typed.get("seats", "")))
        for place, number in zip(places, dealt, strict=True):
            if workers[place]:
                typed[f"units-{place}-seats"] = str(number)
        return typed

    def figures(self) -> Sequence[Verdict]:
        """Judge number and groups as they are typed; tell what the units add up to."""
        congress: Congress = self.subject
        total, law = counted(self, "seats"), self.law
        if not total or law is None:
            return ()
        rows = counted_in(self.tables["units"], "workers", "seats")
        workers = sum(row["workers"] or 0 for row in rows) or seats.workers_of(congress)
        found = (
            self._of_area(total, law) if congress.is_area else self._of_firm(total, workers, law)
        )
        return [*_adds_up(total, rows), *found]

    def _of_area(self, total: int, law: Law) -> list[Verdict]:
        operators = counted(self, "operators")
        found = [delegates.check_area_number(seats=total, law=law)]
        if operators is not None:
            found.append(delegates.check_operators(seats=total, operators=operators, law=law))
        return [verdict for verdict in found if verdict is not None]

    def _of_firm(self, total: int, workers: int, law: Law) -> list[Verdict]:
        typed = {name: counted(self, name) for name in GROUPS}
        figures = rosters.Figures(total, **typed)
        return credentials.judge_figures(self.subject, figures, workers=workers, law=law)

    def check(self, values: dict[str, Any]) -> None:  # noqa: ARG002 -- it is the rows' matter
        """Ask for the seats of each unit."""
        for row in self.tables["units"].filled():
            if row.cleaned_data.get("seats") is None:
                row.add_error("seats", "请填名额，或者按“按人数分配名额”。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Leave out what only helped to compare."""
        return {name: value for name, value in values.items() if name not in GROUPS}


def _adds_up(total: int, rows: Sequence[Mapping[str, int | None]]) -> list[Verdict]:
    """Tell what the units' seats come to beside the seats in all."""
    given = [row["seats"] for row in rows if row["seats"] is not None]
    if not given:
        return []
    left = total - sum(given)
    words = f"各选举单位的名额加起来{sum(given)}名，代表总数{total}名"
    if left == 0:
        return [Verdict("seats", "ok", message=f"{words} ✓。")]
    return [
        Verdict("seats", "block", message=f"{words}，{'少' if left > 0 else '多'}{abs(left)}名。")
    ]


@form_for("congress.certify")
class CertifyForm(FoundingForm):
    """Report on the credentials of everybody elected."""

    is_live = True
    what = "选举都办完以后，逐项审查代表资格。合格的，系统生成审查报告和代表名册。"
    button = "登记资格审查"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell who sits, group by group."""
        figures = rosters.figures_of(self.subject)
        return [*super().facts(), ("代表", words_of(figures))]

    def figures(self) -> Sequence[Verdict]:
        """Show what the report will say today."""
        congress: Congress = self.subject
        if self.law is None:
            return ()
        return credentials.judge_credentials(congress, rosters.figures_of(congress), self.law)


def words_of(figures: rosters.Figures) -> str:
    """Return the numbers of a roster in words; what is unknown is left out."""
    groups = (
        ("中层以上", figures.management),
        ("女", figures.women),
        ("劳务派遣", figures.dispatch),
        ("一线", figures.frontline),
    )
    told = "、".join(f"{name}{number}名" for name, number in groups if number is not None)
    return f"{figures.total}名{f'（其中{told}）' if told else ''}"


@form_for("congress.announce_delegates")
class AnnounceForm(FoundingForm):
    """Put the names on the notice board."""

    what = "把代表名单贴在各车间的公告栏，写明有意见向谁提。系统生成公示。"
    button = "公示代表名单"

    until = Day(label="公示到哪一天", required=False)

    def prepare(self) -> None:
        """Start from the usual days of a notice."""
        if self.law is None:
            return
        self.fields["until"].initial = credentials.notice_ends(on=self.today, law=self.law)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many names there are."""
        return [("代表", words_of(rosters.figures_of(self.subject)))]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a notice that ends before it begins."""
        on, until = values.get("on"), values.get("until")
        if on and until and until < on:
            self.add_error("until", f"公示截止日（{until}）早于开始日（{on}），请核对。")
