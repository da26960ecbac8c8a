"""Draw up a draft (草案): its clauses and wage table, judged against law and area contracts."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction

from contracts.agreements import clauses as clause_rows
from contracts.agreements import faults, library, queries
from contracts.agreements.checks.text import judge_text
from contracts.agreements.models import Agreement, Grade
from contracts.agreements.texts import GradeLine, Text
from contracts.parties.models import Case, Kind, Scope
from contracts.verdicts.verdict import Outcome, Refused


class TermRunsBackwards(Refused):
    """The last day of the term lies before the first."""

    rule = "R_TERM"


class Particulars(TypedDict, total=False):
    """What a draft says of itself besides its clauses."""

    number: str
    term_from: date | None
    term_to: date | None
    numeric_clauses: int | None
    women_content: str
    is_paper: bool


@transaction.atomic
def draw_up(
    case: Case,
    *,
    on: date,
    kind: str,
    scope: str = Scope.ENTERPRISE,
    title: str = "",
    clauses: Mapping[str, Any] | None = None,
    grades: Sequence[Mapping[str, Any]] = (),
    similarity: Decimal | str | None = None,
    previous_to: date | None = None,
    **particulars: Unpack[Particulars],
) -> Outcome:
    """Write a draft down and judge its text; an earlier draft of the same kind gives way.

    ``similarity`` is a fraction of one (or ``41%``); ``previous_to`` is the last day of the
    agreement this one follows, looked up among those in force where it is left out.

    :raises ClauseUnknown: if a clause is not in the library.
    :raises ClauseNotReadable: if the value of a clause does not fit.
    :raises TermRunsBackwards: if the term ends before it begins.
    """
    _need_forward(particulars.get("term_from"), particulars.get("term_to"))
    values = library.read(clauses or {})
    _supersede(case, kind, scope, on=on)
    agreement = Agreement(
        **Agreement.belonging_to(case),
        kind=kind,
        scope=scope,
        title=title or title_for(case, kind, scope),
        drafted_on=on,
        similarity=None if similarity is None else library.number(similarity),
        **particulars,
    )
    agreement.previous_to = previous_to or queries.predecessor_end(agreement)
    agreement.save()
    clause_rows.write(agreement, values)
    _write_grades(agreement, grades)
    text = text_of(agreement, on=on)
    return Outcome(made=agreement, verdicts=judge_text(text, queries.law_of(agreement, on=on)))


def _need_forward(term_from: date | None, term_to: date | None) -> None:
    if term_from and term_to and term_to < term_from:
        raise TermRunsBackwards(f"期限止（{term_to}）早于期限起（{term_from}），请改正。")


def _supersede(case: Case, kind: str, scope: str, *, on: date) -> None:
    """Let earlier unsigned drafts of the same kind give way."""
    for earlier in queries.live_in(case).filter(kind=kind, scope=scope, concluded_on__isnull=True):
        faults.supersede(earlier, on=on)


def title_for(case: Case, kind: str, scope: str) -> str:
    """Return the usual title: the firm's (or the area's) name and the kind of contract."""
    workers, employer = case.workers_party, case.employer_party
    if scope == Scope.ENTERPRISE:
        name = employer.name if employer else ""
    else:
        name = next((p.area or p.name for p in (workers, employer) if p), "")
    return f"{name}{Kind(kind).label.replace('综合', '')}"


def _write_grades(agreement: Agreement, grades: Sequence[Mapping[str, Any]]) -> None:
    Grade.objects.bulk_create(
        Grade(
            **Grade.belonging_to(agreement.case),
            agreement=agreement,
            position=position,
            post=row["post"],
            headcount=row.get("headcount") or 0,
            before=library.number(row["before"]),
            after=library.number(row["after"]),
        )
        for position, row in enumerate(grades, start=1)
    )


def text_of(agreement: Agreement, *, on: date) -> Text:
    """Return an agreement's text as the checks take it, with what the firm stands under."""
    firm = agreement.employer_party if agreement.scope == Scope.ENTERPRISE else None
    grades = agreement.grade_set.order_by("position")
    return Text(
        kind=agreement.kind,
        scope=agreement.scope,
        term_from=agreement.term_from,
        term_to=agreement.term_to,
        clauses=clause_rows.values_of(agreement),
        grades=[GradeLine(g.post, g.headcount, g.before, g.after) for g in grades],
        similarity=agreement.similarity,
        numeric_clauses=agreement.numeric_clauses,
        women_content=agreement.women_content,
        women=firm.headcount_women if firm and firm.headcount_total else None,
        area_floor=queries.area_floor_of(firm, on=on),
    )
