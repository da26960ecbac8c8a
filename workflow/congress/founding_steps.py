"""The steps of founding a congress: request, approval, seats, elections, credentials."""

from typing import Any

from contracts.congress import credentials, elections, foundings, queries, seats
from contracts.congress.models import Congress, Election
from contracts.documents.issuing import Request
from contracts.parties import tree
from contracts.parties.models import Organisation
from contracts.verdicts.verdict import Outcome
from workflow.congress.flow import FoundingFlowV1
from workflow.door import Doing, Done, party_of, step

FAILED = "未通过"
VOID = "无效"
FIRM_PLAN = ("prep_plan", "quota_plan", "election_notice", "election_measures")
AREA_PLAN = ("regional_congress_plan",)


@step("congress.request")
def request(doing: Doing) -> Done:
    """Ask the higher union to set a congress up; the congress and its flow begin here.

    Where a congress of the same parties stands, the request is for a new election (换届).
    """
    outcome = foundings.request(
        party_of(doing.actor),
        form=doing.data["form"],
        term_years=doing.data.get("term_years"),
        on=doing.on,
    )
    congress: Congress = outcome.made
    code = "reelection_request" if queries.earlier_congress(congress) else "establish_request"
    return Done(
        outcome,
        [_of_union(congress, code, congress)],
        starts=[(FoundingFlowV1, congress)],
    )


def _of_union(congress: Congress, code: str, record: Any, **more: Any) -> Request:
    """Return a paper the union of the congress issues, whoever enters it."""
    return Request(code, record, issuer=congress.workers_party, **more)


@step("congress.approve")
def approve(doing: Doing) -> Done:
    """Approve the request; the period of the answer stops."""
    outcome = foundings.approve(
        doing.to,
        by=None if doing.paper else party_of(doing.actor),
        form=doing.data.get("form", ""),
        term_years=doing.data.get("term_years"),
        on=doing.on,
    )
    approval = Request("establish_approval", doing.to, issuer=_higher_union(doing.to))
    return Done(outcome, [approval], about=doing.to)


def _higher_union(congress: Congress) -> Organisation | None:
    """Return who approved; what was entered from paper comes from the union next above."""
    approved_by: Organisation | None = congress.establishment.approved_by
    if approved_by is not None or congress.workers_party is None:
        return approved_by
    return tree.higher_union(congress.workers_party)


@step("congress.plan_seats")
def plan_seats(doing: Doing) -> Done:
    """Lay down how many delegates each unit elects, and announce the elections."""
    congress: Congress = doing.to
    rows = doing.data.get("units") or []
    outcome = seats.plan(
        congress,
        seats=doing.data["seats"],
        units=[seats.Unit(row["unit"], row["workers"], row["seats"]) for row in rows],
        operators=doing.data.get("operators"),
        on=doing.on,
    )
    codes = AREA_PLAN if congress.is_area else FIRM_PLAN
    papers = [_of_union(congress, code, outcome.made) for code in codes]
    return Done(outcome, papers, about=congress)


@step("congress.elect")
def elect(doing: Doing) -> Done:
    """Record an election in a unit; whoever lacks quorum or votes is not elected.

    For each seat given up there is a record of who left it and who was elected to it.
    """
    outcome = elections.elect(
        doing.to,
        unit=doing.data["unit"],
        workers=doing.data["workers"],
        attended=doing.data["attended"],
        elected=[elections.Won(**row) for row in doing.data["elected"]],
        replaces=doing.data.get("replaces") or (),
        on=doing.on,
    )
    election: Election = outcome.made
    marks = _marks(outcome)
    papers = [
        _of_union(doing.to, "election_ballot", election),
        _of_union(doing.to, "election_result", election, marks=marks),
    ]
    papers += [
        _of_union(
            doing.to,
            "delegate_change_record",
            election,
            marks=marks,
            extra={"old_delegate": name},
        )
        for name in elections.left_for(election)
    ]
    return Done(outcome, papers)


def _marks(outcome: Outcome) -> str:
    """Return what the result is marked with: void without quorum, failed where a seat failed."""
    election: Election = outcome.made
    if not election.is_valid:
        return VOID
    return FAILED if election.failed else ""


@step("congress.certify")
def certify(doing: Doing) -> Done:
    """Report on the credentials; a roster follows only if nothing blocks."""
    outcome = credentials.certify(doing.to, on=doing.on)
    marks = "" if outcome.made.is_clean else FAILED
    papers = [_of_union(doing.to, "qualification_report", outcome.made, marks=marks)]
    if outcome.made.is_clean:
        papers.append(_of_union(doing.to, "delegate_roster", outcome.made))
    return Done(outcome, papers)


@step("congress.announce_delegates")
def announce_delegates(doing: Doing) -> Done:
    """Put the names on the notice board."""
    outcome = credentials.announce(doing.to, until=doing.data.get("until"), on=doing.on)
    return Done(outcome, [_of_union(doing.to, "delegate_notice", outcome.made)])
