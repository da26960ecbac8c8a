"""What came of an act, in words: papers, what was noticed, what changed meanwhile, where next."""

from collections.abc import Collection

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from contracts.bargaining.models import Round
from contracts.deadlines.catalogue import title_of as deadline_title
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.journal.models import Entry
from contracts.parties.actors import SYSTEM, Actor, acting_as
from contracts.parties.models import Case
from contracts.parties.references import reference
from contracts.verdicts.verdict import WARN
from workflow import door
from workflow.forms import REFUSED_MARK, ComesLater
from workflow.pages.possible import Choice, choices
from workflow.pages.subjects import address_of


def tell(
    request: HttpRequest,
    title: str,
    receipt: door.Receipt,
    *,
    ran: Collection[int] = (),
) -> None:
    """Say what was done, which papers were issued, what was late and what was noticed.

    ``ran`` are the periods that ran before the act.
    """
    if receipt.is_repeat:
        messages.info(request, "已经提交过，不会重复。")
        return
    seen = Paper.objects.filter(pk__in=[paper.pk for paper in receipt.papers]).order_by("pk")
    names = "、".join(f"《{paper.title}》" for paper in seen)
    papers = f"已出具{names}，Word 和 PDF 正在生成。" if names else ""
    messages.success(request, f"已办理：{title}。{papers}")
    for deadline in Deadline.objects.filter(pk__in=ran, state=Deadline.State.LATE).order_by("pk"):
        words = f"{deadline_title(deadline.code)}：晚了{deadline.days_late}天，已如实记录。"
        messages.warning(request, words)
    for verdict in receipt.verdicts:
        if verdict.blocks:
            words = f"已如实登记，但不合规定，要改正：{verdict.message}{verdict.remedy}"
            messages.error(request, words)
        elif verdict.outcome == WARN:
            messages.warning(request, f"提醒：{verdict.message}{verdict.remedy}")


def running_in(case: Case | None) -> list[int]:
    """Return the periods that run in a case before an act."""
    if case is None:
        return []
    running = Deadline.objects.filter(case=case, state=Deadline.State.RUNNING)
    return list(running.values_list("pk", flat=True))


def version_to_hold(case: Case | None, version: int | None) -> int | None:
    """Return the version the door should hold the form to.

    What changed unseen (the other side's own plan) does not make a form stale, nor tell of itself.
    """
    if case is None or version is None or version == case.version:
        return version if case is not None else None
    return version if changes_since(case, version) else case.version


def changes_since(case: Case | None, version: int | None) -> list[Entry]:
    """Return what was done in a case since this version, as far as the actor may read it."""
    if case is None or version is None:
        return []
    with acting_as(SYSTEM):
        now = Case.objects.values_list("version", flat=True).get(pk=case.pk)
        done = Entry.objects.filter(case=case).exclude(summary__endswith=REFUSED_MARK)
        newest = done.order_by("-sequence").values_list("pk", flat=True)
        keys = list(newest[: max(now - version, 0)])
    return list(Entry.objects.filter(pk__in=keys).order_by("sequence"))


def address_after(receipt: door.Receipt, subject: models.Model | None) -> str:
    """Return where to go on: the page of what was made, else of what the act was about."""
    made = receipt.made if isinstance(receipt.made, models.Model) else None
    for row in (made, subject, getattr(made, "agreement", None)):
        if row is not None and (address := address_of(reference(row))):
            return address
    return address_near(made or subject) or reverse("desk")


def address_near(row: models.Model | None) -> str:
    """Return the page of a row, or of the round it belongs to."""
    if row is None:
        return ""
    round_ = Round.objects.filter(case=door.case_of(row)).first() if door.case_of(row) else None
    return address_of(reference(row)) or (address_of(reference(round_)) if round_ else "")


def deadlines_of(
    case: Case | None,
    subject: models.Model | None,
    codes: Collection[str],
) -> list[tuple[str, Deadline]]:
    """Return the periods that tell the last day of a step, by name: its subject's own first."""
    if case is None:
        return []
    rows = Deadline.objects.filter(
        case=case,
        code__in=codes,
        state=Deadline.State.RUNNING,
    ).order_by("last_day", "pk")
    own = [row for row in rows if row.subject == reference(subject)]
    return [(deadline_title(row.code), row) for row in own or rows]


def way_to(later: ComesLater, actor: Actor) -> Choice | None:
    """Return the way to what must be done first, for those who may do it."""
    if not later.act or later.about is None:
        return None
    return next(iter(choices([later.act], later.about, actor)), None)
