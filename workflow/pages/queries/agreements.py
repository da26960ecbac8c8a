"""One agreement with its text and its life; the agreements filed with a labour department."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from contracts.agreements.models import Agreement, Clause, Grade, Stage
from contracts.congress.models import Congress
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.references import reference
from contracts.supervision.models import Rectification, Review, ReviewItem
from workflow.pages import possible
from workflow.pages.possible import Choice


@dataclass(slots=True)
class Text:
    """The text of an agreement as far as the actor may read it."""

    clauses: list[Clause]
    grades: list[Grade]

    @property
    def is_empty(self) -> bool:
        """Test whether there is nothing this actor may read."""
        return not (self.clauses or self.grades)


@dataclass(slots=True)
class Life:
    """What happened to an agreement: filings, opinion, publication, record, checks, mending."""

    filings: list[Any]
    publications: list[Any]
    records: list[Any]
    reviews: list[Review]
    rectifications: list[Rectification]
    amendments: list[Any]


def text_of(agreement: Agreement) -> Text:
    """Return clauses and grade table in their order."""
    return Text(
        clauses=list(Clause.objects.filter(agreement=agreement).order_by("position", "pk")),
        grades=list(Grade.objects.filter(agreement=agreement).order_by("position", "pk")),
    )


def life_of(agreement: Agreement) -> Life:
    """Return what happened to an agreement after its draft, each kind in order."""
    items = ReviewItem.objects.order_by("position")
    reviews = list(Review.objects.filter(agreement=agreement).order_by("reviewed_on", "pk"))
    by_review: dict[int, list[ReviewItem]] = {row.pk: [] for row in reviews}
    for item in items.filter(review__in=list(by_review)):
        by_review[item.review_id].append(item)
    for review in reviews:
        review.items = by_review[review.pk]  # type: ignore[attr-defined]
    return Life(
        filings=list(agreement.filing_set.select_related("opinion").order_by("pk")),
        publications=list(agreement.publication_set.order_by("pk")),
        records=list(agreement.unionrecord_set.order_by("pk")),
        reviews=reviews,
        rectifications=list(Rectification.objects.filter(agreement=agreement).order_by("pk")),
        amendments=list(agreement.amendment_set.order_by("pk")),
    )


def references_of(agreement: Agreement) -> list[str]:
    """Return the short names of the agreement and of the rows that hang on it."""
    rows: list[Any] = [agreement]
    for name in ("signing", "filing", "opinion", "publication", "unionrecord", "amendment"):
        rows += getattr(agreement, f"{name}_set").order_by("pk")
    for name in ("review", "rectification", "report", "group", "termination", "confirmation"):
        rows += getattr(agreement, f"{name}_set").order_by("pk")
    return [reference(row) for row in rows]


def papers_of(agreement: Agreement, related: Sequence[str]) -> list[Paper]:
    """Return the papers about an agreement that the actor may know of, the newest first."""
    ballots = [reference(ballot) for ballot in agreement.ballots.order_by("pk")]
    rows = Paper.objects.filter(record__in=[*related, *ballots])
    own = Q(case=agreement.case) | Q(record__in=ballots)
    return list(rows.filter(own).select_related("issuer").order_by("-issued_on", "-pk"))


def callable_congresses(agreement: Agreement, actor: Actor) -> list[Choice]:
    """Return the way to call a sitting while the draft waits for its vote."""
    if agreement.stage != Stage.VOTE:
        return []
    rows = Congress.objects.filter(workers_party=agreement.workers_party_id).order_by("-pk")
    congress = rows.first()
    return possible.for_congress(congress, actor) if congress else []


def filed() -> QuerySet[Agreement]:
    """Return the agreements filed with the actor's department, the last received first."""
    return (
        Agreement.objects.filter(filed_on__isnull=False)
        .select_related("case", "employer_party", "workers_party")
        .order_by("-filed_on", "-pk")
    )
