"""Read Word and PDF files as plain text, by other ways than the code under test takes."""

import io
import re
import zipfile
from typing import NamedTuple

import pikepdf
from docx import Document
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from contracts.documents import chinese

PAGE_NUMBERS = "XY-Song"
NOTHING_TO_DRAW = frozenset(" \u00a0\u3000\t\n")


class Glyph(NamedTuple):
    """One glyph as the PDF draws it."""

    page: int
    font: str
    number: int
    text: str
    height: float


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def glyphs(data: bytes) -> list[Glyph]:
    """List what a PDF draws, in its order, read through the fonts' own ToUnicode maps."""
    drawn = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for place, page in enumerate(document.pages, 1):
            fonts = {
                str(key): (str(font.BaseFont), _unicode_map(font))
                for key, font in page.Resources.get("/Font", {}).items()
            }
            drawn += _drawn(page, fonts, place)
    return drawn


def _drawn(page, fonts, place):
    name, letters, height = "", {}, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            name, letters = fonts[str(operands[0])]
        elif str(operator) == "Tm":
            height = round(float(operands[5]), 1)
        elif str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
            for piece in pieces:
                if not isinstance(piece, pikepdf.String):
                    continue
                raw = bytes(piece)
                for at in range(0, len(raw), 2):
                    number = int.from_bytes(raw[at : at + 2], "big")
                    text = letters.get(number, "\ufffd")
                    yield Glyph(place, name.split("+")[-1], number, text, height)


def _unicode_map(font):
    found = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        match = re.fullmatch(r"<([0-9a-f]+)> <([0-9a-f]+)>", line)
        if match:
            letters = bytes.fromhex(match.group(2)).decode("utf-16-be", "replace")
            found[int(match.group(1), 16)] = letters
    return found


def pdf_pages(data: bytes) -> list[str]:
    """Give the text of each page without white space and page numbers."""
    pages: dict[int, str] = {}
    for glyph in glyphs(data):
        if glyph.font != PAGE_NUMBERS:
            pages[glyph.page] = pages.get(glyph.page, "") + glyph.text
    with pikepdf.open(io.BytesIO(data)) as document:
        return [squeezed(pages.get(place, "")) for place in range(1, len(document.pages) + 1)]


def base_fonts(data: bytes) -> set[str]:
    return {glyph.font for glyph in glyphs(data)}


def empty_glyphs(data: bytes) -> list[Glyph]:
    """List drawn glyphs that show nothing or the empty box, blanks aside."""
    with pikepdf.open(io.BytesIO(data)) as document:
        known = {}
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                file = descriptor.get("/FontFile3") or descriptor.get("/FontFile2")
                name = str(font.BaseFont).split("+")[-1]
                known[name] = TTFont(io.BytesIO(file.read_bytes()))["maxp"].numGlyphs
    return [
        glyph
        for glyph in glyphs(data)
        if glyph.text not in NOTHING_TO_DRAW
        and (glyph.number == 0 or glyph.number >= known[glyph.font] or glyph.text == "\ufffd")
    ]


def attachments(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return {name: found.get_file().read_bytes() for name, found in document.attachments.items()}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class WordText:
    """The text of a Word file with its automatic numbers, counted list by list."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(io.BytesIO(data))
        self.counts: dict[str, int] = {}
        self.opened: set[str] = set()
        self.lists = {}
        numbers = [
            part.element
            for part in self.document.part.package.iter_parts()
            if str(part.partname).endswith("numbering.xml")
        ]
        for root in numbers:
            levels = {
                found.get(qn("w:abstractNumId")): found.find(qn("w:lvl"))
                for found in root.iter(qn("w:abstractNum"))
            }
            for number in root.iter(qn("w:num")):
                abstract = number.find(qn("w:abstractNumId")).get(qn("w:val"))
                restarts = number.find(f".//{qn('w:startOverride')}") is not None
                self.lists[number.get(qn("w:numId"))] = (abstract, levels[abstract], restarts)

    def whole(self) -> str:
        return self.text_of(self.document.element.body)

    def text_of(self, part) -> str:
        """Give the text of the body or a part of it; numbers go on counting from call to call."""
        return squeezed("".join(self._paragraph(found) for found in part.iter(qn("w:p"))))

    def paragraphs(self) -> list[str]:
        """Give the text of each paragraph as it stands, without automatic numbers."""
        found = self.document.element.body.iter(qn("w:p"))
        return ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in found]

    def heads(self) -> list[str]:
        """Give the repeated head of each table."""
        found = []
        for table in self.document.element.body.iter(qn("w:tbl")):
            rows = [
                row
                for row in table.iter(qn("w:tr"))
                if row.find(f".//{qn('w:tblHeader')}") is not None
            ]
            text = "".join(t.text or "" for row in rows for t in row.iter(qn("w:t")))
            found += [squeezed(text)] if text else []
        return found

    def _paragraph(self, paragraph) -> str:
        text = "".join(found.text or "" for found in paragraph.iter(qn("w:t")))
        return self._number(paragraph) + text

    def _number(self, paragraph) -> str:
        properties = paragraph.find(qn("w:pPr"))
        number = None if properties is None else properties.find(f".//{qn('w:numId')}")
        if number is None and properties is not None:
            style = properties.find(qn("w:pStyle"))
            found = [
                styled.element.find(f".//{qn('w:numId')}")
                for styled in self.document.styles
                if style is not None and styled.style_id == style.get(qn("w:val"))
            ]
            number = found[0] if found else None
        if number is None or number.get(qn("w:val")) == "0":
            return ""
        identity = number.get(qn("w:val"))
        abstract, level, restarts = self.lists[identity]
        if restarts and identity not in self.opened:
            self.counts[abstract] = 0
        self.opened.add(identity)
        self.counts[abstract] = count = self.counts.get(abstract, 0) + 1
        is_decimal = level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal"
        written = str(count) if is_decimal else chinese.numeral(count)
        return level.find(qn("w:lvlText")).get(qn("w:val")).replace("%1", written)
