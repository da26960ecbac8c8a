"""The form of an act: what a step asks of a person, and the ``with`` data it becomes (CASES §3).

A form asks, explains and checks what can be read; whether the act is lawful is asked by the door.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorDict

from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.journal.models import Entry
from contracts.parties.actors import SYSTEM, Actor, acting_as
from contracts.parties.models import Case, Kind
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict
from workflow import access
from workflow.inputs import Day, Line, Suggestions, Tick
from workflow.rows import RowForm, Rows, said

REFUSED_MARK = "（未通过）"
BESIDES = ("on", "paper")
OF_THE_CLOCK = ("time.urge", "time.expiry", "bargaining.fall_silent")


@dataclass(frozen=True, slots=True)
class RowList:
    """A list of rows a form has: ``least`` rows must be filled, ``spare`` empty ones are shown."""

    row_class: type[RowForm]
    title: str
    hint: str = ""
    least: int = 0
    spare: int = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between the fields of a form."""

    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Fields folded away under a heading because few need them."""

    title: str
    names: "tuple[str | Group | Aid, ...]"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that say one thing together, side by side."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aid:
    """A button that helps to fill the form in and sends nothing (``ActForm.help_with``)."""

    name: str
    title: str


Item = str | Heading | Fold | Group | Aid


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the page of a form, top to bottom."""

    kind: str
    title: str = ""
    hint: str = ""
    field: forms.BoundField | None = None
    rows: Rows | None = None
    parts: "Sequence[Part]" = ()
    is_open: bool = False
    name: str = ""


class ComesLater(Exception):
    """Something else must be done first; ``act`` and ``about`` say what, if it can be done here."""

    def __init__(self, message: str, *, act: str = "", about: models.Model | None = None) -> None:
        super().__init__(message)
        self.act, self.about = act, about


