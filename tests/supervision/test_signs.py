from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements.habits import habits
from contracts.supervision import signs
from contracts.supervision.signs import Life, Seat, Talks, Vote, Words

LIMITS = habits().signs
DAY = date(2027, 3, 26)
LONG = "工资自二〇二七年起随企业效益合理增长，具体办法由双方另行协商确定并向职工公布。" * 3


@pytest.mark.parametrize(
    ("offered_on", "concluded_on", "is_sign"),
    [
        (DAY, DAY, True),
        (date(2027, 3, 25), DAY, False),
        (None, DAY, False),
        (DAY, None, False),
    ],
)
def test_offer_and_signatures_on_one_day(offered_on, concluded_on, is_sign):
    found = signs.all_in_one_day(Talks(offered_on, concluded_on), LIMITS)

    assert (found is not None) is is_sign


def test_one_day_names_both_days():
    found = signs.all_in_one_day(Talks(DAY, DAY), LIMITS)

    assert (found.code, found.found) == ("one_day", "2027-03-26要约，2027-03-26签字。")


@pytest.mark.parametrize(("sessions", "one_sided", "is_sign"), [(3, 1, True), (3, 0, False)])
def test_minutes_with_the_words_of_one_side(sessions, one_sided, is_sign):
    found = signs.one_sided(Talks(sessions=sessions, one_sided=one_sided))

    assert (found is not None) is is_sign


@pytest.mark.parametrize(
    ("votes", "is_sign"),
    [
        ([Vote(32, 32, 32), Vote(32, 32, 32)], True),
        ([Vote(32, 32, 32)], False),
        ([Vote(32, 32, 32), Vote(32, 32, 31)], False),
        ([Vote(32, 32, 32), Vote(32, 31, 31)], False),
        ([], False),
    ],
)
def test_everybody_present_and_in_favour_every_time(votes, is_sign):
    assert (signs.always_unanimous(votes, LIMITS) is not None) is is_sign


@pytest.mark.parametrize(
    ("seats", "is_sign"),
    [
        ([Seat(level="中层以上"), Seat(level="企业负责人")], True),
        ([Seat(level="中层以上"), Seat(level="一线", is_relative=True)], True),
        ([Seat(post="人力资源部经理"), Seat(post="生产部部长")], True),
        ([Seat(level="中层以上"), Seat(level="一线")], False),
        ([Seat(level="一线", post="部长")], False),
        ([Seat(post="钳工")], False),
        ([], False),
    ],
)
def test_a_workers_side_of_managers_and_relatives(seats, is_sign):
    assert (signs.bosses_table(seats, LIMITS) is not None) is is_sign


@pytest.mark.parametrize(
    ("likeness", "numeric", "is_sign"),
    [
        ("0.90", 4, True),
        ("0.95", 0, True),
        ("0.899", 4, False),
        ("0.90", 5, False),
        (None, 0, False),
    ],
)
def test_the_template_again_with_hardly_a_figure(likeness, numeric, is_sign):
    words = Words(
        numeric=numeric, template_likeness=Decimal(likeness) if likeness is not None else None
    )

    assert (signs.like_template(words, LIMITS) is not None) is is_sign


@pytest.mark.parametrize(
    ("other", "numeric", "is_sign"),
    [
        (LONG, 4, True),
        (LONG.replace("合理", "适当"), 4, True),
        (LONG, 5, False),
        ("本企业夜班津贴每班二十五元，工龄工资每年十元，每月十五日发工资。", 4, False),
    ],
)
def test_another_firms_text_again(other, numeric, is_sign):
    words = Words(clauses=(LONG,), numeric=numeric)

    assert (signs.like_other_firm(words, ["别的", other], LIMITS) is not None) is is_sign


def test_whose_text_it_is_like_is_not_said():
    found = signs.like_other_firm(Words(clauses=(LONG,)), [LONG], LIMITS)

    assert found.found == "与另一家企业的合同相似100%，有数字的条款只有0条。"


