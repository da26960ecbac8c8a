from datetime import date
from decimal import Decimal

import pytest

from contracts.documents import chinese


def test_days_months_weekdays_and_spans():
    monday = date(2027, 3, 29)

    assert chinese.day(monday) == "2027年3月29日"
    assert chinese.month(monday) == "2027年3月"
    assert chinese.weekday(monday) == "星期一"
    assert chinese.weekday(date(2027, 4, 4)) == "星期日"
    assert chinese.span(date(2027, 1, 1), date(2027, 12, 31)) == "2027年1月1日至2027年12月31日"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (10000, "一万"),
        (10001, "一万零一"),
        (12003, "一万二千零三"),
        (100000, "十万"),
        (249000, "二十四万九千"),
        (100000000, "一亿"),
        (100010000, "一亿零一万"),
    ],
)
def test_numerals(number, written):
    assert chinese.numeral(number) == written


def test_no_numeral_below_zero():
    with pytest.raises(ValueError, match="-1"):
        chinese.numeral(-1)


def test_ordinals_counts_and_percentages():
    assert chinese.ordinal(12) == "第十二"
    assert chinese.count(12, "人") == "12人"
    assert chinese.percent(Decimal(5)) == "5%"
    assert chinese.percent(Decimal("5.50")) == "5.5%"
    assert chinese.percent(Decimal(100)) == "100%"


def test_amounts_have_two_decimals_rounded_half_up():
    assert chinese.amount(Decimal("1234.5")) == "1,234.50元"
    assert chinese.amount(Decimal("0.005")) == "0.01元"
    assert chinese.price(Decimal(2100)) == "¥2,100.00"
    assert chinese.price(Decimal("-3.5")) == "-¥3.50"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "人民币零元整"),
        ("1", "人民币壹元整"),
        ("10", "人民币壹拾元整"),
        ("1234.50", "人民币壹仟贰佰叁拾肆元伍角整"),
        ("1234.56", "人民币壹仟贰佰叁拾肆元伍角陆分"),
        ("1004.06", "人民币壹仟零肆元零陆分"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("100000", "人民币壹拾万元整"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("-20", "人民币负贰拾元整"),
    ],
)
def test_amounts_in_capitals(value, written):
    assert chinese.capital_amount(Decimal(value)) == written
