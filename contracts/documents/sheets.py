"""Excel files from the same facts as the Word file: fields on one sheet, each table on its own.

A figure the catalogue declares as one and that is written as a plain number is a number, so that
it can be summed. Every other cell is text: nothing a person typed can act as a formula. The same
facts give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from contracts.documents import package
from contracts.documents.declaration import Declaration, Field, Table
from contracts.documents.word import UNPRINTABLE

TEXT = "@"
FIGURES = frozenset({"int", "decimal", "money", "percent"})
#: A number as papers write one: 184, 1,234.50元, -6, 95.4%. More digits than Excel keeps are text.
FIGURE = re.compile(r"(-?)(0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:,\d{3}){1,4})(?:\.(\d{1,4}))?(%|元|)")
MOST_DIGITS = 15
A4 = 9
NARROWEST, WIDEST = 8, 48
LABEL_WIDTH, VALUE_WIDTH = 22, 66
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32_767
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("\\/?*[]:", "　"))
THIN = Side(style="thin")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = Font(name="黑体", size=11)
PLAIN = Font(name="仿宋", size=11)
TITLE = Font(name="黑体", size=16)


def render_sheet(declared: Declaration, facts: Mapping[str, Any], created: datetime) -> bytes:
    """Write a paper's facts as an Excel file with the labels of its declaration."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        book.remove(book.worksheets[0])
        first = book.create_sheet()
    _fields(first, declared, facts)
    for table in declared.tables:
        _table(book.create_sheet(_sheet_name(book, table.label)), declared, table, facts)
    raw = io.BytesIO()
    book.save(raw)
    return _repacked(raw.getvalue(), created)


def written(value: object) -> str:
    """Write a fact as cell text: lists joined, what XML cannot carry left out."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(written(item) for item in value)
    return UNPRINTABLE.sub("", str(value))[:LONGEST_CELL]


def _fields(sheet: Worksheet, declared: Declaration, facts: Mapping[str, Any]) -> None:
    sheet.title = "基本信息"
    _title(sheet, declared.title, 2)
    for field in declared.fields:
        row = sheet.max_row + 1
        _put(sheet.cell(row, 1), field.label, HEAD)
        _fill(sheet.cell(row, 2), field, written(facts.get(field.name)))
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    sheet.column_dimensions["B"].width = VALUE_WIDTH
    _set_up_print(sheet, lying=False)


def _table(sheet: Worksheet, declared: Declaration, table: Table, facts: Mapping[str, Any]) -> None:
    columns = table.columns
    _title(sheet, f"{declared.title}　{table.label}", len(columns))
    rows = facts.get(table.name) or []
    lines = [[written(row.get(column.name)) for column in columns] for row in rows]
    for place, column in enumerate(columns, 1):
        _put(sheet.cell(2, place), column.label, HEAD)
        widest = max(_width(text) for text in [column.label, *(line[place - 1] for line in lines)])
        sheet.column_dimensions[get_column_letter(place)].width = min(
            max(widest + 2, NARROWEST), WIDEST
        )
    for number, line in enumerate(lines, 3):
        for place, (column, text) in enumerate(zip(columns, line, strict=True), 1):
            _fill(sheet.cell(number, place), column, text)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    _set_up_print(sheet, lying=len(columns) > 6)  # noqa: PLR2004 -- more do not fit upright


def _title(sheet: Worksheet, text: str, columns: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    cell = sheet.cell(1, 1)
    _put(cell, text, TITLE)
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.border = Border()
    sheet.row_dimensions[1].height = 28


def _fill(cell: Cell | Any, field: Field, text: str) -> None:
    """Write a fact: as a number with the decimals it was written with, or as text."""
    _put(cell, text, PLAIN)
    found = FIGURE.fullmatch(text) if field.type in FIGURES else None
    if found is None or sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        return
    sign, whole, decimals, unit = found.groups(default="")
    number = Decimal(f"{sign}{whole.replace(',', '')}.{decimals or 0}")
    cell.value = number / 100 if unit == "%" else number
    cell.data_type = "n"
    places = f".{'0' * len(decimals)}" if decimals else ""
    shown = f'"{unit}"' if unit == "元" else unit
    cell.number_format = f"{'#,##0' if ',' in whole else '0'}{places}{shown}"


def _put(cell: Cell | Any, text: str, font: Font) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.font = font
    cell.border = RULED
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def _width(text: str) -> int:
    """Measure the longest line: a Chinese character is two wide."""
    return max((sum(1 + (sign > "ÿ") for sign in line) for line in text.split("\n")), default=0)


def _set_up_print(sheet: Worksheet, *, lying: bool) -> None:
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if lying else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "— &P —"
    sheet.print_options.horizontalCentered = True


def _sheet_name(book: Workbook, label: str) -> str:
    name = label.translate(NOT_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME] or "表"
    taken = set(book.sheetnames)
    number = 2
    while name in taken:
        name = f"{name[: LONGEST_SHEET_NAME - 2]}{number}"
        number += 1
    return name


def _repacked(data: bytes, created: datetime) -> bytes:
    """Pack again with fixed order and times, and the paper's day in the properties."""
    packed = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in package.ordered(archive.namelist()):
            is_core = name == "docProps/core.xml"
            raw = package.core_properties(created) if is_core else archive.read(name)
            packed.append((name.encode(), *package.pack(name.encode(), raw)))
    return package.join(packed)
