"""Faults still open in a round: restated at the two gates, cured when a new draft takes over."""

from collections.abc import Collection, Iterable
from datetime import date

from contracts.agreements.models import Agreement
from contracts.parties.references import reference
from contracts.verdicts.findings import open_blocks
from contracts.verdicts.models import Finding
from contracts.verdicts.verdict import BLOCK, Verdict

GATES = ("agreements.conclude", "agreements.file")


def still_open(
    agreement: Agreement,
    *,
    besides: Collection[str] = (),
    elsewhere: Iterable[Finding] = (),
) -> list[Verdict]:
    """Return every fault still open in the round as a block, once per rule.

    What a gate itself found before is judged afresh and not restated; ``besides`` are the rules
    the gate judges now. ``elsewhere`` are faults of other cases the round rests on: those of the
    sitting that voted on the draft.
    """
    found: dict[str, Finding] = {}
    for finding in [*open_blocks(agreement.case).exclude(act__in=GATES), *elsewhere]:
        if finding.rule not in besides:
            found.setdefault(finding.rule, finding)
    return [_restated(finding) for finding in found.values()]


def _restated(finding: Finding) -> Verdict:
    return Verdict(
        rule=finding.rule,
        outcome=BLOCK,
        found=finding.found or None,
        required=finding.required or None,
        source=finding.source,
        citations=tuple(finding.citations),
        message=f"{finding.found_on}的问题还没有改正：{finding.message}",
        remedy=finding.remedy,
    )


def have_open(agreement: Agreement) -> bool:
    """Test whether a fault of the round is still open."""
    return bool(still_open(agreement))


def cure_gates(agreement: Agreement, *, on: date) -> None:
    """Mark what earlier attempts at the gates found as cured: this one went through."""
    open_blocks(agreement.case).filter(act__in=GATES, subject__in=_own(agreement)).update(
        cured_on=on,
    )


def supersede(agreement: Agreement, *, on: date) -> None:
    """Let a newer draft take this one's place: its own faults no longer stand in the way."""
    agreement.superseded_on = on
    agreement.save(update_fields=["superseded_on"])
    open_blocks(agreement.case).filter(subject__in=_own(agreement)).update(cured_on=on)


def _own(agreement: Agreement) -> list[str]:
    pages = (reference(page) for page in agreement.signing_set.all())
    filings = (reference(filing) for filing in agreement.filing_set.all())
    return [reference(agreement), *pages, *filings]
