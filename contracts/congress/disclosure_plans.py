"""The yearly catalogue of open affairs (厂务公开目录): what is laid open, how often, to whom."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from contracts.congress import congresses
from contracts.congress.models import Congress, DisclosurePlan
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused

ITEMS_KEY = "open.items.non_public"
FREQUENCIES = ("每月", "每季", "每半年", "每年", "即时")
AUDIENCES = ("全体职工", "职工代表", "相关岗位")
_ALL, _DELEGATES = AUDIENCES[:2]
_BOARD, _MEETING = "公开栏、班前会", "职代会报告、公开栏"


class NothingListed(Refused):
    """目录里没有写公开事项，请至少写一项。"""

    rule = "nothing_disclosed"


@dataclass(frozen=True, slots=True)
class Affair:
    """One affair of the catalogue."""

    item: str
    frequency: str = FREQUENCIES[-1]
    form: str = ""
    dept: str = ""
    audience: str = _ALL


# How the matters of the packs are called and usually laid open; the packs say which there are.
_USUAL = {
    "rules_on_vital_interests": Affair(
        "直接涉及职工切身利益的规章制度", "即时", "公开栏、规章制度汇编"
    ),
    "collective_and_labour_contracts": Affair(
        "集体合同、专项集体合同和劳动合同的签订、履行情况", "每半年", _MEETING
    ),
    "wage_payment_and_adjustment": Affair("工资支付、调整和工资标准情况", "每月", _BOARD),
    "social_insurance_and_housing_fund": Affair("社会保险费和住房公积金缴纳情况", "每季", _BOARD),
    "safety_and_health": Affair("安全生产、劳动保护和职业病防治情况", "每季", _BOARD),
    "training_fund": Affair("职工教育经费提取、使用和职工培训计划情况", "每年", _MEETING),
    "discipline_results": Affair("奖惩职工、评先评优的条件和结果", "即时", "公开栏"),
    "other_agreed": Affair("企业与工会协商确定公开的其他事项", "即时", "公开栏"),
}


@transaction.atomic
def draw_up(
    congress: Congress,
    *,
    year: int,
    items: Sequence[Affair],
    responsible: str = "",
    supervisors: str = "",
    on: date,
) -> Outcome:
    """Draw up the year's catalogue; a later one of the same year takes its place.

    :raises NothingListed: if no affair is named.
    """
    congresses.lock(congress)
    if not items:
        raise NothingListed
    standing = DisclosurePlan.objects.filter(congress=congress, year=year)
    standing.filter(replaced_on__isnull=True).update(replaced_on=on)
    made = DisclosurePlan.objects.create(
        **DisclosurePlan.belonging_to(congress.case),
        congress=congress,
        year=year,
        responsible=responsible,
        supervisors=supervisors,
        items=[asdict(item) for item in items],
        made_on=on,
    )
    return Outcome(made=made, looked_at=[congress])


def usual(law: Law) -> list[Affair]:
    """Return the affairs the law of the place asks a private firm to lay open, as usually done."""
    rule = law.find(ITEMS_KEY)
    named = rule.value.get("items", []) if rule else []
    return [_USUAL[name] for name in named if name in _USUAL]
