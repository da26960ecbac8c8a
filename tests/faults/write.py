"""Write through the door as one of many: open rounds and make offers, and say how long it took."""

import json
import os
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from django.db import transaction  # noqa: E402 -- needs Django

from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from tests.factories.acts import offer, open_round, seat_parties  # noqa: E402 -- as above

DAY = date(2027, 1, 8)


def write(parties, errors):
    """Open a round and make the offer; return the seconds each took."""
    began = time.perf_counter()
    try:
        round_ = open_round(parties, on=DAY)
        opened = time.perf_counter()
        offer(parties, round_, on=DAY)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is counted
        errors.append(f"{type(error).__name__}: {error}")
        return []
    return [opened - began, time.perf_counter() - opened]


def main():
    say = sys.stdout
    with acting_as(SYSTEM):
        say.write('"ready"\n')
        say.flush()
        rounds = json.loads(sys.stdin.readline())["rounds"]
        errors, seconds = [], []
        for _ in range(rounds):
            with transaction.atomic():
                parties = seat_parties()
            seconds += write(parties, errors)
    say.write(json.dumps({"errors": errors, "seconds": seconds}) + "\n")
    say.flush()


if __name__ == "__main__":
    main()
