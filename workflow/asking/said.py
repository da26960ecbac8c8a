"""What one rule says to the facts, before it becomes an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.verdicts.verdict import OK, WARN, Figure, Source, Verdict
from workflow.asking.answers import ASK
from workflow.asking.catalogue import label_of


@dataclass(frozen=True, slots=True)
class Said:
    """An answer word with its rules, words and figures; ``missing`` names the facts to ask for.

    ``source`` is where it stands if no pack speaks of it.
    """

    word: str
    rules: Sequence[Source] = ()
    message: str = ""
    found: Figure = None
    required: Figure = None
    missing: Sequence[str] = field(default_factory=tuple)
    is_uncertain: bool = False
    source: str = ""

    def verdict(self, code: str) -> Verdict:
        """Return the answer as a verdict on the rule asked; it judges nobody and never blocks."""
        return Verdict(
            rule=code,
            outcome=WARN if self.is_uncertain else OK,
            found=self.found,
            required=self.required,
            source="；".join(dict.fromkeys(rule.source for rule in self.rules if rule.source))
            or self.source,
            citations=tuple(dict.fromkeys(c for rule in self.rules for c in rule.citations)),
            message=self.message,
        )


def ask_for(*missing: str, rules: Sequence[Source] = (), message: str = "") -> Said:
    """Return the answer that more must be known, and what."""
    names = "、".join(label_of(name) for name in missing)
    codes = "、".join(missing)
    return Said(
        ASK,
        rules,
        message=f"{message}还要知道：{names}（{codes}）。",
        missing=missing,
    )
