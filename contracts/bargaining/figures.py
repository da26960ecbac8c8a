"""Read what people write at the table: 8%, 1950, 岗位工资+技能工资."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(%?)(?:元)?")
_RATE_TOPIC = re.compile("增幅|增长率|比例|%")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Said:
    """Words as written, and the number in them; a percentage is as people write it (5 = 5 %)."""

    words: str
    value: Decimal | None = None
    is_percentage: bool = False


def read(written: str | float | Decimal | None, *, topic: str = "") -> Said:
    """Return words and number of one side's position on a topic.

    Rates come as ``8%`` or as a fraction of one (0.08) where the topic is a rate.
    """
    if written is None:
        return Said("")
    words = str(written).strip()
    match = _NUMBER.fullmatch(words)
    if match is None:
        return Said(words)
    value = Decimal(match[1])
    if match[2]:
        return Said(words, value, is_percentage=True)
    if _RATE_TOPIC.search(topic) and abs(value) < 1:
        value *= _HUNDRED
        return Said(f"{value.normalize():f}%", value, is_percentage=True)
    return Said(words, value)
