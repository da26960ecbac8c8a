"""The act ``law.ask``: a question to the law in a story; it changes nothing (CASES §6)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.deadlines.models import Deadline
from contracts.parties.choices import Kind
from contracts.parties.models import Organisation
from contracts.statutes import rulebook
from workflow.asking import asking
from workflow.asking.answers import Due
from workflow.asking.questions import Question, QuestionUnclear
from workflow.cases.expectations import Seen
from workflow.cases.reader import Node
from workflow.cases.shapes import Anything, Day, Fields, Names, OneOf, Text
from workflow.door import Receipt

ACT = "law.ask"
REGIONS = tuple(sorted(rulebook.shipped().packs))


class AskFields(Fields):
    """The ``with`` of a question: exactly one thing is asked."""

    def read(self, node: Node, names: Names) -> dict[str, Any]:
        """Return the question's fields.

        :raises CaseFileFaulty: if a field is wrong, or several things are asked, or none.
        """
        found = Fields(self.shapes, self.required).read(node, names)
        try:
            _question(found, on=found.get("base") or date.min, asker=None).check()
        except QuestionUnclear as unclear:
            raise node.fault(str(unclear)) from unclear
        return found


SHAPE = AskFields(
    {
        "region": OneOf(REGIONS),
        "kind": OneOf(tuple(Kind.values)),
        "deadline": Text(60),
        "base": Day(),
        "act": Text(60),
        "facts": Anything(),
        "rule": Text(60),
    },
)


@dataclass(slots=True)
class Asked(Receipt):
    """What came of a question: the receipt of an act, with a day and a word."""

    clocks: list[Deadline] = field(default_factory=list)
    word: str = ""

    def show(self, seen: Seen) -> None:
        """Let an expectation look at the answer alone, not at what time brought before it."""
        seen.verdicts = self.verdicts
        seen.own = seen.running = self.clocks
        seen.answer = self.word


def perform(data: dict[str, Any], *, on: date, region: str, asker: Organisation | None) -> Asked:
    """Ask the law in the name of an organisation, under the law of its place.

    :raises QuestionUnclear: if the question cannot be understood.
    """
    answer = asking.ask(_question({"region": region, **data}, on=on, asker=asker))
    clocks = [] if answer.due is None else [_clock(answer.due)]
    return Asked(
        ACT,
        on,
        ok=not answer.blocks,
        verdicts=answer.verdicts,
        clocks=clocks,
        word=answer.word,
    )


def _question(data: dict[str, Any], *, on: date, asker: Organisation | None) -> Question:
    return Question(
        on=on,
        region=data.get("region", ""),
        kind=data.get("kind", ""),
        deadline=data.get("deadline", ""),
        act=data.get("act", ""),
        rule=data.get("rule", ""),
        base=data.get("base"),
        facts=data.get("facts") or {},
        path=asker.path if asker else "",
        asker=asker,
    )


def _clock(due: Due) -> Deadline:
    """Return the day as a clock that is never saved, for expectations and JSON to look at."""
    return Deadline(
        code=due.code,
        base_event=due.base_event,
        base_on=due.base,
        last_day=due.day,
        rolled_day=due.rolled,
        counted=str(due.period),
        source=due.source,
        citations=list(due.citations),
        pack=due.pack,
        is_practice=due.is_practice,
    )
