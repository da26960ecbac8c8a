"""Sign a contract's PDF: both fields first, then each side in turn, in any order (PAdES).

Nothing here knows the database: bytes in, bytes out. Signing takes a third of a second, so it is
done outside every transaction, and what comes of it is kept by ``signatures``.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import pikepdf
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from contracts.documents.certificates import Credential, Trust
from contracts.parties.choices import Side

FIELDS = {Side.WORKERS.value: "Workers", Side.EMPLOYER.value: "Employer"}
LEVELS = ("B-B", "B-LTA")
DIGEST = "sha256"
REASON = "同意签署"
MM = 72 / 25.4
#: The visible mark: seal and two lines of words below it, in millimetres.
WIDTH, HEIGHT, SEAL = 62.0, 50.0, 40.0
HALF_A_LINE = 14.0
FALLBACK = {Side.EMPLOYER.value: (28.0, 60.0), Side.WORKERS.value: (115.0, 60.0)}
RESERVED = 16384


class CannotSign(Exception):
    """The PDF cannot be signed; the text says why."""


class AlreadySigned(CannotSign):
    """This side's field is filled already."""


class Place(NamedTuple):
    """Where a side's mark comes: page from 0, box in points from the lower left corner."""

    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A PDF that waits for a signature made elsewhere: its bytes, and the digest to sign."""

    pdf: bytes
    digest: bytes
    reserved: tuple[int, int]


def places(pdf: bytes) -> dict[str, Place]:
    """Find the place of each side's mark: its anchor in the text, else on the last page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        last = len(document.pages) - 1
        found = {side: _placed(last, x * MM, y * MM) for side, (x, y) in FALLBACK.items()}
        anchors = _anchors(document)
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        for side in FALLBACK:
            if target := anchors.get(f"seal_{side}"):
                x, y = float(target[2]), float(target[3])
                middle = y - HALF_A_LINE
                found[side] = _placed(numbers[target[0].objgen], x, middle - SEAL * MM / 2)
    return found


def _anchors(document: pikepdf.Pdf) -> dict[str, Any]:
    root: Any = document.Root
    if "/Names" not in root or "/Dests" not in root.Names:
        return {}
    flat = list(root.Names.Dests.Names)
    return {str(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}


def _placed(page: int, left: float, seal_bottom: float) -> Place:
    bottom = max(10.0, seal_bottom - (HEIGHT - SEAL) * MM)
    box = (left, bottom, left + WIDTH * MM, bottom + HEIGHT * MM)
    return Place(page, (round(box[0]), round(box[1]), round(box[2]), round(box[3])))


def with_fields(pdf: bytes) -> bytes:
    """Add both sides' empty fields, in one revision before the first signature."""
    with _told_in_chinese():
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        for side, place in places(pdf).items():
            spec = SigFieldSpec(FIELDS[side], on_page=place.page, box=place.box)
            append_signature_field(writer, spec)
        out = io.BytesIO()
        writer.write(out)
    return out.getvalue()


def fields_of(pdf: bytes) -> dict[str, bool]:
    """Return the signature fields by name, and whether each is filled."""
    with _told_in_chinese():
        reader = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False).prev
        return {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}


def sign(
    pdf: bytes,
    *,
    side: str,
    credential: Credential,
    mark: Image.Image,
    level: str = "B-B",
    trust: Trust | None = None,
    at: datetime | None = None,
) -> bytes:
    """Sign for one side; the first signature fixes the text, the second fills its field only.

    :raises AlreadySigned: if the side's field is filled.
    :raises CannotSign: if certificate or PDF do not allow it.
    """
    ready = _ready(pdf, side)
    context = None
    if level == "B-LTA":
        if credential.stamps is None:
            raise CannotSign("长期签名（B-LTA）要有时间戳和吊销名单，这张证书没有；请选普通签名。")
        context = context_of(trust or Trust(), at=at)
    signer = PdfSigner(
        _metadata(ready, side, context),
        signer=credential.signer,
        timestamper=credential.stamps if context else None,
        stamp_style=_style(mark),
    )
    out = io.BytesIO()
    with _told_in_chinese():
        signer.sign_pdf(_writer(ready), output=out, existing_fields_only=True)
    return out.getvalue()


async def prepare(pdf: bytes, *, side: str, mark: Image.Image) -> Prepared:
    """Get a PDF ready for a signature made elsewhere, which may come much later.

    :raises AlreadySigned: if the side's field is filled.
    """
    ready = _ready(pdf, side)
    elsewhere = ExternalSigner(None, None, RESERVED // 2)
    signer = PdfSigner(_metadata(ready, side, None), signer=elsewhere, stamp_style=_style(mark))
    out = io.BytesIO()
    digest, _, _ = await signer.async_digest_doc_for_signing(
        _writer(ready), existing_fields_only=True, bytes_reserved=RESERVED, output=out
    )
    span = digest.reserved_region_start, digest.reserved_region_end
    return Prepared(out.getvalue(), digest.document_digest, span)


async def finish(prepared: Prepared, signature: bytes) -> bytes:
    """Put a signature (CMS in DER) made elsewhere into its place.

    :raises CannotSign: if it is larger than the place kept for it.
    """
    start, end = prepared.reserved
    digest = PreparedByteRangeDigest(prepared.digest, start, end)
    out = io.BytesIO(prepared.pdf)
    with _told_in_chinese():
        await PdfTBSDocument.async_finish_signing(out, digest, signature)
    return out.getvalue()


def context_of(trust: Trust, *, at: datetime | None = None) -> ValidationContext:
    """Return what a signature is judged by: our roots and lists, no network, a moment."""
    return ValidationContext(
        trust_roots=trust.roots, crls=trust.crls, allow_fetching=False, moment=at
    )


def _ready(pdf: bytes, side: str) -> bytes:
    fields = fields_of(pdf)
    if FIELDS[side] not in fields:
        pdf = with_fields(pdf)
    elif fields[FIELDS[side]]:
        raise AlreadySigned("本方已经签过这份文件，不用再签。")
    return pdf


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    return IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)


def _metadata(pdf: bytes, side: str, context: ValidationContext | None) -> PdfSignatureMetadata:
    is_first = not any(fields_of(pdf).values())
    return PdfSignatureMetadata(
        field_name=FIELDS[side],
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=REASON,
        certify=is_first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        embed_validation_info=context is not None,
        use_pades_lta=context is not None,
        validation_context=context,
    )


def _style(mark: Image.Image) -> StaticStampStyle:
    return StaticStampStyle(background=PdfImage(mark), border_width=0, background_opacity=1)


@contextmanager
def _told_in_chinese() -> Iterator[None]:
    try:
        yield
    except (SigningError, PdfError) as fault:
        raise CannotSign(f"这份 PDF 签不上：{fault}") from fault
