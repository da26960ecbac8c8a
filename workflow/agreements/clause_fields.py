"""The clauses of a text as fields: each key of the library with hint and floor beside it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html

from contracts.agreements import wordings
from contracts.agreements.clauses import sentence
from contracts.agreements.library import ClauseType, clause_types
from contracts.agreements.texts import AreaFloor
from contracts.agreements.wordings import document_of
from contracts.statutes.law import Law
from workflow.forms import Group, RowList
from workflow.inputs import Amount, Count, Line, Percent, Words, shown
from workflow.rows import RowForm, said

MARK = "c_"
LOCAL_MINIMUM = "cb.hierarchy.local_min"
# What a region adds to a national floor stands under a key of its own.
LOCAL_EXTRAS = {"floor.maternity": "floor.maternity.reward"}
OVERTIME = {
    "workday": ("平日（倍）", "workday"),
    "rest_day": ("休息日（倍）", "rest_day_no_comp_leave"),
    "holiday": ("法定节假日（倍）", "statutory_holiday"),
}
LISTS = {"annual_leave", "piece_rates", "text"}


class LeaveRow(RowForm):
    """One step of annual leave."""

    years = Count(label="累计工龄满（年）", most=60)
    days = Amount(label="年休假（天）")


class PieceRow(RowForm):
    """One piece rate."""

    job = Line(label="工种", longest=100)
    rate = Amount(label="单价（元/件）")
    quota_day = Amount(label="日定额（件）")


class TextRow(RowForm):
    """One clause in free words."""

    heading = Line(label="标题", longest=100)
    words = Words(label="内容")


class GradeRow(RowForm):
    """One line of the wage table by post."""

    post = Line(label="岗位（工种）", longest=100)
    headcount = Count(label="人数", required=False)
    before = Amount(label="调整前（元/月）")
    after = Amount(label="调整后（元/月）")

    def clean(self) -> dict[str, Any]:
        """Return the row; a cut is no fault of form, the law is asked later."""
        return super().clean() or {}


LISTS_OF_ROWS = {
    "annual_leave": RowList(LeaveRow, "带薪年休假", "按累计工龄分档。", spare=3),
    "piece_rates": RowList(PieceRow, "计件工价", "计件工种才填。", spare=3),
    "text": RowList(TextRow, "其他条款", "每条一个标题，写清谁、什么时候、做什么、多少。", spare=2),
    "grades": RowList(GradeRow, "岗位工资表", "一个岗位一行，月工资。", spare=4),
}


def floor_words(kind: ClauseType, law: Law | None, area: AreaFloor | None = None) -> str:
    """Return the floor of a clause as the packs and the local table have it today."""
    if law is None or not kind.floor:
        return ""
    if kind.floor == LOCAL_MINIMUM:
        local = law.local.min_wage_month
        words = f"当地最低工资 {shown(local)} 元/月。" if local else "当地最低工资：表里还没有数。"
        if area is not None:
            words += f"已确认的《{area.title}》为 {shown(area.amount)} 元/月。"
        return words
    keys = (kind.floor, LOCAL_EXTRAS.get(kind.floor, ""))
    rules = [rule for key in keys if key and (rule := law.find(key))]
    words = "；".join(rule.zh for rule in rules)
    return f"底线：{words}（{kind.article}）。" if words else ""


def fields_of(
    kind: ClauseType,
    *,
    law: Law | None,
    area: AreaFloor | None,
    beside: str = "",
    usual: str = "",
) -> dict[str, forms.Field]:
    """Return the fields of a clause by name.

    ``usual`` says what is usual at the table, ``beside`` what stood in the text before.
    """
    floor = floor_words(kind, law, area)
    help_text = format_html("{}<strong>{}</strong>{}", kind.hint + usual, floor, beside)
    name, label = MARK + kind.key, kind.title
    if kind.type == "sentence":
        return {name: Words(label=label, required=False, help_text=help_text)}
    if kind.type == "phrase":
        return {name: Line(label=label, longest=100, required=False, help_text=help_text)}
    if kind.type == "overtime":
        return _overtime_fields(kind, help_text)
    if kind.type == "fraction":
        return {name: Percent(label=f"{label}（%）", required=False, help_text=help_text)}
    if kind.type == "words":
        return {name: Line(label=label, longest=20, required=False, help_text=help_text)}
    unit = f"（{kind.unit}）" if kind.unit else ""
    return {name: Amount(label=f"{label}{unit}", required=False, help_text=help_text)}


def _overtime_fields(kind: ClauseType, help_text: str) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        f"{MARK}{kind.key}_{part}": Amount(label=label, required=False)
        for part, (label, _) in OVERTIME.items()
    }
    fields[f"{MARK}{kind.key}_base"] = Line(label="计算基数", required=False)
    next(iter(fields.values())).help_text = help_text
    return fields


def plain_types(kind: str, *, is_area: bool = False) -> list[ClauseType]:
    """Return the clauses with fields of their own, those usual in this instrument first.

    Words that have a place in another contract's text only are left out: that text is not printed.
    """
    document = document_of(kind, is_area=is_area)
    at_home = wordings.variables_of(document)
    types = [
        each
        for each in clause_types().values()
        if each.key not in LISTS and (each.key in at_home or not (each.is_words or each.areas))
    ]
    return sorted(types, key=lambda each: kind not in each.kinds)


def usual_words(key: str, kind: str, *, is_area: bool) -> str:
    """Return what both sides usually say on the clause that begins with this variable."""
    clause = wordings.clause_with(key, document_of(kind, is_area=is_area))
    if clause is None or clause.variables[0] != key:
        return ""
    asked, answered = f"职工方提“{clause.asked}”", f"企业方回“{clause.answered}”"
    return f"常见谈法：{asked}，{answered}，多数谈成“{clause.settled}”。"


def usual_and_rest(
    kind: str,
    made: Mapping[str, Mapping[str, forms.Field]],
    *,
    is_area: bool = False,
) -> tuple[tuple[str | Group, ...], tuple[str | Group, ...], tuple[str | Group, ...]]:
    """Return the figures usual in this instrument, its words, and the rest.

    Several fields of one clause stand together.
    """
    usual: list[str | Group] = []
    words: list[str | Group] = []
    rest: list[str | Group] = []
    for each in plain_types(kind, is_area=is_area):
        names = tuple(made[each.key])
        is_usual = kind in each.kinds or (each.areas and is_area)
        place = words if each.is_words else usual if is_usual else rest
        place.append(names[0] if len(names) == 1 else Group(each.title, names))
    return tuple(usual), tuple(words), tuple(rest)


def clauses_in(values: dict[str, Any]) -> dict[str, Any]:
    """Take the clauses out of a form's values, as a case file writes them."""
    clauses: dict[str, Any] = {}
    for name in [name for name in values if name.startswith(MARK)]:
        key, part = _split(name.removeprefix(MARK))
        if part:
            clauses.setdefault(key, {})[part] = values.pop(name)
        else:
            clauses[key] = values.pop(name)
    if steps := values.pop("annual_leave", None):
        clauses["annual_leave"] = {row["years"]: row["days"] for row in steps}
    if pieces := values.pop("piece_rates", None):
        clauses["piece_rates"] = pieces
    if texts := values.pop("text", None):
        clauses["text"] = {row["heading"]: row["words"] for row in texts}
    return said(clauses)


