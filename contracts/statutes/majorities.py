"""Shares of a named population, in whole numbers only: 半数以上, 过半数, 不超过三分之一."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_HALF = "半数"
_FIGURES = "〇一二三四五六七八九"
_TEN = 10


class Op(StrEnum):
    """How a share is compared: 以上 holds the number itself, 过 does not (民法典 第1259条)."""

    GTE = "gte"
    GT = "gt"
    LTE = "lte"


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of a population that must be reached, passed, or not exceeded."""

    num: int
    den: int
    op: Op

    def __post_init__(self) -> None:
        """Take a plain word for the operator.

        :raises ValueError: for an unknown operator or a fraction that is none or is over one.
        """
        object.__setattr__(self, "op", Op(self.op))
        if self.den <= 0 or not 0 <= self.num <= self.den:
            raise ValueError(f"{self.num}/{self.den} is no fraction of a population")

    @property
    def words(self) -> str:
        """Return the share as a Chinese text says it: 三分之二以上, 过半数, 不超过五分之一."""
        part = f"{_said(self.den)}分之{_said(self.num)}"
        if (self.num, self.den) == (1, 2):
            part = _HALF
        return {Op.GTE: f"{part}以上", Op.GT: f"过{part}", Op.LTE: f"不超过{part}"}[self.op]

    def required(self, base: int) -> int:
        """Return the least number out of ``base`` that meets the share; never less than one.

        :raises ValueError: for a cap, which asks for nothing, or a negative population.
        """
        self._refuse_negative(base)
        if self.op is Op.LTE:
            raise ValueError("a cap has a largest number, not a required one")
        whole = base * self.num
        least = whole // self.den + 1 if self.op is Op.GT else -(-whole // self.den)
        return max(least, 1)

    def largest_allowed(self, base: int) -> int:
        """Return the largest number out of ``base`` that a cap allows, rounded down.

        :raises ValueError: for a share that is no cap, or a negative population.
        """
        self._refuse_negative(base)
        if self.op is not Op.LTE:
            raise ValueError("only a cap has a largest number")
        return base * self.num // self.den

    def met(self, n: int, base: int) -> bool:
        """Test whether ``n`` of ``base`` meet the share. Nobody of nobody is no majority."""
        if self.op is Op.LTE:
            return n <= self.largest_allowed(base)
        return n >= self.required(base)

    def is_tie(self, n: int, base: int) -> bool:
        """Test whether ``n`` is exactly this share of ``base``: where 以上 and 过 part."""
        return n * self.den == base * self.num

    @staticmethod
    def _refuse_negative(base: int) -> None:
        if base < 0:
            raise ValueError(f"a population of {base}")


def _said(number: int) -> str:
    """Return a number below a hundred in Chinese, others in figures."""
    tens, ones = divmod(number, _TEN)
    if tens >= _TEN:
        return str(number)
    if not tens:
        return _FIGURES[ones]
    return f"{_FIGURES[tens] if tens > 1 else ''}十{_FIGURES[ones] if ones else ''}"
