"""A congress that exists, its sittings at a stage, and drafts that lie before it."""

from datetime import date
from typing import Any

from contracts.agreements.models import Agreement, Stage
from contracts.congress import congresses, sittings
from contracts.congress.checks.votes import Counts
from contracts.congress.models import Congress, Sitting
from contracts.parties.models import Case, Kind, Organisation
from tests.factories.parties import UnionFactory

NOTIFIED_ON = date(2027, 3, 18)
SITS_ON = date(2027, 3, 26)
TITLE = "第一届职工代表大会第一次会议"


def CongressFactory(  # noqa: N802 -- reads like the other factories
    *,
    union: Organisation | None = None,
    region: str = "CN",
    delegates: int | None = 32,
    **facts: Any,
) -> Congress:
    """Return a congress of 32 delegates that already exists."""
    union = union or UnionFactory(region=region)
    numbers = {"total": delegates, "management": 6, "women": 9, "dispatch": 1}
    return congresses.register_standing(
        union,
        delegates=numbers if delegates else {},
        **facts,
    )


def NoticeFactory(  # noqa: N802 -- as above
    congress: Congress | None = None,
    *,
    on: date = NOTIFIED_ON,
    sits_on: date = SITS_ON,
    title: str = TITLE,
    delivered: int | None = None,
    **facts: Any,
) -> Sitting:
    """Return a sitting whose papers reached every delegate eight days before."""
    congress = congress or CongressFactory(**facts)
    return sittings.notify(
        congress,
        title=title,
        sits_on=sits_on,
        agenda=["工资专项集体合同(草案)"],
        delivered=congress.delegates_total or 0 if delivered is None else delivered,
        on=on,
    ).made


def SessionFactory(  # noqa: N802 -- as above
    congress: Congress | None = None,
    *,
    entitled: int = 32,
    present: int = 29,
    on: date = SITS_ON,
    **facts: Any,
) -> Sitting:
    """Return a sitting at which 29 of 32 are present."""
    sitting = NoticeFactory(congress, **facts)
    return sittings.sit(sitting, entitled=entitled, present=present, on=on).made


def DraftFactory(  # noqa: N802 -- as above
    congress: Congress,
    *,
    kind: str = Kind.WAGE,
    **facts: Any,
) -> Agreement:
    """Return a draft contract submitted to this congress, in a case of its own."""
    case = Case.objects.create(
        matter=Case.Matter.ROUND,
        title="一轮协商",
        region=congress.case.region,
        path=congress.path,
        workers_party=congress.workers_party,
        employer_party=congress.employer_party,
        opened_on=date(2027, 1, 4),
    )
    values = {
        "title": f"{congress.place_name}{Kind(kind).label}",
        "stage": Stage.VOTE,
        "drafted_on": date(2027, 3, 12),
        **facts,
    }
    return Agreement.objects.create(**Agreement.belonging_to(case), kind=kind, **values)


def counts(**changes: int) -> Counts:
    """Return a count that adds up: 25 of 29 for, one sheet invalid; ``changes`` replace numbers."""
    numbers = {
        "issued": 29,
        "returned": 29,
        "valid": 28,
        "invalid": 1,
        "yes": 25,
        "no": 2,
        "abstain": 1,
    }
    return Counts(**{**numbers, **changes})


def votes_for(yes: int, *, present: int) -> Counts:
    """Return a count in which everybody present voted, so many of them for."""
    return Counts(
        issued=present,
        returned=present,
        valid=present,
        invalid=0,
        yes=yes,
        no=present - yes,
        abstain=0,
    )
