"""From the offer to the review: one wage round, its flows and desks at every turn."""

from datetime import date

import pytest

from tests.factories.journeys import CLAUSES, Journey, desks, papers, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

OPENED = date(2027, 1, 4)
REPLY_BY = date(2027, 1, 28)
IN_FORCE = date(2027, 4, 15)
CHECK_BY = date(2027, 10, 15)
REPORT_BY = date(2028, 4, 15)


def settle(way):
    """Open, offer, agree, meet, suspend, resume and settle."""
    opened = way.do("bargaining.open", by=way.union, on=OPENED, kind="wage", scope="enterprise")
    round_ = opened.made
    assert desks() == {("workers", "bargaining.offer", None)}
    table = way.seat_both_sides(round_, on=date(2027, 1, 5))
    written = {"delivered_by": "当面", "received_on": date(2027, 1, 8)}
    way.do(
        "bargaining.offer",
        round_,
        by=way.union,
        on=date(2027, 1, 8),
        made_by="workers",
        topics=["年度平均工资增幅"],
        **written,
    )
    assert desks() == {("employer", "bargaining.respond", REPLY_BY)}
    assert tasks("Bargaining") == {
        "prepare": ["DONE"],
        "await_answer": ["NEW"],
        "await_answer__timeout": ["SCHEDULED"],
    }
    way.do("bargaining.respond", round_, by=way.firm, on=date(2027, 1, 20), answer="agree")
    assert tasks("Bargaining")["await_answer__timeout"] == ["CANCELED"]
    talk(way, round_, table)
    return round_


def talk(way, round_, table):
    """Ask for data, meet once, suspend over the Spring Festival, and settle."""
    asked, given = date(2027, 1, 20), date(2027, 1, 25)
    items = ["2026年工资总额"]
    way.do(
        "bargaining.request_data",
        round_,
        by=way.union,
        on=asked,
        items=items,
        meets_on=date(2027, 2, 1),
    )
    assert desks() == {
        ("both", "bargaining.meet", None),
        ("employer", "bargaining.hand_over_data", date(2027, 1, 27)),
    }
    way.do("bargaining.hand_over_data", round_, by=way.firm, on=given, items=items)
    assert desks() == {("both", "bargaining.meet", None)}
    said = [{"topic": "年度平均工资增幅", "workers": "8%", "employer": "2%"}]
    met = {"chair": table[0], "present": table, "positions": said}
    way.do("bargaining.meet", round_, by=way.union, on=date(2027, 2, 1), **met)
    until = date(2027, 3, 1)
    way.do(
        "bargaining.suspend", round_, by=way.union, on=date(2027, 2, 1), until=until, reason="春节"
    )
    assert desks() == {("both", "bargaining.resume", until)}
    way.do("bargaining.resume", round_, by=way.firm, on=until)
    assert desks() == {("both", "bargaining.meet", None)}
    way.do("bargaining.settle", round_, by=way.union, on=date(2027, 3, 2))
    assert desks() == {("both", "agreements.draft", None)}


def conclude(way, round_):
    """Draft, pass, sign on two days, and file."""
    term = {"from": date(2027, 4, 1), "to": date(2028, 3, 31)}
    drafted = way.do(
        "agreements.draft",
        round_,
        by=way.union,
        on=date(2027, 3, 3),
        kind="wage",
        term=term,
        clauses=CLAUSES,
    )
    agreement = drafted.made
    assert tasks("Bargaining")["end"] == ["DONE"]
    assert desks() == {("workers", "agreements.submit", None)}
    way.do("agreements.submit", agreement, by=way.union, on=date(2027, 3, 3))
    assert desks() == {("workers", "congress.vote", None)}
    way.pass_draft(agreement, notified_on=date(2027, 3, 10), on=date(2027, 3, 20))
    assert desks() == {
        ("workers", "agreements.conclude", None),
        ("employer", "agreements.conclude", None),
    }
    sign_apart(way, agreement)
    way.do(
        "agreements.file",
        agreement,
        by=way.firm,
        on=date(2027, 3, 30),
        received_on=date(2027, 3, 30),
        copies=3,
    )
    return agreement


def sign_apart(way, agreement):
    """Let the workers' chief sign a day before the employer's."""
    first, second = date(2027, 3, 22), date(2027, 3, 23)
    way.do(
        "agreements.conclude",
        agreement,
        by=way.union,
        on=first,
        signed_on={"workers": first},
        seals=["union"],
    )
    assert desks() == {("employer", "agreements.conclude", None)}
    assert (tasks("Conclusion")["sign_workers"], tasks("Conclusion")["sign_employer"]) == (
        ["DONE"],
        ["NEW"],
    )
    way.do(
        "agreements.conclude",
        agreement,
        by=way.union,
        on=second,
        signed_on={"employer": second},
        seals=["company", "cross_page"],
    )
    assert desks() == {("employer", "agreements.file", date(2027, 3, 30))}


def test_a_wage_round_comes_into_force_by_silence_and_is_checked_until_it_expires():
    way = Journey()
    agreement = conclude(way, settle(way))
    assert desks() == {("labour", "agreements.opinion", date(2027, 4, 14))}
    assert way.wait(date(2027, 4, 14)) == []
    assert tasks("Conclusion")["review__timeout"] == ["SCHEDULED"]

    way.wait(IN_FORCE)

    agreement.refresh_from_db()
    assert agreement.in_force_on == IN_FORCE
    assert tasks("Conclusion") == {
        "submit": ["DONE"],
        "vote": ["DONE"],
        "sign_workers": ["DONE"],
        "sign_employer": ["DONE"],
        "file": ["DONE"],
        "review": ["CANCELED"],
        "review__timeout": ["DONE"],
        "publish": ["NEW"],
        "record": ["NEW"],
    }
    assert desks() == {
        ("both", "agreements.publish", date(2027, 4, 20)),
        ("workers", "agreements.record", date(2027, 4, 25)),
        ("workers", "supervision.review", CHECK_BY),
        ("both", "supervision.report", REPORT_BY),
    }
    keep(way, agreement)


def keep(way, agreement):
    """Publish, record, check, mend – and let the term run out."""
    way.do("agreements.publish", agreement, by=way.firm, on=date(2027, 4, 16), channels=["公告栏"])
    way.do("agreements.record", agreement, by=way.union, on=date(2027, 4, 17))
    assert tasks("Conclusion")["end"] == ["DONE"]
    checked = [{"clause": "平均增幅", "result": "done"}, {"clause": "夜班津贴", "result": "undone"}]
    way.do("supervision.review", agreement, by=way.union, on=date(2027, 10, 1), checked=checked)
    assert desks() == {
        ("workers", "supervision.rectify", None),
        ("both", "supervision.report", REPORT_BY),
    }
    demand = way.do(
        "supervision.rectify",
        agreement,
        by=way.union,
        on=date(2027, 10, 2),
        points=["补发夜班津贴"],
        days=10,
    )
    assert ("employer", "supervision.rectified", date(2027, 10, 12)) in desks()
    way.do("supervision.rectified", demand.made, by=way.firm, on=date(2027, 10, 5), points=["已补"])
    assert desks() == {
        ("workers", "supervision.review", date(2028, 4, 15)),
        ("both", "supervision.report", REPORT_BY),
    }

    brought = way.wait(date(2028, 4, 1))

    assert brought == ["expiry_warning"] * 4
    assert desks() == {("both", "supervision.report", REPORT_BY)}
    assert tasks("Review")["check"] == ["DONE", "CANCELED"]
    assert papers().count("wage_contract") == 2
