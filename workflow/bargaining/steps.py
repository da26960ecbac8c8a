"""The steps of a round: each translates one act into one call, and names its papers."""

from typing import Any

from contracts.agreements.models import Agreement
from contracts.bargaining import (
    coordination,
    materials,
    offers,
    plans,
    queries,
    representatives,
    rounds,
    seating,
    sessions,
    settlements,
    surveys,
    suspensions,
)
from contracts.bargaining.models import Round
from contracts.documents import issuing
from contracts.documents.issuing import Request
from contracts.parties.choices import Side
from contracts.verdicts.verdict import Outcome
from workflow.access import NotYours
from workflow.bargaining.flow import BargainingFlowV1
from workflow.door import Doing, Done, party_of, step

HOW_CHOSEN = ("rep_election_minutes", "rep_public_notice")


@step("bargaining.open")
def open_round(doing: Doing) -> Done:
    """Open a round between the actor's organisation and the one across the table."""
    workers, employer = queries.table_of(party_of(doing.actor))
    previous = doing.data.get("previous")
    old = previous if isinstance(previous, Agreement) else None
    ends = previous.get("to") if isinstance(previous, dict) else None
    outcome = rounds.open_round(
        workers_party=workers,
        employer_party=employer,
        kind=doing.data["kind"],
        scope=doing.data["scope"],
        previous=old,
        previous_number=old.number if old else "",
        previous_expires_on=old.term_to if old else ends,
        covers=[rounds.Cover(**row) for row in doing.data.get("covers", [])],
        on=doing.on,
    )
    return Done(
        outcome,
        papers=_papers_of_area(outcome.made),
        starts=[(BargainingFlowV1, outcome.made)],
    )


def _papers_of_area(round_: Round) -> list[Request]:
    if not round_.is_of_area:
        return []
    mandates = round_.covered_firms.filter(mandate="letter").order_by("pk")
    return [
        Request("regional_enterprise_list", round_),
        *(Request("regional_mandate", firm) for firm in mandates),
    ]


@step("bargaining.survey")
def survey(doing: Doing) -> Done:
    """Record the workers' survey."""
    outcome = surveys.record(
        doing.to,
        sent=doing.data["sent"],
        returned=doing.data["returned"],
        topics=[surveys.TopicVotes(**row) for row in doing.data.get("topics", [])],
        on=doing.on,
    )
    papers = [
        Request("opinion_questionnaire", outcome.made),
        Request("opinion_summary", outcome.made),
    ]
    return Done(outcome, papers, is_private=True)


@step("bargaining.plan")
def plan(doing: Doing) -> Done:
    """Draw up the actor's own plan; it stays internal for good."""
    side = Side(doing.data["side"])
    positions = [
        plans.PlannedPosition(**{k: _words(v) for k, v in row.items()})
        for row in doing.data["positions"]
    ]
    outcome = plans.draw_up(doing.to, side=side, positions=positions, on=doing.on)
    papers = [Request("issue_list", outcome.made, is_held_back=True)]
    if side == Side.WORKERS:
        papers.append(Request("bargaining_plan_internal", outcome.made))
    return Done(outcome, papers, is_private=True)


def _words(value: Any) -> str:
    return "" if value is None else str(value)


@step("bargaining.name_representatives")
def name_representatives(doing: Doing) -> Done:
    """Name one side's representatives."""
    side = Side(doing.data["side"])
    outcome = representatives.name(
        doing.to,
        side=side,
        nominees=[
            representatives.Nominee(
                row["person"],
                is_chief=row.get("chief", False),
                has_mandate=row.get("mandate", False),
            )
            for row in doing.data["representatives"]
        ],
        recorder=doing.data.get("recorder"),
        relatives=doing.data.get("relatives", []),
        on=doing.on,
    )
    papers = _authorizations(doing.to, side)
    if side == Side.WORKERS:
        papers += [Request(code, doing.to) for code in HOW_CHOSEN]
    if all(seating.rows(doing.to, each).exists() for each in Side):
        papers.insert(0, Request("rep_roster", doing.to))
    return Done(outcome, papers, about=doing.to)


def _authorizations(round_: Round, side: Side) -> list[Request]:
    chief = queries.authorised_chief(round_, side)
    issuer = round_.party(side)
    papers = [Request("chief_rep_authorization", chief, issuer=issuer)] if chief else []
    papers += [
        Request("expert_authorization", row, issuer=issuer)
        for row in queries.outsiders(round_, side)
    ]
    return papers


@step("bargaining.replace_representative")
def replace_representative(doing: Doing) -> Done:
    """Replace a representative, or record the vacancy alone."""
    side = Side(doing.data["side"])
    joining = doing.data.get("in")
    outcome = representatives.replace(
        doing.to,
        side=side,
        leaving=doing.data["out"],
        joining=joining,
        vacant_since=doing.data.get("vacant_since"),
        is_chief=doing.data.get("chief", False),
        has_mandate=doing.data.get("mandate", False),
        on=doing.on,
    )
    papers = []
    if joining is not None:
        papers = [Request("rep_change_notice", outcome.made)]
        papers += [
            request for request in _authorizations(doing.to, side) if request.record == outcome.made
        ]
    return Done(outcome, papers, about=doing.to)


