"""What the record of a case says to somebody who looks for signs of empty form, as plain facts."""

from contracts.agreements import likeness
from contracts.agreements.clauses import values_of
from contracts.agreements.library import TEXT, is_numeric, read
from contracts.agreements.models import Agreement, Clause
from contracts.bargaining.models import Offer, Representative, Round, Session
from contracts.congress.models import Ballot
from contracts.deadlines.models import Deadline
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind, Side
from contracts.parties.models import Case, Organisation
from contracts.parties.references import reference
from contracts.parties.visibility import under
from contracts.supervision.models import Review
from contracts.supervision.signs import Life, Seat, Talks, Vote, Words

FILING_CODES = ("DL_FILE_WAGE", "DL_FILE_GENERAL")


def agreements_of(case: Case) -> list[Agreement]:
    """Return the agreements of a case that stand, the first one first."""
    return list(Agreement.objects.filter(case=case, superseded_on__isnull=True).order_by("pk"))


def talks_of(round_: Round, concluded: Agreement | None) -> Talks:
    """Return the days of a round up to the signatures, and whose words its minutes hold."""
    offer = Offer.objects.filter(round=round_).order_by("pk").first()
    held = list(Session.objects.filter(round=round_).values_list("is_one_sided", flat=True))
    return Talks(
        offered_on=offer.sent_on if offer else None,
        concluded_on=concluded.concluded_on if concluded else None,
        sessions=len(held),
        one_sided=sum(held),
    )


def seats_of(round_: Round) -> list[Seat]:
    """Return who bargains for the workers now."""
    rows = Representative.objects.filter(round=round_, side=Side.WORKERS, left_on__isnull=True)
    return [
        Seat(level=row.person.level, post=row.person.post, is_relative=row.is_relative)
        for row in rows.select_related("person").order_by("pk")
    ]


def votes_of(case: Case) -> list[Vote]:
    """Return every vote on an agreement of a case, in the order they were counted."""
    rows = Ballot.objects.filter(agreement__case=case).order_by("pk")
    return [Vote(row.entitled, row.present, row.yes) for row in rows]


def words_of(agreement: Agreement) -> Words:
    """Return the text of an agreement in words, with its figures counted.

    How like the template it is, is reckoned, unless somebody stated it (an entry from paper).
    """
    rows = list(Clause.objects.filter(agreement=agreement).order_by("position", "pk"))
    like = agreement.similarity
    if like is None:
        values = values_of(agreement)
        like = likeness.to_template(values, kind=agreement.kind, scope=agreement.scope)
    numeric = agreement.numeric_clauses
    if numeric is None:
        numeric = sum(_says_figure(row) for row in rows)
    return Words(
        clauses=tuple(f"{row.heading}：{row.text}" for row in rows if row.text),
        numeric=numeric,
        blanks=tuple(row.heading for row in rows if row.value is None),
        template_likeness=like,
    )


def _says_figure(clause: Clause) -> bool:
    """Test whether a clause says a figure; free words do if a numeral stands in them."""
    if clause.key == TEXT:
        return any(mark.isdecimal() for mark in clause.text)
    return is_numeric(clause.key, read({clause.key: clause.value})[clause.key])


def other_texts(agreement: Agreement, *, newest: int) -> list[str]:
    """Return the newest concluded texts of this kind in other firms below the same federation."""
    near = Organisation.objects.filter(
        kind=OrganisationKind.FEDERATION, path__in=tree.ancestors(agreement.path)
    )
    above = near.order_by("-path").first()
    others = (
        Agreement.objects.filter(
            under(above.path if above else ""),
            kind=agreement.kind,
            scope=agreement.scope,
            concluded_on__isnull=False,
        )
        .exclude(employer_party_id=agreement.employer_party_id)
        .order_by("-concluded_on", "-pk")
        .values_list("pk", flat=True)[:newest]
    )
    texts: dict[int, list[str]] = {}
    rows = Clause.objects.filter(agreement__in=list(others)).order_by("position", "pk")
    for pk, heading, text in rows.values_list("agreement_id", "heading", "text"):
        if text:
            texts.setdefault(pk, []).append(f"{heading}：{text}")
    return ["\n".join(clauses) for clauses in texts.values()]


def life_of(agreement: Agreement) -> Life:
    """Return the days of an agreement after its draft."""
    review = Review.objects.filter(agreement=agreement).order_by("-reviewed_on").first()
    due = (
        Deadline.objects.filter(subject=reference(agreement), code__in=FILING_CODES)
        .order_by("-judged_day")
        .first()
    )
    return Life(
        concluded_on=agreement.concluded_on,
        filing_due_on=due.judged_day if due else None,
        filed_on=agreement.filed_on,
        in_force_on=agreement.in_force_on,
        ended_on=agreement.ended_on or agreement.term_to,
        checked_on=review.reviewed_on if review else None,
    )