class ActForm(forms.Form):
    """The form of one act. Subclasses name their fields, lists, words and hints.

    ``takes`` names the kinds of rows the act may be about, none where it makes a new matter;
    ``acts_on_subject`` is false where the row only helps to fill in the form; a form that
    ``is_live`` has ``figures``.
    """

    act: ClassVar[str] = ""
    takes: ClassVar[tuple[str, ...]] = ("round",)
    deadlines: ClassVar[tuple[str, ...]] = ()
    lists: ClassVar[Mapping[str, RowList]] = {}
    order: tuple[Item, ...] = ()
    fields: dict[str, Any]  # each form knows its own fields better than Django's base class
    subject: Any
    acts_on_subject: ClassVar[bool] = True
    what: ClassVar[str] = ""
    button: ClassVar[str] = ""
    may_be_paper: ClassVar[bool] = True
    is_live: ClassVar[bool] = False

    on = Day(label="办理日期", help_text="实际办的那一天。默认今天；补登以前办的事，请改成当天。")
    paper = Tick(
        label="补录（纸质已办）",
        help_text="这一步以前已经用纸面办好，现在补进系统。文书会标明“补录”，发现的问题照样提示，但不拦。",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        subject: models.Model | None,
        actor: Actor,
        today: date,
        more: str = "",
        must_be_paper: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.subject, self.actor, self.today = subject, actor, today
        data = self.help_with(more, data) if more else data
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.must_be_paper = must_be_paper
        self.fields["on"].initial = today
        if not self.may_be_paper:
            del self.fields["paper"]
        elif must_be_paper:
            self.fields["paper"].initial = True
        self.prepare()
        self.tables = {
            name: Rows(
                row_list.row_class,
                name=name,
                title=row_list.title,
                hint=row_list.hint,
                owner=self,
                data=data if self.is_bound else None,
                initial=[] if self.is_bound else self.rows_for(name),
                least=row_list.least,
                spare=self.spare_rows(name, row_list),
                more=name == more,
            )
            for name, row_list in self.row_lists().items()
        }
        if more:
            self._leave_unjudged()

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Return what the act is done to, and first values, when the page was opened about a row.

        :raises ComesLater: if what it is done to does not exist yet.
        """
        return (row, {}) if row._meta.model_name in cls.takes else None

    # What subclasses fill in.

    def prepare(self) -> None:
        """Fill in what depends on the record: choices, first values, hints with their figures."""

    def row_lists(self) -> Mapping[str, RowList]:
        """Return the lists this form has for this subject."""
        return self.lists

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- for subclasses
        """Return the first values of a list, drawn from the record."""
        return ()

    def spare_rows(self, name: str, row_list: RowList) -> int:  # noqa: ARG002 -- for subclasses
        """Return how many empty rows a list shows at first."""
        return row_list.spare

    def check(self, values: dict[str, Any]) -> None:
        """Refuse what cannot be true, such as days in the wrong order (``self.add_error``)."""

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return what the record says that helps to fill the form in."""
        return ()

    def advice(self) -> Sequence[str]:
        """Return hints with figures of this case."""
        return ()

    def help_with(self, aid: str, data: Any) -> Any:  # noqa: ARG002 -- for subclasses
        """Return what was typed, filled in further by the aid whose button was pressed."""
        return data

    def figures(self) -> Sequence[Verdict]:
        """Return what the law says to the figures typed so far, shown while they are typed."""
        return ()

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the ``with`` data of the act from the values of fields and lists."""
        return values

    # What pages and tests ask.

    @cached_property
    def case(self) -> Case | None:
        """Return the case of the subject."""
        return (
            self.subject if isinstance(self.subject, Case) else getattr(self.subject, "case", None)
        )

    @cached_property
    def law(self) -> Law | None:
        """Return the law of the subject's place and instrument today."""
        if self.case is None:
            return None
        kind = str(getattr(self.subject, "kind", ""))
        return law_for(
            self.case,
            on=self.today,
            kind=kind if kind in Kind.values else "",
            scope=str(getattr(self.subject, "scope", "enterprise")),
        )

    @property
    def title(self) -> str:
        """Return what the act is called on screen."""
        return access.title_of(self.act)

    @property
    def is_paper(self) -> bool:
        """Test whether the act is entered afterwards from paper."""
        return self.must_be_paper or bool(self.cleaned_data.get("paper"))

    def data_for_act(self) -> dict[str, Any]:
        """Return the ``with`` data of the act, exactly as a case file would give them."""
        values = {k: v for k, v in self.cleaned_data.items() if k not in BESIDES}
        values.update({name: rows.values() for name, rows in self.tables.items()})
        return said(self.data_of(said(values)))

    def is_valid(self) -> bool:
        """Test whether everything that was typed can be read, rows included."""
        return super().is_valid() and all(rows.is_valid() for rows in self.tables.values())

    def clean(self) -> dict[str, Any]:
        """Read the lists with the fields, then look at the whole."""
        cleaned = super().clean() or {}
        wrong = [rows for rows in self.tables.values() if not rows.is_valid()]
        if not wrong:
            values = {**cleaned, **{name: rows.values() for name, rows in self.tables.items()}}
            self.check(values)
        return cleaned

    def clean_on(self) -> date:
        """Return the day of the act.

        :raises ValidationError: if it is still to come, or before the last act of the case.
        """
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(f"{day} 还没有到；办理日期最晚写今天（{self.today}）。")
        last = self.last_act_on
        if last is not None and day < last:
            raise ValidationError(
                f"{day} 早于本案上一个动作的日子（{last}）；事情要按先后办理，请核对日期。",
            )
        return day

    @cached_property
    def last_act_on(self) -> date | None:
        """Return the day of the last act of the case, whoever did it.

        What the clock did by itself does not count: it knew nothing of what is entered only now.
        """
        if self.case is None:
            return None
        with acting_as(SYSTEM):
            entries = Entry.objects.filter(case=self.case).exclude(summary__endswith=REFUSED_MARK)
            entries = entries.exclude(act__in=OF_THE_CLOCK)
            return entries.order_by("-done_on").values_list("done_on", flat=True).first()

    def period(self, code: str) -> str:
        """Return the length of a deadline as a text says it (20日内), or nothing."""
        if self.law is None:
            return ""
        period, _ = clock.period_of(code, self.law)
        return str(period) if period else ""

    def layout(self) -> Iterator[Part]:
        """Return the fields, lists and headings in the order of the page."""
        named = {name for item in self.order for name in _names_in(item)}
        rest = [n for n in [*self.fields, *self.tables] if n not in named and n not in BESIDES]
        for item in [*self.order, *rest]:
            yield from self._parts(item)
        if named or rest:
            yield Part("heading")
        yield from self._parts("on")
        if not self.must_be_paper:
            yield from self._parts("paper")

    def suggestions(self) -> list[Suggestions]:
        """Return the lists of words offered while typing, each once."""
        fields = [*self.fields.values()]
        fields += [f for rows in self.tables.values() for row in rows for f in row.fields.values()]
        offered = [f.suggestions for f in fields if isinstance(f, Line) and f.suggestions]
        return list({each.name: each for each in offered}.values())

    def wrong_fields(self) -> list[forms.BoundField]:
        """Return the fields that need another look, rows included, for the list on top."""
        own = [field for field in self if field.errors]
        return own + [f for rows in self.tables.values() for row in rows for f in row if f.errors]

    def wrong_lists(self) -> list[str]:
        """Return what is wrong with whole lists: too few rows, a row that contradicts itself."""
        tables = list(self.tables.values())
        return [words for rows in tables for words in rows.errors] + [
            str(words) for rows in tables for row in rows for words in row.non_field_errors()
        ]

    def _parts(self, item: Item) -> Iterator[Part]:
        if isinstance(item, Heading):
            yield Part("heading", title=item.title, hint=item.hint)
        elif isinstance(item, Aid):
            yield Part("aid", title=item.title, name=item.name)
        elif isinstance(item, Fold | Group):
            parts = [part for name in item.names for part in self._parts(name)]
            if parts:
                kind = "fold" if isinstance(item, Fold) else "group"
                is_open = any(self._says_something(part) for part in parts)
                yield Part(kind, title=item.title, parts=parts, is_open=is_open)
        elif item in self.tables:
            yield Part("rows", title=self.tables[item].title, rows=self.tables[item])
        elif item in self.fields:
            yield Part("field", field=self[item])

    @staticmethod
    def _says_something(part: Part) -> bool:
        if part.rows is not None:
            return any(row.errors or not row.is_empty for row in part.rows if row.is_bound) or any(
                row.initial for row in part.rows
            )
        if part.field is None:
            return False
        return bool(part.field.errors or part.field.value())

    def _leave_unjudged(self) -> None:
        """Show what was typed without a word on it: the person only asked for more rows."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for rows in self.tables.values():
            for row in rows:
                row.leave_unjudged()


def _names_in(item: Item) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, Fold):
        for each in item.names:
            yield from _names_in(each)
    elif isinstance(item, Group):
        yield from item.names


_forms: dict[str, type[ActForm]] = {}


def form_for(act: str) -> Callable[[type[ActForm]], type[ActForm]]:
    """Register a form for an act; ``bargaining.coordination:apply`` is one step of an act."""

    def register(form_class: type[ActForm]) -> type[ActForm]:
        form_class.act = act
        _forms[act] = form_class
        return form_class

    return register


def find(act: str) -> type[ActForm] | None:
    """Return the form of an act, or nothing."""
    return _forms.get(act)


def acts() -> list[str]:
    """Return every act that has a form."""
    return sorted(_forms)
