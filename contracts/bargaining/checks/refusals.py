"""Whether the side that was asked to bargain may say no (拒绝协商)."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from contracts.parties.choices import Side
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

REFUSAL_RULE = "cb.offer.refusal"
NEEDS_REASON = "needs_good_reason"
LISTED = "absolute_for_listed_matters"
LARGE_LAYOFF = "layoff_20_or_10pct"
# How people name the matters on which a pack allows no refusal.
NAMED_AS = {
    "pay": re.compile("工资|报酬|薪|津贴|补贴|奖金|加班费|增幅|工价"),
    "conditions": re.compile("劳动条件|工时|休息|休假|安全|卫生|劳动保护"),
    "layoff": re.compile("裁"),
    LARGE_LAYOFF: re.compile("裁|layoff"),
    "collective_stoppage": re.compile("停工|罢工|怠工|上访|群体"),
    "major_hazard": re.compile("隐患|职业危害|职业病|危险"),
}


def rule_for(side: Side, law: Law) -> Rule:
    """Return the rule on a refusal by this side; a rule that binds the other one is passed over.

    辽宁 binds the employer only: there the nation's rule speaks for the workers' side.

    :raises RuleMissing: if no pack speaks of it.
    """
    for region in law.rulebook.chain(law.region):
        rule = replace(law, region=region).need(REFUSAL_RULE)
        if rule.value.get("who") in {None, side.value}:
            return rule
    return law.need(REFUSAL_RULE)


def may_refuse(
    law: Law,
    *,
    side: Side = Side.EMPLOYER,
    topics: Collection[str] | None = None,
    is_large_layoff: bool | None = None,
) -> bool | None:
    """Test whether a good reason is enough to refuse; nothing where a fact is missing.

    ``topics`` are what is to be bargained over; ``is_large_layoff`` whether a layoff among them
    passes the thresholds of the law.
    """
    rule = rule_for(side, law)
    if rule.value["value"] != LISTED:
        return bool(rule.value["value"] == NEEDS_REASON)
    if topics is None and is_large_layoff is None:
        return None
    matters = [str(name) for name in rule.value["matters"]]
    on_list = [matter for matter in matters if _is_named(matter, topics or ())]
    if LARGE_LAYOFF in matters and is_large_layoff:
        return False
    if LARGE_LAYOFF in on_list:
        on_list.remove(LARGE_LAYOFF)
        if is_large_layoff is None and not on_list:
            return None
    return not on_list


def _is_named(matter: str, topics: Iterable[str]) -> bool:
    return any(topic == matter or NAMED_AS[matter].search(topic) for topic in topics)


def check_refusal(
    *,
    reason: str,
    law: Law,
    side: Side = Side.EMPLOYER,
    topics: Collection[str] | None = None,
    is_large_layoff: bool | None = None,
) -> Verdict:
    """Warn of a refusal the law does not allow; a refusal is a fact and stays on record."""
    rule = rule_for(side, law)
    allowed = may_refuse(law, side=side, topics=topics, is_large_layoff=is_large_layoff)
    holds = bool(allowed) and bool(reason.strip())
    return judge(
        REFUSAL_RULE,
        holds=holds,
        law=rule,
        message=(
            f"对方不同意协商，理由：{reason}。请判断理由是否正当。"
            if holds
            else f"对方不同意协商（{reason or '没有写理由'}）。{rule.zh}。"
        ),
        remedy="可以报告上级工会，请求发提示函；也可以申请人社部门协调处理。",
        softly=True,
    )
