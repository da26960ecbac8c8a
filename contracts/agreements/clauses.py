"""Keep the clauses of a text, read them back exactly, and say each of them in a sentence."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from contracts.agreements.checks.figures import figure
from contracts.agreements.library import TEXT, clause_types, read
from contracts.agreements.models import Agreement, Clause

RATE_NAMES = {"workday": "平日延长工时", "rest_day": "休息日", "holiday": "法定节假日"}


def write(agreement: Agreement, values: Mapping[str, Any]) -> list[Clause]:
    """Write read values as the clauses of a text, replacing those of the same key and heading."""
    rows = []
    position = agreement.clause_set.count()
    for key, heading, value in _lines(values):
        agreement.clause_set.filter(key=key, heading=heading).delete()
        position += 1
        rows.append(
            Clause(
                **Clause.belonging_to(agreement.case),
                agreement=agreement,
                position=position,
                key=key,
                heading=heading,
                value=as_json(value),
                unit=clause_types()[key].unit,
                text=sentence(key, value),
            ),
        )
    return Clause.objects.bulk_create(rows)


def _lines(values: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    lines = []
    for key, value in values.items():
        if key == TEXT and value is not None:
            lines += [(key, heading, words) for heading, words in value.items()]
        else:
            lines.append((key, clause_types()[key].title, value))
    return lines


def values_of(agreement: Agreement) -> dict[str, Any]:
    """Return the clauses of a text by key with exact values, in their order."""
    raw: dict[str, Any] = {}
    for clause in agreement.clause_set.order_by("position", "pk"):
        if clause.key == TEXT:
            raw.setdefault(TEXT, {})[clause.heading] = clause.value
        else:
            raw[clause.key] = clause.value
    return read(raw)


def as_json(value: Any) -> Any:
    """Return a read value in a form JSON keeps without loss: numbers as strings."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value


def sentence(key: str, value: Any) -> str:
    """Return a clause as a Chinese sentence; an empty one as an empty string."""
    if value is None:
        return ""
    kind = clause_types()[key]
    writer = _WRITERS.get(kind.type)
    if kind.phrase:
        return f"{kind.phrase.format(figure(value) if kind.is_number else value)}。"
    return writer(value) if writer else f"{figure(value)}{kind.unit}。"


def percent(value: Decimal) -> str:
    """Return a fraction of one as people write it: 5%."""
    return f"{figure(value * 100)}%"


def _overtime(value: Mapping[str, Any]) -> str:
    rates = "，".join(
        f"{RATE_NAMES[name]}按{figure(value[name] * 100)}%" for name in RATE_NAMES if name in value
    )
    base = f"加班工资以{value['base']}为计算基数，" if value.get("base") else ""
    return f"{base}{rates}支付。"


def _steps(value: Mapping[int, Decimal]) -> str:
    parts = (f"累计工龄满{years}年的{figure(days)}天" for years, days in sorted(value.items()))
    return f"带薪年休假：{'，'.join(parts)}。"


def _pieces(value: list[Mapping[str, Any]]) -> str:
    parts = (
        f"{row['job']}每件{row['rate']}元，日定额{figure(row['quota_day'])}件" for row in value
    )
    return f"{'；'.join(parts)}。"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "words": lambda value: f"{value}。",
    "text": str,
    "sentence": lambda value: f"{value.rstrip('。；;')}。",
    "phrase": lambda value: f"{value.rstrip('。；;')}。",
    "fraction": lambda value: f"{percent(value)}。",
    "day": lambda value: f"每月{figure(value)}日。",
    "overtime": _overtime,
    "steps": _steps,
    "pieces": _pieces,
}
