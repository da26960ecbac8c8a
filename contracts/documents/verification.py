"""What anybody holding a print, or its PDF, may learn of a paper: that it is real and stands.

Number, parties, days, standing and hashes; nothing of what the paper says. Who asks with a wrong
token or another file gets the same answer as for one that never was.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from contracts.agreements.models import Agreement
from contracts.documents.models import Paper, PaperFile, SignedVersion
from contracts.documents.tokens import LENGTH
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.references import follow

LARGEST = 20 * 1024 * 1024
STANDS, CHANGED, ENDED, VOID = "有效", "已变更", "已终止", "已作废"
WAITING, REPLACED = "尚未签订生效", "已被新稿取代"
#: Papers that are the contract itself: they stand and fall with it.
TEXTS = {
    *("cc_contract", "wage_contract", "women_contract", "safety_contract", "regional_contract"),
    "signature_page",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told of a paper."""

    title: str
    number: str
    issuer: str
    parties: tuple[str, ...]
    issued_on: date
    days: tuple[tuple[str, date], ...]
    standing: str
    why: str
    hashes: tuple[tuple[str, str], ...]
    found_as: str = ""

    @property
    def is_good(self) -> bool:
        """Test whether the paper stands."""
        return self.standing in {STANDS, CHANGED}


def by_token(token: str, *, on: date) -> Standing | None:
    """Return what is told of the paper with this token; None if there is none."""
    if len(token) != LENGTH:
        return None
    with acting_as(SYSTEM):
        paper = _papers().filter(token=token.upper()).first()
        return _standing(paper, on) if paper else None


def by_file(data: bytes, *, on: date) -> Standing | None:
    """Return what is told of the paper this very file was issued as; one byte more is another."""
    sha256 = hashlib.sha256(data).hexdigest()
    with acting_as(SYSTEM):
        signed = SignedVersion.objects.filter(sha256=sha256).first()
        if signed is not None:
            paper = _papers().get(pk=signed.paper_id)
            demo = "演示证书，不具法律效力；" if signed.is_demo else ""
            return _standing(paper, on, found_as=f"第{signed.position}次签署后的文件（{demo}原样）")
        file = PaperFile.objects.filter(sha256=sha256).first()
        if file is None:
            return None
        paper = _papers().get(pk=file.paper_id)
        return _standing(paper, on, found_as=f"签发时的 {file.format.upper()} 文件（原样）")


def _papers() -> QuerySet[Paper]:
    return Paper.objects.select_related("issuer", "workers_party", "employer_party")


def _standing(paper: Paper, on: date, *, found_as: str = "") -> Standing:
    standing, why, days = _state(paper, on)
    names = [party.name for party in (paper.employer_party, paper.workers_party) if party]
    files = [(file.format.upper(), file.sha256) for file in paper.files.order_by("format")]
    signed = SignedVersion.objects.filter(paper=paper).order_by("position")
    files += [(f"第{version.position}次签署后", version.sha256) for version in signed]
    return Standing(
        title=paper.title,
        number=paper.number,
        issuer=paper.issuer.name,
        parties=tuple(names),
        issued_on=paper.issued_on,
        days=tuple(days),
        standing=standing,
        why=why,
        hashes=tuple(files),
        found_as=found_as,
    )


def _state(paper: Paper, on: date) -> tuple[str, str, list[tuple[str, date]]]:
    if paper.is_void:
        return VOID, "签发后作废，以新签发的为准。", []
    record = follow(paper.record)
    if paper.code in TEXTS and isinstance(record, Agreement):
        return _state_of_text(paper, record, on)
    return STANDS, "", []


def _state_of_text(
    paper: Paper, agreement: Agreement, on: date
) -> tuple[str, str, list[tuple[str, date]]]:
    """Return how a contract text stands: by the contract's own course, and what came after."""
    told = {
        "签订": agreement.concluded_on,
        "生效": agreement.in_force_on,
        "期满": agreement.term_to,
        "解除": agreement.ended_on,
    }
    days = [(name, day) for name, day in told.items() if day is not None]
    if agreement.superseded_on is not None:
        return REPLACED, "这份文本没有签订，后来换了新稿。", days
    if agreement.in_force_on is None:
        return WAITING, "", days
    last = agreement.last_valid_day
    if last is not None and last < on:
        return ENDED, "双方解除。" if agreement.ended_on else "期限届满。", days
    later = agreement.amendment_set.filter(agreed_on__gte=paper.issued_on).order_by("agreed_on")
    if (amendment := later.last()) is not None:
        return CHANGED, f"{amendment.agreed_on}签订过变更协议，请一并查看。", days
    return STANDS, "", days
