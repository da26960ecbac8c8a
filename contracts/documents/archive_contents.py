"""What belongs into a case file, as the side that asks may see it.

The case's own papers; of a congress, those of the sittings that voted on its agreements; the cases
of disputes over them. Rows are found through the scoped managers: the other side's never come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from contracts.agreements.models import Agreement
from contracts.congress.models import Ballot, Poll, Presidium, Resolution, Sitting
from contracts.congress.poll_models import PollState
from contracts.disputes.models import Dispute
from contracts.documents.models import Paper, PaperFile, Scan, SignedVersion
from contracts.journal.models import Head
from contracts.parties.models import Case
from contracts.parties.references import reference


@dataclass(slots=True)
class Item:
    """One paper of the file, in its place: its files, signed versions and confirmed scans."""

    number: int
    paper: Paper
    files: list[PaperFile]
    signed: list[SignedVersion]
    scans: list[Scan]
    pages: int = 0
    first: int = 0
    note: str = ""

    @property
    def title(self) -> str:
        """Return what the index calls it."""
        return f"{self.paper.title}{'（作废）' if self.paper.is_void else ''}"


@dataclass(slots=True)
class Contents:
    """The whole file, in order."""

    items: list[Item]
    ballots: list[Ballot]
    polls: list[Poll]
    heads: dict[int, int]
    agreements: list[Agreement] = field(default_factory=list)


def gather(case: Case) -> dict[str, Any]:
    """Return the numbers of the rows that belong into the file now, for the current actor."""
    agreements = list(Agreement.objects.filter(case=case))
    ballots = list(Ballot.objects.filter(agreement__in=agreements).order_by("pk"))
    polls = list(Poll.objects.filter(agreement__in=agreements, state=PollState.COUNTED))
    votes = {row.sitting_id for row in ballots} | {row.sitting_id for row in polls}
    sittings = Sitting.objects.filter(pk__in=votes)
    disputes = Dispute.objects.filter(agreement__in=agreements).exclude(case=case)
    own = {case.pk, *disputes.values_list("case_id", flat=True)}
    names = set(_names(list(sittings), ballots, polls))
    held = {row.case_id for row in sittings}
    belongs = Q(case__in=own) | Q(case__in=held, record__in=names)
    papers = list(Paper.objects.filter(belongs).order_by("issued_on", "pk"))
    ids = [paper.pk for paper in papers]
    scans = Scan.objects.filter(paper__in=ids, confirmed_on__isnull=False)
    return {
        "papers": ids,
        "signed": _numbers(SignedVersion.objects.filter(paper__in=ids)),
        "scans": _numbers(scans),
        "ballots": [row.pk for row in ballots],
        "polls": sorted(row.pk for row in polls),
        "agreements": sorted(row.pk for row in agreements),
        "heads": [[head.case_id, head.sequence] for head in _heads(own | held)],
    }


def _names(sittings: list[Sitting], ballots: list[Ballot], polls: list[Poll]) -> Iterator[str]:
    yield from map(reference, (*sittings, *ballots, *polls))
    yield from map(reference, Presidium.objects.filter(sitting__in=sittings))
    yield from map(reference, Resolution.objects.filter(ballot__in=ballots))


def _heads(cases: set[int]) -> list[Head]:
    return list(Head.objects.filter(case__in=cases).order_by("case_id"))


def _numbers(rows: Any) -> list[int]:
    return sorted(rows.values_list("pk", flat=True))


def read(said: dict[str, Any]) -> Contents:
    """Return the rows a frozen list names, as far as the current actor may see them."""
    papers = Paper.objects.filter(pk__in=said["papers"]).select_related("issuer")
    signed = SignedVersion.objects.filter(pk__in=said["signed"]).order_by("position")
    scans = Scan.objects.filter(pk__in=said["scans"]).order_by("pk")
    items = [
        Item(
            number,
            paper,
            list(paper.files.order_by("format")),
            [row for row in signed if row.paper_id == paper.pk],
            [row for row in scans if row.paper_id == paper.pk],
        )
        for number, paper in enumerate(papers.order_by("issued_on", "pk"), 1)
    ]
    return Contents(
        items,
        list(Ballot.objects.filter(pk__in=said["ballots"]).order_by("pk")),
        list(Poll.objects.filter(pk__in=said["polls"]).select_related("ballot").order_by("pk")),
        dict(said["heads"]),
        list(Agreement.objects.filter(pk__in=said["agreements"]).order_by("pk")),
    )
