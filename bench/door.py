"""The door: open a round and make the offer, beside Viewflow doing the same transitions.

Ours keeps the record: the round and the offer, the law's clocks, the verdicts, two issued papers
with their jobs, the journal and the work items. Two comparisons: *bare* Viewflow does
``StartHandle.run`` and one ``activation.execute`` on the same graph and keeps nothing else; the
*plain application* does the same and calls the same two verbs (round, offer, law, clocks), without
door: no lock, no right asked, no journal, no papers, no work items. All write to one embedded
database with the settings of production, in turns, in a process of their own.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from bench.table import Row

ROOT = Path(__file__).resolve().parents[1]
WARM_UP, ROUNDS = 5, 60
DAY = date(2027, 1, 8)


def rows() -> list[Row]:
    """Measure both ways in turns and compare the medians."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.door"],
            cwd=ROOT,
            env={**os.environ, "XIEYUE_DATA": folder, "DATABASE_URL": "", "REDIS_URL": ""},
            stdout=subprocess.PIPE,
            check=True,
        )
    mine, bare, plain = json.loads(done.stdout)
    work = "start and first step of a round"
    return [
        Row(
            f"{work}, beside bare transitions",
            mine * 1000,
            bare * 1000,
            "ms",
            mine / bare,
            "≤ 2 times as long (not reached: the record costs more than the graph)",
        ),
        Row(
            f"{work}, beside the same verbs without door",
            mine * 1000,
            plain * 1000,
            "ms",
            mine / plain,
            "≤ 2 times as long",
        ),
    ]


def main() -> None:
    """Measure here, and print the three medians in seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    ways = _Ways()
    ours: list[float] = []
    bare: list[float] = []
    plain: list[float] = []
    for _ in range(WARM_UP + ROUNDS):
        bare.append(_timed(ways.bare))
        ours.append(_timed(ways.through_the_door))
        plain.append(_timed(ways.plain_application))
    medians = [statistics.median(times[WARM_UP:]) for times in (ours, bare, plain)]
    print(json.dumps(medians))


def _timed(prepare: Callable[[], Callable[[], None]]) -> float:
    work = prepare()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class _Ways:
    """The three ways, each with the firms it needs; imported late, when Django is set up."""

    def __init__(self) -> None:
        from contracts.bargaining import offers, rounds  # noqa: PLC0415 -- needs Django
        from contracts.bargaining.models import Round  # noqa: PLC0415 -- needs Django
        from contracts.parties import actors  # noqa: PLC0415 -- needs Django
        from contracts.parties.models import Case  # noqa: PLC0415 -- needs Django
        from tests.factories import parties  # noqa: PLC0415 -- needs Django
        from workflow import door  # noqa: PLC0415 -- needs Django
        from workflow.bargaining.flow import BargainingFlowV1  # noqa: PLC0415 -- needs Django

        self.models = (Case, Round)
        self.rounds, self.offers = rounds, offers
        self.actors, self.parties, self.door = actors, parties, door
        self.flow: Any = BargainingFlowV1
        self.top = parties.FederationFactory()

    def _union(self) -> Any:
        union = self.parties.UnionFactory(parent=self.top)
        self.parties.seat_head(union)
        self.parties.seat_head(union.firm)
        return union

    def through_the_door(self) -> Callable[[], None]:
        """Prepare a firm; return what opens its round and makes the offer."""
        union = self._union()
        actor = self.parties.actor_of(union, "union_chair")
        terms = {"kind": "wage", "scope": "enterprise"}
        offer = {"made_by": "workers", "topics": ["年度平均工资增幅"], "delivered_by": "当面"}

        def work() -> None:
            opened = self.door.perform("bargaining.open", actor=actor, on=DAY, data=terms)
            to = opened.made
            made = self.door.perform("bargaining.offer", actor=actor, on=DAY, to=to, data=offer)
            if not (opened.ok and made.ok):
                raise RuntimeError(made.verdicts)

        return work

    def plain_application(self) -> Callable[[], None]:
        """Prepare a firm; return what keeps the same round and offer, and moves the same graph."""
        union = self._union()

        def work() -> None:
            with self.actors.acting_as(self.actors.SYSTEM):
                record = self.rounds.open_round(
                    workers_party=union,
                    employer_party=union.firm,
                    kind="wage",
                    on=DAY,
                ).made
                process = self.flow.start.run(record=record)
                self.offers.make(
                    record,
                    made_by="workers",
                    topics=["年度平均工资增幅"],
                    delivered_by="当面",
                    received_on=DAY,
                    on=DAY,
                )
                task = process.task_set.get(flow_task=self.flow.prepare)
                with task.activation() as activation:
                    activation.assign(None)
                    activation.start(None)
                    activation.execute()

        return work

    def bare(self) -> Callable[[], None]:
        """Prepare a round; return what starts the process and completes its first step."""
        case_class, round_class = self.models
        union = self._union()
        with self.actors.acting_as(self.actors.SYSTEM):
            case = case_class.objects.create(
                matter="round",
                title="比较",
                path=union.path,
                workers_party=union,
                employer_party=union.firm,
                opened_on=DAY,
            )
            belonging = round_class.belonging_to(case)
            record = round_class.objects.create(**belonging, kind="wage", opened_on=DAY)

        def work() -> None:
            with self.actors.acting_as(self.actors.SYSTEM):
                process = self.flow.start.run(record=record)
                task = process.task_set.get(flow_task=self.flow.prepare)
                with task.activation() as activation:
                    activation.assign(None)
                    activation.start(None)
                    activation.execute()

        return work


if __name__ == "__main__":
    main()
