"""The QR code on each print of a paper: a picture in Word, drawn squares on each page of a PDF.

In Word it hangs in the page's footers, placed against the page: at the bookmark ``qr`` if the
template has one, else at the first paragraph. On the PDF each sheet has a code of its own.
"""

import math
import re
import struct
import zlib
from functools import lru_cache
from typing import Any, NamedTuple

import pydyf
import zxingcpp

from contracts.documents.package import CONTENT_TYPES, QUICK

FOOTER = re.compile(r"word/(footer\d*)\.xml")
PICTURE = "word/media/xieyue-qr.png"
#: What the drawing is called: the walker knows it by this name and refuses any other picture.
NAME = "xieyue-qr"
RELATION = "rIdXieyueQr"
SLOT = re.compile(r'(<w:bookmarkStart [^>]*w:name="qr"[^>]*/>)')
FIRST_PARAGRAPH = re.compile(r"(<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>|<w:pPr/>)?)", re.DOTALL)
EMPTY_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?/>")
#: Sizes in millimetres. Most printers leave the last four millimetres of a sheet white.
LARGEST, EDGE, FROM_SIDE, FROM_TEXT = 17.0, 4.0, 12.0, 2.0
MM = 72 / 25.4
EMU_IN_MM = 36000
WHITE_AROUND = 2
BITS = 8
PNG = b"\x89PNG\r\n\x1a\n"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SPACES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


class Place(NamedTuple):
    """Where the code stands on a page, in millimetres from the top and the right edge."""

    top: float
    right: float
    size: float


def place_in(top_margin: float) -> Place:
    """Place the code in the upper margin, clear of the text, as large as the margin lets it be."""
    size = max(10.0, min(LARGEST, top_margin - EDGE - FROM_TEXT))
    return Place(max(EDGE, min(FROM_SIDE, top_margin - size - FROM_TEXT)), FROM_SIDE, size)


@lru_cache(maxsize=512)
def squares(words: str) -> tuple[bytes, ...]:
    """Return the rows of the code, 0 for a dark square and 255 for a light one, no white around."""
    code = zxingcpp.create_barcode(words, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    raw = memoryview(code.to_image(add_quiet_zones=False)).tobytes()  # type: ignore[arg-type]
    side = math.isqrt(len(raw))
    return tuple(raw[start : start + side] for start in range(0, side * side, side))


def picture(words: str) -> bytes:
    """Make the picture for Word: black and white, eight pixels a square, which is one byte."""
    rows = squares(words)
    side = len(rows) + 2 * WHITE_AROUND
    white = b"\xff" * WHITE_AROUND
    blank = [b"\xff" * side] * WHITE_AROUND
    lines = [*blank, *(white + row + white for row in rows), *blank]
    pixels = b"".join((b"\0" + line) * BITS for line in lines)
    head = struct.pack(">IIBBBBB", side * BITS, side * BITS, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, QUICK)), (b"IEND", b""))
    return PNG + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def drawn(words: str, *, width: float, height: float, top_margin: float) -> bytes:
    """Write the code as PDF squares, row by row; sizes of the page in points."""
    place, rows = place_in(top_margin / MM), squares(words)
    side = place.size * MM / len(rows)
    left = width - (place.right + place.size) * MM
    top = height - place.top * MM
    found = []
    for number, row in enumerate(rows):
        start = None
        for column, light in enumerate([*row, 255]):
            if not light and start is None:
                start = column
            elif light and start is not None:
                x, y = left + start * side, top - (number + 1) * side
                found.append(f"{x:.3f} {y:.3f} {(column - start) * side:.3f} {side:.3f} re")
                start = None
    return ("q 0 0 0 rg " + " ".join(found) + " f Q").encode()


def mark_pages(document: Any, written: Any, words: str) -> None:
    """Put a code of its own under the content of each page of a PDF about to be written."""
    sheets = [found for found in written.objects if _is_page(found)]
    for number, (page, sheet) in enumerate(zip(document.pages, sheets, strict=True), 1):
        _, _, width, height = sheet["MediaBox"]
        margin = page._page_box.margin_top * 0.75  # noqa: SLF001 -- CSS pixels, not told elsewhere
        content = drawn(f"{words}/{number}", width=width, height=height, top_margin=margin)
        stream = pydyf.Stream([content])
        written.add_object(stream)
        sheet["Contents"] = pydyf.Array([stream.reference, sheet["Contents"]])


def _is_page(found: Any) -> bool:
    return isinstance(found, pydyf.Dictionary) and found.get("Type") == "/Page"


def hang_in(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return what changes in a Word file that shows the code: its footers and what ties them."""
    footers = [name for name in parts if FOOTER.fullmatch(name)]
    if not footers:
        return {}
    place = place_in(_top_margin(parts["word/document.xml"]))
    changed = {CONTENT_TYPES: _with_png(parts[CONTENT_TYPES])}
    for name in footers:
        changed[name] = _hung(parts[name].decode(), place).encode()
        ties = f"word/_rels/{name.removeprefix('word/')}.rels"
        changed[ties] = _tied(parts.get(ties, b"")).encode()
    return changed


def _top_margin(document: bytes) -> float:
    found = [int(twips) for twips in re.findall(rb'<w:pgMar [^>]*?w:top="(\d+)"', document)]
    return min(found, default=2098) * 25.4 / 1440


def _with_png(types: bytes) -> bytes:
    if b'Extension="png"' in types:
        return types
    known = b'<Default Extension="png" ContentType="image/png"/>'
    return re.sub(rb"(<Types [^>]*>)", rb"\1" + known, types, count=1)


def _tied(ties: bytes) -> str:
    tie = f'<Relationship Id="{RELATION}" Type="{IMAGE}" Target="media/xieyue-qr.png"/>'
    if ties:
        return ties.decode().replace("</Relationships>", f"{tie}</Relationships>")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{RELATIONSHIPS}">{tie}</Relationships>'
    )


def _hung(footer: str, place: Place) -> str:
    run = f"<w:r>{_drawing(place)}</w:r>"
    for pattern in (SLOT, FIRST_PARAGRAPH):
        if pattern.search(footer):
            return pattern.sub(lambda found: found[1] + run, footer, count=1)
    return EMPTY_PARAGRAPH.sub(f"<w:p>{run}</w:p>", footer, count=1)


def _drawing(place: Place) -> str:
    size = round(place.size * EMU_IN_MM)
    left = round((210 - place.right - place.size) * EMU_IN_MM)
    top = round(place.top * EMU_IN_MM)
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
    return (
        f'<w:drawing><wp:anchor {spaces} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:wrapNone/>'
        f'<wp:docPr id="9001" name="{NAME}" descr="查验二维码"/>'
        f'<a:graphic><a:graphicData uri="{SPACES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="9001" name="{NAME}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{RELATION}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
