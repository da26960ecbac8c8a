from datetime import date

import pytest

from contracts.bargaining import representatives, rounds, seating
from contracts.bargaining.representatives import Nominee
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.parties.models import Side
from tests.factories.bargaining import (
    AreaRoundFactory,
    RoundFactory,
    SeatedRoundFactory,
    seat,
    worker_of,
)
from tests.factories.parties import EmployerFactory, PersonFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 3, 2)


def name(round_, side, *nominees, **facts):
    return representatives.name(round_, side=side, nominees=nominees, on=ON, **facts)


def chief(person, **facts):
    return Nominee(person, is_chief=True, **facts)


def outcomes(outcome):
    return {verdict.rule: verdict.outcome for verdict in outcome.verdicts}


def figures(outcome, rule):
    return next((v.found, v.required) for v in outcome.verdicts if v.rule == rule)


def test_union_chair_and_two_workers_pass_while_the_other_side_is_not_named():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party, level="一线")

    outcome = name(
        round_,
        Side.WORKERS,
        chief(chair),
        Nominee(worker_of(round_)),
        Nominee(worker_of(round_)),
    )

    assert outcomes(outcome) == {
        "R_REP_COUNT": "ok",
        "R_EXPERT_THIRD": "ok",
        "R_REP_NO_DUAL": "ok",
        "R_CHIEF_UNION": "ok",
        "R_REP_MGMT": "ok",
        "R_REP_PROTECT": "ok",
    }
    assert figures(outcome, "R_REP_COUNT") == (3, 3)
    assert not seating.are_both_named(round_)


def test_fewer_than_three_on_a_side_are_blocked():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party)

    outcome = name(round_, Side.WORKERS, chief(chair), Nominee(worker_of(round_)))

    assert outcomes(outcome)["R_REP_COUNT"] == "block"
    assert figures(outcome, "R_REP_COUNT") == (2, 3)


def test_employer_with_one_more_than_the_workers_is_blocked():
    round_ = RoundFactory()
    seat(round_, Side.WORKERS, size=3)
    boss = seat_head(round_.employer_party)

    others = [Nominee(worker_of(round_)) for _ in range(3)]
    outcome = name(round_, Side.EMPLOYER, chief(boss), *others, recorder=worker_of(round_))

    assert outcomes(outcome)["R_REP_COUNT"] == "block"
    assert figures(outcome, "R_REP_COUNT") == (4, 3)


def test_relative_of_the_firms_head_may_not_speak_for_the_workers():
    round_ = RoundFactory()
    chair, cousin = seat_head(round_.workers_party), worker_of(round_, name="杜小波")

    outcome = name(
        round_,
        Side.WORKERS,
        chief(chair),
        Nominee(worker_of(round_)),
        Nominee(cousin),
        relatives=[cousin],
    )

    assert outcomes(outcome)["R_REP_NO_DUAL"] == "block"
    assert figures(outcome, "R_REP_NO_DUAL") == (1, 0)


def test_person_on_both_sides_is_blocked():
    round_ = RoundFactory()
    workers = seat(round_, Side.WORKERS)
    boss = seat_head(round_.employer_party)

    outcome = name(
        round_,
        Side.EMPLOYER,
        chief(boss),
        Nominee(workers[1]),
        Nominee(worker_of(round_)),
    )

    assert outcomes(outcome)["R_REP_NO_DUAL"] == "block"


def test_personnel_manager_on_the_workers_side_is_warned_of():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party)
    clerk = worker_of(round_, post="人事主管", level="一般管理")

    outcome = name(
        round_,
        Side.WORKERS,
        chief(chair),
        Nominee(clerk),
        Nominee(worker_of(round_)),
    )

    assert outcomes(outcome)["R_REP_MGMT"] == "warn"


def test_two_outsiders_among_three_are_one_too_many():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party)
    outsiders = [Nominee(PersonFactory(), has_mandate=True) for _ in range(2)]

    outcome = name(round_, Side.WORKERS, chief(chair), *outsiders)

    assert outcomes(outcome)["R_EXPERT_THIRD"] == "block"
    assert figures(outcome, "R_EXPERT_THIRD") == (2, 1)


