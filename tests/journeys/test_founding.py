"""A firm without a congress gets one: by its own union, the higher union looking on."""

from datetime import date
from typing import Any

import pytest
from viewflow.workflow.models import Process
from viewflow.workflow.status import PROCESS

from contracts.congress.models import Congress
from contracts.documents.models import Paper
from contracts.parties.models import Role
from tests.factories.acts import Parties, seat_parties
from tests.factories.parties import FederationFactory, actor_of
from workflow import door
from workflow.desk.models import Desk, WorkItem
from workflow.door import NotFound, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
REQUESTED, APPROVED, PLANNED = date(2026, 12, 21), date(2026, 12, 28), date(2026, 12, 30)
ELECTED, REPEATED, CERTIFIED = date(2027, 1, 6), date(2027, 1, 11), date(2027, 1, 12)
UNITS = [
    {"unit": "机加车间", "workers": 174, "seats": 28},
    {"unit": "仓储运输", "workers": 10, "seats": 2},
]


def do(who: Any, act: str, to: Any, on: date, **data: Any) -> Receipt:
    return door.perform(act, actor=who, on=on, to=to, data=data)


def request(parties: Parties) -> Congress:
    return do(
        parties.chair, "congress.request", None, REQUESTED, form="congress", term_years=3
    ).made


def officer_of(parties: Parties) -> Any:
    return actor_of(parties.federation, Role.FEDERATION_OFFICER)


def elect(parties: Parties, congress: Congress, unit: int, attended: int, on: date) -> Receipt:
    row = UNITS[unit]
    people = [
        {"name": f"{row['unit']}{n}", "votes": attended, "category": "工人", "gender": "女"}
        for n in range(row["seats"])
    ]
    return do(
        parties.chair,
        "congress.elect",
        congress,
        on,
        unit=row["unit"],
        workers=row["workers"],
        attended=attended,
        elected=people,
    )


def plan(parties: Parties, congress: Congress) -> Receipt:
    return do(parties.chair, "congress.plan_seats", congress, PLANNED, seats=30, units=UNITS)


def asked(congress: Congress) -> list[tuple[str, str, date | None]]:
    rows = WorkItem.objects.filter(case=congress.case, done_on__isnull=True).order_by("pk")
    return list(rows.values_list("desk", "act", "last_day"))


def codes(receipt: Receipt) -> list[str]:
    return [paper.code for paper in receipt.papers]


def test_a_congress_is_founded_although_one_unit_must_vote_twice():
    parties = seat_parties()
    congress = request(parties)
    assert asked(congress) == [(Desk.FEDERATION, "congress.approve", date(2027, 1, 5))]

    do(officer_of(parties), "congress.approve", congress, APPROVED)
    assert asked(congress) == [(Desk.WORKERS, "congress.plan_seats", None)]
    plan(parties, congress)
    elect(parties, congress, 0, 150, ELECTED)
    failed = elect(parties, congress, 1, 6, ELECTED)
    assert (failed.ok, [verdict.rule for verdict in failed.blocks]) == (True, ["R_ELECTION_QUORUM"])
    assert asked(congress) == [(Desk.WORKERS, "congress.elect", None)]

    elect(parties, congress, 1, 9, REPEATED)
    assert asked(congress) == [(Desk.WORKERS, "congress.certify", None)]
    report = do(parties.chair, "congress.certify", congress, CERTIFIED)
    assert codes(report) == ["qualification_report", "delegate_roster"]
    do(parties.chair, "congress.announce_delegates", congress, CERTIFIED)

    congress.refresh_from_db()
    assert (congress.stage, congress.delegates_total, congress.women) == ("publish", 30, 30)
    assert asked(congress) == [(Desk.WORKERS, "congress.notify", None)]
    assert Process.objects.get(artifact_object_id=congress.pk).status == PROCESS.DONE


def test_credentials_that_fail_are_on_paper_and_make_no_roster():
    parties = seat_parties()
    congress = request(parties)
    plan(parties, congress)
    elect(parties, congress, 0, 150, ELECTED)
    elect(parties, congress, 1, 6, ELECTED)

    report = do(parties.chair, "congress.certify", congress, CERTIFIED)

    assert codes(report) == ["qualification_report"]
    assert report.papers[0].marks == "未通过"
    assert asked(congress)[0] == (Desk.WORKERS, "congress.elect", None)


def test_planning_goes_on_without_the_approval_which_then_lies_on_no_desk():
    parties = seat_parties()
    congress = request(parties)

    planned = plan(parties, congress)

    assert planned.ok
    assert asked(congress) == [(Desk.WORKERS, "congress.elect", None)]


def test_the_congress_of_all_workers_needs_no_election():
    parties = seat_parties(firm__headcount_total=60)
    data = {"form": "assembly", "term_years": 3}
    congress = do(parties.chair, "congress.request", None, REQUESTED, **data).made

    do(officer_of(parties), "congress.approve", congress, APPROVED)

    assert asked(congress) == []


def test_the_union_does_not_approve_its_own_request():
    parties = seat_parties()
    congress = request(parties)

    receipt = do(parties.chair, "congress.approve", congress, APPROVED)

    assert (receipt.ok, [verdict.rule for verdict in receipt.verdicts]) == (False, ["access"])


def test_a_federation_of_another_place_knows_of_no_request():
    parties = seat_parties()
    congress = request(parties)
    stranger = actor_of(FederationFactory(), Role.FEDERATION_OFFICER)

    with pytest.raises(NotFound):
        do(stranger, "congress.approve", congress, APPROVED)


def test_the_firm_answers_proposals_and_takes_none_in():
    parties = seat_parties()
    congress = request(parties)
    do(parties.chair, "congress.proposals", congress, CERTIFIED, step="receive", count=2)
    do(parties.chair, "congress.proposals", congress, CERTIFIED, step="admit", count=1)

    refused = do(parties.officer, "congress.proposals", congress, CERTIFIED, step="receive")
    replied = do(parties.officer, "congress.proposals", congress, CERTIFIED, step="reply")

    assert (refused.ok, replied.ok, codes(replied)) == (False, True, ["proposal_reply"])
    assert Paper.objects.filter(code="proposal_form").count() == 2
