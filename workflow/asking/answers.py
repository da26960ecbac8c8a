"""What the law answers: verdicts, a last day with how it was counted, a word, and plain Chinese."""

from dataclasses import dataclass, field
from datetime import date

from contracts.statutes.counting import CountedDay, count
from contracts.statutes.law import Law
from contracts.statutes.periods import Period
from contracts.verdicts.verdict import Verdict

REQUIRED, OPTIONAL = "required", "optional"
TRIGGERED, NOT_TRIGGERED = "triggered", "not_triggered"
ASK = "ask"
MAY_NOT_REFUSE, GOOD_REASON_ONLY = "may_not_refuse", "good_reason_only"
NO_FINE, FINE = "no_fine", "fine"
WORDS = {
    REQUIRED: "必须",
    OPTIONAL: "不强制",
    TRIGGERED: "达到（触发）",
    NOT_TRIGGERED: "没有达到",
    ASK: "还缺情况，说不准",
    "pass": "须经职代会审议通过",
    "deliberate": "须经职代会讨论，再与工会平等协商",
    "hear": "须向职代会报告、听取意见",
    "elect": "由职代会选举",
    "supervise": "由职代会监督检查",
    "appraise": "由职代会民主评议",
    MAY_NOT_REFUSE: "不得拒绝",
    GOOD_REASON_ONLY: "有正当理由才能拒绝",
    NO_FINE: "没有罚款",
    FINE: "有罚款",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A last day: unmoved (``day``), rolled over rest days, and with its longest extension.

    ``period`` is what was counted from ``base``; ``is_practice`` marks the product's own habit.
    """

    code: str
    title: str
    base: date
    base_event: str
    day: date
    rolled: date
    period: Period
    source: str
    citations: tuple[str, ...]
    is_practice: bool = False
    longest: date | None = None
    pack: str = ""

    def counted_days(self, law: Law) -> list[CountedDay]:
        """Return the days one by one, as one counts them on a calendar."""
        return count(self.base, self.period, law.local.calendar)


@dataclass(slots=True)
class Answer:
    """The answer to one question. ``unread`` are facts that changed nothing.

    ``word`` is one of the answer words, empty where a day or verdicts are the answer.
    """

    law: Law
    verdicts: list[Verdict] = field(default_factory=list)
    due: Due | None = None
    word: str = ""
    message: str = ""
    unread: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Return the answer word in Chinese."""
        return WORDS.get(self.word, self.word)

    @property
    def blocks(self) -> bool:
        """Test whether what was asked for would be refused."""
        return any(verdict.blocks for verdict in self.verdicts)
