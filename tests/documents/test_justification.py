import io

import pikepdf
import pytest

from contracts.documents import pdf
from tests.documents.building import DAY, Build

TEXT = "甲乙双方遵循 2027 年 ABC 标准，（依照）《集体合同规定》第三十二条，" * 8
PAGE = 595.28
INDENT = 32


def right_edges(style):
    """Measure where the lines of a paragraph end, in points from the left."""
    build = Build()
    build.add(TEXT, style)
    section = build.document.sections[0]
    section.left_margin = section.right_margin = 914400
    data = pdf.render_pdf(build.bytes(), name="x", created=DAY)
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        widths = {
            str(key): _widths(font.DescendantFonts[0]) for key, font in page.Resources.Font.items()
        }
        return _ends(pikepdf.parse_content_stream(page), widths)


def _widths(font):
    found, pieces = {}, list(font.W)
    for start, many in zip(pieces[::2], pieces[1::2], strict=True):
        found |= {int(start) + at: float(width) for at, width in enumerate(many)}
    return found


def _ends(stream, widths):
    ends, name, size = {}, "", 0.0
    for operands, operator in stream:
        if str(operator) == "Tf":
            name, size = str(operands[0]), float(operands[1])
        elif str(operator) == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif str(operator) == "TJ":
            for piece in operands[0]:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    for at in range(0, len(raw), 2):
                        x += widths[name][int.from_bytes(raw[at : at + 2], "big")] * size / 1000
                else:
                    x -= float(piece) * size / 1000
            ends[y] = max(ends.get(y, 0), x)
    return [ends[line] for line in sorted(ends)]


def test_lines_of_chinese_text_end_at_the_same_edge_but_the_last():
    ends = right_edges("正文")

    assert len(ends) > 5
    assert ends[:-1] == pytest.approx([ends[0]] * (len(ends) - 1), abs=1.5)


def test_cells_stay_ragged():
    ends = right_edges("表格左")

    assert max(ends[:-1]) - min(ends[:-1]) > 2
