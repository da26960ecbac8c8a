"""The arithmetic of what is said at the table: base, raise and percentage must agree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from contracts.verdicts.verdict import Verdict, judge

RULE = "R_FIGURES"
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_YUAN = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_RAISES = re.compile("增|涨|加|提高|幅|上调")
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said in figures: so many yuan on such a base are so many per cent.

    ``percent`` is as people write it (15 means 15 %); its decimal places say how exactly it is
    meant. ``amount`` is the raise, or the new amount where it is not below the base.
    """

    topic: str
    base: Decimal
    amount: Decimal
    percent: Decimal

    @property
    def is_new_amount(self) -> bool:
        """Test whether the amount is what is paid afterwards, not the raise."""
        return self.amount >= self.base

    @property
    def exact(self) -> Decimal:
        """Return the percentage the yuan come to."""
        rise = self.amount - self.base if self.is_new_amount else self.amount
        return rise / self.base * _HUNDRED

    @property
    def holds(self) -> bool:
        """Test whether the percentage said is the one they come to, as exactly as it was said."""
        return self.exact.quantize(self.percent, ROUND_HALF_UP) == self.percent


def claim_in(words: str, *, topic: str = "", base: Decimal | None = None) -> Claim | None:
    """Return the claim in somebody's words (``涨259元，15%``), or nothing that can be checked."""
    yuan, percent = _YUAN.search(words), _PERCENT.search(words)
    if not base or yuan is None or percent is None or not _RAISES.search(topic + words):
        return None
    return Claim(topic, base, Decimal(yuan[1]), Decimal(percent[1]))


def check_claims(claims: Iterable[Claim]) -> list[Verdict]:
    """Return R_FIGURES for each claim: 259 on 1,500 is 17.27 %, not 15 %."""
    return [_judge(claim) for claim in claims]


def _judge(claim: Claim) -> Verdict:
    exact = claim.exact.quantize(_CENT, ROUND_HALF_UP).normalize()
    what = "调到" if claim.is_new_amount else "加"
    said = f"{claim.topic}：以{_plain(claim.base)}元为基数{what}{_plain(claim.amount)}元"
    return judge(
        RULE,
        holds=claim.holds,
        found=claim.percent,
        required=exact,
        message=f"{said}，就是{_plain(exact)}%"
        + ("。" if claim.holds else f"，不是{_plain(claim.percent)}%。"),
        remedy="请双方核对基数、数额和百分比，三个数对得上再记。",
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
