"""The step bar: the stages of a round or an agreement, each done, now or still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DONE, NOW, TO_COME = "is-done", "is-now", "is-todo"
STATE_WORDS = {DONE: "已完成", NOW: "正在进行", TO_COME: "未开始"}


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the bar."""

    number: int
    words: str
    state: str
    on: date | None

    @property
    def said(self) -> str:
        """Return the state in words, for those who do not see colours."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True, slots=True)
class StepBar:
    """The stages in order."""

    steps: tuple[Step, ...]

    @property
    def now(self) -> Step:
        """Return the stage that is under way (the last one when all are done)."""
        return next((step for step in self.steps if step.state == NOW), self.steps[-1])


def bar_of(stages: Sequence[tuple[str, str, date | None]], *, now: str) -> StepBar:
    """Return a bar from (name, words, day of the event); a ``now`` beyond them leaves all done.

    A stage still to come shows no day, even if an earlier attempt reached it.
    """
    names = [name for name, _, _ in stages]
    place = names.index(now) if now in names else len(names)
    steps = []
    for index, (_, words, on) in enumerate(stages):
        state = DONE if index < place else NOW if index == place else TO_COME
        steps.append(Step(index + 1, words, state, None if state == TO_COME else on))
    return StepBar(tuple(steps))
