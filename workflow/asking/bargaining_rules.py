"""Rules of bargaining asked with facts: who must sit there, who may refuse, what it costs."""

from contracts.bargaining.checks import refusals, table
from contracts.congress.checks import layoffs
from contracts.parties.choices import Side
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from workflow.asking.answers import (
    FINE,
    GOOD_REASON_ONLY,
    MAY_NOT_REFUSE,
    NO_FINE,
    OPTIONAL,
    REQUIRED,
)
from workflow.asking.facts import Facts
from workflow.asking.said import Said, ask_for

MONEY = "CNY"
WOMEN_BY_ENUM = {
    "recommended": OPTIONAL,
    "normally_required": REQUIRED,
}


def refusal(facts: Facts, law: Law) -> Said:
    """Answer whether the side that was asked to bargain may say no."""
    side = Side(facts.one_of("side", Side.values, Side.EMPLOYER))
    rule = refusals.rule_for(side, law)
    topics, cut = facts.listed("topics"), facts.count("cut")
    workers = facts.count("workers")
    is_large = None if cut is None else layoffs.is_triggered(cut=cut, workers=workers, law=law)
    may = refusals.may_refuse(law, side=side, topics=topics, is_large_layoff=is_large)
    if may is None:
        missing = ["topics"] if topics is None else ["cut" if cut is None else "workers"]
        return ask_for(*missing, rules=[rule], message=f"{rule.zh}。")
    return Said(
        GOOD_REASON_ONLY if may else MAY_NOT_REFUSE,
        [rule, *_reasons(rule, law, may=may)],
        message=f"{rule.zh}。"
        + ("其他事项有正当理由的可以拒绝，要写明理由。" if may else "收到要约后应当协商。"),
    )


def _reasons(rule: Rule, law: Law, *, may: bool) -> list[Rule]:
    """Return the nation's rule too, where the place lists other matters than those asked."""
    if not may or rule.value["value"] == refusals.NEEDS_REASON:
        return []
    national = law.rulebook.chain(law.region)[-1]
    return [r for r in law.rulebook.versions(rule.key, region=national) if r.holds(law.on)]


def liability(rule: Rule, facts: Facts, law: Law) -> Said:  # noqa: ARG001 -- as all are asked
    """Answer whether breaking a rule costs a fine, as far as the pack says; uncertain is none."""
    has_fine = rule.value.get("unit") == MONEY and not rule.is_uncertain
    if has_fine:
        low, high = rule.value.get("min"), rule.value.get("max")
        words = f"{rule.zh}。罚款{low}至{high}元。"
    else:
        words = f"{rule.zh}。这里没有罚款数额。"
    return Said(FINE if has_fine else NO_FINE, [rule], words, is_uncertain=rule.is_uncertain)


def women(facts: Facts, law: Law) -> Said:
    """Answer whether a woman must sit among the workers' representatives."""
    rule = law.need(table.WOMEN_RULE)
    number, workers = facts.count("women"), facts.count("workers")
    zh = f"{rule.zh}。"
    if number == 0:
        return Said(OPTIONAL, [rule], f"{zh}没有女职工，这一条用不上。")
    held = str(rule.value.get("value", ""))
    if held in WOMEN_BY_ENUM:
        return Said(WOMEN_BY_ENUM[held], [rule], zh, is_uncertain=rule.is_uncertain)
    if held == "required_if_womens_committee":
        has = facts.flag("womens_committee")
        if has is None:
            return ask_for("womens_committee", rules=[rule], message=zh)
        return Said(REQUIRED if has else OPTIONAL, [rule], zh)
    missing = [name for name in ("women", "workers") if name not in facts]
    if missing or number is None or workers is None:
        return ask_for(*missing, rules=[rule], message=zh)
    share = rule.share
    reached = share.met(number, workers) if share else number * 2 >= workers
    return Said(
        REQUIRED if reached else OPTIONAL,
        [rule],
        f"{zh}女职工{number}人，占职工{workers}人的{100 * number / workers:.1f}%。",
        found=number,
        required=share.required(workers) if share else None,
    )


def dispatched(facts: Facts, law: Law) -> Said:
    """Answer whether a dispatched worker must sit among the workers' representatives."""
    rule = law.find(table.DISPATCH_RULE)
    if rule is None:
        return Said(OPTIONAL, [], "当地没有规定派遣职工必须当协商代表。")
    number, workers = facts.count("dispatch"), facts.count("workers")
    zh = f"{rule.zh}。"
    if number == 0:
        return Said(OPTIONAL, [rule], f"{zh}没有派遣职工，这一条用不上。")
    if rule.share is None:
        return Said(REQUIRED, [rule], zh)
    if number is None or workers is None:
        missing = [name for name in ("dispatch", "workers") if name not in facts]
        return ask_for(*missing, rules=[rule], message=zh)
    reached = rule.share.met(number, workers)
    return Said(
        REQUIRED if reached else OPTIONAL,
        [rule],
        f"{zh}派遣职工{number}人，占{workers}人的{100 * number / workers:.1f}%。",
        found=number,
        required=rule.share.required(workers),
    )
