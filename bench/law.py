"""How quickly law is asked, and how the deadlines of a whole province are reckoned again.

Plain cases in memory, in a process of their own: what is measured is the law, not the database.
Seconds are those of one processor, so that what else the machine does is left out. Each open case
has three deadlines that run, in the mix of a usual year, over every region.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import django

from bench.table import Row

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 1_000, 250_000
RUNNING = (("DL_OFFER_REPLY", 0), ("DL_PUBLISH_WAGE", 80), ("DL_PERF_CHECK", 80))
FIRST_DAY = date(2026, 1, 5)
DAYS = 330
MICRO, LOOKUP_LIMIT, LIMIT, STEEPEST = 1e6, 5.0, 60.0, 275


def rows() -> list[Row]:
    """Measure a look-up, and the deadlines of a few and of many open cases."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.law"],
            cwd=ROOT,
            env={**os.environ, "XIEYUE_DATA": folder},
            stdout=subprocess.PIPE,
            check=True,
        )
    warm, few, many = json.loads(done.stdout)
    return [
        Row("law: look up a rule", warm, LOOKUP_LIMIT, "µs", warm / LOOKUP_LIMIT, "≤ 1"),
        Row("law: deadlines of 250,000 cases", many, LIMIT, "s", many / LIMIT, "≤ 1"),
        Row("law: 250,000 cases against 1,000", many, few, "s", many / few, f"≤ {STEEPEST}"),
    ]


def main() -> None:
    """Measure here, and print microseconds of a look-up and seconds for few and many cases."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
    django.setup()
    warm = look_up()
    reckon(FEW)
    print(json.dumps([warm, statistics.median(reckon(FEW) for _ in range(5)), reckon(MANY)]))


def look_up() -> float:
    """Return the microseconds of one warm look-up, the best of several runs."""
    from contracts.statutes import rulebook  # noqa: PLC0415 -- loaded in the process that measures

    book = rulebook.shipped()
    day = date(2026, 3, 2)

    def ask() -> None:
        book.find("cb.offer.response_deadline", region="SY", instruments=("WAGE",), on=day)

    ask()
    number = 20_000
    return (
        min(timeit.repeat(ask, number=number, repeat=5, timer=time.process_time)) / number * MICRO
    )


def reckon(number: int) -> float:
    """Return the seconds it takes to reckon the deadlines of so many open cases again."""
    from contracts.deadlines import impact  # noqa: PLC0415 -- needs Django, set up by main
    from contracts.statutes.law import Law, Local  # noqa: PLC0415 -- as above

    local = Local()

    def law_of(row: impact.Running) -> Law:
        return Law(on=row.law_on, region=row.region, instruments=row.instruments, local=local)

    rows = (impact.Running(**plain) for plain in cases(number))
    begun = time.process_time()
    moved = sum(1 for _ in impact.moves(rows, law_of))
    if moved != number * len(RUNNING):
        raise AssertionError(f"{moved} deadlines moved, not {number * len(RUNNING)}")
    return time.process_time() - begun


def cases(number: int) -> Iterator[dict[str, object]]:
    """Return the running deadlines of so many open cases, as if older packs had reckoned them."""
    from contracts.statutes import rulebook  # noqa: PLC0415 -- loaded in the process that measures

    regions = sorted(rulebook.shipped().packs)
    for case in range(number):
        base = FIRST_DAY + timedelta(days=case % DAYS)
        for place, (code, later) in enumerate(RUNNING):
            on = base + timedelta(days=later)
            yield {
                "pk": case * len(RUNNING) + place,
                "case_id": case,
                "path": "00001.",
                "region": regions[case % len(regions)],
                "code": code,
                "instruments": ("WAGE",),
                **dict.fromkeys(("law_on", "base_on", "last_day", "rolled_day", "judged_day"), on),
                "counted": "",
                "source": "",
                "pack": "CN",
            }


if __name__ == "__main__":
    main()
