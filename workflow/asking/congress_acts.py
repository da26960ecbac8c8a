"""The acts of a congress asked with facts: seats, elections, notice, sitting, votes."""

from contracts.congress.checks import delegates, elections, notices, presidia, votes
from contracts.congress.checks.votes import Counts
from contracts.parties.choices import Scope
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict
from workflow.asking.facts import Facts
from workflow.asking.questions import Question, QuestionUnclear

ASSEMBLY = "assembly"
CONTRACTS = {"collective_contract", "special_contract_after_collective_dispute"}
WORKERS = "职工"


def seats(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge the seats planned or filled: how many, and who sits in them."""
    number = facts.count("seats", "delegates")
    if number is None or facts.words("form") == ASSEMBLY:
        return []
    workers, operators = _workers(facts), facts.count("operators")
    is_area = operators is not None or facts.words("scope") in {Scope.REGIONAL, Scope.INDUSTRY}
    found: list[Verdict | None] = []
    if is_area:
        found.append(delegates.check_area_number(seats=number, law=law))
    elif workers is not None:
        found.append(delegates.check_number(workers=workers, seats=number, law=law))
    if operators is not None:
        found.append(delegates.check_operators(seats=number, operators=operators, law=law))
    management = facts.count("management")
    if management is not None:
        found.append(delegates.check_management(seats=number, management=management, law=law))
    found.append(_frontline(facts, law, number, is_area=is_area))
    found += _shares(facts, law, number, workers)
    found.append(_disabled(facts, law, number, workers))
    return [verdict for verdict in found if verdict is not None]


def _workers(facts: Facts) -> int | None:
    """Return all workers: as given, else those of the electing units together."""
    units = [row.count("workers") or 0 for row in facts.rows("units")]
    given = facts.count("workers")
    return given if given is not None else sum(units) or None


def _frontline(facts: Facts, law: Law, number: int, *, is_area: bool) -> Verdict | None:
    frontline = facts.count("frontline_seats", "frontline_reps")
    if frontline is None:
        return None
    if is_area:
        return delegates.check_area_frontline(seats=number, frontline=frontline, law=law)
    return delegates.check_frontline(seats=number, frontline=frontline, law=law)


def _disabled(facts: Facts, law: Law, number: int, workers: int | None) -> Verdict | None:
    disabled, seated = facts.count("disabled"), facts.count("disabled_seats")
    if not workers or disabled is None or seated is None:
        return None
    return delegates.check_disabled(
        seats=number, disabled_seats=seated, workers=workers, disabled=disabled, law=law
    )


def _shares(facts: Facts, law: Law, number: int, workers: int | None) -> list[Verdict]:
    found = []
    women, dispatch = facts.count("women"), facts.count("dispatch")
    women_seats = facts.count("women_seats", "women_reps")
    dispatch_seats = facts.count("dispatch_seats", "dispatch_reps")
    if workers and women is not None and women_seats is not None:
        found.append(
            delegates.check_women(
                seats=number, women_seats=women_seats, workers=workers, women=women, law=law
            ),
        )
    if workers and dispatch is not None and dispatch_seats is not None:
        found.append(
            delegates.check_dispatched(
                seats=number,
                dispatch_seats=dispatch_seats,
                workers=workers,
                dispatch=dispatch,
                law=law,
            ),
        )
    return found


def elect(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge an election in a unit: who came, and the votes of those elected."""
    workers = facts.count("workers")
    if workers is None:
        raise QuestionUnclear("选举要写本单位职工人数 workers", about="facts.workers")
    attended = facts.count("attended", "present")
    return [
        elections.check_election(
            workers=workers,
            attended=workers if attended is None else attended,
            votes=_votes(facts),
            law=law,
        ),
    ]


def _votes(facts: Facts) -> list[int]:
    raw = facts.raw("votes")
    if isinstance(raw, list):
        return [int(votes) for votes in raw]
    if raw is not None:
        return [facts.count("votes") or 0]
    won = [row.count("votes") for row in facts.rows("elected")]
    return [votes for votes in won if votes is not None]


def notify(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge whether the papers were in the delegates' hands in time."""
    sits_on = facts.day("sits_on")
    if sits_on is None:
        raise QuestionUnclear("会议通知要写开会日期 sits_on", about="facts.sits_on")
    return [
        notices.check_notice(
            sits_on=sits_on,
            delivered_on=facts.day("delivered_on") or question.day,
            law=law,
            delivered=facts.count("delivered"),
            delegates=facts.count("delegates"),
        ),
    ]


def prepare(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge the presidium."""
    group = facts.part("presidium") if "presidium" in facts else facts
    members = group.count("members")
    if members is None:
        return []
    return presidia.check_presidium(
        members=members,
        leaders=group.count("leaders") or 0,
        law=law,
        delegates=facts.count("delegates"),
    )


def sit(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge whether enough came to the sitting."""
    entitled, members = _entitled(facts)
    present = facts.count("present")
    verdicts: list[Verdict | None] = [
        votes.check_quorum(
            entitled=entitled,
            present=entitled if present is None else present,
            law=law,
            members=members,
        ),
        notices.check_roll(entitled=entitled, delegates=facts.count("delegates"), law=law),
    ]
    return [verdict for verdict in verdicts if verdict is not None]


def vote(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge a vote: who was there, votes for out of everybody entitled, sheets, secrecy."""
    entitled, members = _entitled(facts)
    present = facts.count("present")
    came = entitled if present is None else present
    is_draft = _is_contract(facts, question)
    found = [votes.check_quorum(entitled=entitled, present=came, law=law, members=members)]
    yes = facts.count("yes")
    if yes is not None:
        found += [
            votes.check_pass(
                entitled=entitled, yes=yes, law=law, is_draft=is_draft, members=members
            ),
            votes.check_arithmetic(_sheets(facts, yes), present=came),
        ]
    secret = facts.flag("secret")
    found.append(votes.check_secret(is_secret=secret is not False, law=law, is_draft=is_draft))
    return found


def _entitled(facts: Facts) -> tuple[int, str]:
    """Return who may vote: the delegates, else, in an assembly, all workers.

    :raises QuestionUnclear: if neither is given.
    """
    number = facts.count("entitled", "delegates", "seats")
    if number is not None:
        return number, votes.DELEGATES
    workers = facts.count("workers")
    if workers is None:
        raise QuestionUnclear(
            "要写应到人数：职工代表总数 delegates，开职工大会的写 workers",
            about="facts.delegates",
        )
    return workers, WORKERS


def _is_contract(facts: Facts, question: Question) -> bool:
    """Test whether it is a contract that is voted on; left out, it is."""
    matter = facts.words("matter")
    if matter:
        return matter in CONTRACTS
    said = f"{facts.words('item')}{facts.words('subject')}"
    return not said or bool(question.kind) or "合同" in said


def _sheets(facts: Facts, yes: int) -> Counts:
    """Return the tellers' count; what was left out is made to fit."""
    no, invalid = facts.count("no") or 0, facts.count("invalid") or 0
    abstain, valid = facts.count("abstain"), facts.count("valid")
    if valid is None:
        valid = yes + no + (abstain or 0)
    if abstain is None:
        abstain = max(valid - yes - no, 0)
    returned = facts.count("returned")
    returned = valid + invalid if returned is None else returned
    issued = facts.count("issued")
    return Counts(
        issued=returned if issued is None else issued,
        returned=returned,
        valid=valid,
        invalid=invalid,
        yes=yes,
        no=no,
        abstain=abstain,
    )


CHECKS = {
    "congress.plan_seats": seats,
    "congress.certify": seats,
    "congress.elect": elect,
    "congress.notify": notify,
    "congress.prepare": prepare,
    "congress.sit": sit,
    "congress.vote": vote,
}
