"""Which versions of a contract can be compared, by whom, and the Word files that hold them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db.models import Q

from contracts.agreements import queries as agreements
from contracts.agreements.models import Agreement
from contracts.agreements.wordings import document_of
from contracts.documents import store
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from contracts.parties.references import reference
from workflow.pages import gates
from workflow.pages.queries.cases import round_of

EARLIER, LAST_YEAR = "与上一稿比较", "与上年合同比较"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A version this one can be laid beside, and what the link says."""

    new: Agreement
    old: Agreement
    words: str


@dataclass(frozen=True, slots=True)
class WordText:
    """The Word file of one version: its bytes, whose side issued it, and the day."""

    data: bytes
    side: str
    issued_at: datetime


def find(pk: int) -> Agreement | None:
    """Return an agreement whose text the current actor may know of."""
    rows = Agreement.objects.filter(pk=pk)
    return rows.select_related("case", "workers_party", "employer_party").first()


def is_readable(agreement: Agreement, actor: Actor) -> bool:
    """Test whether the actor may read the text: its parties always, others once it is concluded."""
    if actor.role in gates.PARTIES:
        return True
    is_concluded = agreement.concluded_on is not None or agreement.is_standing
    if actor.role in gates.LABOUR:
        return agreement.filed_on is not None
    return is_concluded and actor.role in gates.WATCHERS


def are_comparable(old: Agreement, new: Agreement) -> bool:
    """Test whether two agreements are versions of one text: same kind, scope and parties."""
    return (old.kind, old.scope, old.workers_party_id, old.employer_party_id) == (
        new.kind,
        new.scope,
        new.workers_party_id,
        new.employer_party_id,
    )


def comparisons(agreement: Agreement, actor: Actor) -> list[Comparison]:
    """Return the versions an agreement can be laid beside: the draft before, last year's text."""
    if not is_readable(agreement, actor):
        return []
    found = ((_draft_before(agreement), EARLIER), (_last_year(agreement), LAST_YEAR))
    return [
        Comparison(agreement, old, words)
        for old, words in found
        if old is not None and are_comparable(old, agreement) and is_readable(old, actor)
    ]


def _draft_before(agreement: Agreement) -> Agreement | None:
    rows = Agreement.objects.filter(
        case_id=agreement.case_id, kind=agreement.kind, scope=agreement.scope, pk__lt=agreement.pk
    )
    return rows.order_by("-pk").first()


def _last_year(agreement: Agreement) -> Agreement | None:
    """Return the agreement the round follows, else the last of the same parties before it.

    Who may not see the one before (a labour clerk with whom it was never filed) gets none of it.
    """
    round_ = round_of(agreement.case)
    number = round_.previous_id if round_ else None
    previous = Agreement.objects.filter(pk=number).first() if number else None
    if previous is not None and previous.kind == agreement.kind:
        return previous
    rows = agreements.predecessors(agreement).filter(~Q(case_id=agreement.case_id))
    if agreement.term_from:
        rows = rows.filter(Q(term_from__isnull=True) | Q(term_from__lt=agreement.term_from))
    return rows.order_by("-term_to", "-pk").first()


def text_paper(agreement: Agreement, actor: Actor) -> Paper | None:
    """Return the newest paper that is the text of an agreement, if the actor may read it."""
    code = document_of(agreement.kind, is_area=agreement.is_area)
    rows = Paper.objects.filter(record=reference(agreement), code=code, is_void=False)
    paper = rows.order_by("-pk").first()
    return paper if paper is not None and paper.is_readable_by(actor) else None


def word_text(agreement: Agreement, actor: Actor) -> WordText | None:
    """Return the stored Word file of an agreement's text; None until it is made."""
    paper = text_paper(agreement, actor)
    file = paper.files.filter(format="docx").first() if paper else None
    if paper is None or file is None:
        return None
    side = Side(paper.side).label if paper.side else "双方"
    issued_at = datetime.combine(paper.issued_on, time(), tzinfo=UTC)
    return WordText(store.get(file.sha256), side, issued_at)
