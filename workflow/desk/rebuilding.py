"""Check the work items against flows and clocks, and bring them in line again (待办重建)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.parties.actors import SYSTEM
from contracts.parties.models import Case
from workflow.desk import items
from workflow.desk.models import WorkItem


@dataclass(frozen=True, slots=True)
class Difference:
    """A work item that is not what the flows and clocks ask for."""

    case: Case
    key: str
    fault: str

    def __str__(self) -> str:
        return f"{self.case}：{self.key} {self.fault}"


def differences(case: Case) -> Iterator[Difference]:
    """Return every work item of a case that is missing, left over or says something else."""
    wanted = {asked.key: asked for asked in items.asked_in(case)}
    there = {item.key: item for item in WorkItem.objects.filter(case=case, done_on__isnull=True)}
    for key in sorted(wanted.keys() | there.keys()):
        asked, item = wanted.get(key), there.get(key)
        if item is None and asked is not None:
            yield Difference(case, key, f"缺少待办“{asked.title}”")
        elif asked is None and item is not None:
            yield Difference(case, key, f"多出待办“{item.title}”")
        elif asked is not None and item is not None:
            should, found = items.said_by(asked), items.said_by(item)
            if should != found:
                yield Difference(case, key, f"应为{should}，现为{found}")


def mend(case: Case, *, on: date) -> list[Difference]:
    """Bring the work items of a case in line; return what was mended."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        found = list(differences(locked))
        if found:
            items.refresh(locked, on=on, by=SYSTEM)
    return found
