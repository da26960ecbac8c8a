"""Hold a session: who was there, and what both sides said on each topic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from contracts.bargaining import figures, rounds, seating, suspensions
from contracts.bargaining.checks import arithmetic, chiefs
from contracts.bargaining.checks import talks as talk_checks
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Attendance, Position, Round, Session
from contracts.parties.models import Person, Side
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Verdict

Written = str | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A topic with each side's position as written, and what was settled."""

    topic: str
    base: Written = None
    workers: Written = None
    employer: Written = None
    settled: Written = None

    @property
    def is_two_sided(self) -> bool:
        """Test whether both sides spoke to it."""
        return self.workers is not None and self.employer is not None


@transaction.atomic
def hold(
    round_: Round,
    *,
    chair: Person | None,
    present: Collection[Person],
    positions: Sequence[Spoken],
    on: date,
    is_one_sided: bool = False,
    is_paper: bool = False,
) -> Outcome:
    """Record a bargaining session (协商会议) with the words of both sides.

    It is a session only if both sides were there and spoke to one topic at least; one side's words
    alone are refused as 疑似没谈过. Meeting again ends a suspension.

    :raises OutOfOrder: if the other side has not agreed to talk yet, and this is not entered from
        paper.
    """
    rounds.lock(round_)
    law = rounds.law_of(round_, on=on)
    sides = {row.person_id: row.side for side in Side for row in seating.rows(round_, side)}
    is_one_sided = is_one_sided or _only_one_came(present, sides)
    talked = _judge_talk(positions, law, is_one_sided=is_one_sided)
    early = _need_talks(round_, talked, is_paper=is_paper)
    suspensions.end_by_meeting(round_, on=on)
    session = _write(round_, chair=chair, sides=sides, on=on, is_one_sided=talked.blocks)
    _write_attendance(session, present, sides)
    _write_positions(session, positions)
    recorder = chiefs.check_recorder(seating.recorders(round_), set(sides), law, for_session=True)
    verdicts = [*early, talked, recorder, *arithmetic.check_claims(_claims(positions))]
    return Outcome(made=session, verdicts=verdicts, looked_at=[round_])


def _claims(positions: Sequence[Spoken]) -> list[arithmetic.Claim]:
    """Return what was said in figures that can be checked: yuan, base and percentage together."""
    found = [
        arithmetic.claim_in(
            str(words),
            topic=spoken.topic,
            base=figures.read(spoken.base, topic=spoken.topic).value,
        )
        for spoken in positions
        for words in (spoken.workers, spoken.employer, spoken.settled)
        if words is not None
    ]
    return [claim for claim in found if claim is not None]


def _judge_talk(positions: Sequence[Spoken], law: Law, *, is_one_sided: bool) -> Verdict:
    return talk_checks.check_two_sided(
        topics=len(positions),
        two_sided=sum(spoken.is_two_sided for spoken in positions),
        is_one_sided=is_one_sided,
        law=law,
    )


def _only_one_came(present: Collection[Person], sides: dict[int, str]) -> bool:
    """Test whether representatives of one side only were there; unknown faces count for nobody."""
    came = {sides[person.pk] for person in present if person.pk in sides}
    return bool(present) and len(came) < len(Side)


def _need_talks(round_: Round, talked: Verdict, *, is_paper: bool) -> list[Verdict]:
    if round_.stage not in {Stage.PREP, Stage.OFFER}:
        return []
    early = rounds.order_verdict(
        round_,
        act="举行协商会议",
        first="请等对方书面同意协商；对方不答复，先催告，再报告上级工会或申请协调。",
    )
    if is_paper:
        return [early]
    raise rounds.OutOfOrder(verdicts=[early, talked] if talked.blocks else [early])


def _write(
    round_: Round,
    *,
    chair: Person | None,
    sides: dict[int, str],
    on: date,
    is_one_sided: bool,
) -> Session:
    last = Session.objects.filter(round=round_).order_by("-number").first()
    recorder = next(iter(seating.recorders(round_)), None)
    return Session.objects.create(
        **Session.belonging_to(round_.case),
        round=round_,
        number=last.number + 1 if last else 1,
        held_on=on,
        chair=chair,
        chair_side=sides.get(chair.pk, "") if chair else "",
        recorder_id=recorder,
        is_one_sided=is_one_sided,
    )


def _write_attendance(
    session: Session,
    present: Collection[Person],
    sides: dict[int, str],
) -> None:
    Attendance.objects.bulk_create(
        Attendance(
            **Attendance.belonging_to(session.case),
            session=session,
            person=person,
            side=sides.get(person.pk, ""),
        )
        for person in {person.pk: person for person in present}.values()
    )


def _write_positions(session: Session, positions: Sequence[Spoken]) -> None:
    Position.objects.bulk_create(
        _position(session, place, spoken) for place, spoken in enumerate(positions, start=1)
    )


def _position(session: Session, place: int, spoken: Spoken) -> Position:
    base = figures.read(spoken.base)
    workers = figures.read(spoken.workers, topic=spoken.topic)
    employer = figures.read(spoken.employer, topic=spoken.topic)
    settled = figures.read(spoken.settled, topic=spoken.topic)
    return Position(
        **Position.belonging_to(session.case),
        session=session,
        place=place,
        topic=spoken.topic,
        is_percentage=any(said.is_percentage for said in (workers, employer, settled)),
        base_value=base.value,
        base_words=base.words,
        workers_words=workers.words,
        workers_value=workers.value,
        employer_words=employer.words,
        employer_value=employer.value,
        settled_words=settled.words,
        settled_value=settled.value,
    )
