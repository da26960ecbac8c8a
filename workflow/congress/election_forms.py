"""The form of an election in a unit: the first, what failed again, and seats given up."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from contracts.congress import rosters, seats
from contracts.congress.checks import delegates
from contracts.congress.checks import elections as checks
from contracts.congress.choices import Category, Form
from contracts.congress.models import Congress, Delegate, ElectionUnit
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict
from workflow.congress import pasting
from workflow.congress.founding_forms import ALL_MEET, FoundingForm
from workflow.congress.typed import counted, named, worded
from workflow.forms import Aid, ComesLater, Fold, RowList, form_for
from workflow.inputs import Count, FromList, Line, PickMany, Suggestions, Words
from workflow.rows import RowForm

GENDERS = (("男", "男"), ("女", "女"))
EMPLOYMENT = Suggestions("employment", ("合同制", "合同制(农民工)", "劳务派遣"))
FEW = 3
MANAGERS = (Category.MIDDLE, Category.LEADER)


class CandidateRow(RowForm):
    """One person who was voted for."""

    name = Line(label="姓名", longest=100)
    votes = Count(label="得票")
    category = FromList(label="类别", choices=Category.choices, required=False)
    gender = FromList(label="性别", choices=GENDERS, required=False)
    employment = Line(label="用工形式", longest=30, required=False, suggestions=EMPLOYMENT)


class SeatsGivenUp(PickMany):
    """Delegates whose seats were given up, shown with their units."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and unit."""
        return f"{obj.name}（{obj.unit}）"


