from datetime import date
from decimal import Decimal

import pytest

from workflow.asking.facts import Facts
from workflow.asking.questions import QuestionUnclear


def test_a_list_stands_for_its_count():
    facts = Facts({"representatives": [{"person": "a"}, {"person": "b"}], "outsiders": 1})

    assert (facts.count("representatives"), facts.count("outsiders")) == (2, 1)


def test_the_first_name_that_is_there_counts():
    assert Facts({"delegates": 40}).count("seats", "delegates") == 40
    assert Facts({"seats": 30, "delegates": 40}).count("seats", "delegates") == 30


def test_figures_words_and_days_are_read_as_they_are_written():
    facts = Facts(
        {"rate": "8%", "wage": 1849.5, "on": "2027-01-08", "ok": "是", "topics": "工资、裁员"}
    )

    assert facts.number("rate") == Decimal("0.08")
    assert facts.number("wage") == Decimal("1849.5")
    assert facts.day("on") == date(2027, 1, 8)
    assert facts.flag("ok") is True
    assert facts.listed("topics") == ["工资", "裁员"]


def test_what_is_left_out_is_nothing():
    facts = Facts()

    assert [facts.count("a"), facts.number("a"), facts.day("a"), facts.flag("a")] == [None] * 4
    assert (facts.words("a", "x"), facts.listed("a"), list(facts.rows("a"))) == ("x", None, [])


@pytest.mark.parametrize(
    ("read", "raw", "about"),
    [
        (lambda f: f.count("n"), {"n": -1}, "facts.n"),
        (lambda f: f.count("n"), {"n": 1.5}, "facts.n"),
        (lambda f: f.count("n"), {"n": True}, "facts.n"),
        (lambda f: f.number("n"), {"n": "多"}, "facts.n"),
        (lambda f: f.number("n"), {"n": "NaN"}, "facts.n"),
        (lambda f: f.flag("n"), {"n": "也许"}, "facts.n"),
        (lambda f: f.day("n"), {"n": "2027-02-30"}, "facts.n"),
        (lambda f: f.one_of("n", ("a", "b")), {"n": "c"}, "facts.n"),
        (lambda f: f.part("n"), {"n": 3}, "facts.n"),
        (lambda f: list(f.rows("n")), {"n": "x"}, "facts.n"),
        (lambda f: list(f.rows("n")), {"n": ["x"]}, "facts.n"),
        (lambda f: f.part("n").count("m"), {"n": {"m": "x"}}, "facts.n.m"),
    ],
)
def test_what_cannot_be_read_is_named(read, raw, about):
    with pytest.raises(QuestionUnclear) as unclear:
        read(Facts(raw))

    assert unclear.value.about == about


def test_facts_nobody_looked_at_are_told():
    facts = Facts({"workers": 90, "wrokers": 9})
    facts.count("workers")

    assert facts.unread == ["wrokers"]
