from dataclasses import replace
from datetime import date

import pytest

from contracts.bargaining import plans
from contracts.bargaining.models import EmployerPlanPosition, WorkersPlan, WorkersPlanPosition
from contracts.bargaining.plans import PlannedPosition
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Side
from tests.factories.bargaining import RoundFactory
from tests.factories.parties import actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
GROWTH = PlannedPosition("年度平均工资增幅", ask="8%", target="5%", bottom="4%")


def draw_up(round_, side, *positions):
    return plans.draw_up(round_, side=side, positions=positions or [GROWTH], on=date(2027, 3, 1))


def test_plan_keeps_what_the_side_asks_hopes_for_and_will_not_go_below():
    outcome = draw_up(RoundFactory(), Side.WORKERS)

    assert list(outcome.made.positions.values_list("topic", "ask", "target", "bottom")) == [
        ("年度平均工资增幅", "8%", "5%", "4%"),
    ]
    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_CONFIDENTIAL", "ok")]


def test_new_plan_replaces_the_earlier_one():
    round_ = RoundFactory()
    first = draw_up(round_, Side.WORKERS).made
    second = draw_up(round_, Side.WORKERS).made

    standing = WorkersPlan.objects.filter(round=round_, replaced_on__isnull=True)

    assert list(standing) == [second]
    first.refresh_from_db()
    assert first.replaced_on == date(2027, 3, 1)


def test_each_sides_plan_is_seen_by_that_side_alone():
    round_ = RoundFactory()
    draw_up(round_, Side.WORKERS)
    draw_up(round_, Side.EMPLOYER)

    with acting_as(actor_of(round_.workers_party, "union_chair")):
        seen_by_union = (
            WorkersPlanPosition.objects.count(),
            EmployerPlanPosition.objects.count(),
        )
    with acting_as(actor_of(round_.employer_party, "employer_officer")):
        seen_by_firm = (
            WorkersPlanPosition.objects.count(),
            EmployerPlanPosition.objects.count(),
        )

    assert seen_by_union == (1, 0)
    assert seen_by_firm == (0, 1)


def test_other_side_may_not_write_a_plan_even_through_the_door():
    round_ = RoundFactory()
    employer = replace(actor_of(round_.employer_party, "employer_officer"), is_system=True)

    with acting_as(employer), pytest.raises(plans.NotYourSide):
        draw_up(round_, Side.WORKERS)


def test_topic_that_names_the_bottom_line_is_blocked():
    with acting_as(SYSTEM):
        outcome = draw_up(RoundFactory(), Side.WORKERS, PlannedPosition("增幅（底线4%）"))

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_CONFIDENTIAL", "block")]
