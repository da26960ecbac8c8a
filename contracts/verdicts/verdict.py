"""Verdicts: what one check found, what the law asks, by which article, and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, Protocol

from contracts.statutes.citations import in_text
from contracts.verdicts.catalogue import rules, severity_of

Figure = int | Decimal | str | None
OK: Literal["ok"] = "ok"
WARN: Literal["warn"] = "warn"
BLOCK: Literal["block"] = "block"


class Source(Protocol):
    """A rule of a pack, as far as a verdict quotes it."""

    @property
    def source(self) -> str:
        """Chinese titles and articles."""

    @property
    def citations(self) -> Sequence[str]:
        """Instrument and article codes, such as ``CC22 32``."""

    @property
    def may_block(self) -> bool:
        """Whether the pack lets this rule stop a step."""

    @property
    def softening(self) -> str:
        """Who turned the rule down to a warning, and since when; empty if nobody did."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check, in figures and in plain Chinese.

    ``message`` says what was found and what is asked; ``remedy`` says what to do.
    """

    rule: str
    outcome: Literal["ok", "warn", "block"]
    found: Figure = None
    required: Figure = None
    source: str = ""
    citations: tuple[str, ...] = ()
    message: str = ""
    remedy: str = ""

    @property
    def blocks(self) -> bool:
        """Test whether this verdict stops the step."""
        return self.outcome == BLOCK

    def as_warning(self) -> "Verdict":
        """Return the same verdict as advice."""
        return replace(self, outcome=WARN) if self.blocks else self


@dataclass(slots=True)
class Outcome:
    """What a verb made or changed, and how the checks judged it.

    ``looked_at`` are further things whose state the act touched (an agreement voted on).
    ``is_fact`` marks what stays on record even when a verdict blocks (votes, sittings, reviews).
    """

    made: Any = None
    verdicts: list[Verdict] = field(default_factory=list)
    looked_at: list[Any] = field(default_factory=list)
    is_fact: bool = False

    @property
    def blocks(self) -> bool:
        """Test whether any verdict stops the step."""
        return any(verdict.blocks for verdict in self.verdicts)


class Refused(Exception):
    """An act that cannot be recorded; the text says what was found, what is asked, what to do."""

    rule = "refused"

    def __init__(self, message: str = "", *, verdicts: Iterable[Verdict] = ()) -> None:
        self.verdicts = list(verdicts) or [
            Verdict(rule=self.rule, outcome=BLOCK, message=message or (self.__doc__ or "")),
        ]
        super().__init__(message or "；".join(v.message for v in self.verdicts))


def turned_down(by: str) -> str:
    """Return the sentence that a federation's policy made a warning of a block."""
    return f"（这一条原来是拦截，{by}降为提醒。）"


def judge(
    rule: str,
    *,
    holds: bool,
    law: Source | Sequence[Source | None] | None = None,
    found: Figure = None,
    required: Figure = None,
    message: str = "",
    remedy: str = "",
    softly: bool = False,
) -> Verdict:
    """Return the verdict of one check.

    A rule blocks as the catalogue says, unless the pack marks the value it read as uncertain, not
    enforceable or soft (``softly``): then it warns. The source shown is what the pack names, or the
    catalogue's own basis where no pack speaks.
    """
    sources = [s for s in (law if isinstance(law, Sequence) else [law]) if s is not None]
    entry = rules().get(rule)
    outcome: Literal["ok", "warn", "block"] = OK
    if not holds:
        may_block = all(s.may_block for s in sources[:1])
        would_block = severity_of(rule) == BLOCK and not softly
        outcome = BLOCK if would_block and may_block else WARN
        if would_block and sources and sources[0].softening:
            message += turned_down(sources[0].softening)
    return Verdict(
        rule=rule,
        outcome=outcome,
        found=found,
        required=required,
        source="；".join(dict.fromkeys(s.source for s in sources))
        or (entry.legal_basis if entry else ""),
        citations=tuple(dict.fromkeys(c for s in sources for c in s.citations))
        or tuple(in_text(entry.legal_basis) if entry else ()),
        message=message,
        remedy="" if holds else remedy,
    )
