"""Certify who was elected (资格审查) and put the names on the notice board (公示)."""

from datetime import date

from django.db import transaction

from contracts.congress import congresses, foundings, rosters, seats
from contracts.congress.checks import delegates
from contracts.congress.checks import elections as election_checks
from contracts.congress.choices import CongressStage, Form
from contracts.congress.models import Certification, Congress, DelegateNotice, Election
from contracts.congress.rosters import Figures
from contracts.congress.seats import NoDelegates
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties.choices import Side
from contracts.parties.models import Organisation
from contracts.parties.references import reference
from contracts.statutes.law import Law
from contracts.verdicts.findings import open_blocks
from contracts.verdicts.verdict import WARN, Outcome, Refused, Verdict

NOTICE_CODE = "DL_REP_NOTICE"
VACANCY_KEY = "wc.reps.vacancy"


class OutOfOrder(Refused):
    """先选举，再审查代表资格，合格后公示名单；请核对日期和顺序。"""

    rule = "R_ORDER"


@transaction.atomic
def certify(congress: Congress, *, on: date) -> Outcome:
    """Report on the credentials of everyone of the latest elections, valid or not.

    A fact even when it fails; only clean credentials make the roster, which the congress's numbers
    follow from then on.

    :raises NoDelegates: if all workers meet.
    :raises OutOfOrder: if there was an election after this day.
    """
    congresses.lock(congress)
    if congress.form == Form.ASSEMBLY:
        raise NoDelegates
    latest = Election.objects.filter(congress=congress).order_by("held_on", "pk").last()
    if latest is not None and on < latest.held_on:
        raise OutOfOrder(f"{latest.unit}在{latest.held_on}才选举，资格审查不能早于这一天。")
    law = law_for(congress.case, on=on)
    figures = rosters.figures_of(congress)
    verdicts = judge_credentials(congress, figures, law)
    faults = [verdict.rule for verdict in verdicts if verdict.blocks]
    made = Certification.objects.create(
        **Certification.belonging_to(congress.case),
        congress=congress,
        certified_on=on,
        delegates=figures.total,
        management=figures.management,
        women=figures.women,
        dispatch=figures.dispatch,
        last_election=latest,
        faults=faults,
        is_clean=not faults,
    )
    if made.is_clean:
        _take_effect(made, on=on)
    return Outcome(made=made, verdicts=verdicts, looked_at=[congress], is_fact=True)


def _take_effect(made: Certification, *, on: date) -> None:
    """Let the roster stand: numbers follow it, and what earlier reports left open is cured."""
    congress = made.congress
    foundings.move(congress, CongressStage.QUALIFY)
    rosters.follow(congress)
    earlier = [reference(row) for row in congress.certifications.exclude(pk=made.pk)]
    open_blocks(congress.case).filter(subject__in=earlier).update(cured_on=on)


def judge_credentials(congress: Congress, figures: Figures, law: Law) -> list[Verdict]:
    """Return the verdicts on a roster: how many, who they are, and whether each unit is done."""
    found = [_judge_elections(congress, law), _open_seats(congress, law)]
    if congress.is_area:
        found += _judge_area(figures, law)
    else:
        found += judge_figures(congress, figures, workers=seats.workers_of(congress), law=law)
    return [verdict for verdict in found if verdict is not None]


def _judge_area(figures: Figures, law: Law) -> list[Verdict | None]:
    found = [delegates.check_area_number(seats=figures.total, law=law)]
    if figures.leaders is not None:
        found.append(
            delegates.check_operators(seats=figures.total, operators=figures.leaders, law=law),
        )
    if figures.frontline is not None:
        found.append(
            delegates.check_area_frontline(
                seats=figures.total, frontline=figures.frontline, law=law
            ),
        )
    return found


def judge_figures(congress: Congress, figures: Figures, *, workers: int, law: Law) -> list[Verdict]:
    """Judge how many delegates of a firm there are, and who they are; the unknown is left out."""
    total, firm = figures.total, congress.employer_party
    found: list[Verdict] = []
    if workers:
        found.append(delegates.check_number(workers=workers, seats=total, law=law))
    if figures.management is not None:
        found.append(
            delegates.check_management(seats=total, management=figures.management, law=law),
        )
    if figures.frontline is not None:
        found.append(
            delegates.check_frontline(seats=total, frontline=figures.frontline, law=law),
        )
    return [*found, *_judge_shares(figures, workers, firm, law)]


