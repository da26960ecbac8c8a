"""Signed prints that come back as photos or scans: taken in, landed on their paper, confirmed.

The original is kept as it came. A code nobody here knows, or one of a foreign case, leaves the
file in its uploader's inbox, to be assigned by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf

from contracts.documents import scanner, store, tokens
from contracts.documents.models import Paper, PaperFile, Scan
from contracts.parties.actors import Actor, acting_as
from contracts.parties.models import Office
from contracts.verdicts.verdict import Refused

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 200
UNKNOWN = "没有读到本系统的二维码。请确认拍到了纸张右上角的二维码；也可以在下面手工指定是哪份文书。"
FOREIGN = "二维码不属于您能看到的文书，没有归档。文件留在您的收件箱里，可以手工指定归到哪份文书。"
MIXED = "这个文件里有几份不同文书的页（{titles}）。请分开上传，或者手工指定归到哪一份。"


class ScanRefused(Refused):
    """这个文件不能上传。"""

    rule = "scan"


class AlreadyConfirmed(Refused):
    """这份扫描件已经确认过了。"""

    rule = "scan_confirmed"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which sheets of the paper were seen; ``of`` is 0 where that cannot be told."""

    seen: list[int]
    of: int

    @property
    def missing(self) -> list[int]:
        """Return the sheets that were not seen."""
        return [sheet for sheet in range(1, self.of + 1) if sheet not in self.seen]

    @property
    def is_whole(self) -> bool:
        """Test whether every sheet was seen."""
        return bool(self.of) and not self.missing


def take(data: bytes, *, name: str, office: Office, on: date) -> tuple[Scan, bool]:
    """Take a file in, as it came; the same file again is the one that is there (False).

    :raises ScanRefused: if it is no JPEG, PNG or PDF, empty, or too large.
    """
    kind, account = scanner.kind_of(data), office.account
    if not kind or account is None:
        raise ScanRefused("只收照片（JPEG、PNG）和扫描件（PDF）；请换一个文件。")
    if len(data) > LARGEST:
        raise ScanRefused(f"文件太大，最多 {LARGEST // 1024 // 1024} MB；请分成几个文件再传。")
    sha256 = store.put(data)
    return Scan.objects.get_or_create(
        organisation=office.organisation,
        sha256=sha256,
        defaults={
            "token": tokens.new(),
            "account": account,
            "by": str(office.person or account),
            "name": name[:LONGEST_NAME],
            "kind": kind,
            "size": len(data),
            "came_on": on,
        },
    )


def refuse(scan: Scan, reason: str) -> None:
    """Note that the file cannot be opened."""
    _note(scan, Scan.State.UNREADABLE, reason)


def land(scan: Scan, codes: Sequence[Sequence[str]], previews: Sequence[str], actor: Actor) -> None:
    """Put a scan onto the paper its codes name, if its uploader may see that paper.

    ``codes`` are the words read on each page, ``previews`` the stored pictures of the pages.
    """
    read = [(page, found) for page, words in enumerate(codes, 1) for found in _ours(words)]
    with acting_as(actor):
        known = {
            paper.token: paper
            for paper in Paper.objects.filter(token__in={found.token for _, found in read})
        }
    scan.previews = list(previews)
    scan.sheets = [
        {"page": page, "paper": known[found.token].pk, "sheet": found.sheet}
        for page, found in read
        if found.token in known and known[found.token].pk == found.paper
    ]
    papers = {sheet["paper"] for sheet in scan.sheets}
    scan.save(update_fields=["previews", "sheets"])
    if len(papers) == 1:
        paper = next(paper for paper in known.values() if paper.pk in papers)
        assign(scan, paper)
    elif papers:
        titles = "、".join(sorted(str(paper) for paper in known.values()))
        _note(scan, Scan.State.LOST, MIXED.format(titles=titles))
    else:
        _note(scan, Scan.State.LOST, FOREIGN if read else UNKNOWN)


def _ours(words: Sequence[str]) -> list[tokens.Read]:
    return [found for each in words if (found := tokens.read(each)) is not None]


def _note(scan: Scan, state: str, note: str) -> None:
    scan.state, scan.note = state, note[:300]
    scan.save(update_fields=["state", "note"])


def assign(scan: Scan, paper: Paper) -> None:
    """Say which paper a scan is of, by its code or by hand.

    :raises AlreadyConfirmed: if it was confirmed.
    """
    if scan.confirmed_on:
        raise AlreadyConfirmed
    scan.paper = paper
    scan.workers_party_id = paper.workers_party_id
    scan.employer_party_id = paper.employer_party_id
    scan.state, scan.note = Scan.State.LANDED, ""
    scan.save(
        update_fields=["paper", "workers_party", "employer_party", "state", "note"],
    )


def confirm(scan: Scan, *, checked: Sequence[str], on: date) -> None:
    """Note what a person saw on the scan; from now on both sides of the case see it.

    :raises AlreadyConfirmed: if it was confirmed.
    """
    waiting = Scan.objects.filter(pk=scan.pk, confirmed_on=None, state=Scan.State.LANDED)
    done = waiting.update(state=Scan.State.CONFIRMED, checked=list(checked), confirmed_on=on)
    if not done:
        raise AlreadyConfirmed
    scan.refresh_from_db()


def completeness(scan: Scan) -> Completeness:
    """Compare the sheets seen with those of the paper's PDF."""
    mine = [sheet for sheet in scan.sheets if sheet["paper"] == scan.paper_id]
    seen = sorted({int(sheet["sheet"]) for sheet in mine if sheet["sheet"]})
    return Completeness(seen, sheets_of(scan.paper_id) if seen else 0)


def sheets_of(paper_id: Any) -> int:
    """Return how many sheets a paper's PDF has, 0 if there is none."""
    file = PaperFile.objects.filter(paper_id=paper_id, format="pdf").first()
    if file is None:
        return 0
    with pikepdf.open(store.place_of(file.sha256)) as document:
        return len(document.pages)
