"""Rules as plain lines of text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.statutes.comparing import Cell


def whole(cell: Cell, *, on: date) -> list[str]:
    """Return everything about one rule, as it stands on a day, line by line."""
    rule = cell.rule
    lines = [
        f"{rule.key}　{cell.zh}（{rule.pack}）　{on}",
        f"  {rule.zh}",
        f"  数值：{cell.value}",
        f"  依据：{rule.source}",
        f"  适用：{cell.scope}；{cell.span}",
        f"  把握：{cell.confidence}；{cell.standing}",
    ]
    lines += [f"  原文：{rule.quote}"] if rule.quote else []
    return lines + ([f"  备注：{rule.note}"] if rule.note else [])


def table(cells: Iterable[Cell]) -> list[str]:
    """Return what each region says about a key, two lines each."""
    lines = []
    for cell in cells:
        place = f"{cell.zh}（{cell.region}）"
        taken = "" if cell.is_own else f"〔沿用 {cell.rule.pack}〕"
        lines.append(f"{place}{taken}　{cell.value}　{cell.scope}　{cell.span}")
        lines.append(f"    {cell.rule.source or '—'}　{cell.confidence}；{cell.standing}")
    return lines
