from datetime import date

import pytest
from django.db import IntegrityError, transaction

from contracts.congress import queries, sittings
from contracts.congress.models import Presidium, Sitting
from contracts.deadlines.models import Deadline
from contracts.parties.references import reference
from contracts.verdicts import findings
from tests.factories.congress import (
    NOTIFIED_ON,
    SITS_ON,
    TITLE,
    CongressFactory,
    NoticeFactory,
    SessionFactory,
)
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def notify(congress, *, on=NOTIFIED_ON, sits_on=SITS_ON, delivered=32, title=TITLE):
    return sittings.notify(
        congress,
        title=title,
        sits_on=sits_on,
        agenda=["工资专项集体合同(草案)"],
        delivered=delivered,
        on=on,
    )


def clock_of(sitting, code):
    return Deadline.objects.filter(subject=reference(sitting), code=code).last()


# notice


def test_papers_signed_for_by_all_eight_days_before_meet_the_period():
    congress = CongressFactory()

    outcome = notify(congress)

    sitting, clock = outcome.made, clock_of(outcome.made, "DL_CONGRESS_DOCS")
    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_NOTICE7", "ok")]
    assert (sitting.stage, sitting.quorum_needed) == ("notice", 22)
    assert (clock.last_day, clock.state) == (date(2027, 3, 19), Deadline.State.MET)
    assert sitting.documents_due_on == date(2027, 3, 19)
    assert outcome.looked_at == [congress]
    assert not outcome.is_fact


def test_papers_delivered_too_late_block_and_the_period_shows_by_how_much():
    outcome = notify(CongressFactory(), on=date(2027, 3, 22))

    clock = clock_of(outcome.made, "DL_CONGRESS_DOCS")
    assert [(v.outcome, v.found) for v in outcome.verdicts] == [("block", 4)]
    assert (clock.state, clock.days_late) == (Deadline.State.LATE, 3)


def test_missing_receipts_warn_and_let_the_period_run():
    outcome = notify(CongressFactory(), delivered=31)

    assert [v.outcome for v in outcome.verdicts] == ["warn"]
    assert clock_of(outcome.made, "DL_CONGRESS_DOCS").state == Deadline.State.RUNNING


def test_delegates_not_on_record_are_those_who_signed():
    outcome = notify(CongressFactory(delegates=None), delivered=40)

    assert clock_of(outcome.made, "DL_CONGRESS_DOCS").state == Deadline.State.MET
    assert outcome.made.quorum_needed == 27


def test_a_new_notice_of_the_same_sitting_takes_the_place_of_the_earlier_and_cures_it():
    congress = CongressFactory()
    late = notify(congress, on=date(2027, 3, 22), delivered=31)
    findings.record(
        congress.case,
        late.made,
        late.verdicts,
        act="congress.notify",
        on=date(2027, 3, 22),
        is_standing=True,
    )

    outcome = notify(congress, on=date(2027, 3, 23), sits_on=date(2027, 4, 2))

    late.made.refresh_from_db()
    assert late.made.superseded_on == date(2027, 3, 23)
    assert outcome.looked_at == [late.made, congress]
    assert list(findings.open_blocks(congress.case)) == []
    assert clock_of(late.made, "DL_CONGRESS_DOCS").state == Deadline.State.CANCELLED
    assert list(queries.sittings_of(congress)) == [outcome.made]


def test_a_sitting_that_was_held_is_not_replaced_by_another_of_its_name():
    held = SessionFactory()

    outcome = notify(held.congress, on=date(2027, 3, 27), sits_on=date(2027, 4, 8))

    held.refresh_from_db()
    assert held.superseded_on is None
    assert outcome.looked_at == [held.congress]


def test_a_sitting_before_its_notice_is_refused():
    with pytest.raises(sittings.OutOfOrder, match="会议日期早于通知日期"):
        notify(CongressFactory(), sits_on=date(2027, 3, 17))


def test_nothing_is_done_at_a_sitting_whose_notice_was_replaced():
    congress = CongressFactory()
    old = notify(congress).made
    notify(congress, on=date(2027, 3, 19), sits_on=date(2027, 3, 30))

    with pytest.raises(sittings.NoticeReplaced):
        sittings.sit(old, entitled=32, present=29, on=SITS_ON)


# preparation


