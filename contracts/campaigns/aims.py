"""Which firms a campaign aims at: its conditions, and what the record says of each firm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from contracts.agreements.models import Agreement
from contracts.campaigns.models import Target
from contracts.congress.choices import CongressStage
from contracts.congress.models import Congress
from contracts.parties.models import Organisation, OrganisationKind, Scope
from contracts.parties.visibility import under
from contracts.verdicts.verdict import Refused

NOT_PUBLIC = "非公"
#: Ownership the register counts as public (公有制): a campaign for 非公 firms leaves these out.
PUBLIC = ("国有", "国有独资", "国有控股", "国有企业", "集体", "集体企业", "事业单位", "机关")
WORDS = {
    "ownership": "企业类型",
    "industry": "行业",
    "headcount_min": "职工不少于",
    "headcount_max": "职工不多于",
    "congress": "职代会",
    "due": "合同到期或未签",
}


class FilterUnknown(Refused):
    """行动对象的条件看不懂。"""

    rule = "filter_unknown"


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm below the federation, and what it has on a day."""

    organisation: Organisation
    contract_to: date | None
    has_contract: bool
    has_congress: bool

    def action(self, filters: Mapping[str, Any]) -> Target.Action:
        """Return what a campaign with this filter asks of the firm."""
        if filters.get("congress") == "none":
            return Target.Action.FOUND
        return Target.Action.RENEW if self.has_contract else Target.Action.FIRST


def need_known(filters: Mapping[str, Any]) -> None:
    """See that every condition is one of ours.

    :raises FilterUnknown: naming those that are not, and what there is.
    """
    unknown = [name for name in filters if name not in WORDS]
    if unknown:
        raise FilterUnknown(
            f"行动对象的条件里有看不懂的“{'、'.join(unknown)}”。可以用："
            + "、".join(f"{name}（{word}）" for name, word in WORDS.items())
            + "。"
        )
    congress = filters.get("congress")
    if congress not in {None, "none", "any"}:
        raise FilterUnknown(f"职代会条件写的是“{congress}”，只能是 none（还没建）或 any（不限）。")


def firms(
    federation: Organisation, filters: Mapping[str, Any], *, on: date, until: date
) -> Iterator[Firm]:
    """Give the firms below a federation that meet every condition on a day, by place.

    ``due`` takes those without a contract of their own in force, or whose ends by ``until``.
    """
    rows = list(_registered(federation, filters))
    contracts = _contracts(federation, on)
    congresses = set(
        Congress.objects.filter(under(federation.path), stage=CongressStage.STANDING)
        .filter(Q(since__isnull=True) | Q(since__lte=on))
        .values_list("employer_party", flat=True)
    )
    for row in rows:
        firm = Firm(row, contracts.get(row.pk), row.pk in contracts, row.pk in congresses)
        if filters.get("congress") == "none" and firm.has_congress:
            continue
        ends = firm.contract_to
        if filters.get("due") and firm.has_contract and (ends is None or ends > until):
            continue
        yield firm


def _registered(federation: Organisation, filters: Mapping[str, Any]) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(
        under(federation.path), kind=OrganisationKind.EMPLOYER, is_closed=False
    )
    if ownership := filters.get("ownership"):
        public = Q(ownership__in=PUBLIC)
        rows = rows.filter(~public if ownership == NOT_PUBLIC else Q(ownership=ownership))
    if industry := filters.get("industry"):
        rows = rows.filter(industry=industry)
    if least := filters.get("headcount_min"):
        rows = rows.filter(headcount_total__gte=least)
    if most := filters.get("headcount_max"):
        rows = rows.filter(headcount_total__lte=most)
    return rows.order_by("path", "pk")


def _contracts(federation: Organisation, on: date) -> dict[int | None, date | None]:
    """Return the last day of each firm's own contract in force on a day, the latest of several."""
    held: dict[int | None, date | None] = {}
    own = Agreement.objects.filter(
        under(federation.path), scope=Scope.ENTERPRISE, in_force_on__lte=on
    )
    for agreement in own.order_by("in_force_on", "pk"):
        if agreement.is_valid(on=on):
            held[agreement.employer_party_id] = agreement.last_valid_day
    return held
