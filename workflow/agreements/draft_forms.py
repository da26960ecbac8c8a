"""The form of a draft: its clauses with the floor beside each, its wage table, its free words."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from contracts.agreements import queries as agreements
from contracts.agreements.clauses import values_of
from contracts.agreements.library import clause_types
from contracts.agreements.models import Agreement, WomenContent
from contracts.bargaining import queries as bargaining
from contracts.bargaining.models import Position
from contracts.deadlines.law import law_for
from contracts.parties.choices import Kind, Scope
from contracts.statutes.law import Law
from contracts.statutes.periods import Period, Unit
from workflow.agreements import clause_fields as clauses
from workflow.forms import ActForm, Fold, Group, Heading, Item, RowList, form_for
from workflow.inputs import HUNDRED, Count, Day, Line, OneOf, Percent
from workflow.rows import said

# What people call a clause at the table, besides the names the library knows.
CALLED = {"avg_growth": ("涨工资", "工资增幅")}
OVERTIME_BASE = ("加班基数", "加班费按什么基数算", "加班工资基数")
SHORT_NAMES = {
    Kind.WAGE: "工资",
    Kind.WOMEN: "女职工",
    Kind.SAFETY: "劳动安全卫生",
    Kind.COMPREHENSIVE: "综合",
}


class TermFields(forms.Form):
    """The first and the last day of a term."""

    term_from = Day(label="期限起", required=False)
    term_to = Day(label="期限止", required=False)


def check_term(form: ActForm, values: Mapping[str, Any]) -> None:
    """Refuse a term that runs backwards."""
    first, last = values.get("term_from"), values.get("term_to")
    if first and last and last < first:
        form.add_error("term_to", f"期限止（{last}）早于期限起（{first}），请核对。")


def term_in(values: dict[str, Any]) -> dict[str, date]:
    """Take the term out of a form's values, as a case file writes it."""
    return said({"from": values.pop("term_from", None), "to": values.pop("term_to", None)})


