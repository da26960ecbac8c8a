"""What may be asked of the law: a last day, an act with its facts, or a rule with its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.parties.models import Organisation


class QuestionUnclear(Exception):
    """The question cannot be understood; the text says what would be right.

    ``about`` names the field of the question that is wrong, if one is.
    """

    def __init__(self, message: str, *, about: str = "") -> None:
        self.about = about
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: exactly one of ``deadline``, ``act`` and ``rule``.

    ``base`` is the day of the event a period counts from, and the day whose law governs; without
    it that is ``on``. ``path`` is the place in the tree whose local values hold. ``asker`` is the
    organisation in whose name a letter would be sent.
    """

    on: date
    region: str = "CN"
    kind: str = ""
    deadline: str = ""
    act: str = ""
    rule: str = ""
    base: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    asker: Organisation | None = None

    @property
    def day(self) -> date:
        """Return the day whose law governs."""
        return self.base or self.on

    def check(self) -> None:
        """Let the question through if it asks for one thing.

        :raises QuestionUnclear: if it asks for none or for several.
        """
        asked = [name for name in ("deadline", "act", "rule") if getattr(self, name)]
        if len(asked) != 1:
            said = "、".join(asked) or "一个也没写"
            raise QuestionUnclear(
                f"一次只问一样：期限（deadline）、动作（act）或者规则（rule）；现在写了：{said}",
            )
