"""Amend or rescind an agreement in force (变更、解除)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from contracts.agreements import clauses as clause_rows
from contracts.agreements import drafts, effects, library, queries
from contracts.agreements.checks import validity
from contracts.agreements.checks.text import judge_text
from contracts.agreements.models import Agreement, Amendment, Stage, Termination
from contracts.deadlines import clock
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Verdict, judge


@transaction.atomic
def amend(
    agreement: Agreement,
    *,
    on: date,
    clauses: Mapping[str, Any] | None = None,
    grounds: str = "",
    term_from: date | None = None,
    term_to: date | None = None,
) -> Outcome:
    """Record an agreed change and judge the changed text; an expired agreement has none.

    What stood before is kept with the amendment. A changed term moves the renewal windows.

    :raises NotInForce: if the agreement never took effect.
    :raises ClauseUnknown: if a clause is not in the library.
    """
    _require_effect(agreement)
    changed = library.read(clauses or {})
    before = clause_rows.values_of(agreement)
    amendment = Amendment.objects.create(
        **Amendment.belonging_to(agreement.case),
        agreement=agreement,
        agreed_on=on,
        grounds=grounds,
        clauses=clause_rows.as_json(changed),
        before=clause_rows.as_json({key: before[key] for key in changed if key in before}),
        term_to_before=agreement.term_to,
        term_to=term_to or agreement.term_to,
    )
    expired = _check_expired(agreement, on=on)
    clause_rows.write(agreement, changed)
    agreement.term_from = term_from or agreement.term_from
    agreement.term_to = term_to or agreement.term_to
    agreement.stage = Stage.CHANGE
    agreement.save(update_fields=["term_from", "term_to", "stage"])
    if amendment.term_to != amendment.term_to_before:
        effects.start_renewal(agreement, on=on)
    verdicts = [expired, *_judge_changed(agreement, on=on)]
    return Outcome(made=amendment, verdicts=verdicts, looked_at=[agreement])


def _judge_changed(agreement: Agreement, *, on: date) -> list[Verdict]:
    law = queries.law_of(agreement, on=on)
    return [_procedure(law), *judge_text(drafts.text_of(agreement, on=on), law)]


@transaction.atomic
def terminate(agreement: Agreement, *, on: date, grounds: str = "") -> Outcome:
    """Record the agreed end before the term is over; its running periods no longer apply.

    :raises NotInForce: if the agreement never took effect.
    """
    _require_effect(agreement)
    termination = Termination.objects.create(
        **Termination.belonging_to(agreement.case),
        agreement=agreement,
        agreed_on=on,
        grounds=grounds,
    )
    expired = _check_expired(agreement, on=on)
    agreement.ended_on = on
    agreement.stage = Stage.CHANGE
    agreement.save(update_fields=["ended_on", "stage"])
    for deadline in clock.running(agreement):
        clock.cancel(agreement, deadline.code, on=on)
    return Outcome(made=termination, verdicts=[expired], looked_at=[agreement])


def _require_effect(agreement: Agreement) -> None:
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if agreement.in_force_on is None:
        raise effects.NotInForce("合同还没有生效；没生效的草案直接改，不用变更协议。")


def _procedure(law: Law) -> Verdict:
    """Return the advice that a change takes the same way as a new text (22号令 41-42)."""
    return judge(
        "cb.change.procedure",
        holds=False,
        softly=True,
        law=law.find("cb.change.procedure"),
        message="变更协议和订立合同一样：协商一致、职代会通过、双方签字后报送审查。",
        remedy="把变更协议提交职代会，通过后签字并报送。",
    )


def _check_expired(agreement: Agreement, *, on: date) -> Verdict:
    """Return R_EXPIRED: what has ended can only be concluded anew (22号令 38)."""
    law, last = queries.law_of(agreement, on=on), agreement.last_valid_day
    return validity.check_expired(last=last, on=on, law=law)
