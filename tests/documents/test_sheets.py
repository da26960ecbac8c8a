import io

import openpyxl
import pytest

from contracts.documents import declaration, sheets
from tests.documents import reading
from tests.documents.building import DAY

MINUTES = declaration.declaration("rep_election_minutes")
TABLE = MINUTES.tables[0].label
FACTS = {
    "company_name": '=HYPERLINK("http://example.org","甲")',
    "attended": "3",
    "candidates": [
        {"name": "䶮", "dept": "+装配\n一班", "post_level": "一线", "gender": "女"},
        {"name": "@乙", "dept": "\x00甲\ud800", "post_level": "-1", "gender": "男"},
    ],
}


def book(facts=FACTS, declared=MINUTES):
    return openpyxl.load_workbook(io.BytesIO(sheets.render_sheet(declared, facts, DAY)))


def test_fields_on_one_sheet_and_each_table_on_its_own_with_chinese_labels():
    opened = book()

    assert opened.sheetnames == ["基本信息", *(table.label for table in MINUTES.tables)]
    assert opened["基本信息"]["A2"].value == MINUTES.fields[0].label
    heads = [cell.value for cell in opened[TABLE][2]]
    assert heads == [column.label for column in MINUTES.tables[0].columns]


@pytest.mark.parametrize("sheet", ["基本信息", TABLE])
def test_every_cell_but_a_figure_is_text_so_that_nothing_acts_as_a_formula(sheet):
    facts = {**FACTS, "attended": "=1+1"}
    cells = [cell for row in book(facts)[sheet].iter_rows() for cell in row]
    filled = [cell for cell in cells if cell.value is not None]

    assert {cell.data_type for cell in filled} == {"s"}
    assert {cell.number_format for cell in filled} == {"@"}


@pytest.mark.parametrize(
    ("kind", "text", "value", "number_format"),
    [
        ("int", "184", 184, "0"),
        ("int", "-6", -6, "0"),
        ("int", "4,128", 4128, "#,##0"),
        ("decimal", "28.5", 28.5, "0.0"),
        ("money", "1,234.50元", 1234.5, '#,##0.00"元"'),
        ("percent", "95.4%", 0.954, "0.0%"),
        ("percent", "33/36", "33/36", "@"),
        ("int", "007", "007", "@"),
        ("int", "=1+1", "=1+1", "@"),
        ("int", "1234567890123456", "1234567890123456", "@"),
        ("text", "184", "184", "@"),
    ],
)
def test_a_figure_declared_as_one_can_be_summed(kind, text, value, number_format):
    field = declaration.Field("figure", "数", kind, required=True)
    declared = MINUTES._replace(fields=(field,), tables=())

    cell = book({"figure": text}, declared)["基本信息"]["B2"]

    assert (cell.value, cell.number_format) == (value, number_format)


def test_values_stay_as_typed_but_for_what_a_sheet_cannot_hold():
    rows = list(book()[TABLE].iter_rows(min_row=3, max_col=4, values_only=True))

    assert rows == [
        ("䶮", "+装配\n一班", "一线", "女"),
        ("@乙", "甲", "-1", "男"),
    ]


def test_lists_are_joined_and_a_missing_fact_is_blank():
    assert sheets.written(["甲", "乙"]) == "甲、乙"
    assert sheets.written(None) == ""


def test_sheet_prints_on_a4_with_its_head_repeated():
    sheet = book()[TABLE]

    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "A3"


def test_same_facts_give_the_same_bytes_dated_on_the_papers_day():
    data = sheets.render_sheet(MINUTES, FACTS, DAY)

    assert data == sheets.render_sheet(MINUTES, FACTS, DAY)
    assert b"2027-03-29T00:00:00Z" in reading.parts(data)["docProps/core.xml"]
    assert b"openpyxl" not in b"".join(reading.parts(data).values())


@pytest.mark.parametrize("code", sorted(declaration.declarations()))
def test_every_paper_can_be_written_as_a_sheet(code):
    declared = declaration.declaration(code)

    opened = book({}, declared)

    assert len(opened.sheetnames) == 1 + len(declared.tables)
