"""Last days as people say them (还剩3天，6月18日 周五), and lights of icon, word and colour."""

from dataclasses import dataclass
from datetime import date, timedelta

NEAR = 3  # days before the last one on which a light turns yellow
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Light:
    """One light: its name in the style sheet, its icon and its word."""

    name: str
    icon: str
    word: str


GREEN = Light("green", "●", "正常")
AMBER = Light("amber", "▲", "临近")
RED = Light("red", "■", "逾期")
NONE = Light("none", "○", "不限期")
LIGHTS = {light.name: light for light in (RED, AMBER, GREEN, NONE)}


def light(last_day: date | None, today: date) -> Light:
    """Return the light of a last day: red once it is over, yellow three days before, else green."""
    if last_day is None:
        return NONE
    left = (last_day - today).days
    if left < 0:
        return RED
    return AMBER if left <= NEAR else GREEN


def span(name: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day (both counted) whose light has this name."""
    near = today + timedelta(days=NEAR)
    return {
        RED.name: (None, today - timedelta(days=1)),
        AMBER.name: (today, near),
        GREEN.name: (near + timedelta(days=1), None),
    }[name]


def day(value: date, today: date) -> str:
    """Return a day in words, the year only when it is not this one: 6月18日 周五."""
    year = f"{value.year}年" if value.year != today.year else ""
    return f"{year}{value.month}月{value.day}日 周{WEEKDAYS[value.weekday()]}"


def countdown(last_day: date | None, today: date) -> str:
    """Return how long there is still, and until when; nothing where no day is set."""
    if last_day is None:
        return ""
    left = (last_day - today).days
    said = day(last_day, today)
    if left < 0:
        return f"已逾期{-left}天（最迟是{said}）"
    if left == 0:
        return f"今天是最后一天，{said}"
    return f"还剩{left}天，{said}"
