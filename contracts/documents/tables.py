"""Word tables as rows and cells: merged cells counted out, widths as shares."""

from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from contracts.documents import features
from contracts.documents.features import UnsupportedWord, W, is_on, refuse_unknown, value
from contracts.documents.geometry import TWIPS_IN_MM

VERTICAL = {"center": "middle", "bottom": "bottom", "both": "middle"}
RULED_STYLES = frozenset({"TableGrid", "a3", "Table Grid"})


@dataclass
class Cell:
    """A cell and how far it reaches."""

    element: etree._Element
    column: int
    columns: int
    rows: int
    is_continued: bool
    vertical: str


class Row(NamedTuple):
    """A row: its cells, least height in millimetres (0: as needed), and how it breaks."""

    cells: list[Cell]
    height_mm: float
    is_head: bool
    keeps_next: bool


class Table(NamedTuple):
    """A table: rows, its width, each column's share of it in per cent, and whether it has lines."""

    rows: list[Row]
    width_mm: float
    shares: list[float]
    margin: str
    is_ruled: bool


def read_table(element: etree._Element, where: str) -> Table:
    """Read a table and count out its merged cells.

    :raises UnsupportedWord: if it floats, nests or holds what is not on the list.
    """
    properties = element.find(W + "tblPr")
    refuse_unknown(properties, features.TABLE_LOOK, where)
    widths = [int(column.get(W + "w", "0")) for column in element.findall(f"{W}tblGrid/{W}gridCol")]
    if not widths or not all(widths):
        raise UnsupportedWord("没有固定列宽的表格", where)
    rows = []
    for child in element:
        if child.tag == W + "tr":
            rows.append(_row(child, where))
        elif features.tag(child) not in {"tblPr", "tblGrid"} | features.MARKS:
            raise UnsupportedWord(features.ZH.get(features.tag(child), features.tag(child)), where)
    _merge(rows, where)
    rows = _heads_first_only(rows)
    whole = sum(widths)
    return Table(
        rows=rows,
        width_mm=whole / TWIPS_IN_MM,
        shares=[100 * width / whole for width in widths],
        margin="auto" if _is_centred(properties) else "0",
        is_ruled=_is_ruled(properties),
    )


def _row(element: etree._Element, where: str) -> Row:
    properties = element.find(W + "trPr")
    refuse_unknown(properties, features.ROW_LOOK, where)
    cells, column = [], 0
    for child in element:
        if child.tag == W + "tc":
            cell = _cell(child, column, where)
            column += cell.columns
            cells.append(cell)
        elif features.tag(child) not in {"trPr", "tblPrEx"} | features.MARKS:
            raise UnsupportedWord(features.ZH.get(features.tag(child), features.tag(child)), where)
    height = None if properties is None else properties.find(W + "trHeight")
    together = element.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext")
    return Row(
        cells=cells,
        height_mm=int(value(height, "0")) / TWIPS_IN_MM,
        is_head=properties is not None and is_on(properties.find(W + "tblHeader")),
        keeps_next=is_on(together),
    )


def _cell(element: etree._Element, column: int, where: str) -> Cell:
    properties = element.find(W + "tcPr")
    if properties is None:
        return Cell(element, column, 1, 1, is_continued=False, vertical="top")
    refuse_unknown(properties, features.CELL_LOOK, where)
    merged = properties.find(W + "vMerge")
    return Cell(
        element=element,
        column=column,
        columns=int(value(properties.find(W + "gridSpan"), "1")),
        rows=1,
        is_continued=merged is not None and value(merged, "continue") != "restart",
        vertical=VERTICAL.get(value(properties.find(W + "vAlign")), "top"),
    )


def _merge(rows: list[Row], where: str) -> None:
    """Let each cell that starts a vertical merge reach over the cells that continue it."""
    open_cells: dict[int, Cell] = {}
    for row in rows:
        for cell in row.cells:
            if not cell.is_continued:
                open_cells[cell.column] = cell
                continue
            if features.text_of(cell.element).strip() or cell.column not in open_cells:
                raise UnsupportedWord("合并单元格中被遮住的文字", where)
            open_cells[cell.column].rows += 1


def _heads_first_only(rows: list[Row]) -> list[Row]:
    """Only rows at the top of a table repeat; a head further down is a row like others."""
    leading = True
    kept = []
    for row in rows:
        leading = leading and row.is_head
        kept.append(row._replace(is_head=leading))
    return (
        kept if any(not row.is_head for row in kept) else [r._replace(is_head=False) for r in kept]
    )


def _is_centred(properties: etree._Element | None) -> bool:
    return properties is not None and value(properties.find(W + "jc")) == "center"


def _is_ruled(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    borders = properties.find(W + "tblBorders")
    if borders is None:
        return value(properties.find(W + "tblStyle")) in RULED_STYLES
    return any(value(side) not in {"", "nil", "none"} for side in borders)