def _judge_shares(
    figures: Figures, workers: int, firm: Organisation | None, law: Law
) -> list[Verdict]:
    """Judge women and dispatched among the delegates by their share of the firm's workers."""
    total = figures.total
    found: list[Verdict] = []
    if figures.women is not None and firm is not None:
        found.append(
            delegates.check_women(
                seats=total,
                women_seats=figures.women,
                workers=workers,
                women=firm.headcount_women,
                law=law,
            ),
        )
    if figures.dispatch is not None and firm is not None:
        found.append(
            delegates.check_dispatched(
                seats=total,
                dispatch_seats=figures.dispatch,
                workers=workers,
                dispatch=firm.headcount_dispatch,
                law=law,
            ),
        )
    return found


def _judge_elections(congress: Congress, law: Law) -> Verdict:
    """Judge R_ELECTION_QUORUM: every unit is done, or the first that must vote again."""
    failing = rosters.to_repeat(congress)
    if not failing:
        return election_checks.check_all_done(units=len(rosters.units_of(congress)), law=law)
    first = failing[0]
    names = "、".join(election.unit for election in failing)
    return election_checks.must_repeat(
        election_checks.check_election(
            workers=first.workers,
            attended=first.attended,
            votes=[one.votes for one in first.candidates.order_by("pk")],
            law=law_for(congress.case, on=first.held_on),
        ),
        units=names,
    )


def _open_seats(congress: Congress, law: Law) -> Verdict | None:
    """Warn of planned seats nobody was elected to; the unit fills them (补选)."""
    failing = {election.unit for election in rosters.to_repeat(congress)}
    rooms = {unit: n for unit, n in rosters.open_seats(congress).items() if unit not in failing}
    if not rooms:
        return None
    rule = law.find(VACANCY_KEY)
    named = "、".join(f"{unit}{n}名" for unit, n in rooms.items())
    return Verdict(
        rule=VACANCY_KEY,
        outcome=WARN,
        found=sum(rooms.values()),
        required=0,
        source=rule.source if rule else "",
        citations=tuple(rule.citations) if rule else (),
        message=f"名额还空着：{named}。",
        remedy="请由这些选举单位补选，或修改名额分配方案。",
    )


@transaction.atomic
def announce(congress: Congress, *, until: date | None = None, on: date) -> Outcome:
    """Put the list of delegates on the notice board, for the usual days or ``until`` a day.

    :raises OutOfOrder: if the credentials do not hold yet, or the notice ended before it began.
    """
    congresses.lock(congress)
    if until is not None and until < on:
        raise OutOfOrder(f"公示截止日{until}早于开始日{on}，请核对。")
    if rosters.is_known(congress) and not is_certified(congress):
        raise OutOfOrder("代表资格审查还没有合格（或审查后又有选举），请先做资格审查，再公示名单。")
    deadline = clock.start(
        congress.case,
        NOTICE_CODE,
        base=on,
        law=law_for(congress.case, on=on),
        subject=congress,
        side=Side.WORKERS,
        last_day=until,
    )
    made = DelegateNotice.objects.create(
        **DelegateNotice.belonging_to(congress.case),
        congress=congress,
        announced_on=on,
        until=deadline.last_day if deadline else until,
    )
    foundings.move(congress, CongressStage.PUBLISH)
    return Outcome(made=made, looked_at=[congress])


def notice_ends(*, on: date, law: Law) -> date | None:
    """Return the day up to which a notice that begins on this day usually hangs."""
    reckoned = clock.reckon(NOTICE_CODE, base=on, law=law)
    return reckoned.due.day if reckoned else None


def end_notice(congress: Congress, *, on: date) -> None:
    """Let a notice whose days are over by this day have hung as long as it should."""
    for hanging in clock.running(congress).filter(code=NOTICE_CODE, judged_day__lt=on):
        clock.stop(congress, NOTICE_CODE, on=hanging.judged_day)


def is_certified(congress: Congress) -> bool:
    """Test whether the latest credentials hold and no election came after them."""
    latest = Certification.objects.filter(congress=congress).order_by("pk").last()
    if latest is None or not latest.is_clean:
        return False
    rows = Election.objects.filter(congress=congress)
    return not rows.filter(pk__gt=latest.last_election_id or 0).exists()


def is_announced(congress: Congress) -> bool:
    """Test whether the names of the latest credentials hang on the notice board."""
    latest = Certification.objects.filter(congress=congress).order_by("pk").last()
    notices = DelegateNotice.objects.filter(congress=congress)
    return latest is not None and notices.filter(announced_on__gte=latest.certified_on).exists()
