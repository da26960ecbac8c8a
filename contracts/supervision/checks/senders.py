"""Who may send an opinion or a recommendation: the pack says, by level of the union."""

import re
from functools import cache
from pathlib import Path

import yaml

from contracts.parties.choices import OrganisationKind
from contracts.statutes.law import Law
from contracts.supervision.models import Letter
from contracts.verdicts.verdict import Verdict, judge

LEVELS = Path(__file__).parents[1] / "levels.yaml"


@cache
def _below_county() -> tuple[str, ...]:
    return tuple(yaml.safe_load(LEVELS.read_text(encoding="utf-8"))["below_county"])


def is_county_or_above(kind: str, name: str) -> bool:
    """Test whether an organisation is a federation of a county or above, by its name."""
    place = re.sub("(总工会|工会联合会|工会委员会|工会)$", "", name)
    return kind == OrganisationKind.FEDERATION and not place.endswith(_below_county())


def check_sender(
    letter: str,
    *,
    sender_kind: str,
    sender_name: str,
    is_own_union: bool,
    law: Law,
) -> list[Verdict]:
    """Return the verdict on the sender of a letter, where the pack speaks of it.

    A recommendation comes from a federation of the county or above (``sup.jianyishu.who``); in
    some provinces an opinion comes from the next upper union, not from the firm's own
    (``sup.yijianshu.who``).
    """
    if letter == Letter.Kind.RECOMMENDATION:
        return [_judge_recommendation(sender_kind, sender_name, law)]
    rule = law.find("sup.yijianshu.who")
    if letter != Letter.Kind.OPINION or rule is None:
        return []
    return [
        judge(
            "sup.yijianshu.who",
            holds=not is_own_union,
            law=rule,
            message=f"{sender_name}可以发意见书。"
            if not is_own_union
            else f"{sender_name}是本企业工会；先提出纠正意见，企业不接受的，由上一级工会发意见书。",
            remedy="先书面要求企业纠正，再报上一级工会发意见书。",
        ),
    ]


def _judge_recommendation(sender_kind: str, sender_name: str, law: Law) -> Verdict:
    holds = is_county_or_above(sender_kind, sender_name)
    return judge(
        "sup.jianyishu.who",
        holds=holds,
        law=law.find("sup.jianyishu.who"),
        message=f"{sender_name}可以提出建议书。"
        if holds
        else f"{sender_name}不能直接提出建议书；建议书由县级以上总工会向同级人社等部门提出。",
        remedy="先报上级工会，由县级以上总工会提出建议书；本级可发提示函或意见书。",
    )
