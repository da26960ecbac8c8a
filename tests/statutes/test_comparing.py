from datetime import date

import pytest

from contracts.statutes import comparing, packfiles, rulebook
from tests.statutes.packs import ENDED, LAW, NEXT, RULE, folder_at, write

BOOK = rulebook.shipped()
KEY = "cb.offer.response_deadline"


@pytest.fixture
def packs(tmp_path):
    folder = folder_at(tmp_path)
    words = packfiles.vocabulary(folder)

    def packs(text):
        return comparing.packs_at(write(folder, CN=text), words)

    return packs


def test_a_key_is_compared_over_every_region():
    cells = comparing.across(BOOK, KEY)

    assert {cell.region for cell in cells} == set(BOOK.packs)
    assert [(c.region, c.value, c.scope, c.span) for c in cells if c.region in {"CN", "ZJ"}] == [
        ("CN", "自收到要约起20日内", "各类合同", "2004-05-01起"),
        ("ZJ", "自收到要约起10个工作日内", "各类合同", "2011-01-01起"),
    ]


def test_a_local_rule_for_wages_leaves_the_national_one_for_the_rest():
    cells = comparing.of_region(BOOK, KEY, "SD")

    assert [(cell.rule.pack, cell.is_own, cell.scope) for cell in cells] == [
        ("SD", True, "工资专项"),
        ("CN", False, "各类合同"),
    ]


def test_a_gap_is_shown_before_the_rule_it_leaves_in_force():
    cells = comparing.of_region(BOOK, KEY, "SY")

    assert [(cell.rule.pack, cell.value) for cell in cells] == [
        ("LN", "未查到本地条文"),
        ("CN", "自收到要约起20日内"),
    ]


def test_the_book_of_a_region_holds_each_key_as_it_stands_on_the_day():
    before = comparing.in_force(BOOK, "ZJ", on=date(2010, 12, 31))
    after = comparing.in_force(BOOK, "ZJ", on=date(2011, 1, 1))

    assert [c.rule.pack for c in before if c.rule.key == KEY] == ["CN"]
    assert [c.rule.pack for c in after if c.rule.key == KEY] == ["ZJ"]


def test_regions_stand_after_the_wider_one_they_belong_to():
    order = comparing.ordered(BOOK)

    assert order[0] == "CN"
    assert order.index("ZJ") < order.index("HZ")
    assert order.index("LN") < order.index("SY")


def test_a_changed_value_is_said_in_words(packs):
    old = packs(RULE)

    new = packs(RULE.replace("amount: 20", "amount: 15").replace("20日", "15日"))

    assert [(c.key, c.what, c.lines) for c in comparing.changes(old, new)] == [
        (
            KEY,
            "修改",
            (
                "数值：自收到要约起20日内 → 自收到要约起15日内",
                "文字：收到要约后20日内书面回应 → 收到要约后15日内书面回应",
            ),
        )
    ]


def test_a_new_version_ends_the_old_one_and_is_named_as_new(packs):
    old = packs(RULE)

    new = packs(ENDED + NEXT)

    assert [(c.what, c.lines) for c in comparing.changes(old, new)] == [
        ("修改", ("有效：2004-05-01起 → 2004-05-01至2026-06-30",)),
        (
            "新增",
            (
                "收到要约后10日内书面回应（自收到要约起10日内）",
                "依据：集体合同规定 劳动和社会保障部令第22号 第32条",
                "有效：2026-07-01起",
            ),
        ),
    ]


def test_a_rule_that_is_gone_is_named(packs):
    old = packs(RULE + NEXT.replace("cb.offer.response_deadline", "cb.term"))

    new = packs(RULE)

    assert [(c.key, c.what) for c in comparing.changes(old, new)] == [("cb.term", "删去")]


def test_nothing_is_said_of_packs_that_are_the_same():
    words = packfiles.vocabulary(LAW)

    assert comparing.changes(comparing.packs_at(LAW, words), comparing.packs_at(LAW, words)) == []
