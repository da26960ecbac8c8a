"""Compare two versions of a contract, clause by clause and the wage table row by row.

A draft is laid beside the one before it, this year's text beside last year's; the clauses are those
of the record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from contracts.agreements import wordings
from contracts.agreements.checks.figures import figure
from contracts.agreements.library import TEXT
from contracts.agreements.models import Agreement, Clause, Grade
from contracts.documents import chinese
from contracts.documents.redline_pairs import Piece, marked, pairs

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
#: How alike heading and words must be (0 to 1) to be one clause under a new heading.
LEAST = 0.6
COLUMNS = ("人数", "调整前", "调整后")


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both versions; ``old_heading`` is said where the heading changed."""

    heading: str
    state: str
    pieces: list[Piece]
    old_heading: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the wage table before and now; empty where there was none."""

    label: str
    old: str
    new: str

    @property
    def is_changed(self) -> bool:
        """Test whether the figure is another one now."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class RowChange:
    """One post of the wage table in both versions."""

    post: str
    state: str
    cells: list[Cell]
    old_post: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """Every clause and row of two versions, in the order of the new one."""

    clauses: list[ClauseChange]
    grades: list[RowChange]

    @property
    def changes(self) -> list[ClauseChange]:
        """Return the clauses that differ."""
        return [each for each in self.clauses if each.state != SAME]

    @property
    def unchanged(self) -> list[ClauseChange]:
        """Return the clauses that are the same."""
        return [each for each in self.clauses if each.state == SAME]

    @property
    def is_same(self) -> bool:
        """Test whether nothing differs."""
        return not self.changes and all(row.state == SAME for row in self.grades)

    def count(self, state: str) -> int:
        """Return how many clauses and rows of the wage table are in this state."""
        states = [each.state for each in self.clauses] + [row.state for row in self.grades]
        return states.count(state)


@dataclass(frozen=True, slots=True)
class _Said:
    """One clause of one version."""

    key: str
    heading: str
    words: str


def compare(old: Agreement, new: Agreement) -> Redline:
    """Return what differs between two versions, as far as the current actor may read them."""
    document = wordings.document_of(new.kind, is_area=new.is_area)
    clauses = [
        _change(before, after, document) for before, after in _matched(_said(old), _said(new))
    ]
    return Redline(clauses, list(_grades(old, new)))


def _said(agreement: Agreement) -> list[_Said]:
    rows: Sequence[Clause] = list(agreement.clause_set.order_by("position", "pk"))
    term = _Said("term", "合同期限", _term(agreement.term_from, agreement.term_to))
    return [term, *(_Said(row.key, row.heading, row.text) for row in rows)]


def _term(first: date | None, last: date | None) -> str:
    ends = [chinese.day(day) if day else "（未定）" for day in (first, last)]
    return f"{ends[0]}至{ends[1]}。" if first or last else ""


def _matched(
    old: Sequence[_Said], new: Sequence[_Said]
) -> Iterator[tuple[_Said | None, _Said | None]]:
    """Match clauses by key, free ones by heading, the rest by likeness; the new order first."""
    before = {_name(each): each for each in old}
    after = {_name(each): each for each in new}
    rest_old = [each for each in old if _name(each) not in after]
    rest_new = [each for each in new if _name(each) not in before]
    found = pairs(rest_old, rest_new, likeness=_likeness, least=LEAST)
    likely = list(found)
    partner = {_name(b): a for a, b in likely if b is not None}
    for each in new:
        yield before.get(_name(each)) or partner.get(_name(each)), each
    yield from ((a, None) for a, b in likely if b is None)


def _name(said: _Said) -> tuple[str, str]:
    return said.key, said.heading if said.key == TEXT else ""


def _likeness(old: _Said, new: _Said) -> float:
    """Return how alike two clauses are; one with a figure of its own is never another one's."""
    if old.key != new.key and TEXT not in {old.key, new.key}:
        return 0.0
    heading, words = fuzz.ratio(old.heading, new.heading), fuzz.ratio(old.words, new.words)
    return max(heading, (heading + words) / 2) / 100 - 0.001


def _change(old: _Said | None, new: _Said | None, document: str) -> ClauseChange:
    said = new or old
    if said is None:
        raise ValueError
    before, after = old.words if old else "", new.words if new else ""
    is_renamed = bool(old and new and old.heading != new.heading)
    if old and new:
        state = CHANGED if before != after or is_renamed else SAME
    else:
        state = ADDED if new else REMOVED
    clause = wordings.clause_with(said.key, document)
    return ClauseChange(
        heading=said.heading,
        state=state,
        pieces=marked(before, after),
        old_heading=old.heading if old and is_renamed else "",
        code=clause.code if clause else "",
    )


def _grades(old: Agreement, new: Agreement) -> Iterator[RowChange]:
    """Compare the wage tables, post by post; a post under a new name is found by likeness."""
    before = {row.post: row for row in old.grade_set.order_by("position", "pk")}
    after = {row.post: row for row in new.grade_set.order_by("position", "pk")}
    rest_old = [row for post, row in before.items() if post not in after]
    rest_new = [row for post, row in after.items() if post not in before]
    found = pairs(rest_old, rest_new, likeness=_post_likeness, least=LEAST)
    likely = list(found)
    partner = {b.post: a for a, b in likely if b is not None}
    for post, row in after.items():
        yield _row(before.get(post) or partner.get(post), row)
    yield from (_row(a, None) for a, b in likely if b is None and a is not None)


def _post_likeness(old: Grade, new: Grade) -> float:
    return fuzz.ratio(old.post, new.post) / 100 - 0.001


def _row(old: Grade | None, new: Grade | None) -> RowChange:
    said = new or old
    if said is None:
        raise ValueError
    figures = zip(COLUMNS, _figures(old), _figures(new), strict=True)
    cells = [Cell(label, before, now) for label, before, now in figures]
    is_renamed = bool(old and new and old.post != new.post)
    is_changed = is_renamed or any(cell.is_changed for cell in cells)
    state = (CHANGED if is_changed else SAME) if old and new else ADDED if new else REMOVED
    return RowChange(said.post, state, cells, old.post if old and is_renamed else "")


def _figures(row: Grade | None) -> list[str]:
    if row is None:
        return ["", "", ""]
    return [str(row.headcount), str(figure(row.before)), str(figure(row.after))]
