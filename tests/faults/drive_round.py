"""Drive a story act by act in a process of its own: one line of JSON in, one out after the commit.

The process may be killed at any moment; it holds nothing. Who drives it sends each act again, with
the same key, until it is acknowledged. Commands: ``build``, ``act``, ``state``.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from contracts.parties.models import Account, Office, Organisation, Person  # noqa: E402 -- as above
from contracts.parties.references import follow, reference  # noqa: E402 -- as above
from tests.faults import oracle  # noqa: E402 -- needs Django
from workflow import door  # noqa: E402 -- as above
from workflow.cases import casefile, world  # noqa: E402 -- as above
from workflow.cases.acts import ACTS  # noqa: E402 -- as above
from workflow.cases.world import World  # noqa: E402 -- as above
from workflow.jobs import clockwork, flows  # noqa: E402 -- as above


def build(file):
    """Write the world of the story, and give every office a login."""
    there = world.build(file)
    for office in Office.objects.order_by("pk"):
        office.account = Account.objects.create_user(username=f"office-{office.pk}")
        office.save(update_fields=["account"])
    return {name: reference(thing) for name, thing in there.things.items()}


def found_again(file, things):
    """Return the world as it stands in the database, by the names of the story."""
    root = file.root
    there = World()
    for key in root.child("organisations").keys():  # noqa: SIM118 -- a method that checks
        name = root.child("organisations").child(key).child("name").value
        there.organisations[key] = Organisation.objects.get(name=name)
    for key in root.child("people").keys():  # noqa: SIM118 -- as above
        name = root.child("people").child(key).child("name").value
        there.people[key] = Person.objects.get(name=name)
    there.things = {name: follow(at) for name, at in things.items()}
    return there


def act(file, number, things):
    """Let time run to the day of an act and do it, under a key of its own."""
    row = file.acts[number]
    flows.run_all()
    clockwork.run_to(row.on)
    if row.do == "time.pass":
        return {"ok": True, "made": {}}
    there = found_again(file, things)
    data = ACTS[row.do].read(row.data, there) if row.data is not None else {}
    to = there.things.get(row.to) if row.to else None
    receipt = door.perform(
        row.do,
        actor=there.actor(row.by, row.do, data, paper=row.paper, to=to),
        on=row.on,
        to=to,
        data=data,
        paper=row.paper,
        key=f"act-{number}",
    )
    flows.run_all()
    made = {row.made_as: reference(receipt.made)} if row.made_as and receipt.ok else {}
    return {"ok": receipt.ok, "made": made}


def main():
    file = casefile.load(Path(sys.argv[1]))
    for line in sys.stdin:
        command = json.loads(line)
        with acting_as(SYSTEM):
            match command["do"]:
                case "build":
                    answer = build(file)
                case "act":
                    answer = act(file, command["number"], command["things"])
                case _:
                    answer = oracle.state()
        print(json.dumps(answer), flush=True)  # noqa: T201 -- the acknowledgement


if __name__ == "__main__":
    main()
