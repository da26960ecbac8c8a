"""The signing copy of an agreement (签字文本) and its signatures: kept one after the other.

A signature is made outside the transaction, on the PDF as it stood then; it is kept only if the
PDF still stands so. Of two people signing at once one wins, and the other signs the new state.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from contracts.documents import store
from contracts.documents.judging import Judgement
from contracts.documents.models import Paper, PaperFile, SignedVersion
from contracts.parties.choices import Side
from contracts.verdicts.verdict import Refused

PREPARE = "agreements.prepare_signing"
MARKS = "签字文本"


class SignedMeanwhile(Refused):
    """您签的时候，对方刚好也签了（或者文本换了新的）。您的签名没有放进去；请看最新的文件，再签一次。"""

    rule = "signed_meanwhile"


class SignatureNotGood(Refused):
    """签名没有通过验证，没有保存。"""

    rule = "signature_not_good"


class CopyIsSigned(Refused):
    """已有一方在签字文本上签了字，不能换一份；请另一方接着签。"""

    rule = "copy_is_signed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the signing copy is: its PDF as it stands, and who has signed it."""

    paper: Paper
    sha256: str
    versions: list[SignedVersion]

    @property
    def sides(self) -> set[str]:
        """Return who has signed."""
        return {version.side for version in self.versions}

    @property
    def is_ready(self) -> bool:
        """Test whether there is a PDF to sign."""
        return bool(self.sha256)


def copies_of(record: str) -> QuerySet[Paper]:
    """Return the signing copies of an agreement (``agreement:7``) that are not void."""
    return Paper.objects.filter(record=record, act=PREPARE, is_void=False)


def copy_of(record: str) -> Paper | None:
    """Return the signing copy that counts."""
    return copies_of(record).order_by("-pk").first()


def standing_of(paper: Paper) -> Standing:
    """Return how far a signing copy is."""
    versions = list(SignedVersion.objects.filter(paper=paper).order_by("position"))
    if versions:
        return Standing(paper, versions[-1].sha256, versions)
    file = PaperFile.objects.filter(paper=paper, format="pdf").first()
    return Standing(paper, file.sha256 if file else "", [])


def is_signed_by_both(record: str) -> bool:
    """Test whether both sides signed the copy electronically: it is the contract then."""
    paper = copy_of(record)
    return paper is not None and standing_of(paper).sides == set(Side.values)


def retire_copies(record: str) -> None:
    """Make the earlier signing copies void, before a new one is issued.

    :raises CopyIsSigned: if one side alone has signed it.
    """
    for paper in copies_of(record):
        if len(standing_of(paper).sides) == 1:
            raise CopyIsSigned
    copies_of(record).update(is_void=True)


@transaction.atomic
def keep(
    paper: Paper,
    *,
    side: str,
    based_on: str,
    signed: bytes,
    way: str,
    level: str,
    serial: str,
    judgements: list[Judgement],
    on: date,
) -> SignedVersion:
    """Keep a signature made on the PDF ``based_on``, with the result of judging it.

    The caller holds the lock of the case.

    :raises SignedMeanwhile: if the PDF no longer stands so.
    :raises SignatureNotGood: if one of its signatures does not hold.
    """
    paper.refresh_from_db()
    standing = standing_of(paper)
    if paper.is_void or standing.sha256 != based_on or side in standing.sides:
        raise SignedMeanwhile
    own = _own_good(judgements, side)
    return SignedVersion.objects.create(
        **SignedVersion.belonging_to(paper.case),
        paper=paper,
        position=len(standing.versions) + 1,
        side=side,
        way=way,
        level=level,
        signed_on=on,
        signer=own.holder[:300],
        issuer=own.issuer[:300],
        serial=serial,
        is_demo=own.is_demo,
        judgements=[judgement.as_dict() for judgement in judgements],
        sha256=store.put(signed),
        size=len(signed),
    )


def _own_good(judgements: list[Judgement], side: str) -> Judgement:
    """Return the result of the side's own signature, if every signature of the file holds."""
    bad = [judgement for judgement in judgements if not judgement.is_good]
    own = [judgement for judgement in judgements if judgement.side == side]
    if bad or not own:
        words = bad[0].words if bad else "文件里没有找到本方的签名。"
        raise SignatureNotGood(f"签名没有通过验证，没有保存：{words}")
    return own[0]
