"""The page a Word section asks for: A4, upright or lying, with its margins."""

from typing import NamedTuple

from lxml import etree

from contracts.documents.features import UnsupportedWord, W

TWIPS_IN_MM = 1440 / 25.4
SHORT, LONG = 210, 297
TOLERANCE = 2


class Section(NamedTuple):
    """A page in millimetres: size, then margins top, right, bottom, left."""

    width: int
    height: int
    margins: tuple[float, float, float, float]

    def css(self, name: str, *, numbered: bool) -> str:
        """Write the page rule of this section."""
        top, right, bottom, left = self.margins
        silent = "" if numbered else "@bottom-left{content:none}@bottom-right{content:none}"
        return (
            f"@page {name}{{size:{self.width}mm {self.height}mm;"
            f"margin:{top:g}mm {right:g}mm {bottom:g}mm {left:g}mm;{silent}}}"
        )

    @property
    def text_width(self) -> float:
        """The width of the text in millimetres."""
        return self.width - self.margins[1] - self.margins[3]


STANDARD = Section(SHORT, LONG, (37, 26, 35, 28))


def section_of(properties: etree._Element | None) -> Section:
    """Read a section's page.

    :raises UnsupportedWord: if it is not A4, or has columns.
    """
    if properties is None:
        return STANDARD
    columns = properties.find(W + "cols")
    if columns is not None and columns.get(W + "num", "1") != "1":
        raise UnsupportedWord("分栏", "节属性")
    size, margins = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    if size is None or margins is None:
        return STANDARD
    width, height = _mm(size, "w"), _mm(size, "h")
    for wanted in ((SHORT, LONG), (LONG, SHORT)):
        if abs(width - wanted[0]) < TOLERANCE and abs(height - wanted[1]) < TOLERANCE:
            top, right, bottom, left = (
                round(_mm(margins, side), 1) for side in ("top", "right", "bottom", "left")
            )
            return Section(*wanted, (top, right, bottom, left))
    raise UnsupportedWord("A4 以外的纸张", "节属性")


def _mm(element: etree._Element, name: str) -> float:
    return int(element.get(W + name, "0")) / TWIPS_IN_MM