def test_the_presidium_is_recorded_with_what_the_law_asked():
    sitting = NoticeFactory()

    outcome = sittings.prepare(sitting, members=9, leaders=2, on=date(2027, 3, 25))

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_PRESIDIUM", "ok")]
    assert (outcome.made.workers, outcome.made.workers_needed) == (7, 5)
    assert sitting.stage == "preliminary"


def test_too_many_leaders_block_and_are_no_fact():
    outcome = sittings.prepare(NoticeFactory(), members=7, leaders=4, on=date(2027, 3, 25))

    assert outcome.blocks
    assert not outcome.is_fact


def test_shanghai_asks_for_a_small_presidium():
    outcome = sittings.prepare(NoticeFactory(region="SH"), members=9, leaders=2, on=SITS_ON)

    assert [v.outcome for v in outcome.verdicts] == ["ok", "block"]


def test_a_second_presidium_replaces_the_first():
    sitting = NoticeFactory()
    first = sittings.prepare(sitting, members=7, leaders=4, on=date(2027, 3, 24)).made

    second = sittings.prepare(sitting, members=9, leaders=2, on=date(2027, 3, 25)).made

    first.refresh_from_db()
    assert first.replaced_on == date(2027, 3, 25)
    assert queries.presidium_of(sitting) == second


@pytest.mark.parametrize("day", [date(2027, 3, 17), date(2027, 3, 27)])
def test_preparation_before_the_notice_or_after_the_sitting_is_refused(day):
    with pytest.raises(sittings.OutOfOrder):
        sittings.prepare(NoticeFactory(), members=9, leaders=2, on=day)


def test_preparation_of_a_sitting_that_has_begun_is_refused():
    with pytest.raises(sittings.OutOfOrder):
        sittings.prepare(SessionFactory(), members=9, leaders=2, on=SITS_ON)


@pytest.mark.parametrize(("members", "leaders"), [(3, 4), (0, 0), (3, -1)])
def test_more_leaders_than_members_are_refused(members, leaders):
    with pytest.raises(sittings.NumbersImpossible):
        sittings.prepare(NoticeFactory(), members=members, leaders=leaders, on=SITS_ON)


# session


@pytest.mark.parametrize(("present", "outcome"), [(22, "ok"), (21, "block")])
def test_a_sitting_is_recorded_whether_enough_came_or_not(present, outcome):
    sitting = NoticeFactory()

    done = sittings.sit(sitting, entitled=32, present=present, on=SITS_ON)

    assert [(v.rule, v.outcome, v.required) for v in done.verdicts] == [
        ("R_VOTE_QUORUM", outcome, 22),
    ]
    assert done.is_fact
    assert (sitting.held_on, sitting.stage) == (SITS_ON, "session")
    assert (sitting.present, sitting.quorum_needed, sitting.pass_needed) == (present, 22, 17)
    assert sitting.has_quorum is (outcome == "ok")


def test_in_beijing_half_of_all_is_what_the_agenda_asks():
    assert SessionFactory(region="BJ").pass_needed == 16


def test_a_roll_that_differs_from_the_record_is_advice_and_the_base():
    done = sittings.sit(NoticeFactory(), entitled=30, present=21, on=SITS_ON)

    assert [(v.rule, v.outcome, v.required) for v in done.verdicts] == [
        ("R_VOTE_QUORUM", "ok", 20),
        ("wc.session.quorum", "warn", 32),
    ]


def test_sitting_without_papers_for_everybody_warns():
    done = sittings.sit(NoticeFactory(delivered=31), entitled=32, present=29, on=SITS_ON)

    assert [(v.rule, v.outcome, v.found) for v in done.verdicts] == [
        ("R_VOTE_QUORUM", "ok", 29),
        ("R_NOTICE7", "warn", 31),
    ]


def test_sitting_before_the_day_of_the_notice_is_refused():
    with pytest.raises(sittings.OutOfOrder, match="请重新发通知"):
        sittings.sit(NoticeFactory(), entitled=32, present=29, on=date(2027, 3, 25))


def test_sitting_twice_is_refused():
    with pytest.raises(sittings.OutOfOrder, match="不能再记一次"):
        sittings.sit(SessionFactory(), entitled=32, present=32, on=SITS_ON)


