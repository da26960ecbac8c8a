"""Every rule and every deadline of the catalogue is there, and answered under every pack."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from contracts.deadlines.catalogue import deadlines
from contracts.statutes import rulebook
from contracts.verdicts.catalogue import rules
from workflow.asking import asking
from workflow.asking.questions import Question

ON = date(2026, 3, 2)
REGIONS = ("CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY")
# Reports of a federation and of a campaign: days of the calendar, kept there; no case runs them.
OF_THE_CALENDAR = {"DL_STAT_Q", "DL_STAT_Y", "DL_WEEKLY"}
# What the two entries of the catalogue that are no clocks say themselves.
NO_CLOCKS = {"DL_NONE", "DL_TERM_GENERAL"}
# Where the texts leave the days to the parties, or to the congress.
WITHOUT_DAYS = {
    "DL_SUSPEND": {"CN", "SH", "SD", "LN", "SY"},
    "DL_REP_VACANCY": {"CQ"},
    "DL_CONGRESS_TERM": {"ZJ", "HZ", "NB"},
}


def codes_in(pattern):
    """Return every string of the code that looks like a catalogue code."""
    found = set()
    for path in Path(settings.BASE_DIR).glob(pattern):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        found |= {word for word in constants if isinstance(word, str)}
    return found


def test_the_packs_are_those_the_questions_are_asked_under():
    assert set(rulebook.shipped().packs) == set(REGIONS)


def test_every_rule_of_the_catalogue_is_a_check():
    assert set(rules()) - codes_in("contracts/*/checks/*.py") == set()


def test_every_deadline_of_the_catalogue_is_a_clock():
    running = set(deadlines()) - NO_CLOCKS
    code = codes_in("contracts/**/*.py") | codes_in("workflow/**/*.py")

    assert running - code == OF_THE_CALENDAR


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize("region", REGIONS)
def test_every_rule_is_answered_with_its_source(region):
    without = []
    for code in rules():
        answer = asking.ask(Question(on=ON, region=region, rule=code))
        is_said = answer.word and answer.message and all(v.source for v in answer.verdicts)
        if not (answer.verdicts and is_said):
            without.append(code)

    assert without == []


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize("region", REGIONS)
def test_every_deadline_is_answered_with_its_day_and_source(region):
    dayless, without = set(), set()
    for code in set(deadlines()) - NO_CLOCKS:
        answer = asking.ask(Question(on=ON, region=region, deadline=code, base=ON))
        if not answer.verdicts or not answer.verdicts[0].source:
            without.add(code)
        if answer.due is None:
            dayless.add(code)

    assert without == set()
    assert dayless == {code for code, places in WITHOUT_DAYS.items() if region in places}


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize("region", REGIONS)
def test_every_key_of_the_packs_is_answered(region):
    book, without = rulebook.shipped(), []
    for rule in book.packs[region].rules:
        if rule.is_gap:
            continue
        on = ON if rule.holds(ON) else rule.effective_to or rule.effective_from
        answer = asking.ask(Question(on=on, region=region, rule=rule.key))
        if not answer.verdicts or not answer.verdicts[0].source:
            without.append(rule.key)

    assert without == []
