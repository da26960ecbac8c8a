"""A plan of layoffs is told early enough, heard in private firms and passed in state-owned ones."""

from datetime import date

import pytest

from contracts.congress import opinions
from contracts.congress.choices import Opinion, PlanKind
from contracts.congress.opinions import Arrangement, Plan
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from tests.factories.parties import EmployerFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def session(ownership="私营", **facts):
    firm = EmployerFactory(headcount_total=184, ownership=ownership)
    return SessionFactory(CongressFactory(union=UnionFactory(firm=firm)), **facts)


def plan(**changes):
    facts = {
        "kind": PlanKind.LAYOFF,
        "explained_on": date(2027, 3, 8),
        "planned_on": date(2027, 4, 20),
        "affected": 22,
        **changes,
    }
    return Plan(**facts)


def give(sitting, told=None, **more):
    return opinions.give(sitting, told or plan(), opinion=Opinion.AMENDED, on=SITS_ON, **more)


def broken(outcome):
    return [verdict.rule for verdict in outcome.verdicts if verdict.blocks]


def test_an_opinion_on_a_plan_told_in_time_stands():
    outcome = give(session(), arrangements=[Arrangement("铸造车间", 22, "转岗")])

    made = outcome.made
    assert broken(outcome) == []
    assert (made.total, made.is_decisive) == (184, False)
    assert made.arrangements == [{"group": "铸造车间", "count": 22, "arrangement": "转岗"}]


@pytest.mark.parametrize(
    ("affected", "planned_on", "rules"),
    [
        (22, date(2027, 4, 6), ["R_LAYOFF"]),
        (22, date(2027, 4, 7), []),
        (18, date(2027, 4, 6), []),
        (19, date(2027, 4, 6), ["R_LAYOFF"]),
    ],
)
def test_a_large_layoff_is_told_thirty_days_before(affected, planned_on, rules):
    outcome = give(session(), plan(affected=affected, planned_on=planned_on))

    assert broken(outcome) == rules


def test_without_a_quorum_the_opinion_is_on_record_and_faulty():
    outcome = give(session(present=21))

    assert (broken(outcome), outcome.is_fact) == (["R_VOTE_QUORUM"], True)


@pytest.mark.parametrize(("ownership", "passes"), [("国有企业", True), ("私营", False)])
def test_a_settlement_plan_is_passed_in_state_firms_and_heard_in_private_ones(ownership, passes):
    outcome = give(session(ownership), plan(kind=PlanKind.RESTRUCTURING))

    advised = [verdict.rule for verdict in outcome.verdicts if verdict.outcome == "warn"]
    assert outcome.made.is_decisive is passes
    assert advised == (["wc.matters"] if passes else [])


def test_more_people_than_there_are_is_no_plan():
    with pytest.raises(opinions.NumbersImpossible, match="涉及185人，比职工总数184人还多"):
        give(session(), plan(affected=185))


def test_a_plan_begins_after_it_was_explained():
    with pytest.raises(opinions.PlannedBeforeExplained):
        give(session(), plan(planned_on=date(2027, 3, 1)))


def test_the_firm_answers_once():
    made = give(session()).made

    opinions.answer(made, content="采纳第二条", on=date(2027, 4, 2))

    assert (made.answer, made.answered_on) == ("采纳第二条", date(2027, 4, 2))
    with pytest.raises(opinions.AnsweredAlready):
        opinions.answer(made, content="再答复", on=date(2027, 4, 3))
