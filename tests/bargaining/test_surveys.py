from datetime import date

import pytest

from contracts.bargaining import plans, surveys
from contracts.bargaining.surveys import TopicVotes
from contracts.parties.actors import acting_as
from tests.factories.bargaining import RoundFactory
from tests.factories.parties import actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 3, 1)


def test_survey_keeps_sheets_and_votes():
    survey = surveys.record(
        RoundFactory(),
        sent=184,
        returned=163,
        topics=[TopicVotes("涨工资", 141), TopicVotes("夜班津贴", 96)],
        on=ON,
    ).made

    assert (survey.sent_count, survey.returned_count) == (184, 163)
    assert list(survey.topics.order_by("pk").values_list("topic", "votes")) == [
        ("涨工资", 141),
        ("夜班津贴", 96),
    ]


def test_more_sheets_back_than_out_are_refused():
    with pytest.raises(surveys.MoreReturnedThanSent):
        surveys.record(RoundFactory(), sent=10, returned=11, topics=[], on=ON)


def test_all_sheets_may_name_one_topic_but_not_one_more():
    round_ = RoundFactory()
    surveys.record(round_, sent=10, returned=10, topics=[TopicVotes("涨工资", 10)], on=ON)

    with pytest.raises(surveys.MoreVotesThanReturned):
        surveys.record(round_, sent=10, returned=10, topics=[TopicVotes("涨工资", 11)], on=ON)


def test_topic_named_twice_is_refused():
    with pytest.raises(surveys.MoreVotesThanReturned):
        surveys.record(
            RoundFactory(),
            sent=10,
            returned=10,
            topics=[TopicVotes("涨工资", 3), TopicVotes("涨工资", 4)],
            on=ON,
        )


def test_employer_may_not_write_the_workers_survey():
    round_ = RoundFactory()

    with (
        acting_as(actor_of(round_.employer_party, "employer_officer")),
        pytest.raises(plans.NotYourSide),
    ):
        surveys.record(round_, sent=1, returned=1, topics=[], on=ON)
