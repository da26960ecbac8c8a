"""What an edited contract changes against the stored draft, clause by clause, and as new clauses.

A changed figure becomes the value of its clause; other words become a free clause of their own;
what belongs to no clause is told, with the reason. Nothing is left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import InvalidOperation
from typing import Any

from rapidfuzz import fuzz

from contracts.agreements import wordings
from contracts.agreements.library import REVISED, TEXT, clause_types, number
from contracts.documents import readback_wording as worded
from contracts.documents.readback import UNHEADED_PLACE, Edited, Mark, Passage, who
from contracts.documents.redline_pairs import Piece, marked, pairs

CHANGED, ADDED, REMOVED = "changed", "added", "removed"
#: How alike heading and words must be (0 to 1) to be one article under a new heading.
RENAMED = 0.7
#: How alike two lines must be to be one that was changed.
RELATED = 0.5
SUPPLEMENT = "补充约定"
GRADES, PIECES = "岗位工资标准", {"计件定额和单价", "工种工价和劳动定额"}
AS_FIGURES = "数值带入对应条款"
AS_TABLE = "表格按行带入；增加额、增幅和合计由系统重算"
AS_WORDS = "作为文字条款带入，系统不再核对其中的数"
AS_REVISION = "范本的固定文字，带入为一条“修改”，注明以修改后的为准"
OF_THE_CASE = "由案卷资料生成，不能在合同里直接改；请先改资料，再重新起草"
NO_CLAUSE = "不属于任何一条条款，没有带入；确有需要的，请写成一条带【标题】的条款"
UNHEADED = "没有【标题】，作为补充约定带入，请给它起个标题"
NOT_TEXT = "不进入合同正文，请人工看一遍"


@dataclass(frozen=True, slots=True)
class Row:
    """One article that differs: how, by whom, and what becomes of it in the new draft."""

    heading: str
    state: str
    pieces: list[Piece]
    authors: list[str]
    taken: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that belong to no clause: where they stand, what became of them, and why."""

    place: str
    pieces: list[Piece]
    why: str


@dataclass(slots=True)
class Takeover:
    """The new draft that an edited file makes of a stored one, and every difference on the way."""

    document: str
    values: dict[str, Any]
    grades: list[dict[str, Any]]
    term_from: date | None = None
    term_to: date | None = None
    rows: list[Row] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def authors(self) -> list[str]:
        """Return who made tracked changes."""
        return who(self.marks)

    @property
    def longest_list(self) -> int:
        """Return how many rows the longest list of the new draft has."""
        lists = [self.grades, self.values.get("piece_rates") or [], self.values.get(TEXT) or {}]
        return max(len(each) for each in lists)

    @property
    def texts(self) -> dict[str, str | None]:
        """Return the free clauses, to be changed in place."""
        texts: dict[str, str | None] = self.values.setdefault(TEXT, {})
        return texts


def take_over(base: Edited, edited: Edited, into: Takeover) -> Takeover:
    """Compare an edited contract with the stored draft and take it over, clause by clause."""
    into.marks = edited.marks
    for old, new in matched(base.articles, edited.articles):
        if old is None and new is not None:
            _added(new, into)
        elif new is None and old is not None:
            _removed(old, into)
        elif old is not None and new is not None and old.heading != new.heading:
            _removed(old, into)
            _added(new, into)
        elif old is not None and new is not None and _said(old) != _said(new):
            _changed(old, new, into)
    into.leftovers += _outside(base, edited, into)
    if not into.texts:
        del into.values[TEXT]
    return into


def _said(passage: Passage) -> tuple[list[str], list[str], list[list[list[str]]]]:
    return passage.lines, passage.captions, passage.tables