@form_for("agreements.draft")
class DraftForm(ActForm, TermFields):
    """Write the draft down."""

    lists: ClassVar[Mapping[str, RowList]] = clauses.LISTS_OF_ROWS
    what = "按谈定的结果写成条款。系统已把谈定的数填好，每条旁边是当地底线；没有约定的空着就好。"
    button = "生成草案"

    kind = OneOf(label="合同种类", choices=Kind.choices, widget=forms.HiddenInput)
    no = Line(label="合同编号", longest=60, required=False)
    women_content = OneOf(
        label="女职工权益写在哪里",
        choices=WomenContent.choices,
        required=False,
    )
    similarity = Percent(
        label="与范本相似度（%）",
        required=False,
        help_text="和上级发的范本对照过才填；太像会提醒“疑似照抄”。",
    )
    numeric_clauses = Count(label="写明数字的条款（条）", required=False)

    @cached_property
    def kind_now(self) -> str:
        """Return the instrument being drafted: as posted, as asked for, or the round's own."""
        asked = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        return str(asked) if asked in Kind.values else str(self.subject.kind)

    @cached_property
    def law(self) -> Law:
        """Return the law of the instrument being drafted, today."""
        scope = self.subject.scope
        return law_for(self.subject.case, on=self.today, kind=self.kind_now, scope=scope)

    @cached_property
    def earlier(self) -> Agreement | None:
        """Return the draft of this kind that the new one would replace."""
        drafts = agreements.live_in(self.subject.case).filter(kind=self.kind_now)
        return drafts.filter(concluded_on__isnull=True).last()

    @cached_property
    def previous(self) -> Agreement | None:
        """Return the agreement of last time, for what stood in it."""
        old = self.subject.previous
        return old if old is not None and old.kind == self.kind_now else None

    @cached_property
    def first_values(self) -> dict[str, Any]:
        """Return the clauses to start from: the earlier draft's, else what the table settled."""
        if self.earlier is not None:
            return values_of(self.earlier)
        if self.kind_now != self.subject.kind:
            return {}
        return settled_clauses(bargaining.settled_positions(self.subject), self.law)

    def prepare(self) -> None:
        """Make a field of each clause, in the order of the instrument, with its floor."""
        firm = self.subject.employer_party if self.subject.scope == Scope.ENTERPRISE else None
        area = agreements.area_floor_of(firm, on=self.today)
        before = values_of(self.previous) if self.previous else {}
        is_area = self.subject.scope != Scope.ENTERPRISE
        made = {
            each.key: clauses.fields_of(
                each,
                law=self.law,
                area=area,
                usual=clauses.usual_words(each.key, self.kind_now, is_area=is_area),
                beside=clauses.beside_words(each.key, before, what="上一份合同"),
            )
            for each in clauses.plain_types(self.kind_now, is_area=is_area)
        }
        for fields in made.values():
            self.fields.update(fields)
        if self.kind_now != Kind.COMPREHENSIVE:
            del self.fields["women_content"]
        self.initial = {**self._first_day_values(), **self.initial, "kind": self.kind_now}
        self.order = self._order(*clauses.usual_and_rest(self.kind_now, made, is_area=is_area))

    def _order(
        self,
        usual: tuple[str | Group, ...],
        words: tuple[str | Group, ...],
        rest: tuple[str | Group, ...],
    ) -> tuple[Item, ...]:
        is_wage, is_general = self.kind_now == Kind.WAGE, self.kind_now == Kind.COMPREHENSIVE
        shown = ("grades",) if is_wage else ("annual_leave",) if is_general else ()
        others = tuple(n for n in ("grades", "annual_leave", "piece_rates") if n not in shown)
        return (
            "kind",
            "no",
            Group("期限", ("term_from", "term_to")),
            Heading("条款", "没有约定的空着；写了就要写准。"),
            *usual,
            *shown,
            Fold("有固定位置的文字条款（没有谈的空着）", words),
            "text",
            "women_content",
            Fold("其他可写的条款", (*others, *rest)),
            Fold("校对信息（一般不用填）", ("similarity", "numeric_clauses")),
        )

    def _first_day_values(self) -> dict[str, Any]:
        first = clauses.initial_of(self.first_values)
        if self.earlier is not None:
            term = {"term_from": self.earlier.term_from, "term_to": self.earlier.term_to}
            return {**first, **term, "no": self.earlier.number}
        return {**first, **self._usual_term()}

    def _usual_term(self) -> dict[str, date]:
        """Return the day after the old term, and the length the pack calls usual, if it does."""
        old = self.subject.previous_expires_on
        if old is None and self.subject.previous is not None:
            old = self.subject.previous.term_to
        if old is None or self.kind_now != self.subject.kind:
            return {}
        first = old + timedelta(days=1)
        rule = self.law.find("cb.term.wage") or self.law.find("cb.term")
        years = rule.value.get("typical_years") if rule else None
        if not years:
            return {"term_from": first}
        last = self.law.due(first, Period(int(years), Unit.YEAR)).day - timedelta(days=1)
        return {"term_from": first, "term_to": last}

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Start from the earlier draft, else from last time's wage table and what was settled."""
        if name != "grades":
            return clauses.rows_of(name, self.first_values)
        if self.earlier is not None:
            rows = self.earlier.grade_set.order_by("position")
            return list(rows.values("post", "headcount", "before", "after"))
        grades = self.previous.grade_set.order_by("position") if self.previous else ()
        return [{"post": g.post, "headcount": g.headcount, "before": g.after} for g in grades]

    def variants(self) -> list[tuple[str, str, bool]]:
        """Return the instruments that can be drafted: value, words, whether it is this one."""
        return [(kind.value, words, kind == self.kind_now) for kind, words in SHORT_NAMES.items()]

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell what the table settled, where the draft is of what was bargained for."""
        if self.kind_now != self.subject.kind:
            return []
        settled = bargaining.settled_positions(self.subject)
        return [(row.topic, row.settled_words) for row in settled]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a term that runs backwards, and the same line twice."""
        check_term(self, values)
        doubles = {"grades": "post", "annual_leave": "years", "text": "heading"}
        for name, key in doubles.items():
            for row in clauses.repeated(self.tables[name].filled(), key):
                row.add_error(key, "这一行和上面的重复，请合并。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return term and clauses as a case file writes them."""
        return {"term": term_in(values), "clauses": clauses.clauses_in(values), **values}


def settled_clauses(settled: Sequence[Position], law: Law) -> dict[str, Any]:
    """Return the clauses that the settled topics become; the rest become free words."""
    found: dict[str, Any] = {}
    texts: dict[str, str] = {}
    overtime: dict[str, Any] = dict(clauses.floors_of_overtime(law))
    for row in settled:
        key, number = _key_of(row.topic), _number(row)
        if row.topic in OVERTIME_BASE:
            overtime["base"] = row.settled_words
        elif key and number is not None:
            found[key] = number
        else:
            texts[row.topic] = row.settled_words
        if key == "avg_growth" and row.base_value is not None:
            found["base_wage"] = row.base_value
    return said({**found, "overtime": overtime, "text": texts})


def _key_of(topic: str) -> str:
    """Return the clause with one number that a topic means, the exact name before a part of it."""
    names = {
        key: (each.title, *each.known_as, *CALLED.get(key, ()))
        for key, each in clause_types().items()
        if each.is_number
    }
    exact = [key for key, called in names.items() if topic in called]
    within = [key for key, called in names.items() if any(name in topic for name in called)]
    return next(iter([*exact, *within]), "")


def _number(row: Position) -> Decimal | None:
    if row.settled_value is None:
        return None
    return row.settled_value / HUNDRED if row.is_percentage else row.settled_value
