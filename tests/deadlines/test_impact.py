from dataclasses import replace
from datetime import date

import pytest

from contracts.bargaining import rounds
from contracts.deadlines import clock, impact
from contracts.deadlines.impact import Laws
from contracts.deadlines.models import Deadline
from contracts.parties.models import CalendarYear, Policy
from contracts.statutes import rulebook
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.packs import book_with, changed_file, shorter_answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
RECEIVED_ON = date(2027, 3, 1)
REPLY = "DL_OFFER_REPLY"


def moves_under(book):
    return list(impact.moves(impact.running(), Laws(book)))


def reply():
    return Deadline.objects.get(code=REPLY)


def test_packs_as_they_are_move_nothing():
    OfferedRoundFactory(received_on=RECEIVED_ON)

    assert moves_under(rulebook.shipped()) == []


def test_a_shorter_period_names_old_day_new_day_and_reason(tmp_path):
    OfferedRoundFactory(received_on=RECEIVED_ON)

    (move,) = moves_under(book_with(shorter_answer(tmp_path)))

    assert (move.running.code, move.old_day, move.new_day) == (
        REPLY,
        date(2027, 3, 21),
        date(2027, 3, 16),
    )
    assert move.reason == "期间由20日内改为15日内"
    assert move.moves_day


def rule_text():
    """Return the national rule on answers as its pack writes it."""
    text = (rulebook.shelf().folder / "packs" / "CN.yaml").read_text(encoding="utf-8")
    start = text.index("- key: cb.offer.response_deadline\n")
    return text[start : text.index("\n\n", start) + 2]


def test_a_law_from_a_later_day_leaves_what_was_received_before_it(tmp_path):
    OfferedRoundFactory(received_on=RECEIVED_ON)
    rule = rule_text()
    old = rule.replace("  confidence:", "  effective_to: '2027-03-31'\n  confidence:", 1)
    new = rule.replace("'2004-05-01'", "'2027-04-01'").replace("amount: 20", "amount: 15")

    book = book_with(changed_file(tmp_path, "CN", rule, old + new))

    assert moves_under(book) == []


def test_another_article_is_said_though_no_day_moves(tmp_path):
    OfferedRoundFactory(received_on=RECEIVED_ON)
    rule = rulebook.shipped().versions("cb.offer.response_deadline", region="CN")[0]
    written = rule_text()

    (move,) = moves_under(
        book_with(changed_file(tmp_path, "CN", written, written.replace("'32'", "'33'")))
    )

    assert not move.moves_day
    assert move.reason == f"依据由{rule.source}改为{rule.source.replace('第32条', '第33条')}"


def test_a_calendar_entered_later_moves_what_was_counted_in_working_days():
    OfferedRoundFactory(received_on=date(2027, 9, 24), region="ZJ")
    CalendarYear.objects.create(
        year=2027,
        off=[f"2027-10-0{n}" for n in range(1, 8)],
        workdays=["2027-09-26"],
        source="国办发明电〔2026〕1号",
        entered_on=date(2026, 11, 4),
        entered_by="系统管理员",
    )

    (move,) = moves_under(rulebook.shipped())

    assert (move.old_day, move.new_day) == (date(2027, 10, 8), date(2027, 10, 14))
    assert move.reason == "工作日历有变化"


def test_an_agreed_day_is_moved_by_no_pack(tmp_path):
    round_ = OfferedRoundFactory(received_on=RECEIVED_ON)
    law = rounds.law_of(round_, on=RECEIVED_ON)
    clock.extend(round_, REPLY, to=date(2027, 3, 25), law=law)

    assert moves_under(book_with(shorter_answer(tmp_path))) == []
    assert impact.left_out() == 1


def test_a_period_the_law_drops_is_named_and_never_moved(tmp_path):
    OfferedRoundFactory(received_on=RECEIVED_ON)
    old = "amount: 20, unit: natural_day, from_event: offer_received"
    book = book_with(changed_file(tmp_path, "CN", old, old.replace("20", "null")))

    (move,) = moves_under(book)

    assert (move.new_day, move.reason) == (None, "规则包不再规定这个期限，请人工核对")
    assert impact.move(move, on=date(2027, 3, 2)) is None
    assert reply().last_day == date(2027, 3, 21)


def test_a_place_that_begins_to_roll_moves_the_day_lateness_is_judged_by():
    OfferedRoundFactory(received_on=RECEIVED_ON)
    Policy.objects.create(path="", rolls_holidays=True)

    (move,) = moves_under(rulebook.shipped())

    assert (move.running.judged_day, move.judged) == (date(2027, 3, 21), date(2027, 3, 22))
    assert move.reason == "本地改变了遇休息日是否顺延"


def test_a_moved_deadline_keeps_the_day_it_had(tmp_path):
    OfferedRoundFactory(received_on=RECEIVED_ON)
    (move,) = moves_under(book_with(shorter_answer(tmp_path)))

    impact.move(move, on=date(2027, 3, 2))

    row = reply()
    assert (row.last_day, row.rolled_day, row.judged_day, row.counted) == (
        date(2027, 3, 16),
        date(2027, 3, 16),
        date(2027, 3, 16),
        "15日内",
    )
    assert row.history == [
        {
            "last_day": "2027-03-21",
            "rolled_day": "2027-03-22",
            "counted": "20日内",
            "source": move.running.source,
            "pack": "CN",
            "changed_on": "2027-03-02",
            "reason": "期间由20日内改为15日内",
        }
    ]


@pytest.mark.parametrize("changed", [{"state": "met"}, {"judged_day": date(2027, 3, 25)}])
def test_a_deadline_that_changed_meanwhile_is_left_alone(tmp_path, changed):
    OfferedRoundFactory(received_on=RECEIVED_ON)
    (move,) = moves_under(book_with(shorter_answer(tmp_path)))
    Deadline.objects.filter(code=REPLY).update(**changed)

    assert impact.move(move, on=date(2027, 3, 2)) is None
    assert reply().history == []


def test_looking_asks_the_database_the_same_number_of_times_for_one_and_three(
    django_assert_num_queries, tmp_path
):
    book = book_with(shorter_answer(tmp_path))
    OfferedRoundFactory(received_on=RECEIVED_ON)
    with django_assert_num_queries(4):
        assert len(moves_under(book)) == 1
    OfferedRoundFactory(received_on=RECEIVED_ON)
    OfferedRoundFactory(received_on=RECEIVED_ON)

    with django_assert_num_queries(4):
        found = moves_under(book)

    assert [replace(move.running, pk=0, case_id=0, path="") for move in found] == [
        replace(found[0].running, pk=0, case_id=0, path="")
    ] * 3
