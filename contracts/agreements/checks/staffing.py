"""Who works here and what is set aside for them: dispatched workers, training money."""

from collections.abc import Iterator
from decimal import Decimal

from contracts.agreements.checks.figures import figure
from contracts.agreements.habits import habits
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

DISPATCH_KEY = "floor.dispatch_cap"
TRAINING_RULE = "training_fund"
_HUNDRED = 100


def check_dispatch(*, workers: int, dispatch: int, law: Law) -> Verdict:
    """Judge the share of dispatched workers (劳务派遣暂行规定 4).

    ``workers`` are all who work here: those with a labour contract and those dispatched.
    """
    rule = law.need(DISPATCH_KEY)
    most = rule.share.largest_allowed(workers) if rule.share else workers
    over = dispatch - most
    mark = "✓" if over <= 0 else f"✗，多{over}人"
    return judge(
        DISPATCH_KEY,
        holds=over <= 0,
        softly=rule.severity != "block",
        law=rule,
        found=dispatch,
        required=most,
        message=f"用工{workers}人，其中劳务派遣{dispatch}人（≤{most}人 {mark}）。{rule.zh}。",
        remedy=f"请把{over}名派遣职工转为本单位的劳动合同制职工。",
    )


def check_training(text: Text) -> Iterator[Verdict]:
    """Return advice on training money below what is usual; no pack sets a floor."""
    agreed, usual = text.clauses.get("training_fund"), habits().training_fund
    if agreed is None or agreed >= usual:
        return
    yield judge(
        TRAINING_RULE,
        holds=False,
        softly=True,
        found=_percent(agreed),
        required=_percent(usual),
        message=f"职工教育经费{_percent(agreed)}，低于常见的{_percent(usual)}（惯例，不是强制）。",
        remedy="和企业商量提高比例，并列出培训项目。",
    )


def _percent(value: Decimal) -> str:
    return f"{figure(value * _HUNDRED)}%"
