"""Play a story: each act first lets the clock run to its day, then goes through the door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from contracts.agreements.models import Agreement
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Office, Organisation
from contracts.parties.references import reference
from contracts.parties.visibility import under
from contracts.supervision import indicators
from contracts.verdicts.verdict import BLOCK, Verdict
from workflow import door
from workflow.cases import expectations, world
from workflow.cases.acts import ACTS
from workflow.cases.casefile import ActRow, CaseFile, EndRow
from workflow.cases.expectations import Failure, Seen
from workflow.cases.world import World
from workflow.door import NotFound, Receipt
from workflow.jobs import clockwork, flows

Tell = Callable[[str], None]


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

    :raises CaseFileFaulty: if the story itself is wrong (a thing that a blocked act never made).
    """
    report = Report(file)
    with acting_as(SYSTEM):
        there = world.build(file)
    for row in file.acts:
        with acting_as(SYSTEM):
            played = _act(row, there)
        report.acts.append(played)
        yield report, played
    for end in file.at_end:
        with acting_as(SYSTEM):
            played = _end(end, there)
        report.acts.append(played)
        yield report, played


def _act(row: ActRow, there: World) -> Played:
    before = _clock_states()
    brought = clockwork.run_to(row.on)
    to = there.things.get(row.to) if row.to else None
    if row.to and to is None:
        receipt = _missing(row)
    elif row.do == "time.pass":
        receipt = Receipt(row.do, row.on, ok=True, verdicts=[], things=[to] if to else [])
    else:
        receipt = _perform(row, to, there)
        flows.run_all()
    if row.made_as and receipt.ok and receipt.made is not None:
        there.things[row.made_as] = receipt.made
    papers = [paper for early in brought for paper in early.papers] + receipt.papers
    seen = _seen(row.on, receipt, papers, before)
    failures = list(_failures(row, receipt, seen, there))
    return Played(
        line=row.line,
        on=row.on,
        do=row.do,
        ok=receipt.ok,
        stage=seen.stages[0] if seen.stages else "",
        verdicts=receipt.verdicts,
        clocks=seen.running,
        papers=papers,
        failures=failures,
    )


def _missing(row: ActRow) -> Receipt:
    message = f"{row.to} 还不存在：产生它的动作被拦截了"
    verdict = Verdict(rule="missing", outcome=BLOCK, message=message)
    return Receipt(row.do, row.on, ok=False, verdicts=[verdict])


def _perform(row: ActRow, to: Any, there: World) -> Receipt:
    data = ACTS[row.do].read(row.data, there) if row.data is not None else {}
    if not door.is_known(row.do):
        verdict = Verdict(rule="not_built", outcome=BLOCK, message=f"{row.do} 尚未实现")
        return Receipt(row.do, row.on, ok=False, verdicts=[verdict])
    actor = there.actor(row.by, row.do, data, paper=row.paper)
    try:
        return door.perform(row.do, actor=actor, on=row.on, to=to, data=data, paper=row.paper)
    except NotFound:
        message = f"{actor.name}看不到这一件，不能办理"
        verdict = Verdict(rule="access", outcome=BLOCK, message=message)
        return Receipt(row.do, row.on, ok=False, verdicts=[verdict], things=[to])


def _clock_states() -> dict[int, tuple[str, date]]:
    return {d.pk: (d.state, d.last_day) for d in Deadline.objects.all()}


