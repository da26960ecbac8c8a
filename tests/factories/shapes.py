"""Whether the data of an act have the shape a case file gives them (``workflow/cases/acts.py``)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from contracts.parties.models import Organisation, Person
from workflow.cases import shapes
from workflow.cases.acts import ACTS

PLAIN = {
    shapes.Day: date,
    shapes.Whole: int,
    shapes.Number: Decimal,
    shapes.Rate: Decimal,
    shapes.Figure: (Decimal, str),
    shapes.Flag: bool,
    shapes.Somebody: Person,
    shapes.Body: Organisation,
    shapes.Thing: models.Model,
}


def misfits(act: str, data: Mapping[str, Any]) -> list[str]:
    """Return where the data of an act do not have its shape; empty when they fit."""
    return list(_misfits(ACTS[act], data, "with"))


def _misfits(shape: Any, value: Any, place: str) -> list[str]:
    if isinstance(shape, shapes.Fields):
        return _in_fields(shape, value, place)
    if isinstance(shape, shapes.Many):
        rows = enumerate(value) if isinstance(value, list) else []
        return [bad for i, row in rows for bad in _misfits(shape.of, row, f"{place}[{i}]")]
    if isinstance(shape, shapes.Pairs | shapes.Steps):
        inner = shapes.Number() if isinstance(shape, shapes.Steps) else shape.of
        return [bad for k, v in value.items() for bad in _misfits(inner, v, f"{place}[{k}]")]
    if isinstance(shape, shapes.ThingOr) and not isinstance(value, models.Model):
        return _misfits(shape.other, value, place)
    return [] if _is_plain(shape, value) else [f"{place}: {value!r} is no {shape}"]


def _is_plain(shape: Any, value: Any) -> bool:
    if isinstance(shape, shapes.ThingOr):
        return isinstance(value, models.Model)
    if isinstance(shape, shapes.OneOf):
        return value in shape.words
    if isinstance(shape, shapes.Text):
        return isinstance(value, str) and 0 < len(value) <= shape.longest
    kind = PLAIN[type(shape)]
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _in_fields(shape: shapes.Fields, value: Any, place: str) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{place}: no mapping"]
    unknown = [f"{place}.{name}: unknown" for name in value if name not in shape.shapes]
    missing = [f"{place}.{name}: missing" for name in shape.required if name not in value]
    known = {name: each for name, each in value.items() if name in shape.shapes}
    inner = (_misfits(shape.shapes[name], each, f"{place}.{name}") for name, each in known.items())
    return unknown + missing + [bad for bads in inner for bad in bads]
