"""Hold secret votes as they are held, and beside each a naive one; say who voted what, in order.

One argument (JSON): the sizes of the votes and a seed. The first half votes by slips, the rest by
letters, all through the page, each with a log line as a web server keeps it. A copy of the files is
taken while the box is shut (``backup``), as a nightly backup would.
"""

import json
import os
import random
import shutil
import sys
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- needs Django
from django.db import connection  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above

from contracts.congress.models import Elector, Slip  # noqa: E402 -- as above
from contracts.congress.poll_models import Means  # noqa: E402 -- as above
from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from contracts.parties.models import Role  # noqa: E402 -- as above
from tests.factories.parties import actor_of, seat_head  # noqa: E402 -- as above
from tests.factories.polls import HallFactory, electors, voters  # noqa: E402 -- as above
from workflow import door  # noqa: E402 -- as above
from workflow.jobs import boxes  # noqa: E402 -- as above
from workflow.plain import Unrecorded  # noqa: E402 -- as above
from workflow.queue import jobs  # noqa: E402 -- as above

DAY = date(2027, 3, 26)
CHOICES = ("yes", "yes", "yes", "no", "no", "abstain")


def do(act, actor, to, **data):
    """Do an act through the door."""
    receipt = door.perform(act, actor=actor, on=DAY, to=to, data=data)
    assert receipt.ok, receipt.verdicts
    return receipt.made


def hold(size, chance):
    """Hold one vote from the opening to the count; return what only the voters know."""
    sitting = HallFactory(entitled=size)
    union = sitting.workers_party
    seat_head(union)
    chair = actor_of(union, Role.UNION_CHAIR)
    roll = voters(size)
    poll = do(
        *("congress.open_poll", chair, sitting),
        item="细则",
        subject="细则",
        voters=Unrecorded(roll),
        slips=size // 2,
        remote=Unrecorded(roll[size // 2 :]),
        tellers=[],
    )
    drawn = Unrecorded(electors(poll, size // 2))
    do("congress.hand_out", chair, poll, electors=drawn, means=Means.SLIP)
    slips = chance.sample(poll.shown_once.slips, size // 2)
    codes = dict(zip(roll[: size // 2], slips, strict=True))
    codes |= {voter: letter[2] for voter, letter in zip(roll[size // 2 :], poll.shown_once.letters, strict=True)}  # fmt: skip  # noqa: E501
    held = cast_all(poll, codes, chance)
    envelopes = sealed(poll)
    back_up()
    do("congress.close_poll", chair, poll)
    shares = Unrecorded(poll.shown_once.shares[:2])
    do("congress.vote", chair, sitting, poll=poll, shares=shares)
    compact()
    return {**held, "poll": poll.pk, "envelopes": envelopes}


def cast_all(poll, codes, chance):
    """Let everybody vote in a random order; return names, choices and the web log, in order."""
    order = chance.sample(list(codes), len(codes))
    choices = [chance.choice(CHOICES) for _ in order]
    log, where = [], f"/vote/{poll.token}/"
    for voter, choice in zip(order, choices, strict=True):
        answer = Client(SERVER_NAME="localhost").post(
            where, {"code": codes[voter], "choice": choice}
        )
        assert answer.status_code == 200, answer.content.decode()
        log.append([voter.name, where, answer.status_code, len(answer.content)])
    return {"voters": [voter.name for voter in order], "choices": choices, "log": log}


def sealed(poll):
    """Return the envelopes as they lie in the box."""
    rows = Elector.objects.filter(poll=poll, envelope__isnull=False)
    slips = Slip.objects.filter(poll=poll, envelope__isnull=False)
    held = [*rows.values_list("envelope", flat=True), *slips.values_list("envelope", flat=True)]
    return [bytes(each).hex() for each in held]


def back_up():
    """Copy the embedded database as it lies, with its log."""
    folder = Path(settings.DATA_DIR)
    for file in folder.glob("db.sqlite3*"):
        shutil.copy(file, folder / f"backup-{file.name}")


def compact():
    """Do the job that follows a count."""
    while job := jobs.claim_next([boxes.TASK]):
        assert boxes.run(job)


def hold_naively(size, chance, number):
    """Keep roll and ballots in two tables, as systems do that think this is enough."""
    order = [voter.name for voter in chance.sample(voters(size), size)]
    choices = [chance.choice(CHOICES) for _ in order]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE naive_roll_{number} (name text, voted integer)")
        cursor.execute(f"CREATE TABLE naive_ballot_{number} (choice text)")
        for at, (name, choice) in enumerate(zip(order, choices, strict=True)):
            cursor.execute(f"INSERT INTO naive_roll_{number} VALUES (%s, %s)", [name, at])  # noqa: S608
            cursor.execute(f"INSERT INTO naive_ballot_{number} VALUES (%s)", [choice])  # noqa: S608
    log = [[name, "/naive/", 200, 500 + len(choice)] for name, choice in zip(order, choices, strict=True)]  # fmt: skip  # noqa: E501
    return {"voters": order, "choices": choices, "log": log, "number": number}


def main():
    asked = json.loads(sys.argv[1])
    chance = random.Random(asked["seed"])  # noqa: S311 -- a story, no secret
    with acting_as(SYSTEM):
        ours = [hold(size, chance) for size in asked["sizes"]]
        naive = [hold_naively(size, chance, n) for n, size in enumerate(asked["sizes"])]
    sys.stdout.write(json.dumps({"ours": ours, "naive": naive}))


if __name__ == "__main__":
    main()
