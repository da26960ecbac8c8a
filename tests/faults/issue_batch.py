"""Issue a batch of offers, and tell how far their files are: one command, one line of JSON.

``issue N``: cases, rounds and offers are written in bulk, then their letters with numbers and jobs,
a thousand in one transaction. ``until N``: wait until so many are made. ``state``: what came of it.
"""

import json
import os
import sys
import threading
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from django.db import transaction  # noqa: E402 -- needs Django

from contracts.bargaining.models import Offer, OfferTopic, Round  # noqa: E402 -- as above
from contracts.documents.issuing import Request  # noqa: E402 -- as above
from contracts.documents.models import Paper, PaperFile  # noqa: E402 -- as above
from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from contracts.parties.models import Case  # noqa: E402 -- as above
from tests.factories.parties import UnionFactory, seat_head  # noqa: E402 -- as above
from tests.faults import oracle  # noqa: E402 -- as above
from workflow import issuance  # noqa: E402 -- as above
from workflow.queue.models import Job  # noqa: E402 -- as above

DAY = date(2027, 1, 4)
BATCH = 1_000
LONGEST_WAIT = 6 * 3600


def issue(number):
    """Write so many offers and their letters; return the seconds the letters took."""
    offers = written(UnionFactory(region="LN"), number)
    began = time.perf_counter()
    for start in range(0, number, BATCH):
        some = offers[start : start + BATCH]
        with transaction.atomic():
            issuance.issue(
                [Request("offer_letter", offer) for offer in some],
                case=some[0].case,
                to=some[0].round,
                actor=SYSTEM,
                act="offers.make",
                on=DAY,
                is_paper=False,
            )
    return time.perf_counter() - began


def cases_of(union, number):
    """Open so many cases at once."""
    return Case.objects.bulk_create(
        (
            Case(
                matter=Case.Matter.ROUND,
                title="工资协商",
                region=union.region,
                path=union.path,
                workers_party=union,
                employer_party=union.firm,
                opened_on=DAY,
            )
            for _ in range(number)
        ),
        batch_size=BATCH,
    )


def written(union, number):
    """Return so many offers, each in a round and a case of its own."""
    seat_head(union)
    seat_head(union.firm)
    cases = cases_of(union, number)
    rounds = Round.objects.bulk_create(
        (Round(**Round.belonging_to(case), kind="wage", opened_on=DAY) for case in cases),
        batch_size=BATCH,
    )
    offers = Offer.objects.bulk_create(
        (
            Offer(
                **Offer.belonging_to(round_.case),
                round=round_,
                made_by="workers",
                made_on=DAY,
                delivered_by="当面",
                sent_on=DAY,
                received_on=DAY,
            )
            for round_ in rounds
        ),
        batch_size=BATCH,
    )
    OfferTopic.objects.bulk_create(
        (
            OfferTopic(
                **OfferTopic.belonging_to(offer.case), offer=offer, place=1, topic="工资增幅"
            )
            for offer in offers
        ),
        batch_size=BATCH,
    )
    return offers


def until(number):
    """Wait until so many jobs are done or the day is over; return how many are."""
    tick, ends = threading.Event(), time.monotonic() + LONGEST_WAIT
    while time.monotonic() < ends:
        done = Job.objects.filter(state=Job.State.DONE).count()
        if done >= number:
            break
        tick.wait(0.1)
    return done


def state():
    """Return how many letters, numbers, files and jobs there are, and what is wrong."""
    papers = Paper.objects.filter(code="offer_letter")
    return {
        "letters": papers.count(),
        "numbers": papers.values("number").distinct().count(),
        "offers": papers.values("record").distinct().count(),
        "jobs": Job.objects.count(),
        "files": PaperFile.objects.count(),
        "kept": PaperFile.objects.values("sha256").distinct().count(),
        "faults": [*oracle.jobs(), *oracle.files()],
    }


def main():
    command, *rest = sys.argv[1:]
    with acting_as(SYSTEM):
        done = {"issue": issue, "until": until, "state": state}[command](*map(int, rest))
    print(json.dumps(done))  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
