"""A whole story told through the door: acts day by day, and where the flows and desks stand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from viewflow.workflow.models import Task

from contracts.congress.models import Congress
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.models import Person
from tests.factories.acts import Parties, seat_parties
from tests.factories.congress import CongressFactory
from tests.factories.parties import PersonFactory
from workflow import door
from workflow.desk.models import WorkItem
from workflow.door import Receipt
from workflow.jobs import clockwork, flows

SEALS = ["union", "company", "cross_page"]
CLAUSES = {"avg_growth": "0.05", "firm_min_wage": 1950, "pay_day": 15, "pay_cycle": "月"}


@dataclass(slots=True)
class Journey:
    """Two parties on their way; time runs to the day of each act before it is done."""

    parties: Parties = field(default_factory=seat_parties)

    @property
    def union(self) -> Actor:
        """Return the union's chair."""
        return self.parties.chair

    @property
    def firm(self) -> Actor:
        """Return the employer's officer."""
        return self.parties.officer

    @property
    def labour(self) -> Actor:
        """Return the clerk of the labour department."""
        return self.parties.clerk

    def wait(self, day: date) -> list[str]:
        """Let time run to a day; return the documents it brought."""
        brought = clockwork.run_to(day)
        return [paper.code for receipt in brought for paper in receipt.papers]

    def do(self, act: str, to: Any = None, *, by: Actor, on: date, **data: Any) -> Receipt:
        """Do an act that must go through."""
        receipt = self.attempt(act, to, by=by, on=on, **data)
        assert receipt.ok, [verdict.message for verdict in receipt.blocks]
        return receipt

    def attempt(self, act: str, to: Any = None, *, by: Actor, on: date, **data: Any) -> Receipt:
        """Do an act that may be refused."""
        self.wait(on)
        receipt = door.perform(act, actor=by, on=on, to=to, data=data)
        flows.run_all()
        return receipt

    def people(self, count: int = 3) -> list[Person]:
        """Return people of the firm's shop floor."""
        return [PersonFactory(works_at=self.parties.firm, level="一线") for _ in range(count)]

    def seat_both_sides(self, round_: Any, *, on: date) -> list[Person]:
        """Name three representatives on each side, the heads as chiefs; return all six."""
        workers = [self.parties.union.head, *self.people(2)]
        employers = [self.parties.firm.head, *self.people(2)]
        for by, side, people in (
            (self.union, "workers", workers),
            (self.firm, "employer", employers),
        ):
            named = [{"person": person, "chief": person is people[0]} for person in people]
            recorder = {"recorder": self.people(1)[0]} if side == "employer" else {}
            self.do(
                "bargaining.name_representatives",
                round_,
                by=by,
                on=on,
                side=side,
                representatives=named,
                **recorder,
            )
        return [*workers, *employers]

    def congress(self) -> Congress:
        """Return a congress of 32 delegates that already exists."""
        return CongressFactory(union=self.parties.union)

    def pass_draft(self, agreement: Any, *, notified_on: date, on: date) -> Receipt:
        """Call the congress, sit with 29 of 32, and pass the draft with 25 votes."""
        notice = {"sitting": "第一次会议", "sits_on": on, "agenda": ["草案"], "delivered": 32}
        called = self.do(
            "congress.notify", self.congress(), by=self.union, on=notified_on, **notice
        )
        sitting = called.made
        self.do("congress.sit", sitting, by=self.union, on=on, entitled=32, present=29)
        counts = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
        voices = {"yes": 25, "no": 2, "abstain": 1}
        ballot = {"item": "草案", "subject": agreement, "secret": True, **counts, **voices}
        return self.do("congress.vote", sitting, by=self.union, on=on, **ballot)

    def sign(self, agreement: Any, *, on: date) -> Receipt:
        """Let both chiefs sign on one day, with all seals."""
        signed = {"workers": on, "employer": on}
        return self.do(
            "agreements.conclude", agreement, by=self.union, on=on, signed_on=signed, seals=SEALS
        )


def desks() -> set[tuple[str, str, date | None]]:
    """Return what lies on which desk, until when."""
    rows = WorkItem.objects.filter(done_on__isnull=True)
    return set(rows.values_list("desk", "act", "last_day"))


def tasks(flow: str) -> dict[str, list[str]]:
    """Return the states of each step of a flow, in the order the tasks came up."""
    found: dict[str, list[str]] = {}
    for task in Task.objects.filter(process__flow_class__contains=flow).order_by("pk"):
        if task.flow_task_type in {"HUMAN", "TIMER", "END"}:
            found.setdefault(task.flow_task.name, []).append(task.status)
    return found


def papers() -> list[str]:
    """Return the codes of all papers issued, in order."""
    return list(Paper.objects.order_by("pk").values_list("code", flat=True))
