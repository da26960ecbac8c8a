"""Dates, amounts and counts as official Chinese documents write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
GROUPS = ("", "万", "亿", "万亿")
BANK_DIGITS = "零壹贰叁肆伍陆柒捌玖"
BANK_UNITS = ("", "拾", "佰", "仟")
WEEKDAYS = "一二三四五六日"
CENT = Decimal("0.01")
#: A group of four digits below this begins with a zero that is read.
FULL_GROUP = 1_000


def day(value: date) -> str:
    """Write a day with arabic numerals: 2027年3月29日."""
    return f"{value.year}年{value.month}月{value.day}日"


def month(value: date) -> str:
    """Write the month of a day: 2027年3月."""
    return f"{value.year}年{value.month}月"


def weekday(value: date) -> str:
    """Name the day of the week: 星期一 … 星期日."""
    return f"星期{WEEKDAYS[value.weekday()]}"


def span(first: date, last: date) -> str:
    """Write a period, both days included: 2027年1月1日至2027年12月31日."""
    return f"{day(first)}至{day(last)}"


def numeral(number: int) -> str:
    """Write a whole number from 0 upwards in Chinese numerals: 21 is 二十一.

    :raises ValueError: below zero.
    """
    text = _numeral(number, DIGITS, UNITS)
    return text.removeprefix("一") if text.startswith("一十") else text


def ordinal(number: int) -> str:
    """Write an ordinal: 第一, 第二十一."""
    return f"第{numeral(number)}"


def percent(value: Decimal) -> str:
    """Write a percentage as people say it: 5 is 5%, 5.50 is 5.5%."""
    return f"{_plain(value)}%"


def count(number: int, unit: str) -> str:
    """Write a count with its measure word: 12人."""
    return f"{number}{unit}"


def amount(value: Decimal) -> str:
    """Write yuan with two decimals and thousands marks: 1,234.50元."""
    return f"{_cents(value):,}元"


def price(value: Decimal) -> str:
    """Write yuan with the currency sign: ¥1,234.50."""
    value = _cents(value)
    return f"{'-' if value < 0 else ''}¥{abs(value):,}"


def capital_amount(value: Decimal) -> str:
    """Write yuan in the capitals of cheques: 人民币壹仟贰佰叁拾肆元伍角整.

    Rounded to the fen, halves up.
    """
    value = _cents(value)
    sign = "负" if value < 0 else ""
    yuan, fen = divmod(int(abs(value) / CENT), 100)
    tens, ones = divmod(fen, 10)
    head = f"{_numeral(yuan, BANK_DIGITS, BANK_UNITS)}元" if yuan or not fen else ""
    if not fen:
        return f"人民币{sign}{head}整"
    zero = "零" if yuan and not tens else ""
    jiao = f"{BANK_DIGITS[tens]}角" if tens else ""
    tail = f"{BANK_DIGITS[ones]}分" if ones else "整"
    return f"人民币{sign}{head}{zero}{jiao}{tail}"


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numeral(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Read a number in groups of four digits, with one 零 for each gap."""
    if number < 0:
        message = f"no numeral below zero: {number}"
        raise ValueError(message)
    if number == 0:
        return digits[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < FULL_GROUP):
            text += digits[0]
        text += _group(group, digits, units) + GROUPS[place]
        gap = False
    return text


def _group(group: int, digits: str, units: tuple[str, ...]) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += (digits[0] if gap else "") + digits[digit] + units[place]
        gap = False
    return text
