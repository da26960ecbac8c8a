from datetime import date
from pathlib import Path

import pytest

from contracts.deadlines.models import Deadline
from contracts.journal.models import Entry
from contracts.parties.actors import SYSTEM, acting_as
from contracts.verdicts.models import Finding
from tests.factories.parties import EmployerFactory, UnionFactory
from workflow.asking import asking
from workflow.asking.questions import Question, QuestionUnclear
from workflow.cases import casefile, player
from workflow.cases.reader import CaseFileFaulty

ON = date(2027, 5, 20)
CASES = Path(__file__).parent / "cases"
HEAD = """case: 问法
region: CN
organisations:
  county: {kind: federation, name: 望海县总工会}
  firm: {kind: employer, name: 望海宏运物流有限公司}
  union: {kind: union, of: firm, parent: county, name: 望海宏运物流有限公司工会委员会}
acts:
"""


def ask(**fields):
    return asking.ask(Question(on=ON, **fields))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, ""),
        ({"deadline": "DL_COORD", "rule": "R_LAYOFF"}, ""),
        ({"deadline": "DL_NOBODY"}, "deadline"),
        ({"rule": "R_NOBODY"}, "rule"),
        ({"act": "congress.dance"}, "act"),
        ({"deadline": "DL_COORD", "region": "XX"}, "region"),
        ({"deadline": "DL_COORD", "kind": "pension"}, "kind"),
        ({"act": "congress.vote", "facts": {"yes": 3}}, "facts.delegates"),
        ({"act": "agreements.draft", "facts": {"pay_day": "随缘"}}, "facts.clauses"),
        ({"act": "congress.vote", "facts": {"delegates": 3, "present": "些"}}, "facts.present"),
    ],
)
def test_a_question_nobody_understands_is_refused_and_says_what_would_be_right(fields, about):
    with pytest.raises(QuestionUnclear) as unclear:
        ask(**fields)

    assert unclear.value.about == about
    assert str(unclear.value)


@pytest.mark.django_db
def test_before_a_text_was_in_force_it_is_not_claimed():
    answer = asking.ask(
        Question(on=ON, base=date(1994, 1, 1), deadline="DL_OFFER_REPLY", region="CN")
    )

    assert answer.due is None
    assert "没有规定天数" in answer.message


@pytest.mark.django_db
def test_facts_that_changed_nothing_are_told():
    answer = ask(rule="R_LAYOFF", facts={"workers": 90, "cut": 9, "weather": "fine"})

    assert answer.unread == ["weather"]
    assert answer.message.endswith("（没有用到的情况：weather。）")


@pytest.mark.django_db
def test_a_letter_is_judged_as_if_the_asker_sent_it(as_system):
    firm = EmployerFactory()
    union = UnionFactory(firm=firm)

    answer = ask(act="supervision.letter", facts={"kind": "recommendation"}, asker=union)

    assert [(v.rule, v.outcome) for v in answer.verdicts] == [("sup.jianyishu.who", "block")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_stories_of_questions_play_green_and_change_nothing(path):
    failures = []

    for report, _ in player.play(casefile.load(path)):
        failures = [f"{played.line}: {failure}" for played, failure in report.failures]

    assert failures == []
    with acting_as(SYSTEM):
        assert [row.objects.count() for row in (Deadline, Entry, Finding)] == [0, 0, 0]


def story(tmp_path, act):
    path = tmp_path / "story.yaml"
    path.write_text(f"{HEAD}- {act}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("with_", "says"),
    [
        ("{region: XX, rule: R_LAYOFF}", "XX"),
        ("{rule: R_LAYOFF, act: congress.vote}", "一次只问一样"),
        ("{facts: {workers: 3}}", "一次只问一样"),
        ("{rule: R_LAYOFF, weather: fine}", "weather"),
    ],
)
def test_a_file_with_a_wrong_question_is_wrong_before_it_is_played(tmp_path, with_, says):
    path = story(tmp_path, f"{{on: 2027-05-20, by: county, do: law.ask, with: {with_}}}")

    with pytest.raises(CaseFileFaulty) as faulty:
        casefile.load(path)

    assert faulty.value.line == 8
    assert says in str(faulty.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (
            (
                "{on: 2027-05-20, by: union, do: law.ask, with: {act: supervision.letter,"
                " facts: {kind: recommendation}}, expect: {blocked_by: [sup.jianyishu.who]}}"
            ),
            [],
        ),
        (
            (
                "{on: 2027-05-20, do: law.ask, with: {rule: R_LAYOFF,"
                " facts: {workers: 90, cut: 9}},"
                " expect: {answer: not_triggered}}"
            ),
            ["answer：应为 not_triggered，实为 triggered"],
        ),
        (
            "{on: 2027-05-20, by: county, do: law.ask, with: {rule: R_NOBODY}}",
            ["blocked_by：应为 不拦截，实为 unclear"],
        ),
    ],
)
def test_any_organisation_may_ask_and_a_wrong_expectation_is_told(tmp_path, act, failure):
    *_, (report, _) = player.play(casefile.load(story(tmp_path, act)))

    assert [str(found)[: len(failure[0])] for _, found in report.failures] == failure