def _seen(
    on: date,
    receipt: Receipt,
    papers: list[Paper],
    before: dict[int, tuple[str, date]],
) -> Seen:
    things = receipt.things
    for thing in things:
        thing.refresh_from_db()
    touched = [d for d in Deadline.objects.all() if before.get(d.pk) != (d.state, d.last_day)]
    agreement = next((t for t in things if isinstance(t, Agreement)), None)
    cases = [c.pk for c in map(door.case_of, things) if c]
    voids = Paper.objects.filter(case__in=cases, is_void=True).values_list("code", flat=True)
    return Seen(
        on=on,
        stages=[t.stage for t in things if getattr(t, "stage", "")],
        verdicts=receipt.verdicts,
        touched=touched,
        running=_running(things, cases),
        papers=papers,
        void_codes=set(voids),
        in_force_on=agreement.in_force_on if agreement else None,
        gap=gap_of(agreement) if agreement else None,
        messages="\n".join(f"{v.message} {v.remedy}" for v in receipt.verdicts),
    )


def _running(things: list[Any], cases: list[int]) -> list[Deadline]:
    """Return the clocks running on the things, or on their cases."""
    rows = Deadline.objects.filter(state=Deadline.State.RUNNING)
    ours = list(rows.filter(subject__in=[reference(t) for t in things]).order_by("pk"))
    codes = {d.code for d in ours}
    others = rows.filter(case__in=cases).exclude(code__in=codes).order_by("pk")
    is_agreement = any(isinstance(t, Agreement) for t in things)
    return ours if is_agreement else [*ours, *others]


def gap_of(agreement: Agreement) -> tuple[date, date] | None:
    """Return the first and last day without an agreement: from the old end to the new effect."""
    if agreement.in_force_on is None:
        return None
    ended = agreement.previous_to
    first = ended + timedelta(days=1) if ended else agreement.term_from
    last = agreement.in_force_on - timedelta(days=1)
    return (first, last) if first and first <= last else None


def _failures(row: ActRow, receipt: Receipt, seen: Seen, there: World) -> Iterator[Failure]:
    expect = expectations.SHAPE.read(row.expect, there) if row.expect is not None else {}
    yield from expectations.failures(expect, seen)
    for organisation, codes in expect.get("hidden") or []:
        yield from _not_hidden(organisation, codes)
    about = receipt.things[0] if receipt.things else None
    if expect.get("indicators"):
        subject = there.things.get(row.to) or about
        yield from _indicators(expect["indicators"], subject, row.on)


def _not_hidden(organisation: Organisation, codes: list[str]) -> Iterator[Failure]:
    for office in Office.objects.filter(organisation=organisation).select_related("organisation"):
        with acting_as(office.as_actor()):
            found = set(Paper.objects.filter(code__in=codes).values_list("code", flat=True))
        for code in sorted(found):
            yield Failure("hidden", f"{organisation} 看不到 {code}", f"{office} 能看到")


def _indicators(expected: dict[str, str], subject: Any, as_of: date) -> Iterator[Failure]:
    for name, value in expected.items():
        found = indicators.value(name, subject, as_of=as_of)
        if not expectations.same_indicator(value, found):
            yield Failure(f"indicators {name}", value, str(found))


def _end(row: EndRow, there: World) -> Played:
    expect = expectations.SHAPE.read(row.expect, there)
    subject = there.organisations.get(row.about) or there.things.get(row.about)
    papers = list(_papers_of(subject, row.as_of))
    seen = Seen(
        on=row.as_of,
        stages=[],
        verdicts=[],
        touched=[],
        running=[],
        papers=papers,
        void_codes={paper.code for paper in papers if paper.is_void},
    )
    failures = list(expectations.failures(expect, seen))
    failures += _indicators(expect.get("indicators") or {}, subject, row.as_of)
    return Played(row.line, row.as_of, f"at_end {row.about}", ok=True, failures=failures)


def _papers_of(subject: Any, as_of: date) -> Any:
    rows = Paper.objects.filter(issued_on__lte=as_of).order_by("pk")
    if isinstance(subject, Organisation):
        if subject.side:
            firm = subject.firm or subject
            return rows.filter(
                Q(employer_party=firm) | Q(workers_party__firm=firm) | Q(workers_party=subject),
            )
        return rows.filter(under(subject.path))
    case = door.case_of(subject)
    return rows.filter(case=case) if case else rows.none()
