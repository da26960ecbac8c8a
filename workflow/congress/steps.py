"""The steps of a sitting: notice, preliminary meeting, session, votes, close, report."""

from contracts.agreements import ballots as agreement_ballots
from contracts.agreements.models import Agreement
from contracts.congress import ballots, sittings
from contracts.congress.models import Sitting
from contracts.documents.issuing import Request
from contracts.verdicts.verdict import Outcome
from workflow.congress import poll_steps
from workflow.door import Doing, Done, step
from workflow.stages import move_round

FAILED = "未通过"
RULES_OF_PROCEDURE = "实施细则"


@step("congress.notify")
def notify(doing: Doing) -> Done:
    """Call a sitting; the papers must be in the delegates' hands before the legal day."""
    outcome = sittings.notify(
        doing.to,
        title=doing.data["sitting"],
        sits_on=doing.data["sits_on"],
        agenda=doing.data["agenda"],
        delivered=doing.data["delivered"],
        on=doing.on,
    )
    moved = [thing for thing in outcome.looked_at if isinstance(thing, Sitting)]
    return Done(
        outcome,
        [Request("congress_notice", outcome.made)],
        voids=[("congress_notice", sitting) for sitting in moved],
    )


@step("congress.prepare")
def prepare(doing: Doing) -> Done:
    """Hold the preliminary meeting and elect the presidium."""
    presidium = doing.data["presidium"]
    outcome = sittings.prepare(
        doing.to,
        members=presidium["members"],
        leaders=presidium["leaders"],
        on=doing.on,
    )
    codes = ("preliminary_agenda", "presidium_list")
    return Done(outcome, [Request(code, doing.to) for code in codes], about=doing.to)


@step("congress.sit")
def sit(doing: Doing) -> Done:
    """Open the session: who was entitled, who came."""
    outcome = sittings.sit(
        doing.to,
        entitled=doing.data["entitled"],
        present=doing.data["present"],
        on=doing.on,
    )
    marks = "无效" if outcome.blocks else ""
    codes = ("congress_agenda", "congress_signin", "congress_report")
    papers = [
        Request(code, doing.to, marks=marks, is_draft=code == "congress_report") for code in codes
    ]
    return Done(outcome, papers, about=doing.to)


@step("congress.vote")
def vote(doing: Doing) -> Done:
    """Count a vote; a passed draft may be signed, a failed one must come again.

    A vote by the sealed box brings ``poll`` and two ``shares`` of its key instead of numbers.
    """
    doing = poll_steps.counted(doing)
    names = ("issued", "returned", "valid", "invalid", "yes", "no", "abstain")
    counts = ballots.Counts(**{name: doing.data.get(name, 0) for name in names})
    subject = doing.data.get("subject")
    agreement = subject if isinstance(subject, Agreement) else None
    outcome = ballots.count(
        doing.to,
        item=doing.data["item"],
        subject=subject,
        is_secret=doing.data.get("secret", False),
        counts=counts,
        on=doing.on,
    )
    ballot = outcome.made
    poll_steps.keep(doing, ballot)
    if agreement is not None:
        _carry_over(outcome, agreement, doing)
    marks = "" if ballot.is_passed else FAILED
    papers = [
        Request("vote_ballot", ballot),
        Request("vote_count_report", ballot, marks=marks),
    ]
    if ballot.is_passed:
        papers.append(Request("congress_resolution", ballot))
        if RULES_OF_PROCEDURE in f"{ballot.item}{ballot.matter}":
            papers.append(Request("congress_rules", ballot))
    return Done(outcome, papers, about=agreement or doing.to)


def _carry_over(outcome: Outcome, agreement: Agreement, doing: Doing) -> None:
    """Carry the count over to the draft voted on, and to its round."""
    if outcome.made.is_passed:
        agreement_ballots.passed(agreement, on=doing.on)
    else:
        broken = [verdict.rule for verdict in outcome.verdicts if verdict.blocks]
        agreement_ballots.failed(agreement, on=doing.on, broken=broken)
    agreement.refresh_from_db()
    move_round(agreement)
    if agreement not in outcome.looked_at:
        outcome.looked_at.append(agreement)


@step("congress.close")
def close(doing: Doing) -> Done:
    """Close the sitting and announce what was resolved."""
    outcome = sittings.close(doing.to, on=doing.on)
    codes = ["congress_announcement", "congress_minutes"]
    if sittings.is_first_session(doing.to):
        codes.append("special_groups")
    return Done(outcome, [Request(code, doing.to) for code in codes], about=doing.to)


@step("congress.report")
def report(doing: Doing) -> Done:
    """Report the sitting to the higher union."""
    outcome = sittings.report(doing.to, on=doing.on)
    return Done(outcome, [Request("congress_record_report", doing.to)], about=doing.to)
