"""What a case has when its papers are signed: a seal of each side, a scan of each, a signature."""

from contracts.documents import store, tokens
from contracts.documents.models import (
    Archive,
    Paper,
    PublicText,
    Scan,
    SealPicture,
    SignedVersion,
)
from contracts.parties.models import Account, Office, Role
from tests.factories import canaries
from tests.factories.site import SIGNED_ON, Country, Place

SIDES = ("workers", "employer")


def plant(country: Country) -> None:
    """Give each side of every place a seal and a scan nobody could place, and sign its offer."""
    sha256 = store.put(b"\xff\xd8\xff a photo")
    account = Account.objects.create_user(username="scanner")
    for place in country.places.values():
        for side in SIDES:
            house = place.union if side == "workers" else place.firm
            place.things[f"seal_{side}"] = SealPicture.objects.create(
                organisation=house, sha256=sha256, kept_by="某人", kept_on=SIGNED_ON
            )
            place.things[f"scan_{side}"] = Scan.objects.create(
                token=tokens.new(), organisation=house, account=account, by="某人",
                name="照片.jpg", kind="jpg", sha256=sha256, size=11, came_on=SIGNED_ON,
                state="lost", previews=[sha256],
            )  # fmt: skip
            _archive(place, side)
        paper = Paper.objects.get(case=place.round.case, code="offer_letter")
        PublicText.objects.create(
            **PublicText.belonging_to(paper.case), paper=paper, asked_on=SIGNED_ON
        )
        SignedVersion.objects.create(
            **SignedVersion.belonging_to(paper.case), paper=paper, position=1, side="workers",
            way="own", level="B-B", signed_on=SIGNED_ON, signer="某人", issuer="某机构",
            serial="1", sha256=sha256, size=11,
        )  # fmt: skip


def _archive(place: Place, side: str) -> None:
    """Let a side have the file of its case, with its canary in it."""
    house, role, kind = {
        "workers": (place.union, Role.UNION_CHAIR, canaries.WORKERS),
        "employer": (place.firm, Role.EMPLOYER_OFFICER, canaries.EMPLOYER),
    }[side]
    sha256 = store.put(canaries.word(kind, place.name).encode())
    place.things[f"archive_{side}"] = Archive.objects.create(
        **Archive.belonging_to(place.round.case),
        office=Office.objects.create(organisation=house, role=role), side=side, asked_by="某人",
        asked_on=SIGNED_ON, state="ready", pdf_sha256=sha256, zip_sha256=sha256,
    )  # fmt: skip


def keys(name: str, place: Place, owner: str) -> list[object]:
    """Return the keys of an address of signing, or of a case file, that belongs to a place."""
    if name == "archive_ask" or name.startswith("signing"):
        return [(place.round.case if name == "archive_ask" else place.agreement).pk]
    side = owner if owner in SIDES else "workers"
    if name.startswith("archive"):
        archive = place.things[f"archive_{side}"]
        return [archive.pk, *(["pdf"] if name == "archive_file" else [])]
    if name == "seal_picture":
        return [place.things[f"seal_{side}"].pk]
    if name == "signed_file":
        return [Paper.objects.get(case=place.round.case, code="offer_letter").pk, 1]
    if name.startswith("scan_") or name == "scan":
        return [place.things[f"scan_{side}"].token, *([1] if name == "scan_page" else [])]
    return []