@form_for("congress.elect")
class ElectForm(FoundingForm):
    """Record an election in a unit, valid or not."""

    takes = ("congress", "electionunit")
    is_live = True
    lists: ClassVar[Mapping[str, RowList]] = {
        "elected": RowList(
            CandidateRow, "当选的人", "按票数写，一行一人；没选出来的名额不写。", least=1
        ),
    }
    what = "一个选举单位登记一次：到会多少人，选了谁，各得多少票。不够数的照实登记，再重选。"
    button = "登记选举结果"

    unit = Line(label="选举单位", longest=100)
    workers = Count(label="本单位职工数", least=1)
    attended = Count(label="到会人数")
    paste = Words(
        label="从 Excel 粘贴名单",
        longest=50_000,
        required=False,
        help_text="选中表格里的姓名、得票、类别、性别、用工形式几列，复制，粘贴到这里，再按下面的按钮。",
    )
    replaces = SeatsGivenUp(
        label="这次补选谁的席位",
        required=False,
        help_text="勾上离职、调出、辞去或者被本单位依程序撤换的代表；他们的席位从选举这一天起空出。",
    )
    names_left = Line(label="这次补选谁的席位（姓名，用顿号隔开）", required=False)

    order = (
        *("unit", "workers", "attended", "elected"),
        Fold("从 Excel 粘贴", ("paste", Aid("paste", "把粘贴的名单填进上面的表"))),
        Fold("补选、撤换（有代表空出席位才填）", ("replaces", "names_left")),
    )

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the congress, and the unit where the page was opened about one.

        :raises ComesLater: if all workers meet, or no seats were planned yet.
        """
        congress = row.plan.congress if isinstance(row, ElectionUnit) else row
        if not isinstance(congress, Congress):
            return None
        if congress.form == Form.ASSEMBLY:
            raise ComesLater(ALL_MEET, act="congress.notify", about=congress)
        if rosters.is_known(congress) and seats.standing_plan(congress) is None:
            words = "还没有分配名额。请先定代表总数，分到各选举单位，再选举。"
            raise ComesLater(words, act="congress.plan_seats", about=congress)
        return congress, {"unit": row.name} if isinstance(row, ElectionUnit) else {}

    @cached_property
    def units(self) -> dict[str, ElectionUnit]:
        """Return the units of the plan that stands, by name."""
        plan = seats.standing_plan(self.subject)
        return {unit.name: unit for unit in plan.units.order_by("pk")} if plan else {}

    @cached_property
    def chosen(self) -> str:
        """Return the unit: as typed, as the page was opened, or the first with open seats."""
        return worded(self, "unit")

    def prepare(self) -> None:
        """Offer the units with what is open there, and the delegates who may give a seat up."""
        congress: Congress = self.subject
        if self.units:
            room = rosters.open_seats(congress)
            choices = [(n, f"{n}（还空{room[n]}名）" if n in room else n) for n in self.units]
            self.fields["unit"] = FromList(label="选举单位", choices=choices)
            self.fields["unit"].initial = self.initial.get("unit") or next(iter(room), "")
        planned = self.units.get(self.chosen)
        self.fields["workers"].initial = planned.workers if planned else None
        self.fields["replaces"].queryset = rosters.standing(congress)
        unused = "names_left" if rosters.is_known(congress) else "replaces"
        del self.fields[unused]

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell what was elected so far, and what must vote again."""
        congress: Congress = self.subject
        facts = [("已选出", f"{rosters.standing(congress).count()}名")]
        again = [election.unit for election in rosters.to_repeat(congress)]
        if again:
            facts.append(("要重选", "、".join(again)))
        room = rosters.open_seats(congress)
        if room:
            facts.append(("还空", "、".join(f"{unit}{n}名" for unit, n in room.items())))
        return facts

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from those who failed in the unit before."""
        earlier = rosters.elections_of(self.subject, self.chosen)
        if not earlier or not rosters.seats_failed(self.subject, self.chosen):
            return ()
        failed = [one for one in earlier[-1].candidates.all() if not one.is_elected]
        kept = ("name", "category", "gender", "employment")
        return [{field: getattr(one, field) for field in kept} for one in failed]

    def spare_rows(self, name: str, row_list: RowList) -> int:  # noqa: ARG002 -- one list only
        """Show a row for each open seat of the unit."""
        room = rosters.open_seats(self.subject).get(self.chosen, FEW)
        return max(room - len(self.rows_for(name)), 1)

    def help_with(self, aid: str, data: Any) -> Any:
        """Put the pasted list into the rows; lines without a name stay where they are."""
        if aid != "paste":
            return data
        found, unread = pasting.candidates_in(data.get("paste", ""))
        typed = pasting.put_into(data, "elected", found)
        typed["paste"] = "\n".join(unread)
        return typed

    def figures(self) -> Sequence[Verdict]:
        """Judge attendance, votes and the share of managers as they are typed."""
        workers, attended = counted(self, "workers"), counted(self, "attended")
        found: list[Verdict] = []
        if self.law is None:
            return found
        if workers and attended is not None:
            votes = [v for row in self._people() if (v := counted(row, "votes")) is not None]
            found.append(
                checks.check_election(workers=workers, attended=attended, votes=votes, law=self.law)
            )
            found += _weak(self._people(), checks.votes_needed(workers, self.law), workers)
        return [*found, *self._managers(self.law)]

    def _people(self) -> list[RowForm]:
        return named(self.tables["elected"].forms)

    def _managers(self, law: Law) -> list[Verdict]:
        """Judge the managers who sit already together with those typed, of all planned seats."""
        plan = seats.standing_plan(self.subject)
        if plan is None or self.subject.is_area:
            return []
        sitting = [delegate.candidate for delegate in self._staying()]
        here = sum(worded(row, "category") in MANAGERS for row in self._people())
        now = sum(one.is_management for one in sitting) + here
        return [delegates.check_management(seats=plan.seats, management=now, law=law)]

    def _staying(self) -> list[Delegate]:
        left = set(self["replaces"].value() or ()) if "replaces" in self.fields else set()
        return [row for row in rosters.standing(self.subject) if str(row.pk) not in map(str, left)]

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the names of those who gave their seats up."""
        values.pop("paste", None)
        told = values.pop("names_left", "")
        rows = values.pop("replaces", [])
        left = [row.name for row in rows] or [name for name in told.split("、") if name.strip()]
        return {**values, "replaces": left} if left else values


def _weak(people: Sequence[RowForm], needed: int, workers: int) -> list[Verdict]:
    """Name those whose votes do not reach the majority of all workers of the unit."""
    typed = [(worded(row, "name"), counted(row, "votes")) for row in people]
    short = [(name, votes) for name, votes in typed if votes is not None and votes < needed]
    if not short:
        return []
    who = "、".join(f"{name}{votes}票，差{needed - votes}票" for name, votes in short)
    words = f"没有当选：{who}（按本单位{workers}人计，须≥{needed}票）。"
    return [Verdict("votes", "block", message=words)]
