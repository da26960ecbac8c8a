"""The steps around sittings: groups, committees, joint meetings, recalls, a term that moves."""

from contracts.congress import standing
from contracts.congress.standing_models import TermMove
from contracts.documents.issuing import Request
from workflow.door import Doing, Done, step


@step("congress.note_group")
def note_group(doing: Doing) -> Done:
    """Keep what a group of delegates said of the drafts."""
    names = ("group", "notes", "leader", "attended")
    told = {name: doing.data[name] for name in names if name in doing.data}
    return Done(standing.note_group(doing.to, **told, on=doing.on))


@step("congress.name_committee")
def name_committee(doing: Doing) -> Done:
    """Let the congress name a special committee; the list of all of them is printed anew."""
    outcome = standing.name_committee(
        doing.to, group=doing.data["group"], members=doing.data["members"], on=doing.on
    )
    paper = Request("special_groups", doing.to)
    return Done(outcome, [paper], about=doing.to, voids=[("special_groups", doing.to)])


@step("congress.meet_jointly")
def meet_jointly(doing: Doing) -> Done:
    """Record a joint meeting between sittings."""
    outcome = standing.meet_jointly(
        doing.to, members=doing.data["members"], matters=doing.data["matters"], on=doing.on
    )
    return Done(outcome)


@step("congress.recall")
def recall(doing: Doing) -> Done:
    """Record a unit's vote on a delegate's seat; a failed one leaves the seat as it is."""
    names = ("name", "reason", "workers", "attended", "votes")
    return Done(standing.recall(doing.to, **{n: doing.data[n] for n in names}, on=doing.on))


@step("congress.change_term")
def change_term(doing: Doing) -> Done:
    """Move the end of the term earlier or later."""
    outcome = standing.change_term(
        doing.to,
        kind=TermMove(doing.data["kind"]),
        reason=doing.data["reason"],
        decided_by=doing.data["decided_by"],
        until=doing.data["until"],
        consent_on=doing.data.get("consent_on"),
        on=doing.on,
    )
    return Done(outcome)