def _split(name: str) -> tuple[str, str]:
    for part in (*OVERTIME, "base"):
        if name == f"overtime_{part}":
            return "overtime", part
    return name, ""


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return first values of the fields from clauses read from the record."""
    initial: dict[str, Any] = {}
    for key, value in values.items():
        if key == "overtime" and value:
            initial.update({f"{MARK}{key}_{part}": each for part, each in value.items()})
        elif key not in LISTS:
            initial[MARK + key] = value
    return initial


def rows_of(key: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the first rows of a listed clause from clauses read from the record."""
    value = values.get(key) or {}
    if key == "annual_leave":
        return [{"years": years, "days": days} for years, days in sorted(value.items())]
    if key == "text":
        return [{"heading": heading, "words": words} for heading, words in value.items()]
    return list(value)


def beside_words(key: str, values: Mapping[str, Any], *, what: str) -> str:
    """Return what stood in a text, for the help beside a field: 上一份：1850元/月。"""
    words = sentence(key, values[key]) if values.get(key) is not None else ""
    return f"{what}：{words}" if words else ""


def floors_of_overtime(law: Law | None) -> dict[str, Decimal]:
    """Return the legal multiples of overtime pay, to start from."""
    rule = law.find("floor.ot.rate") if law else None
    if rule is None:
        return {}
    return {
        part: Decimal(str(rule.value[name]))
        for part, (_, name) in OVERTIME.items()
        if name in rule.value
    }


def repeated(rows: Sequence[RowForm], name: str) -> Iterator[RowForm]:
    """Return the rows that say again what an earlier row said."""
    seen: set[Any] = set()
    for row in rows:
        value = row.cleaned_data.get(name)
        if value in seen:
            yield row
        seen.add(value)
