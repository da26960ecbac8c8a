"""The one way in: lock, authorise, change the record, write work items and journal, advance.

Pages, the API, the case player and the timers all call :func:`perform`; one transaction each.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import models, transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from contracts.deadlines import clock, law
from contracts.documents import issuing
from contracts.documents.models import Paper
from contracts.journal import entries
from contracts.parties import locking
from contracts.parties.actors import Actor, acting_as
from contracts.parties.models import Case, Organisation
from contracts.parties.references import follow, reference
from contracts.verdicts import findings
from contracts.verdicts.verdict import Outcome, Refused, Verdict
from workflow import access, graph, holding, issuance, nodes, sending, warming
from workflow.desk import items
from workflow.plain import plain
from workflow.queue import jobs
from workflow.sending import SentBefore, SentTwiceAtOnce

NotFound = holding.NotFound


class StaleForm(Refused):
    """您打开页面以后，这一案已经有了新的变化。请先看看最新情况再提交；您填写的内容已为您保留。"""

    rule = "stale"


class _AlreadyDone(Exception):
    """The same form was sent before, or the timer was answered meanwhile; nothing is left to do."""

    def __init__(self, made: str = "") -> None:
        self.made = made


class _Blocked(Exception):
    """A verdict stopped the act; what it wrote is rolled back."""

    def __init__(self, done: "Done") -> None:
        self.done = done


@dataclass(frozen=True, slots=True)
class Doing:
    """One act as a step sees it: who does what to what, on which day, with which data."""

    act: str
    actor: Actor
    on: date
    to: Any
    data: dict[str, Any]
    paper: bool = False
    key: str = ""


@dataclass(slots=True)
class Done:
    """What a step did: the verb's outcome, the papers it issues, the flows that follow.

    ``about`` is the row the verdicts are kept for (default: what was made, else what was acted on).
    ``starts`` names flows begun in this transaction; ``follows`` those begun by a job row.
    """

    outcome: Outcome
    papers: list[issuing.Request] = field(default_factory=list)
    about: models.Model | None = None
    starts: list[tuple[Any, models.Model]] = field(default_factory=list)
    follows: list[tuple[str, models.Model]] = field(default_factory=list)
    is_private: bool = False
    voids: list[tuple[str, models.Model | None]] = field(default_factory=list)


@dataclass(slots=True)
class Receipt:
    """What came of an act, for pages, player and API alike."""

    act: str
    on: date
    ok: bool
    verdicts: list[Verdict]
    made: Any = None
    things: list[Any] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    is_repeat: bool = False

    @property
    def blocks(self) -> list[Verdict]:
        """Return the verdicts that stopped the act or stand open from it."""
        return [verdict for verdict in self.verdicts if verdict.blocks]


StepFunction = Callable[[Doing], Done]
_steps: dict[str, StepFunction] = {}


def step(act: str) -> Callable[[StepFunction], StepFunction]:
    """Register the function that translates an act into one call of the record."""

    def register(function: StepFunction) -> StepFunction:
        _steps[act] = function
        return function

    return register


def is_known(act: str) -> bool:
    """Test whether an act can be done here (others are named in CASES and come later)."""
    return act in _steps


def perform(
    act: str,
    *,
    actor: Actor,
    on: date,
    to: Any = None,
    data: dict[str, Any] | None = None,
    paper: bool = False,
    key: str = "",
    version: int | None = None,
    timer: Task | None = None,
) -> Receipt:
    """Do one act, whole or not at all.

    A blocked act changes nothing but findings and journal. ``key`` makes a repeated form one
    effect; ``version`` is the case's version the form was drawn from.

    :raises NotFound: if the actor may not even know of the thing.
    """
    doing = Doing(act=act, actor=actor, on=on, to=to, data=dict(data or {}), paper=paper, key=key)
    warming.read_catalogues()
    with law.remembering():
        try:
            return _perform(doing, version, timer)
        except SentTwiceAtOnce:
            return _perform(doing, version, timer)


def _perform(doing: Doing, version: int | None, timer: Task | None) -> Receipt:
    act, actor, on, to = doing.act, doing.actor, doing.on, doing.to
    with transaction.atomic(), clock.watching(), nodes.seeing() as steps:
        held = holding.take(to, doing.data.values(), actor)
        with acting_as(replace(actor, is_system=True)), locking.holding(to):
            case = held.get(holding.number_of(to) or 0)
            try:
                access.authorise(actor, act, doing.data, paper=doing.paper)
                _must_be_new(doing)
                _must_be_fresh(case, version)
                _must_be_armed(timer)
                done = _attempt(doing)
            except SentBefore as refused:
                return Receipt(act, on, ok=False, verdicts=refused.verdicts, things=_things(to))
            except _AlreadyDone as before:
                return _repeat(doing, before.made)
            except Refused as refused:
                return _refuse(doing, case, refused.verdicts)
            except _Blocked as blocked:
                return _refuse(doing, case, blocked.done.outcome.verdicts)
            return _settle(doing, done, timer, held, steps)


def _must_be_fresh(case: Case | None, version: int | None) -> None:
    if case is not None and version is not None and case.version != version:
        raise StaleForm


def _must_be_armed(timer: Task | None) -> None:
    """Let a timer act only if nobody answered while it waited for the case."""
    if timer is not None:
        timer.refresh_from_db()
        if timer.status != STATUS.SCHEDULED:
            raise _AlreadyDone


def _must_be_new(doing: Doing) -> None:
    """Let a form through once; the same form again is answered without a second effect."""
    if not doing.key or doing.actor.account_id is None:
        return
    said = sending.digest(doing.act, doing.to, doing.data)
    if (sent := sending.earlier(doing.actor.account_id, doing.key, said)) is not None:
        raise _AlreadyDone(sent.result.get("made", ""))


def _repeat(doing: Doing, made: str) -> Receipt:
    """Answer as the first time: what the form made then, without a second effect."""
    thing = follow(made) if made else None
    things = _things(thing, doing.to)
    return Receipt(
        doing.act, doing.on, ok=True, verdicts=[], made=thing, things=things, is_repeat=True
    )


def _remember(doing: Doing, made: Any) -> None:
    if doing.key and doing.actor.account_id is not None:
        said = sending.digest(doing.act, doing.to, doing.data)
        sending.remember(doing.actor.account_id, doing.key, said, made)


def _attempt(doing: Doing) -> Done:
    with transaction.atomic():
        done = _steps[doing.act](doing)
        if done.outcome.blocks and not (doing.paper or done.outcome.is_fact):
            raise _Blocked(done)
    return done


def _refuse(doing: Doing, case: Case | None, verdicts: list[Verdict]) -> Receipt:
    """Keep what was found and journal the attempt; nothing else changes."""
    if isinstance(doing.to, models.Model):
        doing.to.refresh_from_db()
    if case is not None:
        findings.record(
            case,
            doing.to,
            verdicts,
            act=doing.act,
            on=doing.on,
            is_private=True,
        )
        entries.append(
            case,
            doing.act,
            {"refused": [v.rule for v in verdicts if v.blocks]},
            on=doing.on,
            summary=f"{access.title_of(doing.act)}（未通过）",
            is_private=True,
        )
    return Receipt(doing.act, doing.on, ok=False, verdicts=verdicts, things=_things(doing.to))


def _settle(
    doing: Doing,
    done: Done,
    timer: Task | None,
    held: dict[int, Case],
    steps: dict[int, Task],
) -> Receipt:
    outcome = done.outcome
    _remember(doing, outcome.made)
    things = _things(outcome.made, doing.to, *outcome.looked_at)
    case = case_of(outcome.made) or case_of(doing.to)
    _move(doing, done, timer, things, held)
    papers = _issue(doing, done, case) if case else []
    if case is not None:
        is_new = _is_new(case, held)
        _write_down(doing, done, case, papers, is_new=is_new)
        _raise_version(case, held, is_new=is_new)
        for touched in {case for thing in things if (case := case_of(thing))}:
            _refresh_desk(doing, touched, steps, is_new=is_new and touched.pk == case.pk)
    for name, record in done.follows:
        jobs.enqueue(f"flow:{name}:{reference(record)}", "flow.start", flow=name, record=record.pk)
    return Receipt(
        doing.act,
        doing.on,
        ok=True,
        verdicts=outcome.verdicts,
        made=outcome.made,
        things=things,
        papers=papers,
    )


def _move(
    doing: Doing,
    done: Done,
    timer: Task | None,
    things: list[Any],
    held: Container[int],
) -> None:
    """Begin the flows the act starts, and move those it answers."""
    for flow_class, record in done.starts:
        graph.begin(flow_class, record)
    if timer is not None:
        graph.fire(timer)
    step_of = doing.data.get("step")
    begun = [record for _, record in done.starts]
    graph.advance(
        [thing for thing in things if thing not in begun],
        f"{doing.act}:{step_of}" if step_of else doing.act,
        doing.actor,
        held=held,
    )


def _refresh_desk(doing: Doing, case: Case, steps: dict[int, Task], *, is_new: bool) -> None:
    own = {pk: step for pk, step in steps.items() if step.process.artifact.case_id == case.pk}
    items.refresh(case, on=doing.on, by=doing.actor, steps=own, is_new=is_new)


def _is_new(case: Case, held: Container[int]) -> bool:
    """Test whether the act opened the case: nobody else can know of it yet."""
    return case.pk not in held and case.version == 0


def _raise_version(case: Case, held: Mapping[int, Case], *, is_new: bool) -> None:
    """Count the act, so that a form drawn before it is stale; a locked case is known as it is."""
    known = case if is_new else held.get(case.pk)
    raised: Any = models.F("version") + 1 if known is None else known.version + 1
    Case.objects.filter(pk=case.pk).update(version=raised)


def _write_down(
    doing: Doing,
    done: Done,
    case: Case,
    papers: list[Paper],
    *,
    is_new: bool,
) -> None:
    about = done.about or done.outcome.made or doing.to
    about = about if isinstance(about, models.Model) else None
    findings.record(
        case_of(about) or case,
        about,
        done.outcome.verdicts,
        act=doing.act,
        on=doing.on,
        is_standing=True,
        is_private=done.is_private,
    )
    entries.append(
        case,
        doing.act,
        {
            "data": plain(doing.data),
            "paper": doing.paper,
            "papers": [[p.code, p.number, p.facts_sha256] for p in papers],
        },
        on=doing.on,
        summary=access.title_of(doing.act) + ("（补录）" if doing.paper else ""),
        is_private=done.is_private,
        is_first=is_new,
    )


def _issue(doing: Doing, done: Done, case: Case) -> list[Paper]:
    for code, record in done.voids:
        issuing.make_void(case, code, record=record)
    if not done.papers:
        return []
    return issuance.issue(
        done.papers,
        case=case,
        to=doing.to,
        actor=doing.actor,
        act=doing.act,
        on=doing.on,
        is_paper=doing.paper,
    )


def party_of(actor: Actor) -> Organisation:
    """Return the organisation an actor acts for.

    :raises NotFound: for the system and for people in no office.
    """
    if actor.organisation_id is None:
        raise NotFound(f"{actor.name} acts for nobody")
    return Organisation.objects.get(pk=actor.organisation_id)


def case_of(thing: Any) -> Case | None:
    """Return the case a row belongs to, if it belongs to one."""
    if isinstance(thing, Case):
        return thing
    case = getattr(thing, "case", None)
    return case if isinstance(case, Case) else None


def _things(*rows: Any) -> list[Any]:
    seen: list[Any] = []
    for row in rows:
        if isinstance(row, models.Model) and row not in seen:
            seen.append(row)
    return seen
