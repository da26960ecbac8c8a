"""The law of a case on a day: the packs of its place together with local values and policy."""

from datetime import date

from django.db.models import Q

from contracts.parties import tree
from contracts.parties.models import Case, MinimumWage, Organisation, Policy
from contracts.statutes import workdays
from contracts.statutes.law import Law, Local, instrument_codes


def law_for(case: Case, *, on: date, kind: str = "", scope: str = "enterprise") -> Law:
    """Return the law that governs an event of this day in this case.

    ``kind`` is the instrument (empty: matters of the congress and of supervision only).
    """
    return law_at(region=case.region, path=case.path, on=on, kind=kind, scope=scope)


def law_at(*, region: str, path: str, on: date, kind: str = "", scope: str = "enterprise") -> Law:
    """Return the law of a place (pack and path in the organisation tree) on a day."""
    return Law(
        region=region,
        instruments=instrument_codes(kind, scope),
        on=on,
        local=_local_values(region, policy_of(path), on=on),
    )


def policy_of(path: str) -> Policy | None:
    """Return the policy of the nearest federation on the way up, or the general one."""
    rows = Policy.objects.filter(Q(path__in=tree.ancestors(path)) | Q(path=""))
    return rows.order_by("-path").first()


def law_of(organisation: Organisation, *, on: date, kind: str = "") -> Law:
    """Return the law at an organisation's place on a day."""
    return law_at(region=organisation.region, path=organisation.path, on=on, kind=kind)


def _local_values(region: str, policy: Policy | None, *, on: date) -> Local:
    place = (policy.minimum_wage_region if policy else "") or region
    tier = policy.minimum_wage_tier if policy else ""
    wage = (
        MinimumWage.objects.filter(region=place, effective_from__lte=on)
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
        .filter(Q(tier=tier) if tier else Q())
        .order_by("-effective_from", "-monthly")
        .first()
    )
    extra_off = [date.fromisoformat(day) for day in policy.extra_days_off] if policy else []
    extra_work = [date.fromisoformat(day) for day in policy.extra_workdays] if policy else []
    return Local(
        min_wage_month=wage.monthly if wage else None,
        min_wage_hour=wage.hourly if wage else None,
        roll_holiday=policy.rolls_holidays if policy else False,
        effective_offset=policy.effective_offset if policy else None,
        calendar=workdays.official().plus(off=extra_off, workdays=extra_work),
    )
