"""What may be typed into a field, and what the answer is when it may not."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from workflow.inputs import Amount, Count, Day, Figure, Line, Percent, Words, clean, legible


def answer(field, typed):
    """What a field says to what was typed."""
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages


@pytest.mark.parametrize("text", ["冯䶮", "𬭳立", "A&B<公司>", "第一行\n第二行", "’“《》—…"])
def test_rare_characters_signs_and_line_ends_are_kept(text):
    assert Words().clean(text) == text


def test_line_ends_are_made_alike_and_what_cannot_be_seen_goes():
    assert clean("一\r\n二\r三\u2028四") == "一\n二\n三\n四"
    assert clean("\ufeff涨\u200b工\u202e资\x00\t5%\x07 ") == "涨工资 5%"


def test_a_line_break_in_a_line_becomes_a_space():
    assert Line().clean("夜班\r\n津贴") == "夜班 津贴"


def test_rare_characters_count_as_one_each():
    assert Line(longest=300).clean("𬭳" * 300) == "𬭳" * 300
    assert answer(Line(longest=300), "𬭳" * 301) == ["写了301字，最多300字，请缩短。"]


def test_no_field_cuts_a_paste_off():
    assert "maxlength" not in Line(longest=5).widget.attrs
    assert "maxlength" not in Words(longest=5).widget.attrs


@pytest.mark.parametrize("code", [0xD800, 0xDFFF, 0xFFFD, 0xFFFF])
def test_half_a_character_is_named_by_its_place(code):
    assert answer(Words(), f"涨工资{chr(code)}") == [
        "第4个字无法识别（残缺的编码），请删去重新输入这一个字。",
    ]


def test_half_a_character_is_shown_as_the_sign_for_unknown():
    assert legible("a\ud800b") == "a\ufffdb"


def test_a_character_of_ones_own_machine_is_named_by_its_place():
    assert answer(Line(), "冯\ue863") == [
        "第2个字是本机自造字，别人的电脑上显示不出来；请换成标准字（例如“䶮”“𬭳”都有标准字）。",
    ]


@pytest.mark.parametrize(
    "typed",
    ["2027-01-08", "2027/1/8", "2027.1.8", "2027年1月8日", "２０２７-01-08", date(2027, 1, 8)],
)
def test_days_may_be_written_in_several_ways(typed):
    assert Day().clean(typed) == date(2027, 1, 8)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2027-02-30", "“2027-02-30”不是真实的日期，请写成 2027-01-08 这样。"),
        ("下周一", "“下周一”不是真实的日期，请写成 2027-01-08 这样。"),
        ("0027-01-08", "“0027-01-08”的年份不对，请核对。"),
        ("", "请填写日期。"),
    ],
)
def test_a_day_that_is_none_is_quoted(typed, words):
    assert answer(Day(), typed) == [words]


@pytest.mark.parametrize("typed", ["1950", "1,950", "１９５０", "1950元", "1950 ", "1950.00"])
def test_amounts_may_be_written_in_several_ways(typed):
    assert Amount().clean(typed) == Decimal(1950)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("一千九", "“一千九”不是数字，请只写数字，例如 1950。"),
        ("-5", "“-5”不在合理范围内，请核对。"),
        ("NaN", "“NaN”不在合理范围内，请核对。"),
        ("1e99", "“1e99”不在合理范围内，请核对。"),
        ("0.00001", "“0.00001”的小数太多，最多4位小数。"),
    ],
)
def test_an_amount_that_is_none_is_quoted(typed, words):
    assert answer(Amount(), typed) == [words]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5", "0.05"), ("5%", "0.05"), ("5.5％", "0.055"), ("0.3%", "0.003"), ("0", "0")],
)
def test_percentages_are_read_as_people_write_them(typed, value):
    assert Percent().clean(typed) == Decimal(value)


def test_a_fraction_where_a_percentage_is_asked_is_asked_back():
    assert answer(Percent(), "0.05") == [
        "您写的“0.05”是百分之0.05。如果是5%，请写5；确实只有0.05%，请写成 0.05%。",
    ]


def test_counts_are_whole_numbers_in_range():
    assert Count().clean("１８４") == 184
    assert answer(Count(), "12.5") == ["“12.5”不是整数，请只写数字，例如 12。"]
    assert answer(Count(least=1, most=99), "100") == ["请写1到99之间的整数。"]
    assert answer(Count(), "") == ["请填写这一项。"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("8％", "8%"),
        ("2,100", Decimal(2100)),
        ("2100元", Decimal(2100)),
        ("前12个月均值", "前12个月均值"),
        ("15%以内", "15%以内"),
    ],
)
def test_figures_are_numbers_percentages_or_words(typed, value):
    assert Figure().clean(typed) == value
