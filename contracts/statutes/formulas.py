"""Work out what a pack writes as a formula or in bands: how many delegates so many workers need.

The packs hold the figures; here is only arithmetic. A formula knows one unknown, ``N``, whole
numbers and fractions, ``+ - * /``, ``max min ceil floor``, and cases told apart by comparisons.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "max": max,
    "min": min,
    "ceil": math.ceil,
    "floor": math.floor,
}
_NEGOTIABLE = re.compile(r"if > (\d+) then negotiable down to (\d+)\Z")
_RANGE = re.compile(r"(\d+)-(\d+)\Z|>(\d+)\Z")
_AT_LEAST = re.compile(r">=(\d+)")
_AT_MOST = re.compile(r"<=(\d+)")
_SHARES = re.compile(r"(\d+)%-(\d+)%")
_ADVICE = "(advisable)"
_HUNDRED = 100


class FormulaFaulty(ValueError):
    """A formula or a band of a pack cannot be read."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most a text asks for; nothing where it sets none.

    ``is_advice`` marks bounds the text only recommends (宜).
    """

    least: int | None = None
    most: int | None = None
    is_advice: bool = False


def bounds(value: Mapping[str, Any], number: int) -> Bounds | None:
    """Return the bounds for ``number`` workers; nothing where the text does not speak of so many.

    :raises FormulaFaulty: for a formula that cannot be read.
    """
    if value["type"] == "formula":
        return _by_formula(str(value["expr"]), number)
    if value["type"] == "bands":
        return _by_bands(value["bands"], number)
    return None


def _by_formula(written: str, number: int) -> Bounds | None:
    parts = [part.strip() for part in written.split(";")]
    found: int | None = None
    for part in parts:
        if limit := _NEGOTIABLE.match(part):
            if found is not None and found > int(limit[1]):
                found = int(limit[2])
            continue
        condition, _, result = part.rpartition(":")
        if found is None and (not condition or _evaluate(condition, number) is True):
            found = _whole(written, result=_evaluate(result, number))
    return None if found is None else Bounds(least=found)


def _whole(written: str, *, result: Fraction | bool) -> int:
    if isinstance(result, bool) or result.denominator != 1:
        raise FormulaFaulty(f"结果不是整数：{written}")
    return int(result)


def _evaluate(written: str, number: int) -> Fraction | bool:
    try:
        tree = ast.parse(written.strip(), mode="eval")
    except SyntaxError as error:
        raise FormulaFaulty(f"公式读不懂：{written}") from error
    return _worth(tree.body, number)


def _worth(node: ast.expr, number: int) -> Fraction | bool:
    """Return the value of one node; what is not named above is refused."""
    match node:
        case ast.Constant(value=int() | float() as figure) if not isinstance(figure, bool):
            return Fraction(str(figure))
        case ast.Name(id="N"):
            return Fraction(number)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            result = _OPERATIONS[type(op)](_worth(left, number), _worth(right, number))
            return Fraction(result)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return Fraction(_FUNCTIONS[name](*(_worth(arg, number) for arg in args)))
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compared([left, *others], ops, number)
    raise FormulaFaulty(f"公式里不能这样写：{ast.unparse(node)}")


def _compared(sides: Sequence[ast.expr], ops: Sequence[ast.cmpop], number: int) -> bool:
    values = [_worth(side, number) for side in sides]
    if unknown := [op for op in ops if type(op) not in _COMPARISONS]:
        raise FormulaFaulty(f"公式里不能这样比较：{type(unknown[0]).__name__}")
    pairs = zip(values, ops, values[1:], strict=False)
    return all(_COMPARISONS[type(op)](left, right) for left, op, right in pairs)


def _by_bands(bands: Sequence[Sequence[str]], number: int) -> Bounds | None:
    for population, asked in bands:
        if _holds(population, number):
            return _asked(asked, number)
    return None


def _holds(population: str, number: int) -> bool:
    match = _RANGE.match(population)
    if match is None:
        raise FormulaFaulty(f"人数分段读不懂：{population}")
    if match[3]:
        return number > int(match[3])
    return int(match[1]) <= number <= int(match[2])


def _asked(asked: str, number: int) -> Bounds:
    is_advice = _ADVICE in asked
    if found := _SHARES.match(asked):
        low, high = int(found[1]), int(found[2])
        return Bounds(-(-number * low // _HUNDRED), number * high // _HUNDRED, is_advice)
    if found := _AT_LEAST.match(asked):
        return Bounds(least=int(found[1]), is_advice=is_advice)
    if found := _AT_MOST.match(asked):
        return Bounds(most=int(found[1]), is_advice=is_advice)
    raise FormulaFaulty(f"人数要求读不懂：{asked}")
