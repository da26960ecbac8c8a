"""Play a story: each act first lets the clock run to its day, then goes through the door."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.supervision import letters
from contracts.supervision.models import Letter
from contracts.verdicts.verdict import BLOCK, Outcome, Verdict
from workflow import door
from workflow.asking.questions import QuestionUnclear
from workflow.cases import asks, expectations, looking, world
from workflow.cases.acts import ACTS
from workflow.cases.asks import Asked
from workflow.cases.casefile import ActRow, CaseFile, EndRow
from workflow.cases.expectations import Failure, Seen
from workflow.cases.world import ThingUnmade, World
from workflow.door import NotFound, Receipt
from workflow.jobs import clockwork, flows

CRASHED = "crashed"
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Played:
    """One act as it went, or one line of ``at_end``."""

    line: int
    on: date
    do: str
    ok: bool
    stage: str = ""
    verdicts: list[Verdict] = field(default_factory=list)
    clocks: list[Deadline] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    is_end: bool = False


@dataclass(slots=True)
class Report:
    """A story as it went."""

    file: CaseFile
    acts: list[Played] = field(default_factory=list)

    @property
    def failures(self) -> list[tuple[Played, Failure]]:
        """Return everything that did not come as expected."""
        return [(played, failure) for played in self.acts for failure in played.failures]


def play(file: CaseFile) -> Iterator[tuple[Report, Played]]:
    """Play the file act by act in the current database, as the system that knows all.

    Time runs for the story alone: other cases of a kept database stay where they are.
    """
    report = Report(file)
    with acting_as(SYSTEM):
        there = world.build(file)
    plays = [partial(_act, row) for row in file.acts] + [partial(_end, row) for row in file.at_end]
    for play_row in plays:
        with acting_as(SYSTEM):
            played = play_row(there)
        report.acts.append(played)
        yield report, played


def _act(row: ActRow, there: World) -> Played:
    before = looking.clock_states(there)
    brought = clockwork.run_to(row.on, within=there.places)
    receipt = _receipt(row, there)
    if row.made_as and receipt.ok and receipt.made is not None:
        there.things[row.made_as] = receipt.made
    to = there.things.get(row.to)
    seen = looking.at_act(row.on, receipt, brought, before, there, to=to)
    if isinstance(receipt, Asked):
        receipt.show(seen)
    expect = expectations.SHAPE.read(row.expect, there) if row.expect is not None else {}
    failures = [
        Failure("程序出错", "正常办理", v.message) for v in receipt.verdicts if v.rule == CRASHED
    ]
    failures += expectations.failures(expect, seen)
    failures += looking.not_hidden(expect)
    failures += looking.indicators_of(expect, _subject(row, receipt, there), as_of=row.on)
    return _played(row.line, row.do, seen, failures, is_ok=receipt.ok)


def _played(line: int, do: str, seen: Seen, failures: list[Failure], *, is_ok: bool) -> Played:
    return Played(
        line=line,
        on=seen.on,
        do=do,
        ok=is_ok,
        stage=seen.stages[0] if seen.stages else "",
        verdicts=seen.verdicts,
        clocks=seen.own,
        papers=seen.papers,
        failures=failures,
    )


def _subject(row: ActRow, receipt: Receipt, there: World) -> Any:
    """Return whose figures an act may be asked for: what it is about, what it made, who acts."""
    to = there.things.get(row.to)
    return to or next(iter(receipt.things), None) or there.organisations.get(row.by)


def _receipt(row: ActRow, there: World) -> Receipt:
    """Do the act. What its names stand for may never have been made; a fault of ours is told.

    Whatever goes wrong, nothing is half done (the door's transaction), so the story goes on.
    """
    try:
        return _perform(row, there)
    except ThingUnmade as unmade:
        message = f"{unmade} 还不存在：产生它的动作被拦截了"
        return _refused(row, "missing", message)
    except Exception as fault:
        log.exception("第%s行 %s", row.line, row.do)
        return _refused(row, CRASHED, f"{type(fault).__name__}: {fault}")


def _perform(row: ActRow, there: World) -> Receipt:
    if row.to and row.to not in there.things:
        raise ThingUnmade(row.to)
    to = there.things.get(row.to)
    data = ACTS[row.do].read(row.data, there) if row.data is not None else {}
    if row.do == "time.pass":
        return _passed(row, to)
    if row.do == asks.ACT:
        return _asked(row, data, there)
    if not door.is_known(row.do):
        return _refused(row, "not_built", f"{row.do} 还没有做出来")
    actor = there.actor(row.by, row.do, data, paper=row.paper, to=to)
    try:
        receipt = door.perform(row.do, actor=actor, on=row.on, to=to, data=data, paper=row.paper)
    except NotFound:
        return _refused(row, "access", f"{actor.name}看不到这一件，不能办理", to)
    flows.run_all()
    return receipt


def _asked(row: ActRow, data: dict[str, Any], there: World) -> Receipt:
    """Ask the law in the name of whoever asks; a question nobody understands is told."""
    asker = there.organisations.get(row.by)
    region = asker.region if asker else there.region
    try:
        return asks.perform(data, on=row.on, region=region, asker=asker)
    except QuestionUnclear as unclear:
        return _refused(row, "unclear", str(unclear))


def _passed(row: ActRow, to: Any) -> Receipt:
    """Look at a thing after time has run: a letter nobody answered suggests the next one."""
    advice = letters.judge_silence(to, on=row.on) if isinstance(to, Letter) else None
    outcome = Outcome(verdicts=[advice] if advice else [])
    return Receipt(row.do, row.on, ok=True, verdicts=outcome.verdicts, things=[to] if to else [])


def _refused(row: ActRow, rule: str, message: str, to: Any = None) -> Receipt:
    verdict = Verdict(rule=rule, outcome=BLOCK, message=message)
    return Receipt(row.do, row.on, ok=False, verdicts=[verdict], things=[to] if to else [])


def _end(row: EndRow, there: World) -> Played:
    clockwork.run_to(row.as_of, within=there.places)
    expect = expectations.SHAPE.read(row.expect, there)
    subject = there.organisations.get(row.about) or there.things.get(row.about)
    seen = looking.at_end(row.as_of, subject, there)
    failures = list(expectations.failures(expect, seen))
    failures += looking.not_hidden(expect)
    failures += looking.indicators_of(expect, subject, as_of=row.as_of)
    played = _played(row.line, f"at_end {row.about}", seen, failures, is_ok=True)
    played.papers, played.is_end = [], True
    return played
