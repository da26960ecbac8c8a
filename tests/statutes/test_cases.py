"""Run the lawyer's examples: each says what holds at a place, for an instrument, on a day.

``last_day`` is not moved, ``rolled`` is moved on over rest days and holidays, ``longest`` counts
the extension in; ``period: none`` means the law speaks but names no days, ``absent`` that it does
not speak at all; ``n`` of ``base`` is judged against ``required`` or ``largest``.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.statutes import periods
from contracts.statutes.citations import cites
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule

FOLDER = Path(__file__).parent / "cases"
FIELDS = frozenset(
    "name rule region scope event last_day rolled longest alternative period absent source gaps"
    " value soft may_block from_event base n required largest met safe_met tie".split(),
)


def examples() -> list[Any]:
    return [
        pytest.param(example, id=f"{file.stem}-{example['name']}")
        for file in sorted(FOLDER.glob("*.yaml"))
        for example in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def days_of(rule: Rule, law: Law, base: date) -> dict[str, date | str]:
    """Return every day an example may ask for."""
    if rule.period is None:
        return {"period": "none"}
    due = law.due(base, rule.period)
    days: dict[str, date | str] = {"last_day": due.day, "rolled": due.rolled}
    if rule.extended_period:
        days["longest"] = periods.last_day(base, rule.extended_period, law.local.calendar)
    if rule.alternative_period:
        days["alternative"] = periods.last_day(base, rule.alternative_period, law.local.calendar)
    return days


def counts_of(rule: Rule, base: int, n: int) -> dict[str, object]:
    """Return every figure of a share an example may ask for."""
    share, safe = rule.share, rule.safe_share
    assert share is not None
    assert safe is not None
    figure = {"largest": share.largest_allowed(base)} if share.op == "lte" else {}
    if share.op != "lte":
        figure = {"required": share.required(base)}
    return {
        **figure,
        "met": share.met(n, base),
        "safe_met": safe.met(n, base),
        "tie": share.is_tie(n, base),
    }


def written(value: Any) -> Any:
    """Return a value as an example writes it: exact numbers of the packs as plain ones."""
    if isinstance(value, Mapping):
        return {key: written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [written(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value


def found(example: dict[str, Any]) -> dict[str, Any]:
    """Return what the law says, under the names the example asks by."""
    scope = example["scope"]
    instruments = tuple(scope) if isinstance(scope, list) else (scope,)
    law = Law(region=example["region"], instruments=instruments, on=example["event"])
    rule = law.find(example["rule"])
    gaps = [gap.pack for gap in law.gaps(example["rule"])]
    if rule is None:
        return {"absent": True, "gaps": gaps}
    asked = example.get("source", "")
    return {
        "gaps": gaps,
        "source": asked if any(cites(asked, shown) for shown in rule.citations) else rule.citations,
        "value": {key: written(rule.value.get(key)) for key in example.get("value", {})},
        "soft": rule.is_soft,
        "may_block": rule.may_block,
        "from_event": rule.event,
        **days_of(rule, law, example["event"]),
        **(counts_of(rule, example["base"], example["n"]) if "base" in example else {}),
    }


@pytest.mark.parametrize("example", examples())
def test_example(example):
    assert set(example) <= FIELDS
    asked = {
        key: example[key]
        for key in example
        if key not in ("name", "rule", "region", "scope", "event", "base", "n")
    }

    said = found(example)

    assert {key: said.get(key) for key in asked} == asked


def test_every_example_has_a_name_of_its_own():
    names = [param.id for param in examples()]

    assert len(names) == len(set(names))


def test_every_region_has_examples():
    regions = {param.values[0]["region"] for param in examples()}

    assert regions == {"CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY"}
