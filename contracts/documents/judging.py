"""Judge the signatures of a PDF by the strict result, and say in plain Chinese what was found.

``bottom_line`` alone counts: an update that draws over a signed page leaves ``intact`` true.
"""

import io
from dataclasses import asdict, dataclass
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator.errors import ValidationError as CertificateError

from contracts.documents.certificates import Trust, is_demonstration, said_in
from contracts.documents.signing import FIELDS, context_of

SIDE_OF = {field: side for side, field in FIELDS.items()}
GOOD = "签名有效：文件自签名后没有改动，证书由本系统信任的机构签发。"
CHANGED = "文件在签名之后被改动过，签名无效。请用改动以前的文件，或者重新签署。"
DRAWN_OVER = "签名之后有人在文件里加了别的内容（不只是另一方的签名），签名无效。请用原来的文件。"
UNTRUSTED = (
    "文件没有改动，但签发证书的机构（{issuer}）不在本系统的信任名单，不能认定是谁签的。"
    "请用持牌电子认证机构的证书；该机构的根证书由管理员放入信任名单。"
)
EXPIRED = "文件没有改动，但证书在签名时不能用（过期、还没生效或已吊销）。请换一张有效的证书。"
BAD_TIME = "文件没有改动，但时间戳不可信。请重新签署。"
UNREADABLE = "签名的格式读不懂，不能认定有效。"
DEMO = "用的是演示证书，只供演示，没有法律效力；正式签订请纸质签字盖章，或用持牌机构的证书。"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one signature is worth."""

    side: str
    is_good: bool
    holder: str
    issuer: str
    signed_at: str
    is_demo: bool
    words: str

    def as_dict(self) -> dict[str, object]:
        """Return it as plain data, to be kept with the paper."""
        return asdict(self)


class NotAPdf(Exception):
    """The file is no PDF that can be read."""


def judge(pdf: bytes, *, trust: Trust, at: datetime | None = None) -> list[Judgement]:
    """Judge every signature of a PDF at a moment (default: now); a PDF without any gives none.

    :raises NotAPdf: if it cannot be read at all.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        found = list(reader.embedded_regular_signatures)
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError) as fault:
        raise NotAPdf("这个文件不是 PDF，或者已经损坏。") from fault
    return [_judged(signature, trust, at) for signature in found]


def _judged(signature: EmbeddedPdfSignature, trust: Trust, at: datetime | None) -> Judgement:
    certificate = signature.signer_cert
    issuer = said_in(certificate.issuer)
    is_demo = is_demonstration(certificate)
    try:
        status = validate_pdf_signature(signature, context_of(trust, at=at))
        is_good, words = bool(status.bottom_line), _words(status, issuer)
    except (SignatureValidationError, CertificateError, PdfError, SigningError, ValueError):
        is_good, words = False, UNREADABLE
    told = signature.self_reported_timestamp
    return Judgement(
        side=SIDE_OF.get(signature.field_name, ""),
        is_good=is_good,
        holder=said_in(certificate.subject),
        issuer=issuer,
        signed_at=told.isoformat() if told else "",
        is_demo=is_demo,
        words=f"{words}{DEMO}" if is_demo else words,
    )


def _words(status: PdfSignatureStatus, issuer: str) -> str:
    if status.bottom_line:
        return GOOD
    if not status.intact or not status.valid:
        return CHANGED
    changed = status.modification_level == ModificationLevel.OTHER
    if changed or not (status.docmdp_ok and status.seed_value_ok):
        return DRAWN_OVER
    if status.trust_problem_indic is not None and not _is_unknown(status):
        return EXPIRED
    if not status.trusted:
        return UNTRUSTED.format(issuer=issuer)
    return BAD_TIME


def _is_unknown(status: PdfSignatureStatus) -> bool:
    problem = status.trust_problem_indic
    return getattr(problem, "name", "") in {"NO_CERTIFICATE_CHAIN_FOUND", "GENERIC", ""}