def test_fault_of_the_other_side_is_neither_named_nor_called_cured():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party)
    name(
        round_,
        Side.WORKERS,
        chief(chair),
        Nominee(PersonFactory()),
        Nominee(PersonFactory()),
    )
    boss = seat_head(round_.employer_party)

    others = [Nominee(worker_of(round_)) for _ in range(2)]
    outcome = name(round_, Side.EMPLOYER, chief(boss), *others)

    assert "R_EXPERT_THIRD" not in outcomes(outcome)
    assert not outcome.blocks


def test_in_an_area_representatives_without_a_firm_in_the_tree_are_no_outsiders():
    round_ = AreaRoundFactory()
    chair = PersonFactory(post="行业工会主席", level="一线")
    round_.workers_party.head = chair
    round_.workers_party.save()

    outcome = name(
        round_,
        Side.WORKERS,
        chief(chair),
        Nominee(PersonFactory(level="一线")),
        Nominee(PersonFactory(level="一线")),
    )

    assert figures(outcome, "R_EXPERT_THIRD") == (0, 1)
    assert not outcome.blocks


def test_chief_who_is_not_the_chair_needs_written_authority():
    round_ = RoundFactory()
    seat_head(round_.workers_party)
    people = [worker_of(round_) for _ in range(3)]

    bare = name(round_, Side.WORKERS, chief(people[0]), *map(Nominee, people[1:]))
    empowered = name(
        round_,
        Side.WORKERS,
        chief(people[0], has_mandate=True),
        *map(Nominee, people[1:]),
    )

    assert outcomes(bare)["R_CHIEF_UNION"] == "block"
    assert outcomes(empowered)["R_CHIEF_UNION"] == "ok"


def test_recorder_who_bargains_is_blocked():
    round_ = RoundFactory()
    seat(round_, Side.WORKERS)
    boss, clerk = seat_head(round_.employer_party), worker_of(round_)

    outcome = name(
        round_,
        Side.EMPLOYER,
        chief(boss),
        Nominee(clerk),
        Nominee(worker_of(round_)),
        recorder=clerk,
    )

    assert outcomes(outcome)["R_RECORDER"] == "block"


def test_without_a_union_half_of_all_workers_must_agree():
    round_ = rounds.open_round(
        workers_party=None,
        employer_party=EmployerFactory(headcount_total=184),
        kind="wage",
        on=ON,
    ).made
    people = [worker_of(round_) for _ in range(3)]
    nominees = [chief(people[0]), *map(Nominee, people[1:])]

    short = name(round_, Side.WORKERS, *nominees, consent_count=91)
    enough = name(round_, Side.WORKERS, *nominees, consent_count=92)

    assert outcomes(short)["R_NO_UNION_CONSENT"] == "block"
    assert figures(short, "R_NO_UNION_CONSENT") == (91, 92)
    assert outcomes(enough)["R_NO_UNION_CONSENT"] == "ok"


def test_later_list_takes_the_place_of_the_earlier_one():
    round_ = RoundFactory()
    first = seat(round_, Side.WORKERS)

    name(round_, Side.WORKERS, chief(first[0]), *[Nominee(worker_of(round_)) for _ in range(3)])

    assert len(seating.seated(round_, Side.WORKERS)) == 4
    assert seating.seated(round_, Side.WORKERS)[0].person == first[0]


@pytest.mark.parametrize(
    ("refusal", "chiefs"),
    [
        (representatives.NobodyNamed, []),
        (representatives.NamedTwice, [("甲", True), ("甲", False)]),
        (representatives.OneChiefOnly, [("甲", True), ("乙", True)]),
    ],
)
def test_list_that_cannot_be_one_is_refused(refusal, chiefs):
    round_ = RoundFactory()
    people = {written: worker_of(round_, name=written) for written in "甲乙"}
    nominees = [Nominee(people[written], is_chief=leads) for written, leads in chiefs]

    with pytest.raises(refusal):
        name(round_, Side.WORKERS, *nominees)


