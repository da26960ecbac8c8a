from datetime import date

import pytest

from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.supervision import rectifications
from tests.factories.agreements import InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_the_days_given_count_from_service():
    outcome = rectifications.rectify(
        InForceFactory(),
        on=date(2027, 10, 20),
        served_on=date(2027, 10, 21),
        points=["补发7月高温津贴"],
        days=15,
    )

    [deadline] = clock.running(outcome.made)
    assert (deadline.code, deadline.last_day) == ("DL_RECTIFY", date(2027, 11, 5))
    assert outcome.made.last_day == date(2027, 11, 5)


@pytest.mark.parametrize(
    ("answered_on", "state", "days_late"),
    [(date(2027, 11, 4), "met", 0), (date(2027, 11, 6), "late", 2)],
)
def test_an_answer_stops_the_clock_late_or_not(answered_on, state, days_late):
    demand = rectifications.rectify(
        InForceFactory(), on=date(2027, 10, 20), points=["补发"], days=15
    ).made

    rectifications.rectified(demand, on=answered_on, points=["已补发12600元"])

    deadline = Deadline.objects.get(code="DL_RECTIFY")
    assert (deadline.state, deadline.days_late) == (state, days_late)
    assert demand.measures == ["已补发12600元"]


def test_a_demand_is_answered_once():
    demand = rectifications.rectify(InForceFactory(), on=date(2027, 10, 20), points=["补发"]).made
    rectifications.rectified(demand, on=date(2027, 11, 3))

    with pytest.raises(rectifications.AlreadyRectified):
        rectifications.rectified(demand, on=date(2027, 11, 4))


def test_a_demand_names_what_it_demands():
    with pytest.raises(rectifications.NothingToRectify):
        rectifications.rectify(InForceFactory(), on=date(2027, 10, 20), points=[])