def test_more_present_than_entitled_is_refused():
    with pytest.raises(sittings.NumbersImpossible, match="实到33人，应到32人"):
        sittings.sit(NoticeFactory(), entitled=32, present=33, on=SITS_ON)


# close and report


def test_closing_starts_the_report_and_the_year():
    sitting = SessionFactory()

    sittings.close(sitting, on=SITS_ON)

    assert sitting.stage == "close"
    assert clock_of(sitting, "DL_CONGRESS_RECORD").last_day == date(2027, 4, 10)
    assert clock_of(sitting, "DL_CONGRESS_YEARLY").last_day == date(2028, 3, 26)
    assert sitting.next_due_on == date(2028, 3, 26)
    assert (sitting.congress.since, sitting.congress.last_session_on) == (SITS_ON, SITS_ON)


def test_shanghai_reports_within_seven_working_days():
    sitting = SessionFactory(region="SH")

    sittings.close(sitting, on=SITS_ON)

    assert clock_of(sitting, "DL_CONGRESS_RECORD").last_day == date(2027, 4, 6)


def test_without_a_quorum_there_was_no_session_and_no_new_year():
    sitting = SessionFactory(present=21)

    sittings.close(sitting, on=SITS_ON)

    assert clock_of(sitting, "DL_CONGRESS_YEARLY") is None
    assert sitting.congress.last_session_on is None
    assert not queries.is_established(sitting.congress, on=SITS_ON)


def test_the_next_valid_session_meets_the_year():
    first = SessionFactory()
    sittings.close(first, on=SITS_ON)
    second = NoticeFactory(
        first.congress,
        title="第一届职工代表大会第二次会议",
        on=date(2028, 3, 1),
        sits_on=date(2028, 3, 28),
    )

    sittings.sit(second, entitled=32, present=30, on=date(2028, 3, 28))

    clock = clock_of(first, "DL_CONGRESS_YEARLY")
    assert (clock.state, clock.days_late) == (Deadline.State.LATE, 2)


def test_the_report_stops_its_period():
    sitting = SessionFactory()
    sittings.close(sitting, on=SITS_ON)

    sittings.report(sitting, on=date(2027, 4, 9))

    assert sitting.stage == "followup"
    assert clock_of(sitting, "DL_CONGRESS_RECORD").state == Deadline.State.MET


def test_closing_what_has_not_sat_or_is_closed_is_refused():
    with pytest.raises(sittings.OutOfOrder, match="还没有召开"):
        sittings.close(NoticeFactory(), on=SITS_ON)
    sitting = SessionFactory()
    sittings.close(sitting, on=SITS_ON)

    with pytest.raises(sittings.OutOfOrder, match="闭会"):
        sittings.close(sitting, on=SITS_ON)


def test_reporting_before_the_close_or_twice_is_refused():
    sitting = SessionFactory()
    with pytest.raises(sittings.OutOfOrder, match="还没有闭会"):
        sittings.report(sitting, on=SITS_ON)
    sittings.close(sitting, on=SITS_ON)
    sittings.report(sitting, on=date(2027, 4, 9))

    with pytest.raises(sittings.OutOfOrder, match="不用再报"):
        sittings.report(sitting, on=date(2027, 4, 9))


# what the tables themselves refuse


@pytest.mark.parametrize(
    "wrong",
    [
        {"sits_on": date(2027, 3, 1)},
        {"present": 33},
        {"entitled": None},
        {"superseded_on": SITS_ON},
        {"closed_on": date(2027, 3, 25)},
        {"closed_on": SITS_ON, "reported_on": date(2027, 3, 25)},
    ],
)
def test_the_table_holds_no_sitting_that_cannot_be(wrong):
    sitting = SessionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(**wrong)


def test_the_table_holds_no_more_leaders_than_members():
    made = sittings.prepare(NoticeFactory(), members=9, leaders=2, on=SITS_ON).made

    with pytest.raises(IntegrityError), transaction.atomic():
        Presidium.objects.filter(pk=made.pk).update(leaders=10)


def test_an_area_sits_like_a_firm():
    union = UnionFactory(firm=None, area="沙岗镇纸盒行业")
    sitting = NoticeFactory(CongressFactory(union=union, delegates=None), delivered=40)

    done = sittings.sit(sitting, entitled=40, present=36, on=SITS_ON)

    assert [(v.outcome, v.required) for v in done.verdicts] == [("ok", 27)]
