from datetime import date

import pytest

from contracts.agreements.checks import outdated
from contracts.agreements.texts import Text
from contracts.statutes.law import Law

LAW = Law(instruments=("WAGE",), on=date(2027, 3, 10))


def found(**words):
    verdicts = outdated.check_outdated(Text(kind="wage", clauses={"text": words}), LAW)
    return [(v.rule, v.outcome) for v in verdicts]


@pytest.mark.parametrize(
    "words",
    [
        "本合同经劳动行政部门审查同意后生效",
        "自收到人社部门《审查意见书》之日起生效",
        "报人社局备案登记后生效",
        "经人社部门出具书面意见后方可生效",
    ],
)
def test_effect_that_waits_for_a_written_opinion_is_an_old_template(words):
    assert found(生效=words) == [("cb.review.silence", "warn")]


@pytest.mark.parametrize(
    "words",
    [
        "自人社部门收到文本之日起十五日内未提出异议的，即行生效",
        "经职工代表大会审议通过后，由双方首席代表签字",
        "审查意见书送达后，双方在五日内修改",
    ],
)
def test_silence_is_enough_and_is_not_blamed(words):
    assert found(生效=words) == []


@pytest.mark.parametrize("words", ["女职工产假90天", "产假为九十日，难产增加15天"])
def test_the_old_days_of_maternity_are_caught_in_words(words):
    assert found(女职工保护=words) == [("R_WOMEN_FLOOR", "block")]


@pytest.mark.parametrize(
    "words", ["产假98天，难产增加产假15天", "产假158天", "产假按国家规定，另有90天育儿假"]
)
def test_other_days_are_no_old_template(words):
    assert found(女职工保护=words) == []
