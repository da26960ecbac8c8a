"""Women's protection: statutory floors, and that a general contract speaks of it at all."""

from collections.abc import Iterator
from decimal import Decimal

from contracts.agreements.checks.figures import figure, of_rule
from contracts.agreements.habits import habits
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

_MINUTES_IN_HOUR = 60
NO_CONTENT = {"", "none"}

Fault = tuple[Rule, str, Decimal, Decimal]


def check_women_floor(text: Text, law: Law) -> Verdict:
    """Return R_WOMEN_FLOOR: maternity leave and nursing time not below 女职工劳动保护特别规定 7, 9.

    Where the region adds reward leave (地方奖励假), it belongs to the floor of maternity leave.
    """
    faults = [*_maternity(text, law), *_nursing(text, law)]
    first = faults[0] if faults else None
    rules = [law.find("floor.maternity"), law.find("floor.nursing")]
    return judge(
        "R_WOMEN_FLOOR",
        holds=first is None,
        law=[first[0]] if first else rules,
        found=figure(first[2]) if first else None,
        required=figure(first[3]) if first else None,
        message="；".join(fault[1] for fault in faults) or "产假、哺乳时间不低于法定标准。",
        remedy="改到不低于法定标准再提交。",
    )


def _maternity(text: Text, law: Law) -> Iterator[Fault]:
    rule, reward = law.find("floor.maternity"), law.find("floor.maternity.reward")
    agreed = text.clauses.get("maternity_days")
    if rule is None or agreed is None:
        return
    least = of_rule(rule.value, "base") or Decimal(0)
    extra = (of_rule(reward.value, "value") if reward else None) or Decimal(0)
    if agreed < least + extra:
        local = f"（其中地方奖励假{figure(extra)}天）" if extra else ""
        words = f"产假{figure(agreed)}天，应不少于{figure(least + extra)}天{local}"
        if str(figure(agreed)) in habits().outdated_maternity:
            words += "（像是旧范本，天数没有更新）"
        yield (reward if reward and agreed >= least else rule), words, agreed, least + extra


def _nursing(text: Text, law: Law) -> Iterator[Fault]:
    rule, agreed = law.find("floor.nursing"), text.clauses.get("nursing_minutes")
    hours = of_rule(rule.value, "hours") if rule else None
    if rule is None or agreed is None or hours is None:
        return
    least = hours * _MINUTES_IN_HOUR
    if agreed < least:
        words = f"每日哺乳时间{figure(agreed)}分钟，应不少于{figure(least)}分钟"
        yield rule, words, agreed, least


def check_women_content(text: Text, law: Law) -> list[Verdict]:
    """Return R_WOMEN_CONTENT where the instrument must speak of women (妇女权益保障法 44).

    A firm without women need not; where nobody counted, there are taken to be some.
    """
    rule = law.find("cb.female.mandatory_content")
    if rule is None or text.women == 0:
        return []
    content = text.women_content
    if not content and {"maternity_days", "nursing_minutes"} & set(text.clauses):
        content = "clauses"
    holds = content not in NO_CONTENT
    return [
        judge(
            "R_WOMEN_CONTENT",
            holds=holds,
            law=rule,
            message="合同含男女平等和女职工权益保护内容。"
            if holds
            else "集体合同没有男女平等和女职工权益保护内容。",
            remedy="加上条款、专章或附件，或者挂接女职工权益保护专项集体合同（四选一）。",
        ),
    ]
