"""Sign a contract in a process of its own: one line of JSON in, one out after the commit.

The process may be killed at any moment. Commands: ``build``, ``sign``, ``state``.
"""

import json
import os
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
django.setup()

from contracts.agreements.models import Agreement, Signing  # noqa: E402 -- needs Django
from contracts.documents import (  # noqa: E402 -- as above
    certificates,
    demo_ca,
    judging,
    signatures,
    store,
)
from contracts.documents.models import Paper, SignedVersion  # noqa: E402 -- as above
from contracts.parties.actors import SYSTEM, acting_as  # noqa: E402 -- as above
from contracts.parties.models import Role  # noqa: E402 -- as above
from contracts.verdicts.verdict import Refused  # noqa: E402 -- as above
from tests.documents.contracts_to_sign import contract  # noqa: E402 -- as above
from tests.factories import site  # noqa: E402 -- as above
from tests.factories.parties import FederationFactory, actor_of  # noqa: E402 -- as above
from workflow.agreements import signing  # noqa: E402 -- as above
from workflow.agreements.signing import Signer  # noqa: E402 -- as above

ON = site.SIGNED_ON
NOW = datetime(ON.year, ON.month, ON.day, 4, tzinfo=UTC)
CHIEFS = {"workers": Role.UNION_CHAIR, "employer": Role.EMPLOYER_CHIEF}


def build():
    """Walk a round to a passed draft with its signing copy."""
    place = site.place("own", FederationFactory(name="甲县总工会"))
    site.walk_to_vote(place)
    chair = Role.UNION_CHAIR
    place.do(chair, "congress.sit", to=place.sitting, on=site.SITS_ON, entitled=32, present=29)
    count = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
    votes = {"item": "草案", "subject": place.agreement, "secret": True, **count}
    votes |= {"yes": 25, "no": 2, "abstain": 1}
    place.do(chair, "congress.vote", to=place.sitting, on=site.SITS_ON, **votes)
    place.do(chair, signatures.PREPARE, to=place.agreement, on=ON)
    site.give_files(Paper.objects.get(act=signatures.PREPARE), contract(), "pdf")
    demo_ca.create(at=NOW)
    return {}


def sign(side):
    """Sign for a side, as its page does."""
    agreement = Agreement.objects.get()
    paper = Paper.objects.get(act=signatures.PREPARE)
    party = agreement.workers_party if side == "workers" else agreement.employer_party
    signer = Signer(actor_of(party, CHIEFS[side]), party.name, ON, NOW)
    held = certificates.demonstration(holder=side, organisation=party.name, at=NOW)
    try:
        made = signing.with_credential(paper, held, signer=signer, way="system", level="B-LTA")
        return {"ok": signing.keep(agreement, paper, made, signer=signer).ok}
    except Refused as refused:
        return {"ok": False, "rule": refused.rule}


def state():
    """Return what is kept: signatures, the record of them, and whether the last file holds."""
    versions = list(SignedVersion.objects.order_by("position"))
    page = Signing.objects.first()
    good = [True]
    if versions:
        pdf = store.get(versions[-1].sha256)
        good = [
            each.is_good for each in judging.judge(pdf, trust=certificates.trust(at=NOW), at=NOW)
        ]
    recorded = [side for side in CHIEFS if page and getattr(page, f"{side}_signed_on")]
    return {
        "kept": sorted(version.side for version in versions),
        "recorded": sorted(recorded),
        "positions": [version.position for version in versions],
        "all_good": all(good),
        "concluded": Agreement.objects.get().concluded_on is not None,
    }


def main():
    """Answer commands until the line is closed."""
    for line in sys.stdin:
        said = json.loads(line)
        with acting_as(SYSTEM):
            done = (
                {"build": build, "state": state}[said["do"]]()
                if said["do"] != "sign"
                else sign(said["side"])
            )
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()


main()