def test_likeness_at_the_border_counts():
    one, at, below = "甲" * 100, "甲" * 90 + "乙" * 10, "甲" * 89 + "乙" * 11
    words = Words(clauses=(one,))

    assert signs.like_other_firm(words, [at], LIMITS) is not None
    assert signs.like_other_firm(words, [below], LIMITS) is None


def test_nothing_is_like_an_empty_text():
    assert signs.like_other_firm(Words(), [""], LIMITS) is None


@pytest.mark.parametrize(("blanks", "is_sign"), [(("夜班津贴",), True), ((), False)])
def test_blanks(blanks, is_sign):
    assert (signs.with_blanks(Words(blanks=blanks)) is not None) is is_sign


@pytest.mark.parametrize(
    ("clause", "is_sign"),
    [
        ("加班工资：按国家规定执行。", True),
        ("工资增长：适当增长。", True),
        ("加班工资：按国家规定，平日150%、休息日200%。", False),
        ("夜班津贴：每班二十五元。", False),
    ],
)
def test_a_clause_that_points_at_the_law_without_a_figure(clause, is_sign):
    found = signs.without_figures(Words(clauses=(clause,)), LIMITS)

    assert (found is not None) is is_sign


@pytest.mark.parametrize(
    ("life", "on", "is_sign"),
    [
        (Life(concluded_on=DAY, filing_due_on=date(2027, 4, 5)), date(2027, 4, 6), True),
        (Life(concluded_on=DAY, filing_due_on=date(2027, 4, 5)), date(2027, 4, 5), False),
        (
            Life(concluded_on=DAY, filing_due_on=date(2027, 4, 5), filed_on=date(2027, 4, 9)),
            date(2027, 5, 1),
            False,
        ),
        (Life(filing_due_on=date(2027, 4, 5)), date(2027, 5, 1), False),
        (Life(concluded_on=DAY), date(2027, 5, 1), False),
    ],
)
def test_signed_and_never_filed(life, on, is_sign):
    assert (signs.never_filed(life, on=on) is not None) is is_sign


IN_FORCE = Life(in_force_on=date(2027, 4, 20))


@pytest.mark.parametrize(
    ("life", "on", "is_sign"),
    [
        (IN_FORCE, date(2027, 10, 20), False),
        (IN_FORCE, date(2027, 10, 21), True),
        (replace(IN_FORCE, checked_on=date(2027, 10, 1)), date(2028, 4, 1), False),
        (replace(IN_FORCE, checked_on=date(2027, 10, 1)), date(2028, 4, 2), True),
        (replace(IN_FORCE, ended_on=date(2027, 9, 30)), date(2027, 12, 1), False),
        (Life(), date(2027, 12, 1), False),
    ],
)
def test_in_force_for_long_without_a_check(life, on, is_sign):
    assert (signs.never_checked(life, LIMITS, on=on) is not None) is is_sign


def test_every_sign_says_what_to_do():
    found = [
        signs.all_in_one_day(Talks(DAY, DAY), LIMITS),
        signs.one_sided(Talks(sessions=1, one_sided=1)),
        signs.always_unanimous([Vote(3, 3, 3)] * 2, LIMITS),
        signs.bosses_table([Seat(level="企业负责人")], LIMITS),
        signs.like_template(Words(template_likeness=Decimal("0.95")), LIMITS),
        signs.like_other_firm(Words(clauses=(LONG,)), [LONG], LIMITS),
        signs.with_blanks(Words(blanks=("夜班津贴",))),
        signs.without_figures(Words(clauses=("按国家规定执行。",)), LIMITS),
        signs.never_filed(Life(concluded_on=DAY, filing_due_on=DAY), on=date(2027, 5, 1)),
        signs.never_checked(IN_FORCE, LIMITS, on=date(2027, 12, 1)),
    ]

    assert all(sign.title and sign.found and sign.advice for sign in found)
    assert len({sign.code for sign in found}) == len(found)
