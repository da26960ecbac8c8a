from datetime import date

import pytest

from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.parties.actors import acting_as
from contracts.parties.choices import Role
from contracts.supervision import letters
from contracts.supervision.models import Letter
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def send(union=None, *, on=date(2027, 5, 6), **facts):
    union = union or UnionFactory(parent=FederationFactory(name="望海县总工会"))
    facts = {"kind": "reminder", "receiver": union.firm} | facts
    sender = facts.pop("sender", union)
    return letters.send(sender, on=on, **facts)


def test_the_days_to_answer_count_from_service_and_show_the_rolled_day():
    outcome = send(served_on=date(2027, 5, 7), reply_days=15)

    [deadline] = clock.running(outcome.made)
    assert deadline.code == "DL_SUPERVISION_REPLY"
    assert (deadline.last_day, deadline.rolled_day) == (date(2027, 5, 22), date(2027, 5, 24))


def test_a_reminder_has_no_period_of_its_own():
    assert list(clock.running(send().made)) == []


@pytest.mark.parametrize(
    ("region", "last_day"),
    [("CN", date(2027, 3, 16)), ("ZJ", date(2027, 3, 22)), ("SY", date(2027, 3, 16))],
)
def test_an_opinion_is_answered_within_the_packs_period(region, last_day):
    union = UnionFactory(region=region)
    federation = FederationFactory()

    outcome = send(union, kind="opinion", sender=federation, on=date(2027, 3, 1))

    assert outcome.made.last_day == last_day


def test_a_firms_union_may_not_send_a_recommendation():
    outcome = send(kind="recommendation", reply_days=15)

    [verdict] = outcome.verdicts
    assert (verdict.rule, verdict.outcome) == ("sup.jianyishu.who", "block")
    assert verdict.citations == ("SUP21", "HS24")


def test_a_county_federation_recommends_to_the_department():
    county = FederationFactory(name="望海县总工会")
    department = LabourDepartmentFactory(parent=county)

    outcome = send(kind="recommendation", sender=county, receiver=department)

    assert [v.outcome for v in outcome.verdicts] == ["ok"]
    with acting_as(actor_of(department, Role.LABOUR_CLERK)):
        assert Letter.objects.get() == outcome.made


def test_in_liaoning_the_firms_own_union_leaves_the_opinion_to_the_next_upper_one():
    union = UnionFactory(region="LN", parent=FederationFactory(name="临港街道总工会"))

    own = send(union, kind="opinion")
    upper = send(union, kind="opinion", sender=union.parent or FederationFactory())

    assert [(v.rule, v.outcome) for v in own.verdicts] == [("sup.yijianshu.who", "block")]
    assert [v.outcome for v in upper.verdicts] == ["ok"]


def test_an_answer_stops_the_clock_on_the_day_it_came():
    letter = send(reply_days=15).made

    letters.reply(letter, on=date(2027, 5, 20), received_on=date(2027, 5, 23))

    deadline = Deadline.objects.get(code="DL_SUPERVISION_REPLY")
    assert (letter.replied_on, deadline.days_late) == (date(2027, 5, 23), 2)


def test_a_letter_is_answered_once():
    letter = send(reply_days=15).made
    letters.reply(letter, on=date(2027, 5, 20))

    with pytest.raises(letters.LetterAlreadyAnswered):
        letters.reply(letter, on=date(2027, 5, 21))


def test_an_unanswered_reminder_suggests_an_opinion():
    letter = send(reply_days=15).made

    verdict = letters.judge_silence(letter, on=date(2027, 5, 22))

    assert (verdict.rule, verdict.outcome) == ("sup.duty_to_answer", "warn")
    assert "可以发意见书" in verdict.message
    assert letters.judge_silence(letter, on=date(2027, 5, 21)) is None
    assert letters.unanswered(on=date(2027, 5, 22)) == [letter]


def test_the_receiving_firm_sees_the_letter_and_another_does_not():
    union = UnionFactory()
    letter = send(union).made
    stranger = UnionFactory().firm

    with acting_as(actor_of(union.firm, Role.EMPLOYER_OFFICER)):
        assert list(Letter.objects.all()) == [letter]
    with acting_as(actor_of(stranger, Role.EMPLOYER_OFFICER)):
        assert list(Letter.objects.all()) == []
