"""The running system keeps the last good pack; a faulty one is refused at the start."""

import os
from datetime import date

import pytest

from contracts.statutes import rulebook
from contracts.statutes.rulebook import Shelf
from contracts.statutes.sheets import SheetFaulty
from tests.statutes.packs import ENDED, NEXT, RULE, folder_at, write

FAULTY = RULE.replace("amount: 20", "amount: twenty")


@pytest.fixture
def folder(tmp_path):
    return folder_at(tmp_path)


def days(book, on=date(2026, 8, 1)):
    rule = book.find("cb.offer.response_deadline", region="CN", instruments=("CC",), on=on)
    return rule.value["amount"]


def change(folder, text, *, seconds):
    write(folder, CN=text)
    os.utime(folder / "packs" / "CN.yaml", (seconds, seconds))


BAD = {
    "a typo": (
        RULE.replace("unit: natural_day", "unit: natural_days"),
        "CN.yaml 第9行：cb.offer.response_deadline 的单位 natural_days 无法识别",
    ),
    "an unknown key": (
        RULE.replace("  scope:", "  scoped:"),
        "CN.yaml 第11行：规则没有 scoped 这一项",
    ),
    "two versions from one day": (
        RULE + NEXT.replace("2026-07-01", "2004-05-01"),
        "CN.yaml 第14行：cb.offer.response_deadline（ALL）与第6行的同名规则在同一天都有效",
    ),
    "a fraction over one": (
        RULE.replace(
            "{type: duration, amount: 20, unit: natural_day, from_event: offer_received}",
            "{type: ratio, num: 3, den: 2, op: gte, base: all_reps}",
        ),
        "CN.yaml 第9行：cb.offer.response_deadline 的比例 3/2 不是一个不大于一的分数",
    ),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_at_the_start_and_a_running_system_keeps_its_pack(folder, text, said):
    running = Shelf(write(folder, CN=RULE))
    change(folder, text, seconds=1)

    with pytest.raises(SheetFaulty) as refusal:
        Shelf(folder)

    assert str(refusal.value) == said
    assert days(running.refresh()) == 20
    assert str(running.fault) == said


def test_a_faulty_pack_is_refused_at_the_start_with_file_line_and_reason(folder):
    with pytest.raises(SheetFaulty) as refusal:
        Shelf(write(folder, CN=FAULTY))

    assert str(refusal.value) == (
        "CN.yaml 第9行：cb.offer.response_deadline 的期限 twenty 不是天数"
    )


def test_a_changed_pack_takes_the_place_of_the_old_one(folder):
    shelf = Shelf(write(folder, CN=RULE))

    change(folder, ENDED + NEXT, seconds=1)

    assert days(shelf.book) == 20
    assert days(shelf.refresh()) == 10
    assert days(shelf.book) == 10


def test_the_last_good_pack_stays_while_the_changed_one_is_faulty(folder, caplog):
    shelf = Shelf(write(folder, CN=ENDED + NEXT))

    change(folder, FAULTY, seconds=1)

    assert days(shelf.refresh()) == 10
    assert shelf.fault is not None
    assert (shelf.fault.file, shelf.fault.line) == ("CN.yaml", 9)
    assert "规则包有误，继续使用上一次的规则包：CN.yaml 第9行" in caplog.text


def test_a_faulty_pack_is_read_once_until_it_changes_again(folder, caplog):
    shelf = Shelf(write(folder, CN=RULE))
    change(folder, FAULTY, seconds=1)
    shelf.refresh()
    caplog.clear()

    book = shelf.refresh()

    assert caplog.text == ""
    assert days(book) == 20


def test_a_mended_pack_takes_effect_and_the_fault_is_forgotten(folder):
    shelf = Shelf(write(folder, CN=RULE))
    change(folder, FAULTY, seconds=1)
    shelf.refresh()

    change(folder, ENDED + NEXT, seconds=2)

    assert days(shelf.refresh()) == 10
    assert shelf.fault is None


def test_files_that_were_not_touched_are_not_read_again(folder):
    shelf = Shelf(write(folder, CN=RULE))

    assert shelf.refresh() is shelf.book


def test_files_are_not_looked_at_again_within_the_pause(folder):
    shelf = Shelf(write(folder, CN=RULE), pause=3600)

    change(folder, ENDED + NEXT, seconds=1)

    assert days(shelf.refresh()) == 20
    assert days(shelf.reload()) == 10


@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", b"zh: \x07", b""])
def test_a_file_that_is_no_text_is_a_fault_with_a_name(folder, broken):
    shelf = Shelf(write(folder, CN=RULE))
    (folder / "packs" / "CN.yaml").write_bytes(broken)

    assert days(shelf.reload()) == 20
    assert shelf.fault is not None
    assert shelf.fault.file == "CN.yaml"


def test_the_shipped_book_is_the_one_on_the_shelf():
    assert rulebook.refresh() is rulebook.shipped()
    assert rulebook.shelf().fault is None
