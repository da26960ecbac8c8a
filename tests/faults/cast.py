"""Be one of many phones: ``open`` a box, or cast by every code in an order of one's own."""

import json
import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from contracts.congress import polls  # noqa: E402 -- needs Django
from contracts.congress.models import Poll  # noqa: E402 -- as above
from contracts.congress.poll_models import Choice, Means  # noqa: E402 -- as above
from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from tests.factories.polls import HallFactory, PollFactory, electors  # noqa: E402 -- as above


def open_box(asked):
    """Open a box for so many voters, all of whom drew a slip."""
    size = asked["voters"]
    poll = PollFactory(HallFactory(entitled=size), slips=size)
    polls.hand_out(poll, electors(poll, size), Means.SLIP)
    return {"poll": poll.pk, "codes": poll.shown_once.slips, "shares": poll.shown_once.shares}


def cast(asked):
    """Cast by every code, in an order of one's own; return how often it went in, and how long."""
    poll = Poll.objects.get(pk=asked["poll"])
    codes = random.Random(asked["seed"]).sample(asked["codes"], len(asked["codes"]))  # noqa: S311 -- no secret
    went_in, seconds, faults = 0, [], []
    for code in codes:
        began = time.perf_counter()
        try:
            polls.cast(code, Choice.YES, on=poll)
            went_in += 1
        except polls.VotedBefore:
            pass
        except Exception as fault:  # noqa: BLE001 -- whatever it is, it is counted
            faults.append(f"{type(fault).__name__}: {fault}")
        seconds.append(time.perf_counter() - began)
    return {"in": went_in, "seconds": sorted(seconds), "faults": faults}


def count(asked):
    """Close the box, open it and add up."""
    poll = Poll.objects.get(pk=asked["poll"])
    polls.close_poll(poll)
    counts = polls.open_box(poll, asked["shares"][:2])
    return {"yes": counts.yes, "returned": counts.returned, "receipts": len(set(poll.receipts))}


def main():
    work = {"open": open_box, "cast": cast, "count": count}
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(work[asked["do"]](asked)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with acting_as(SYSTEM):
        main()
