"""Add to the table of minimum wages (最低工资标准). What holds for the past is never rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from contracts.parties import actors
from contracts.parties.local_tables import MinimumWage


class WageRowRefused(Exception):
    """A row cannot be added; the text says why and what to do."""


class WageRowThere(Exception):
    """The same row is in the table already; nothing was changed."""


@dataclass(frozen=True, slots=True)
class WageRow:
    """One line to add: yuan a month and an hour, first and last day both counted."""

    region: str
    tier: str
    monthly: Decimal | None
    hourly: Decimal | None
    effective_from: date
    effective_to: date | None = None
    source: str = ""


def judge(row: WageRow) -> None:
    """Let a row pass that can be added.

    :raises WageRowThere: if it is in the table already.
    :raises WageRowRefused: if it says nothing, runs backwards, or would rewrite what is there.
    """
    given = [amount for amount in (row.monthly, row.hourly) if amount is not None]
    if not given:
        raise WageRowRefused("月标准和小时标准至少填一项。")
    if min(given) <= 0:
        raise WageRowRefused("标准应大于零。")
    if row.effective_to is not None and row.effective_to < row.effective_from:
        raise WageRowRefused(f"执行至 {row.effective_to} 早于执行自 {row.effective_from}。")
    if not row.source:
        raise WageRowRefused("请写明依据（通知的名称和文号）。")
    there = MinimumWage.objects.filter(
        region=row.region,
        tier=row.tier,
        effective_from=row.effective_from,
    ).first()
    if there is None:
        return
    same = (there.monthly, there.hourly) == (row.monthly, row.hourly)
    name = f"{row.region}{row.tier and f'（{row.tier}）'} {row.effective_from} 起的标准"
    if same:
        raise WageRowThere(f"{name}已在表中。")
    raise WageRowRefused(
        f"{name}已在表中（每月{there.monthly}元），不能改写：以前的案件按它算过。"
        "录错了请联系系统管理员核实后更正。",
    )


@transaction.atomic
def add(rows: Sequence[WageRow], *, on: date) -> list[MinimumWage]:
    """Add rows to the table, all or none; those already there are passed over.

    :raises WageRowRefused: if one of them cannot be added.
    """
    added = []
    for row in rows:
        try:
            judge(row)
        except WageRowThere:
            continue
        added.append(
            MinimumWage.objects.create(
                region=row.region,
                tier=row.tier,
                monthly=row.monthly,
                hourly=row.hourly,
                effective_from=row.effective_from,
                effective_to=row.effective_to,
                source=row.source,
                entered_on=on,
                entered_by=actors.current().name,
            ),
        )
    return added
