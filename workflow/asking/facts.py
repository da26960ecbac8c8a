"""The facts of a question, read one by one; what was never looked at is told at the end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from workflow.asking.questions import QuestionUnclear

_YES = {"true", "是", "有", "yes", "1"}
_NO = {"false", "否", "无", "没有", "no", "0"}


class Facts:
    """Plain values by name; a list stands for its count wherever a count is asked for."""

    def __init__(self, raw: Mapping[str, Any] | None = None, *, within: str = "") -> None:
        self._raw = {str(key): value for key, value in (raw or {}).items()}
        self._within = within
        self._read: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self.raw(name) is not None

    @property
    def unread(self) -> list[str]:
        """Return the names nobody asked for: they changed nothing."""
        return [name for name in self._raw if name not in self._read]

    def raw(self, name: str) -> Any:
        """Return the value as it stands, None where it is left out."""
        self._read.add(name)
        return self._raw.get(name)

    def count(self, *names: str) -> int | None:
        """Return a whole number not below zero, by the first of the names that is there.

        :raises QuestionUnclear: if it is none.
        """
        for name in names:
            value = self.raw(name)
            if value is None:
                continue
            if isinstance(value, Sequence) and not isinstance(value, str):
                return len(value)
            number = self.number(name)
            if number is None or number != number.to_integral_value() or number < 0:
                raise self._fault(name, "应当是不小于0的整数")
            return int(number)
        return None

    def number(self, name: str) -> Decimal | None:
        """Return a number exactly; ``8%`` is a fraction of one.

        :raises QuestionUnclear: if it is none.
        """
        value = self.raw(name)
        if value is None:
            return None
        text = str(value).strip()
        try:
            number = Decimal(text.removesuffix("%"))
        except InvalidOperation:
            raise self._fault(name, "应当是数字") from None
        if isinstance(value, bool) or not number.is_finite():
            raise self._fault(name, "应当是数字")
        return number / 100 if text.endswith("%") else number

    def flag(self, name: str) -> bool | None:
        """Return yes or no.

        :raises QuestionUnclear: if it is neither.
        """
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word not in _YES | _NO:
            raise self._fault(name, "应当是 true 或 false")
        return word in _YES

    def day(self, name: str) -> date | None:
        """Return a day.

        :raises QuestionUnclear: if it is none.
        """
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise self._fault(name, "应当是 2027-01-08 这样的日期") from None

    def words(self, name: str, otherwise: str = "") -> str:
        """Return words; ``otherwise`` where they are left out."""
        value = self.raw(name)
        return otherwise if value is None else str(value).strip()

    def one_of(self, name: str, allowed: Sequence[str], otherwise: str = "") -> str:
        """Return one word of a closed list.

        :raises QuestionUnclear: if it is none of them.
        """
        word = self.words(name, otherwise)
        if word and word not in allowed:
            raise self._fault(name, f"可写：{'、'.join(allowed)}")
        return word

    def listed(self, name: str) -> list[str] | None:
        """Return a list of words; one word is a list of one."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, str):
            return [part for part in value.replace("，", "、").split("、") if part]
        return [str(part) for part in value] if isinstance(value, Sequence) else [str(value)]

    def part(self, name: str) -> "Facts":
        """Return a group of facts; an empty one where it is left out.

        :raises QuestionUnclear: if it is no group.
        """
        value = self.raw(name)
        if value is not None and not isinstance(value, Mapping):
            raise self._fault(name, "应当是一组“名称: 值”")
        return Facts(value, within=f"{self._within}{name}.")

    def rows(self, name: str) -> Iterator["Facts"]:
        """Return the rows of a list.

        :raises QuestionUnclear: if it is no list of groups.
        """
        value = self.raw(name)
        if value is None or isinstance(value, int):
            return
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self._fault(name, "应当是一个列表")
        for place, row in enumerate(value, start=1):
            if not isinstance(row, Mapping):
                raise self._fault(name, f"第{place}行应当是一组“名称: 值”")
            yield Facts(row, within=f"{self._within}{name}[{place}].")

    def _fault(self, name: str, what: str) -> QuestionUnclear:
        shown = self._raw.get(name)
        full = f"{self._within}{name}"
        return QuestionUnclear(f"{full}：{what}，现在是“{shown}”", about=f"facts.{full}")
