"""Who sees what of a round: the sides, those above, those beside, the labour department."""

from datetime import date

import pytest

from contracts.bargaining import coordination, materials, models, plans, surveys, suspensions
from contracts.bargaining.plans import PlannedPosition
from contracts.bargaining.surveys import TopicVotes
from contracts.parties.actors import NoActor, acting_as
from contracts.parties.models import Side
from tests.factories.bargaining import SeatedRoundFactory, meet
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 2)
PROGRESS = [models.Round, models.Offer, models.Session, models.Suspension]
BOTH_SIDES = [
    models.Representative,
    models.Recorder,
    models.OfferTopic,
    models.Attendance,
    models.Position,
    models.SuspensionReason,
    models.DataRequest,
]
WORKERS_ONLY = [
    models.WorkersSurvey,
    models.SurveyTopic,
    models.WorkersPlan,
    models.WorkersPlanPosition,
]
EMPLOYER_ONLY = [models.EmployerPlan, models.EmployerPlanPosition]
EVERYTHING = [*PROGRESS, *BOTH_SIDES, *WORKERS_ONLY, *EMPLOYER_ONLY]


@pytest.fixture
def county():
    return FederationFactory()


@pytest.fixture
def round_(county, as_system):
    """Return a round in which every table has a row."""
    made = SeatedRoundFactory(union=UnionFactory(parent=county))
    people = [made.workers_party.head, made.employer_party.head]
    meet(made, present=people)
    surveys.record(made, sent=9, returned=8, topics=[TopicVotes("涨工资", 7)], on=ON)
    for side in Side:
        plans.draw_up(made, side=side, positions=[PlannedPosition("工资", bottom="4%")], on=ON)
    materials.request(made, side=Side.WORKERS, items=["工资总额"], meets_on=ON, on=ON)
    suspensions.suspend(made, until=date(2027, 4, 1), reason="订单", on=ON)
    return made


def seen(actor):
    with acting_as(actor):
        return [table for table in EVERYTHING if table.objects.exists()]


def test_the_workers_side_sees_all_but_the_employers_plan(round_):
    assert seen(actor_of(round_.workers_party, "union_chair")) == [
        *PROGRESS,
        *BOTH_SIDES,
        *WORKERS_ONLY,
    ]


def test_the_employers_side_sees_all_but_the_workers_survey_and_plan(round_):
    assert seen(actor_of(round_.employer_party, "employer_officer")) == [
        *PROGRESS,
        *BOTH_SIDES,
        *EMPLOYER_ONLY,
    ]


def test_the_federation_above_sees_progress_and_no_positions(round_, county):
    assert seen(actor_of(county, "federation_officer")) == PROGRESS


def test_a_federation_beside_sees_nothing(round_):
    assert seen(actor_of(FederationFactory(), "federation_officer")) == []


def test_a_stranger_union_sees_nothing(round_, county):
    assert seen(actor_of(UnionFactory(parent=county), "union_chair")) == []


def test_the_labour_department_sees_progress_once_the_case_came_to_it(round_, county):
    clerk = actor_of(LabourDepartmentFactory(path=county.path), "labour_clerk")

    before = seen(clerk)
    coordination.apply(round_, side="workers", on=ON)

    assert before == []
    assert seen(clerk) == PROGRESS


def test_nobody_in_particular_is_told_nothing_at_all():
    with pytest.raises(NoActor):
        models.Round.objects.exists()