def matched(
    old: Sequence[Passage], new: Sequence[Passage]
) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Match articles by heading, wherever they moved; the others by likeness."""
    names_old, names_new = _named(old), _named(new)
    rest_old = [each for name, each in names_old.items() if name not in names_new]
    rest_new = [each for name, each in names_new.items() if name not in names_old]
    likely = pairs(rest_old, rest_new, likeness=_likeness, least=RENAMED)
    renamed = list(likely)
    partner = {id(a): b for a, b in renamed if a is not None}
    for name, each in names_old.items():
        yield each, names_new[name] if name in names_new else partner[id(each)]
    yield from ((None, b) for a, b in renamed if a is None)


def _named(passages: Sequence[Passage]) -> dict[tuple[str, int], Passage]:
    """Return articles by heading, a repeated heading counted."""
    seen: Counter[str] = Counter()
    named = {}
    for each in passages:
        named[each.heading, seen[each.heading]] = each
        seen[each.heading] += 1
    return named


def _likeness(old: Passage, new: Passage) -> float:
    heading, words = fuzz.ratio(old.heading, new.heading), fuzz.ratio(old.text, new.text)
    return max(heading * 0.5 + words * 0.5, words) / 100


# ------------------------------------------------------------------------------ articles


def _changed(old: Passage, new: Passage, into: Takeover) -> None:
    if old.heading in into.texts:
        into.texts[new.heading] = new.text
        taken = AS_WORDS
    else:
        taken = _by_wording(old, new, into) or _in_words(new, into)
    _tell(old, new, taken, into)


def _by_wording(old: Passage | None, new: Passage, into: Takeover) -> str:
    """Take the figures of an article worded as the library words it; nothing if it is not."""
    if old and old.captions != new.captions:
        return ""
    for words in _words_of(into.document, new.heading):
        said = worded.found(words, new.words)
        before = (worded.found(words, old.words) or {}) if old else {}
        values = None if said is None else worded.clause_values(said)
        if said is None or values is None:
            continue
        is_table = _take_tables(old, new, into)
        if is_table is None:
            continue
        _take_figures(new.heading, said, before, values, into)
        return AS_TABLE if is_table else AS_FIGURES
    return ""


def _words_of(document: str, heading: str) -> list[str]:
    articles = wordings.articles_of(document)
    return [each.words for _, each in articles if each.heading == heading]


def _take_figures(
    heading: str,
    said: Mapping[str, Any],
    before: Mapping[str, Any],
    values: Mapping[str, Any],
    into: Takeover,
) -> None:
    for key in {
        name.partition(".")[0] for name, value in said.items() if before.get(name) != value
    }:
        if key in {"term_from", "term_to"} and worded.day(said[key]):
            setattr(into, key, worded.day(said[key]))
        elif key not in clause_types():
            if before:
                change = marked(before.get(key) or "", said[key] or "")
                into.leftovers.append(Leftover(f"【{heading}】", change, OF_THE_CASE))
        elif isinstance(values[key], dict) and isinstance(into.values.get(key), dict):
            new = {k: v for k, v in values[key].items() if v is not None}
            kept = {} if key == "annual_leave" else into.values[key]
            into.values[key] = {**kept, **new}
        elif values[key] is None:
            into.values.pop(key, None)
        else:
            into.values[key] = values[key]


def _take_tables(old: Passage | None, new: Passage, into: Takeover) -> bool | None:
    """Take the rows of wage tables; True if they changed, None if they cannot be read."""
    if (old.tables if old else []) == new.tables:
        return False
    reader = _grade if new.heading == GRADES else _piece if new.heading in PIECES else None
    if reader is None:
        return None
    known = {tuple(cells) for table in (old.tables if old else []) for cells in table}
    rows = []
    for cells in (cells for table in new.tables for cells in table):
        row = reader(cells)
        if row is not None:
            rows.append(row)
        elif tuple(cells) not in known and not cells[0].startswith("合计"):
            return None
    if new.heading == GRADES:
        into.grades = rows
    else:
        into.values["piece_rates"] = rows
    return True


def _grade(cells: list[str]) -> dict[str, Any] | None:
    try:
        post, heads, before, after = (cells + [""] * 4)[:4]
        row = {"post": post, "headcount": int(heads.replace(",", ""))}
        row |= {"before": number(before.replace(",", "")), "after": number(after.replace(",", ""))}
    except (ValueError, InvalidOperation):
        return None
    return row if post and not post.startswith("合计") else None


def _piece(cells: list[str]) -> dict[str, Any] | None:
    try:
        job, quota, rate = (cells + [""] * 3)[:3]
        figures = number(rate.replace(",", "")), number(quota.replace(",", ""))
    except (ValueError, InvalidOperation):
        return None
    return {"job": job, "rate": figures[0], "quota_day": figures[1]} if job else None


def _in_words(new: Passage, into: Takeover) -> str:
    """Take an article worded anew over in words: in place of its figures, or beside fixed words."""
    keys = _own_keys(new.heading, into)
    if keys:
        for key in keys:
            into.values.pop(key, None)
        if new.heading == GRADES:
            into.grades = []
        into.texts[f"{new.heading}{REVISED}"] = new.text
        return AS_WORDS
    text = f"本合同【{new.heading}】一条改为：“{new.text}”与原文不一致的，以本条为准。"
    into.texts[f"{new.heading}{REVISED}"] = text
    return AS_REVISION


def _own_keys(heading: str, into: Takeover) -> set[str]:
    """Return the clauses an article is printed for, if no other article needs them."""
    articles = [each for _, each in wordings.articles_of(into.document)]
    own = [each for each in articles if each.heading == heading]
    others = [each for each in articles if each.heading != heading]
    needed = {key for each in own for key in worded.wording(each.words).needed}
    used = {key for each in others for key in clause_types() if f"{{{key}" in each.words}
    return needed - used if needed and not needed & used else set()


def _added(new: Passage, into: Takeover) -> None:
    taken = _by_wording(None, new, into)
    if not taken:
        heading = new.heading
        if heading in into.texts or _words_of(into.document, heading):
            heading += REVISED
        into.texts[heading] = new.text
        taken = AS_WORDS
    _tell(None, new, taken, into)


def _removed(old: Passage, into: Takeover) -> None:
    keys = _own_keys(old.heading, into)
    taken = "这一条不再写入新稿"
    if old.heading in into.texts:
        del into.texts[old.heading]
    elif old.heading == GRADES:
        into.grades = []
    elif keys:
        for key in keys:
            into.values.pop(key, None)
    else:
        into.texts[f"{old.heading}{REVISED}"] = f"双方约定不采用范本中的【{old.heading}】一条。"
        taken = AS_REVISION
    _tell(old, None, taken, into)


def _tell(old: Passage | None, new: Passage | None, taken: str, into: Takeover) -> None:
    passage = new or old
    if passage is None:
        return
    clause = wordings.clause_of(into.document, passage.heading)
    into.rows.append(
        Row(
            heading=passage.heading,
            state=ADDED if old is None else REMOVED if new is None else CHANGED,
            pieces=marked(old.text if old else "", new.text if new else ""),
            authors=who(new.marks if new else []),
            taken=taken,
            code=clause.code if clause else "",
        )
    )


# ------------------------------------------------------------------------------ beside articles


def _outside(base: Edited, edited: Edited, into: Takeover) -> Iterator[Leftover]:
    """Return what differs outside of articles; articles without heading become supplements."""
    gone, come = _only_in(base, edited), _only_in(edited, base)
    for old, new in pairs(gone, come, likeness=_line_likeness, least=RELATED):
        place, line = new or old or ("", "")
        change = marked(old[1] if old else "", line if new else "")
        if new and old is None and place == UNHEADED_PLACE:
            count = sum(name.startswith(SUPPLEMENT) for name in into.texts)
            into.texts[f"{SUPPLEMENT}{count + 1}"] = line
            yield Leftover(place, change, UNHEADED)
        else:
            yield Leftover(place, change, NO_CLAUSE)
    for where, said in edited.asides:
        if (where, said) not in base.asides:
            yield Leftover(where, [Piece("come", said)], NOT_TEXT)
    if edited.pictures > base.pictures:
        said = f"图片、符号或公式{edited.pictures - base.pictures}处"
        yield Leftover("图片", [Piece("come", said)], NOT_TEXT)


def _only_in(one: Edited, other: Edited) -> list[tuple[str, str]]:
    """Return the lines (place, words) that one has more often than the other, in order."""
    left = Counter(line for _, line in _lines(other))
    found = []
    for place, line in _lines(one):
        if left[line]:
            left[line] -= 1
        else:
            found.append((place, line))
    return found


def _line_likeness(old: tuple[str, str], new: tuple[str, str]) -> float:
    return fuzz.ratio(old[1], new[1]) / 100 if old[0] == new[0] else 0.0


def _lines(edited: Edited) -> Iterator[tuple[str, str]]:
    """Return every line outside of articles with its place; a row of a table is a line."""
    for passage in edited.outside:
        for line in passage.text.split("\n"):
            if line.strip():
                yield passage.place, line.strip()