@step("bargaining.offer")
def offer(doing: Doing) -> Done:
    """Make the written offer; its receipt starts the other side's clock."""
    is_renewal = doing.data.get("renewal", False)
    sent_on = doing.data.get("sent_on", doing.on)
    outcome = offers.make(
        doing.to,
        made_by=Side(doing.data["made_by"]),
        topics=doing.data["topics"],
        delivered_by=doing.data.get("delivered_by", ""),
        sent_on=sent_on,
        received_on=doing.data.get("received_on", doing.on),
        received_by=doing.data.get("received_by"),
        is_renewal=is_renewal,
        on=doing.on,
    )
    letter = "renewal_offer" if is_renewal else "offer_letter"
    issuing.hand_over(doing.to.case, "issue_list", side=doing.data["made_by"])
    papers = [Request(letter, outcome.made), Request("service_receipt", outcome.made)]
    return Done(outcome, papers, about=doing.to)


@step("bargaining.remind")
def remind(doing: Doing) -> Done:
    """Remind the other side that its answer is due."""
    outcome = offers.remind(
        doing.to,
        received_on=doing.data.get("received_on", doing.on),
        on=doing.on,
    )
    return Done(outcome, [Request("offer_response_reminder", outcome.made)], about=doing.to)


@step("bargaining.respond")
def respond(doing: Doing) -> Done:
    """Answer the offer; the side that made it waits."""
    _need_answering_side(doing)
    outcome = offers.respond(
        doing.to,
        answer=doing.data["answer"],
        reason=doing.data.get("reason", ""),
        received_on=doing.data.get("received_on"),
        on=doing.on,
    )
    return Done(outcome, [Request("offer_reply", outcome.made)], about=doing.to)


def _need_answering_side(doing: Doing) -> None:
    offer = offers.open_offer(doing.to)
    if offer is not None and doing.actor.side == offer.made_by:
        raise NotYours(f"要约是{Side(offer.made_by).label}发出的，由对方书面答复。")


@step("bargaining.report_silence")
def report_silence(doing: Doing) -> Done:
    """Report silence or refusal to the higher union."""
    outcome = offers.report_silence(doing.to, on=doing.on)
    return Done(outcome, [Request("offer_refusal_report", outcome.made)], about=doing.to)


@step("bargaining.fall_silent")
def fall_silent(doing: Doing) -> Done:
    """Let the answer's last day pass: nothing is consented to, the next way opens."""
    return Done(Outcome(looked_at=[doing.to]))


@step("bargaining.request_data")
def request_data(doing: Doing) -> Done:
    """Ask the other side for facts and figures before the first session."""
    outcome = materials.request(
        doing.to,
        side=Side(doing.actor.side or Side.WORKERS),
        items=doing.data["items"],
        meets_on=doing.data.get("meets_on", doing.on),
        on=doing.on,
    )
    return Done(outcome, [Request("info_request", outcome.made)], about=doing.to)


@step("bargaining.hand_over_data")
def hand_over_data(doing: Doing) -> Done:
    """Hand over what was asked for."""
    outcome = materials.hand_over(
        doing.to,
        side=Side(doing.actor.side or Side.EMPLOYER),
        items=doing.data["items"],
        on=doing.on,
    )
    return Done(outcome, [Request("info_handover_list", outcome.made)], about=doing.to)


@step("bargaining.meet")
def meet(doing: Doing) -> Done:
    """Record a session with what both sides said."""
    outcome = sessions.hold(
        doing.to,
        chair=doing.data["chair"],
        present=doing.data["present"],
        positions=[sessions.Spoken(**row) for row in doing.data.get("positions", [])],
        is_one_sided=doing.data.get("one_sided", False),
        is_paper=doing.paper,
        on=doing.on,
    )
    codes = ("talks_agenda", "talks_signin", "bargaining_record", "talks_summary")
    return Done(outcome, [Request(code, outcome.made) for code in codes], about=doing.to)


@step("bargaining.suspend")
def suspend(doing: Doing) -> Done:
    """Suspend the talks until an agreed day."""
    outcome = suspensions.suspend(
        doing.to,
        until=doing.data["until"],
        reason=doing.data.get("reason", ""),
        on=doing.on,
    )
    return Done(outcome, [Request("suspension_agreement", outcome.made)], about=doing.to)


@step("bargaining.resume")
def resume(doing: Doing) -> Done:
    """Take the talks up again."""
    return Done(suspensions.resume(doing.to, on=doing.on), about=doing.to)


@step("bargaining.settle")
def settle(doing: Doing) -> Done:
    """Record that the terms are agreed."""
    outcome = settlements.settle(doing.to, on=doing.on, is_paper=doing.paper)
    papers = [Request("consensus_statement", outcome.made, is_draft=True)]
    return Done(outcome, papers, about=doing.to)


@step("bargaining.coordination")
def coordinate(doing: Doing) -> Done:
    """Apply for, accept, extend or conclude the labour department's coordination."""
    match doing.data["step"]:
        case "apply":
            outcome = coordination.apply(doing.to, on=doing.on, side=doing.actor.side)
            return Done(outcome, [Request("coordination_application", outcome.made)], doing.to)
        case "accept":
            return Done(coordination.accept(doing.to, on=doing.on), about=doing.to)
        case "extend":
            days = doing.data.get("days", 0)
            return Done(coordination.extend(doing.to, days=days, on=doing.on), about=doing.to)
        case _:
            terms = doing.data.get("terms", [])
            outcome = coordination.conclude(doing.to, terms=terms, on=doing.on)
            return Done(outcome, [Request("coordination_agreement", outcome.made)], doing.to)