def test_vacancy_alone_is_no_fault_and_starts_fifteen_days():
    round_ = SeatedRoundFactory()
    leaving = seating.seated(round_, Side.WORKERS)[2].person

    outcome = representatives.replace(
        round_,
        side=Side.WORKERS,
        leaving=leaving,
        vacant_since=date(2027, 5, 13),
        on=date(2027, 5, 13),
    )

    assert not outcome.blocks
    assert clock.running(round_).get(code="DL_REP_VACANCY").last_day == date(2027, 5, 28)


def test_successor_takes_a_seat_left_vacant_and_stops_its_clock():
    round_ = SeatedRoundFactory()
    leaving, joining = seating.seated(round_, Side.WORKERS)[2].person, worker_of(round_)
    representatives.replace(round_, side=Side.WORKERS, leaving=leaving, on=date(2027, 5, 13))

    outcome = representatives.replace(
        round_,
        side=Side.WORKERS,
        leaving=leaving,
        joining=joining,
        on=date(2027, 5, 14),
    )

    assert outcome.made.person == joining
    assert outcome.made.replaces.person == leaving
    assert outcomes(outcome)["R_REP_COUNT"] == "ok"
    states = Deadline.objects.filter(code="DL_REP_VACANCY").values_list("state", flat=True)
    assert list(states) == ["met"]


def test_two_vacant_seats_are_watched_one_after_the_other():
    round_ = SeatedRoundFactory()
    first, second = (seating.seated(round_, side)[1].person for side in Side)
    representatives.replace(round_, side=Side.WORKERS, leaving=first, on=date(2027, 5, 1))
    representatives.replace(round_, side=Side.EMPLOYER, leaving=second, on=date(2027, 5, 4))

    representatives.replace(
        round_,
        side=Side.WORKERS,
        leaving=first,
        joining=worker_of(round_),
        on=date(2027, 5, 6),
    )

    running = clock.running(round_).get(code="DL_REP_VACANCY")
    assert (running.side, running.last_day) == ("employer", date(2027, 5, 19))


def test_new_chief_of_the_employer_needs_the_bosss_authority():
    round_ = SeatedRoundFactory()
    boss = round_.employer_party.head
    deputy = worker_of(round_, post="副总经理", level="企业负责人")

    outcome = representatives.replace(
        round_,
        side=Side.EMPLOYER,
        leaving=boss,
        joining=deputy,
        is_chief=True,
        has_mandate=True,
        on=date(2027, 5, 8),
    )

    assert outcomes(outcome)["R_CHIEF_EMPLOYER"] == "ok"


def test_side_left_without_a_chief_is_blocked():
    round_ = SeatedRoundFactory()

    outcome = representatives.replace(
        round_,
        side=Side.EMPLOYER,
        leaving=round_.employer_party.head,
        joining=worker_of(round_),
        on=date(2027, 5, 8),
    )

    assert outcomes(outcome)["R_CHIEF_EMPLOYER"] == "block"
    assert figures(outcome, "R_CHIEF_EMPLOYER") == (0, 1)


def test_somebody_who_does_not_sit_there_cannot_be_replaced():
    round_ = SeatedRoundFactory()

    with pytest.raises(representatives.NoSuchRepresentative):
        representatives.replace(round_, side=Side.WORKERS, leaving=PersonFactory(), on=ON)


def test_successor_who_sits_there_already_is_refused():
    round_ = SeatedRoundFactory()
    _, second, third = seating.seated(round_, Side.WORKERS)

    with pytest.raises(representatives.AlreadySeated):
        representatives.replace(
            round_,
            side=Side.WORKERS,
            leaving=second.person,
            joining=third.person,
            on=ON,
        )


def test_second_chief_beside_the_first_is_refused():
    round_ = SeatedRoundFactory()
    second = seating.seated(round_, Side.WORKERS)[1].person

    with pytest.raises(representatives.OneChiefOnly):
        representatives.replace(
            round_,
            side=Side.WORKERS,
            leaving=second,
            joining=worker_of(round_),
            is_chief=True,
            on=ON,
        )
