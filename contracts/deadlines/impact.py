"""What a changed pack, calendar or policy does to deadlines that run: old day, new day, why.

Nothing moves by itself. :func:`moves` only looks; :func:`move` changes one deadline after somebody
confirmed it, and keeps the day it had.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.deadlines import clock
from contracts.deadlines.clock import Reckoned
from contracts.deadlines.law import as_it_was, calendar, with_policy
from contracts.deadlines.models import Deadline
from contracts.parties import tree
from contracts.parties.models import Policy, PolicyChange
from contracts.statutes.law import Law, Local
from contracts.statutes.rulebook import Rulebook
from contracts.statutes.workdays import Calendar

CHUNK = 2000
FIELDS = (
    "pk case_id path case__region code instruments law_on base_on last_day rolled_day judged_day"
    " counted source pack rule_key target_day"
).split()


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline that runs, as far as the law needs it to reckon again."""

    pk: int
    case_id: int
    path: str
    region: str
    code: str
    instruments: tuple[str, ...]
    law_on: date
    base_on: date
    last_day: date
    rolled_day: date
    judged_day: date
    counted: str
    source: str
    pack: str
    rule_key: str = ""
    target_day: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline that would change; without ``new`` the law sets no such period any more."""

    running: Running
    new: Reckoned | None
    judged: date | None
    target: date | None
    reason: str

    @property
    def old_day(self) -> date:
        """Return the last day it has now (not rolled)."""
        return self.running.last_day

    @property
    def new_day(self) -> date | None:
        """Return the last day it would have (not rolled)."""
        return self.new.due.day if self.new else None

    @property
    def moves_day(self) -> bool:
        """Test whether a day moves, and not only the words of the source."""
        now = self.running
        if self.new is None:
            return False
        return (self.new.due.day, self.new.due.rolled, self.judged) != (
            now.last_day,
            now.rolled_day,
            now.judged_day,
        )


LawOf = Callable[[Running], Law]


def moves(rows: Iterable[Running], law_of: LawOf) -> Iterator[Move]:
    """Return the deadlines that the law as it is now would set otherwise, in the order given."""
    for row in rows:
        law = law_of(row)
        new = clock.reckon(row.code, base=row.base_on, law=law)
        if new is None:
            yield Move(row, None, None, None, "规则包不再规定这个期限，请人工核对")
            continue
        judged = new.judged(rolls=law.local.roll_holiday)
        target = clock.target_day(new, base=row.base_on, law=law)
        if reason := _reason(row, new, judged, target):
            yield Move(row, new, judged, target, reason)


def _reason(row: Running, new: Reckoned, judged: date, target: date | None) -> str:
    """Say why a deadline would change; empty where all of it stays."""
    parts = []
    if new.counted != row.counted:
        parts.append(f"期间由{row.counted or '未定'}改为{new.counted}")
    if new.source != row.source:
        parts.append(f"依据由{row.source}改为{new.source}")
    if not parts and new.due.day != row.last_day:
        parts.append("工作日历有变化")
    if not parts and new.due.rolled != row.rolled_day:
        parts.append("休息日安排有变化，顺延到的日子不同")
    if not parts and judged != row.judged_day:
        parts.append("本地改变了遇休息日是否顺延")
    if target != row.target_day:
        parts.append("本级工会改变了目标日")
    return "；".join(parts)


def running() -> Iterator[Running]:
    """Return every deadline that runs and was reckoned by law, by case; agreed days stay out."""
    rows = Deadline.objects.filter(
        state=Deadline.State.RUNNING,
        is_agreed=False,
        law_on__isnull=False,
    ).order_by("case_id", "pk")
    for values in rows.values_list(*FIELDS).iterator(chunk_size=CHUNK):
        named = dict(zip(FIELDS, values, strict=True))
        region = named.pop("case__region")
        named["instruments"] = tuple(named["instruments"])
        yield Running(region=region, **named)


def left_out() -> int:
    """Return how many running deadlines nobody can reckon again: agreed days, and old rows."""
    rows = Deadline.objects.filter(state=Deadline.State.RUNNING)
    return rows.exclude(is_agreed=False, law_on__isnull=False).count()


class Laws:
    """The law of every place, with its policy, by a given rule book: a few queries for all."""

    def __init__(self, book: Rulebook) -> None:
        """Read the policies with their changes, and the calendar, once."""
        self._book = book
        self._calendar = calendar()
        self._policies: dict[str, Policy] = {row.path: row for row in Policy.objects.all()}
        self._changes: dict[int, list[PolicyChange]] = {}
        for change in PolicyChange.objects.order_by("-pk"):
            self._changes.setdefault(change.policy_id, []).append(change)
        self._locals: dict[tuple[str, int], Local] = {}

    def __call__(self, row: Running) -> Law:
        """Return the law one deadline stands under."""
        return Law(
            on=row.law_on,
            region=row.region,
            instruments=row.instruments,
            local=self._local(row.path, row.law_on),
            rulebook=self._book,
        )

    def _local(self, path: str, on: date) -> Local:
        """Return the local values of a place as they were on a day; one for each state of them."""
        place = next((p for p in reversed(tree.ancestors(path)) if p in self._policies), "")
        policy = self._policies.get(place)
        changes = self._changes.get(policy.pk, []) if policy else []
        later = [change for change in changes if change.changed_on > on]
        if (place, len(later)) not in self._locals:
            was = as_it_was(policy, later) if policy else None
            self._locals[place, len(later)] = _local_of(was, self._calendar)
        return self._locals[place, len(later)]


def _local_of(policy: Policy | None, known: Calendar) -> Local:
    if policy is None:
        return Local(calendar=known)
    return Local(
        roll_holiday=policy.rolls_holidays,
        calendar=with_policy(known, policy),
        targets=policy.targets,
    )


def move(proposed: Move, *, on: date) -> Deadline | None:
    """Set a deadline as proposed and keep what it was; nothing if it changed or ended meanwhile.

    A period the law does not set any more is left as it is.
    """
    new, was = proposed.new, proposed.running
    deadline = (
        Deadline.objects.select_for_update()
        .filter(pk=was.pk, state=Deadline.State.RUNNING, judged_day=was.judged_day)
        .first()
    )
    if deadline is None or new is None or proposed.judged is None:
        return None
    deadline.history = [*deadline.history, _kept(deadline, on=on, reason=proposed.reason)]
    deadline.last_day, deadline.rolled_day = new.due.day, new.due.rolled
    deadline.judged_day, deadline.target_day = proposed.judged, proposed.target
    deadline.counted, deadline.source = new.counted, new.source
    deadline.citations, deadline.pack = new.citations, new.pack
    deadline.rule_key, deadline.is_practice = new.rule_key, not new.is_law
    deadline.save()
    return deadline


def _kept(deadline: Deadline, *, on: date, reason: str) -> dict[str, Any]:
    return {
        "last_day": deadline.last_day.isoformat(),
        "rolled_day": deadline.rolled_day.isoformat(),
        "counted": deadline.counted,
        "source": deadline.source,
        "pack": deadline.pack,
        "changed_on": on.isoformat(),
        "reason": reason,
    }
