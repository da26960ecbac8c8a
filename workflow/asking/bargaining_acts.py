"""The acts of a round asked with facts: what facts leave out is taken to be in order."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from contracts.bargaining import figures
from contracts.bargaining.checks import arithmetic, offers, refusals, table, talks
from contracts.bargaining.checks.seats import Counts, Population
from contracts.bargaining.choices import Delivery
from contracts.congress.checks import layoffs
from contracts.parties.choices import Side
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict
from workflow.asking.facts import Facts
from workflow.asking.questions import Question

REFUSES = "refuse"
EXTENDS = "extend"


def population(facts: Facts) -> Population:
    """Return the workforce as far as it was given."""
    return Population(
        workers=facts.count("workers") or 0,
        women=facts.count("women") or 0,
        dispatch=facts.count("dispatch") or 0,
        is_above_scale=facts.flag("above_scale") or False,
        has_womens_committee=facts.flag("womens_committee") or False,
    )


def representatives(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge one side's list in numbers: size and balance, outsiders, women, shop floor."""
    side = Side(facts.one_of("side", Side.values, Side.WORKERS))
    people = population(facts)
    counts = Counts(
        own=_own(facts, law, people),
        other=facts.count("other_side"),
        outsiders=facts.count("outsiders"),
        is_chief_outside=facts.flag("outside_chief"),
        women=facts.count("women_reps"),
        front_line=facts.count("frontline_reps"),
        dispatched=facts.count("dispatch_reps"),
    )
    verdicts: list[Verdict | None] = [
        table.check_count(side, counts, law, is_above_scale=people.is_above_scale),
        table.check_outsiders(side, counts, law),
    ]
    if side is Side.WORKERS:
        verdicts += [
            table.check_women(counts, people, law, kind=question.kind),
            table.check_front_line(counts, law),
            table.check_dispatched(counts, people, law),
        ]
    return [verdict for verdict in verdicts if verdict is not None]


def _own(facts: Facts, law: Law, people: Population) -> int:
    """Return how many sit there; left out, the least the place asks for."""
    own = facts.count("representatives")
    if own is not None:
        return own
    value = law.need("cb.reps.count").value
    scale = value.get("min_above_scale") if people.is_above_scale else None
    return int(scale or value["min"])


def offer(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge an offer: in writing with proof, nothing internal in it, in time for a renewal."""
    received = facts.day("received_on") or question.day
    late = offers.check_renewal_in_time(
        expires_on=facts.day("expires_on"),
        made_on=facts.day("sent_on") or received,
        law=law,
    )
    verdicts = [
        offers.check_written(
            delivered_by=facts.words("delivered_by", Delivery.values[0]),
            received_on=received,
            law=law,
        ),
        offers.check_confidential(facts.listed("topics") or []),
    ]
    return [*verdicts, late] if late else verdicts


def respond(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge a refusal by the place, the matters and the reason; agreeing is always in order."""
    if facts.words("answer", REFUSES) != REFUSES:
        return []
    cut, workers = facts.count("cut"), facts.count("workers")
    is_large = None if cut is None else layoffs.is_triggered(cut=cut, workers=workers, law=law)
    return [
        refusals.check_refusal(
            reason=facts.words("reason", "有理由"),
            law=law,
            side=Side(facts.one_of("side", Side.values, Side.EMPLOYER)),
            topics=facts.listed("topics") or [],
            is_large_layoff=is_large,
        ),
    ]


def meet(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge a session: both sides heard on one topic at least, and figures that agree."""
    rows = list(facts.rows("positions"))
    both = [row for row in rows if "workers" in row and "employer" in row]
    verdicts = arithmetic.check_claims([*_claims(rows), *_plain_claim(facts)])
    if rows or "one_sided" in facts:
        verdicts.insert(
            0,
            talks.check_two_sided(
                topics=len(rows),
                two_sided=len(both) if rows else 1,
                is_one_sided=facts.flag("one_sided") or False,
                law=law,
            ),
        )
    return verdicts


def _claims(rows: Iterable[Facts]) -> Iterator[arithmetic.Claim]:
    for row in rows:
        topic, base = row.words("topic"), figures.read(row.words("base")).value
        for who in ("workers", "employer", "settled"):
            claim = arithmetic.claim_in(row.words(who), topic=topic, base=base)
            if claim is not None:
                yield claim


def _plain_claim(facts: Facts) -> Iterator[arithmetic.Claim]:
    """Return the claim of a question that gives base, raise and percentage as bare numbers."""
    base, percent = facts.number("base"), facts.words("percent")
    amount = facts.number("raise") if "raise" in facts else facts.number("amount")
    if not base or amount is None or not percent:
        return
    said = Decimal(percent.removesuffix("%"))
    if not percent.endswith("%") and said < 1:
        said *= 100
    yield arithmetic.Claim(facts.words("topic", "增资"), base, amount, said)


def suspend(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge how long and why a round is suspended."""
    until = facts.day("until")
    if until is None:
        days = facts.count("days")
        until = date.fromordinal(question.day.toordinal() + days) if days is not None else None
    if until is None:
        return []
    return [
        talks.check_suspension(
            on=question.day,
            until=until,
            reason=facts.words("reason"),
            law=law,
            used=facts.count("used") or 0,
        ),
    ]


def settle(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge whether anybody talked before the terms were settled."""
    sessions = facts.count("sessions")
    return [talks.check_talked(sessions=1 if sessions is None else sessions, law=law)]


def coordination(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge how long a coordination is extended."""
    days = facts.count("days")
    if days is None or facts.words("step", EXTENDS) != EXTENDS:
        return []
    return [talks.check_extension(days=days, law=law)]


CHECKS = {
    "bargaining.name_representatives": representatives,
    "bargaining.replace_representative": representatives,
    "bargaining.offer": offer,
    "bargaining.respond": respond,
    "bargaining.meet": meet,
    "bargaining.suspend": suspend,
    "bargaining.settle": settle,
    "bargaining.coordination": coordination,
}
