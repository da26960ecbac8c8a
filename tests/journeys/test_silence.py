"""The employer says nothing: reminder, report to the higher union, coordination, talks."""

from datetime import date

import pytest

from tests.factories.acts import LAST_DAY, offer, open_round
from tests.factories.journeys import Journey, desks, papers, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_silence_leads_through_coordination_to_the_table():
    way = Journey()
    round_ = open_round(way.parties)
    offer(way.parties, round_)
    way.do("bargaining.remind", round_, by=way.union, on=date(2027, 1, 25))
    early = way.attempt("bargaining.report_silence", round_, by=way.union, on=LAST_DAY)
    assert (early.ok, [v.rule for v in early.blocks]) == (False, ["R_ORDER"])
    assert desks() == {("employer", "bargaining.respond", LAST_DAY)}

    brought = way.wait(date(2027, 1, 29))

    assert brought == ["urge_note"]
    assert desks() == {
        ("employer", "bargaining.respond", LAST_DAY),
        ("workers", "bargaining.report_silence", None),
    }
    coordinate(way, round_)
    assert tasks("Bargaining") == {
        "prepare": ["DONE"],
        "await_answer": ["CANCELED"],
        "await_answer__timeout": ["DONE"],
        "report": ["DONE"],
        "apply": ["DONE"],
        "accept": ["DONE"],
        "coordinate": ["DONE"],
        "talk": ["NEW"],
    }
    assert desks() == {("both", "bargaining.meet", None)}
    assert papers() == [
        "offer_letter",
        "service_receipt",
        "offer_response_reminder",
        "urge_note",
        "offer_refusal_report",
        "coordination_application",
        "coordination_agreement",
    ]


def coordinate(way, round_):
    """Report, apply, take up, extend by the fifteen days the law has, and conclude."""
    step = "bargaining.coordination"
    way.do("bargaining.report_silence", round_, by=way.union, on=date(2027, 2, 1))
    assert ("workers", "bargaining.coordination:apply", None) in desks()
    way.do(step, round_, by=way.union, on=date(2027, 2, 2), step="apply")
    assert ("labour", "bargaining.coordination:accept", None) in desks()
    way.do(step, round_, by=way.labour, on=date(2027, 2, 3), step="accept")
    assert ("labour", "bargaining.coordination:conclude", date(2027, 3, 5)) in desks()
    far = way.attempt(step, round_, by=way.labour, on=date(2027, 3, 1), step="extend", days=16)
    assert [(v.rule, v.found, v.required) for v in far.blocks] == [
        ("cb.dispute.coordination_period", 16, 15),
    ]
    way.do(step, round_, by=way.labour, on=date(2027, 3, 1), step="extend", days=15)
    assert ("labour", "bargaining.coordination:conclude", date(2027, 3, 20)) in desks()
    way.do(step, round_, by=way.labour, on=date(2027, 3, 15), step="conclude", terms=["即行协商"])


def test_an_answer_after_the_report_still_opens_the_talks():
    way = Journey()
    round_ = open_round(way.parties)
    offer(way.parties, round_)
    way.wait(date(2027, 1, 29))
    way.do("bargaining.report_silence", round_, by=way.union, on=date(2027, 2, 1))

    answered = way.do(
        "bargaining.respond", round_, by=way.firm, on=date(2027, 2, 3), answer="agree"
    )

    assert answered.made.days_late == 6
    assert tasks("Bargaining")["apply"] == ["CANCELED"]
    assert tasks("Bargaining")["talk"] == ["NEW"]
    assert desks() == {("both", "bargaining.meet", None)}


def test_an_answer_in_time_disarms_the_timer():
    way = Journey()
    round_ = open_round(way.parties)
    offer(way.parties, round_)
    way.do("bargaining.respond", round_, by=way.firm, on=LAST_DAY, answer="agree")

    brought = way.wait(date(2027, 3, 1))

    assert brought == []
    assert tasks("Bargaining")["await_answer__timeout"] == ["CANCELED"]
    assert "report" not in tasks("Bargaining")
