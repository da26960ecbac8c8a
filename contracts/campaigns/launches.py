"""Launch a campaign: freeze whom it aims at, share the work out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from contracts.campaigns import aims
from contracts.campaigns.models import Assignment, Campaign, Target
from contracts.parties.models import Case, Organisation, OrganisationKind
from contracts.verdicts.verdict import Outcome, Refused

BATCH = 2000


class NobodyAimedAt(Refused):
    """没有一户企业符合条件，行动没有对象。请放宽条件，或者先登记企业。"""

    rule = "nobody_aimed_at"


class DaysReversed(Refused):
    """截止日早于启动日，请核对。"""

    rule = "days_reversed"


class NotBelow(Refused):
    """任务分给了不属于本级的单位。"""

    rule = "not_below"


@transaction.atomic
def launch(
    federation: Organisation,
    *,
    name: str,
    until: date,
    on: date,
    base_day: date | None = None,
    filters: Mapping[str, Any] | None = None,
    tasks: Sequence[Mapping[str, Any]] = (),
) -> Outcome:
    """Launch a campaign (部署行动); the firms are those of the base day and do not move later.

    ``tasks`` name a federation below (``org``) and how many firms it is to reach. The round of a
    firm begins when somebody first acts on it, not here.

    :raises DaysReversed: if it would end before it begins.
    :raises aims.FilterUnknown: if a condition is none of ours.
    :raises NobodyAimedAt: if no firm meets the conditions.
    :raises NotBelow: if work is given to somebody who is not below.
    """
    if until < on:
        raise DaysReversed(f"截止日{until}早于启动日{on}，请核对。")
    wanted = dict(filters or {})
    found = _firms(federation, wanted, on=base_day or on, until=until)
    case = _open_case(federation, name, on)
    campaign = Campaign.objects.create(
        **Campaign.belonging_to(case),
        federation=federation,
        name=name,
        base_day=base_day or on,
        launched_on=on,
        until=until,
        filters=wanted,
    )
    _aim(campaign, found)
    _assign(campaign, tasks)
    return Outcome(made=campaign)


def _open_case(federation: Organisation, name: str, on: date) -> Case:
    return Case.objects.create(
        matter=Case.Matter.CAMPAIGN,
        title=name,
        region=federation.region,
        path=federation.path,
        opened_on=on,
    )


def _firms(
    federation: Organisation, wanted: Mapping[str, Any], *, on: date, until: date
) -> list[aims.Firm]:
    aims.need_known(wanted)
    found = list(aims.firms(federation, wanted, on=on, until=until))
    if not found:
        raise NobodyAimedAt
    return found


def _aim(campaign: Campaign, found: Sequence[aims.Firm]) -> None:
    own = Target.belonging_to(campaign.case)
    rows = (
        Target(
            **own,
            campaign=campaign,
            firm=firm.organisation,
            name=firm.organisation.name,
            workers=firm.organisation.headcount_total,
            contract_to=firm.contract_to,
            has_congress=firm.has_congress,
            action=firm.action(campaign.filters),
        )
        for firm in found
    )
    Target.objects.bulk_create(rows, batch_size=BATCH)


def _assign(campaign: Campaign, tasks: Sequence[Mapping[str, Any]]) -> None:
    own = Assignment.belonging_to(campaign.case)
    for task in tasks:
        unit = task["org"]
        is_below = unit.path.startswith(campaign.federation.path)
        if unit.kind != OrganisationKind.FEDERATION or not is_below:
            raise NotBelow(f"“{unit.name}”不是本级以下的工会，不能分配任务；请选本级或下级工会。")
        Assignment.objects.create(
            **own,
            campaign=campaign,
            unit=unit,
            firms=task["firms"],
            regional=task.get("regional", 0),
            instructor=task.get("instructor", ""),
        )
