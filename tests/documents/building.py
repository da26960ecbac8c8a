"""Small Word files for tests, made with python-docx."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from contracts.documents import features

DAY = datetime(2027, 3, 29, tzinfo=UTC)


class Build:
    """A Word file with the house's paragraph styles."""

    def __init__(self):
        self.document = Document()
        for name in features.STYLES:
            if name not in {"Normal", ""}:
                self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)

    def add(self, text, style="正文"):
        return self.document.add_paragraph(text, style=style)

    def raw(self, xml, style="正文"):
        """Append raw runs to a new paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        root = parse_xml(f"<w:p {nsdecls('w')} {EXTRA}>{xml}</w:p>")
        for child in list(root):
            paragraph._p.append(child)
        return paragraph

    def listed(self, text, number_id, level=0, style="正文"):
        paragraph = self.add(text, style)
        properties = paragraph._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", number_id)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            number.append(child)
        properties.append(number)
        return paragraph

    def lists(self, xml):
        """Replace the lists of the document."""
        root = self.document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in list(parse_xml(f"<w:numbering {nsdecls('w')}>{xml}</w:numbering>")):
            root.append(child)

    def table(self, rows):
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].text = text
                cell.paragraphs[0].style = self.document.styles["表格"]
        return table

    def bytes(self):
        raw = io.BytesIO()
        self.document.save(raw)
        return raw.getvalue()


EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def paper(*lines):
    """Make a Word file with one body paragraph for each line."""
    build = Build()
    for line in lines:
        build.add(line)
    return build.bytes()
