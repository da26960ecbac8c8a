"""Read a list of candidates as it is pasted from a spreadsheet: cells parted by tabs."""

import re
from collections.abc import Mapping
from typing import Any

from contracts.congress.choices import Category

TITLES = {
    "姓名": "name",
    "候选人": "name",
    "得票": "votes",
    "得票数": "votes",
    "票数": "votes",
    "赞成": "votes",
    "类别": "category",
    "岗位类别": "category",
    "性别": "gender",
    "用工形式": "employment",
    "用工": "employment",
}
CATEGORIES = {
    **{value: value for value in Category.values},
    "一线": Category.WORKER,
    "一线工人": Category.WORKER,
    "一线职工": Category.WORKER,
    "技术人员": Category.TECHNICIAN,
    "专业技术": Category.TECHNICIAN,
    "管理": Category.STAFF,
    "管理人员": Category.STAFF,
    "一般管理人员": Category.STAFF,
    "中层": Category.MIDDLE,
    "中层干部": Category.MIDDLE,
    "中层以上管理人员": Category.MIDDLE,
    "领导人员": Category.LEADER,
    "企业领导": Category.LEADER,
}
GENDERS = ("男", "女")
EMPLOYED = ("合同制", "劳务派遣", "派遣", "劳动合同")
BETWEEN = re.compile(r"[,，\s]+")
NUMBER = re.compile("[0-9０-９]{1,7}")


def candidates_in(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """Return the people of a pasted list, and the lines without a name.

    A line of titles says what the columns are. Without titles a cell is known by what it says: a
    number is the votes, 男 or 女 the gender; the first word that is nothing else is the name.
    """
    found: list[dict[str, str]] = []
    unread: list[str] = []
    columns: dict[int, str] = {}
    for line in filter(str.strip, text.splitlines()):
        parted = line.split("\t") if "\t" in line else BETWEEN.split(line.strip())
        cells = [cell.strip() for cell in parted]
        if any(cell in TITLES for cell in cells):
            columns = {place: TITLES.get(cell, "") for place, cell in enumerate(cells)}
            continue
        row = _by_title(cells, columns) if columns else _by_words(cells)
        if row.get("name"):
            found.append(row)
        else:
            unread.append(line)
    return found, unread


def _by_title(cells: list[str], columns: Mapping[int, str]) -> dict[str, str]:
    row = {columns.get(place, ""): cell for place, cell in enumerate(cells) if cell}
    row.pop("", None)
    if (said := row.get("category")) is not None:
        row["category"] = str(CATEGORIES.get(said, ""))  # what no list knows is chosen by hand
    return row


def _by_words(cells: list[str]) -> dict[str, str]:
    """Return a row by what its cells say; of two numbers the first was the number of the line."""
    row: dict[str, str] = {}
    for cell in cells:
        field = _field_of(cell)
        if field == "name" and field in row:
            if len(row[field]) == 1 == len(cell):  # 王 伟
                row[field] += cell
        elif field:
            row[field] = str(CATEGORIES.get(cell, cell))
    return row


def _field_of(cell: str) -> str:
    if NUMBER.fullmatch(cell):
        return "votes"
    if cell in CATEGORIES:
        return "category"
    if cell in GENDERS:
        return "gender"
    return "employment" if cell.startswith(EMPLOYED) else "name" if cell else ""


def put_into(data: Any, name: str, rows: list[dict[str, str]]) -> Any:
    """Return what was typed with these rows after the filled ones of a list."""
    typed = data.copy()
    count = typed.get(f"{name}-count", "")
    shown = int(count) if count.isdecimal() else 0
    place = 0
    for row in rows:
        while place < shown and typed.get(f"{name}-{place}-name", "").strip():
            place += 1
        for field, value in row.items():
            typed[f"{name}-{place}-{field}"] = value
        place += 1
    typed[f"{name}-count"] = str(max(shown, place))
    return typed
