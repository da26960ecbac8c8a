"""Sign an agreement's copy for one side: make the signature, then do the act and keep it, at once.

Making a signature is slow and may fail; it happens before the transaction begins. A process that
dies in between leaves bytes nobody refers to, and nothing else.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from PIL import Image

from contracts.agreements.models import Agreement, Seal
from contracts.documents import certificates, judging, outside, seals, signatures, signing, store
from contracts.documents.certificates import Credential
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from contracts.parties.models import Case
from workflow import door
from workflow.door import Receipt

CONCLUDE = "agreements.conclude"
#: A signature covers every byte of every page: no page can be changed, as under a cross-page seal.
SEALS_OF = {
    Side.WORKERS.value: [Seal.UNION.value, Seal.CROSS_PAGE.value],
    Side.EMPLOYER.value: [Seal.COMPANY.value, Seal.CROSS_PAGE.value],
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, for whom, on which day, at which moment."""

    actor: Actor
    organisation: str
    on: date
    at: datetime

    @property
    def side(self) -> str:
        """Return the side the actor signs for."""
        return self.actor.side


@dataclass(frozen=True, slots=True)
class Made:
    """A signature as it was made, on which bytes, and with what."""

    signed: bytes
    based_on: str
    way: str
    level: str
    serial: str = ""


def with_credential(
    paper: Paper, credential: Credential, *, signer: Signer, way: str, level: str
) -> Made:
    """Sign with a certificate and its key.

    :raises signing.CannotSign: if certificate or PDF do not allow it.
    """

    def make(pdf: bytes, mark: Image.Image) -> bytes:
        return signing.sign(
            pdf,
            side=signer.side,
            credential=credential,
            mark=mark,
            level=level,
            trust=certificates.trust(at=signer.at),
            at=signer.at,
        )

    signed, based_on = _made(paper, signer, make, credential.holder, is_demo=credential.is_demo)
    return Made(signed, based_on, way, level, credential.serial)


def with_service(paper: Paper, service: outside.SigningService, *, signer: Signer) -> Made:
    """Let an outside service sign: it gets the digest only and answers with the signature.

    :raises outside.ServiceFailed: if it does not sign.
    """

    def make(pdf: bytes, mark: Image.Image) -> bytes:
        prepared = asyncio.run(signing.prepare(pdf, side=signer.side, mark=mark))
        wanted = outside.Wanted(
            digest=prepared.digest,
            algorithm=signing.DIGEST,
            holder=signer.actor.name,
            organisation=signer.organisation,
            document=paper.token,
        )
        return asyncio.run(signing.finish(prepared, service.sign(wanted)))

    signed, based_on = _made(paper, signer, make, signer.actor.name)
    return Made(signed, based_on, "service", "B-B")


def _made(
    paper: Paper,
    signer: Signer,
    make: Callable[[bytes, Image.Image], bytes],
    holder: str,
    *,
    is_demo: bool = False,
) -> tuple[bytes, str]:
    standing = signatures.standing_of(paper)
    if signer.side in standing.sides or not standing.is_ready:
        raise signatures.SignedMeanwhile
    picture = seals.current(signer.actor.organisation_id)
    said = seals.Mark(signer.organisation, holder, signer.on, is_demo=is_demo, is_system=is_demo)
    mark = seals.mark(said, store.get(picture.sha256) if picture else None)
    return make(store.get(standing.sha256), mark), standing.sha256


def keep(agreement: Agreement, paper: Paper, made: Made, *, signer: Signer) -> Receipt:
    """Keep the signature and do the act of signing, both or neither.

    :raises signatures.SignedMeanwhile: if somebody else signed first.
    :raises signatures.SignatureNotGood: if the strict result is not good.
    """
    trust = certificates.trust(at=signer.at)
    judgements = judging.judge(made.signed, trust=trust, at=signer.at)
    store.put(made.signed)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=agreement.case_id)
        signatures.keep(
            paper,
            side=signer.side,
            based_on=made.based_on,
            signed=made.signed,
            way=made.way,
            level=made.level,
            serial=made.serial,
            judgements=judgements,
            on=signer.on,
        )
        receipt = door.perform(
            CONCLUDE,
            actor=signer.actor,
            on=signer.on,
            to=agreement,
            data={"signed_on": {signer.side: signer.on}, "seals": SEALS_OF[signer.side]},
        )
        if not receipt.ok:
            transaction.set_rollback(True)
    return receipt
