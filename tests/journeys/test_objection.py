"""The labour department objects: the same contract is signed and filed again, all clocks anew."""

from datetime import date

import pytest

from tests.factories.acts import OFFERED_ON, offer, open_round, respond
from tests.factories.journeys import CLAUSES, Journey, desks, papers, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def filed_contract(way):
    """Return a wage contract that lies with the labour department."""
    round_ = open_round(way.parties)
    offer(way.parties, round_)
    table = way.seat_both_sides(round_, on=OFFERED_ON)
    respond(way.parties, round_, on=date(2027, 1, 11))
    said = [{"topic": "增幅", "workers": "8%", "employer": "2%", "settled": "5%"}]
    met = {"chair": table[0], "present": table, "positions": said}
    way.do("bargaining.meet", round_, by=way.union, on=date(2027, 1, 20), **met)
    way.do("bargaining.settle", round_, by=way.union, on=date(2027, 1, 20))
    agreement = way.do(
        "agreements.draft",
        round_,
        by=way.union,
        on=date(2027, 1, 22),
        kind="wage",
        term={"from": date(2027, 2, 1), "to": date(2028, 1, 31)},
        clauses=CLAUSES,
    ).made
    way.pass_draft(agreement, notified_on=date(2027, 1, 23), on=date(2027, 2, 1))
    way.sign(agreement, on=date(2027, 2, 2))
    file(way, agreement, on=date(2027, 2, 5))
    return agreement


def file(way, agreement, *, on):
    """File three copies."""
    return way.do("agreements.file", agreement, by=way.firm, on=on, received_on=on, copies=3)


def test_an_objection_sends_the_contract_back_to_both_chiefs_and_all_clocks_run_anew():
    way = Journey()
    agreement = filed_contract(way)
    assert tasks("Conclusion")["submit"] == ["DONE"], "a vote passes over the submission"
    assert desks() == {("labour", "agreements.opinion", date(2027, 2, 20))}

    way.do(
        "agreements.opinion",
        agreement,
        by=way.labour,
        on=date(2027, 2, 10),
        result="objection",
        served_on=date(2027, 2, 12),
        clauses=["加班费"],
    )

    assert desks() == {
        ("workers", "agreements.conclude", None),
        ("employer", "agreements.conclude", None),
    }
    assert tasks("Conclusion")["review__timeout"] == ["CANCELED"]
    assert way.wait(date(2027, 2, 21)) == []
    way.sign(agreement, on=date(2027, 2, 22))
    assert desks() == {("employer", "agreements.file", date(2027, 3, 1))}
    again = file(way, agreement, on=date(2027, 2, 24))
    assert "objection_revision_note" in [paper.code for paper in again.papers]
    assert desks() == {("labour", "agreements.opinion", date(2027, 3, 11))}

    way.wait(date(2027, 3, 12))

    agreement.refresh_from_db()
    assert agreement.in_force_on == date(2027, 3, 12)
    found = tasks("Conclusion")
    assert found["sign_workers"] == ["DONE", "DONE"]
    assert found["review"] == ["DONE", "CANCELED"]
    assert found["review__timeout"] == ["CANCELED", "DONE"]
    assert papers().count("congress_resolution") == 1


def test_an_objection_after_the_last_day_comes_too_late():
    way = Journey()
    agreement = filed_contract(way)

    late = way.attempt(
        "agreements.opinion",
        agreement,
        by=way.labour,
        on=date(2027, 2, 21),
        result="objection",
        served_on=date(2027, 2, 21),
    )

    assert not late.ok
    agreement.refresh_from_db()
    assert agreement.in_force_on == date(2027, 2, 21)
    assert "review_opinion" not in papers()
