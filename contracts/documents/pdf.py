"""PDF/A-3 from a rendered Word file, with that Word file attached as its source.

One press per process: fonts, style sheet and WeasyPrint's own sheet are parsed once. Documents
may fetch nothing. The bytes depend on the Word file and the day only.
"""

import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from contracts.documents import fonts, justification, qr, walker

PRINT = Path(__file__).resolve().parents[2] / "templates" / "print"
SHEET = PRINT / "gb9704.css"
ELEMENTS = PRINT / "elements.css"
VARIANT = "pdf/a-3b"
#: Our own name: WeasyPrint's "srgb" would be read from disk, and left open, for each document.
INTENT = "sRGB"


class PdfUnavailable(Exception):
    """This machine cannot make PDFs; the text says in plain Chinese what is missing."""


class GlyphsMissing(Exception):
    """No font has these characters: the paper would show empty boxes."""


class Press(NamedTuple):
    """WeasyPrint, set up once for this process."""

    weasyprint: Any
    engine: Any
    fonts: Any
    sheet: Any
    fetcher: Any
    colours: dict[str, Any]


@lru_cache(maxsize=1)
def press() -> Press:
    """Set up fonts and style sheet.

    :raises PdfUnavailable: if Pango or a font is missing.
    """
    try:
        fonts.configure()
    except fonts.FontsMissing as error:
        message = f"无法生成 PDF：{error}"
        raise PdfUnavailable(message) from error
    try:
        import weasyprint  # noqa: PLC0415 -- the import itself fails where Pango is missing
        from weasyprint.layout import inline  # noqa: PLC0415 -- as above
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- as above
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- as above
    except (ImportError, OSError) as error:
        message = (
            "无法生成 PDF：缺少 Pango 程序库。请运行 apt-get install libpango-1.0-0 "
            "libpangoft2-1.0-0 libharfbuzz-subset0 后重试；Word 文件不受影响。"
        )
        raise PdfUnavailable(message) from error
    justification.teach(inline)
    configuration = FontConfiguration()
    sheet = weasyprint.CSS(
        string=SHEET.read_text(encoding="utf-8"),
        font_config=configuration,
        url_fetcher=URLFetcher(allowed_protocols=()),
    )
    return Press(
        weasyprint=weasyprint,
        engine=_engine(weasyprint),
        fonts=configuration,
        sheet=sheet,
        fetcher=URLFetcher(allowed_protocols=("data",)),
        colours={INTENT: _srgb()},
    )


@dataclass
class Profile:
    """A colour profile in the shape WeasyPrint writes into the PDF."""

    content: bytes
    name: str = "sRGB IEC61966-2.1"
    components: tuple[str, ...] = ("r", "g", "b")
    pdf_reference: bytes | None = None


def _srgb() -> Profile:
    """Read the profile that PDF/A asks for, once: WeasyPrint would read it for each document."""
    return Profile((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())


def _engine(weasyprint: Any) -> Any:
    """Make a document class that reads the walker's well-formed page with the C parser."""
    elements = weasyprint.CSS(string=ELEMENTS.read_text(encoding="utf-8"))

    class Page(weasyprint.HTML):
        """The walker's page: already well-formed, so no repairing HTML parser is needed."""

        def __init__(self, page: str, fetcher: Any) -> None:
            root = ET.fromstring(page)  # noqa: S314 -- our own walker wrote it
            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
                root, content_language=None
            )
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 -- theirs
            """Hand out the short sheet; the walker writes no forms."""
            return [] if forms else [elements]

    return Page


def render_pdf(docx: bytes, *, name: str, created: datetime, code: str = "") -> bytes:
    """Print a rendered Word file as PDF/A-3b and attach it as the source.

    ``code`` is what the QR code of each sheet says before the sheet's number; without it, none.

    :raises PdfUnavailable: if this machine cannot make PDFs.
    :raises walker.UnsupportedWord: if the file uses what cannot be printed faithfully.
    :raises GlyphsMissing: if no font has a character of the text.
    """
    return print_page(walker.to_html(docx), docx, name=name, created=created, code=code)


def print_page(page: str, docx: bytes, *, name: str, created: datetime, code: str = "") -> bytes:
    """Print the walker's page; see :func:`render_pdf`."""
    machine = press()
    stamp = f"{created:%Y-%m-%dT%H:%M:%SZ}"
    document = machine.engine(_dated(page, stamp), machine.fetcher).render(
        font_config=machine.fonts,
        stylesheets=[machine.sheet],
        color_profiles=dict(machine.colours),
        pdf_variant=VARIANT,
        output_intent=INTENT,
    )
    attached = machine.weasyprint.Attachment(
        file_obj=io.BytesIO(docx),
        name=f"{name}.docx",
        description="本文件的 Word 原件",
        created=created,
        modified=created,
        relationship="Source",
    )
    data: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        output_intent=INTENT,
        pdf_identifier=hashlib.sha256(docx).digest()[:16],
        attachments=[attached],
        finisher=partial(_finish, code=code),
    )
    _refuse_gaps(document)
    return data


def print_own(page: str, *, created: datetime) -> bytes:
    """Print a page of our own that is no paper: the cover, index and stamps of a case file.

    :raises PdfUnavailable: if this machine cannot make PDFs.
    :raises GlyphsMissing: if no font has a character of the text.
    """
    machine = press()
    document = machine.engine(_dated(page, f"{created:%Y-%m-%dT%H:%M:%SZ}"), machine.fetcher)
    rendered = document.render(font_config=machine.fonts, stylesheets=[machine.sheet])
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    data: bytes = rendered.write_pdf(
        pdf_identifier=identifier, finisher=lambda _, written: _squeeze(written)
    )
    _refuse_gaps(rendered)
    return data


def _finish(document: Any, written: Any, *, code: str) -> None:
    if code:
        qr.mark_pages(document, written, code)
    _squeeze(written)


def _squeeze(written: Any) -> None:
    """Deflate each stream once: left alone they are deflated twice, as hard as can be."""
    for found in written.objects:
        if getattr(found, "compress", False):
            found.compress = False
            raw = found.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            found.stream = [zlib.compress(raw)]
            found.extra["Filter"] = "/FlateDecode"


def _dated(page: str, stamp: str) -> str:
    meta = "".join(
        f'<meta name="dcterms.{name}" content="{stamp}"/>' for name in ("created", "modified")
    )
    return page.replace("</head>", f"{meta}</head>", 1)


def _refuse_gaps(document: Any) -> None:
    codes = {code for font in document.fonts.values() for code in font.missing}
    if codes:
        shown = "、".join(f"{chr(code)}（U+{code:04X}）" for code in sorted(codes))
        message = f"字库中没有这些字：{shown}，请补充字体或改用通行的写法。"
        raise GlyphsMissing(message)
