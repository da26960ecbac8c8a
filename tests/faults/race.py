"""Be one of the processes of a race for a step: ``prepare`` it, take part in it, ``look`` after.

One command a line (JSON). What is raced for is got ``ready`` first and done at the next line.
"""

import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from viewflow.workflow.models import Task  # noqa: E402 -- needs Django

from contracts.bargaining.models import Round  # noqa: E402 -- as above
from contracts.journal.models import Entry  # noqa: E402 -- as above
from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from contracts.parties.models import Account, Office, Role  # noqa: E402 -- as above
from tests.factories.acts import offer, open_round, seat_parties  # noqa: E402 -- as above
from tests.faults import oracle  # noqa: E402 -- as above
from workflow import door  # noqa: E402 -- as above
from workflow.jobs import clockwork  # noqa: E402 -- as above


def prepare(_):
    """Write a round whose offer waits for its answer; tell its number and who may answer."""
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    office = Office.objects.create(
        account=Account.objects.create_user(username=f"officer-{round_.pk}"),
        organisation=parties.firm,
        role=Role.EMPLOYER_OFFICER,
    )
    return {"round": round_.pk, "office": office.pk}


def respond(asked):
    """Agree to bargain through the office named."""
    receipt = door.perform(
        "bargaining.respond",
        actor=Office.objects.get(pk=asked["office"]).as_actor(),
        on=date.fromisoformat(asked["on"]),
        to=Round.objects.get(pk=asked["round"]),
        data={"answer": "agree"},
        key=asked.get("key", ""),
    )
    rules = [verdict.rule for verdict in receipt.verdicts]
    return {"ok": receipt.ok, "repeat": receipt.is_repeat, "rules": [] if receipt.ok else rules}


def run_clock(asked):
    """Let time run past the last day."""
    receipts = clockwork.run_to(date.fromisoformat(asked["on"]))
    return {"acts": [receipt.act for receipt in receipts if not receipt.is_repeat]}


def look(asked):
    """Tell what the race left: open steps, acts in the journal, what is wrong."""
    round_ = Round.objects.get(pk=asked["round"])
    bodies = Entry.objects.filter(case=round_.case_id).values_list("body", flat=True)
    done = [json.loads(body) for body in bodies]
    tasks = Task.objects.filter(process__artifact_object_id=round_.pk, finished__isnull=True)
    return {
        "stage": round_.stage,
        "acts": [said["act"] for said in done if "refused" not in said["data"]],
        "open": [task.flow_task.name for task in tasks.order_by("pk")],
        "faults": [*oracle.chains(), *oracle.desks()],
    }


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        work = {"prepare": prepare, "look": look, "respond": respond, "clock": run_clock}
        if asked["do"] in {"respond", "clock"}:
            Round.objects.count()
            say("ready")
            sys.stdin.readline()
        say(work[asked["do"]](asked))


if __name__ == "__main__":
    with acting_as(SYSTEM):
        main()
