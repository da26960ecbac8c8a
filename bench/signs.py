"""Which cases are to be looked through for signs of empty form (走过场), out of a whole province.

Cases and how far each was looked through are rows of an embedded database, in a process of its own.
Measured is the one query of a sweep: where nothing is due, which has to pass all cases, and where
everything is. Seconds of one processor, so that what else the machine does is left out.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django
from django.core.management import call_command

from bench.table import Row

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 1_000, 250_000
BATCH, REPEATS = 100, 5
DAY, LATER = date(2027, 4, 1), date(2027, 9, 1)
LIMIT, STEEPEST = 1.0, 275


def rows() -> list[Row]:
    """Measure a sweep's query over few and over many cases."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.signs"],
            cwd=ROOT,
            env={**os.environ, "XIEYUE_DATA": folder, "DATABASE_URL": "", "REDIS_URL": ""},
            stdout=subprocess.PIPE,
            check=True,
        )
    few, none, every = json.loads(done.stdout)
    return [
        Row("signs: none of 250,000 cases due", none, LIMIT, "s", none / LIMIT, "≤ 1"),
        Row("signs: all of 250,000 cases due", every, LIMIT, "s", every / LIMIT, "≤ 1"),
        Row("signs: 250,000 cases against 1,000", none, few, "s", none / few, f"≤ {STEEPEST}"),
    ]


def main() -> None:
    """Measure here, and print the seconds: few cases, many and none due, many and all due."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from contracts.parties import actors  # noqa: PLC0415 -- needs Django

    with actors.acting_as(actors.SYSTEM):
        fill(FEW)
        few = sweep(DAY, expected=0)
        fill(MANY - FEW)
        print(json.dumps([few, sweep(DAY, expected=0), sweep(LATER, expected=BATCH)]))


def fill(number: int) -> None:
    """Add so many cases, each looked through on the day."""
    from contracts.parties.models import Case  # noqa: PLC0415 -- needs Django
    from contracts.supervision.models import SignWatch  # noqa: PLC0415 -- needs Django

    made = Case.objects.bulk_create(
        (
            Case(matter=Case.Matter.ROUND, title="一轮协商", path="00001.", opened_on=DAY)
            for _ in range(number)
        ),
        batch_size=5_000,
    )
    SignWatch.objects.bulk_create(
        (SignWatch(case=case, version=0, looked_on=DAY, next_on=LATER) for case in made),
        batch_size=5_000,
    )


def sweep(on: date, *, expected: int) -> float:
    """Return the seconds of one sweep's query, the median of several."""
    from contracts.supervision import watch  # noqa: PLC0415 -- needs Django

    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        found = len(list(watch.due(on=on)[:BATCH]))
        times.append(time.process_time() - began)
        if found != expected:
            raise AssertionError(f"{found} cases due on {on}, not {expected}")
    return statistics.median(times)


if __name__ == "__main__":
    main()
