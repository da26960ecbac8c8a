"""The one way to ask: a question in, an answer out. Nothing is written anywhere."""

from dataclasses import replace

from contracts.statutes.law import RuleMissing
from workflow.asking import acts, days, rules
from workflow.asking.answers import Answer
from workflow.asking.facts import Facts
from workflow.asking.questions import Question, QuestionUnclear


def ask(question: Question) -> Answer:
    """Return what the law says to a question (CASES §6).

    :raises QuestionUnclear: if it cannot be understood; the text says what would be right.
    """
    question.check()
    facts = Facts(question.facts)
    try:
        found = _answer(question, facts)
    except RuleMissing as missing:
        raise QuestionUnclear(str(missing)) from missing
    found.unread = facts.unread
    if found.unread:
        found.message += f"（没有用到的情况：{'、'.join(found.unread)}。）"
    return found


def _answer(question: Question, facts: Facts) -> Answer:
    if question.deadline:
        return days.answer(replace(question, base=question.day), facts)
    if question.act:
        return acts.answer(question, facts)
    return rules.answer(question, facts)
