"""How many sit at the table, from where, and on which side: R_REP_COUNT, R_EXPERT_THIRD and kin."""

from collections.abc import Mapping
from typing import Any

from contracts.bargaining.checks.seats import Counts, Population, Seat, names
from contracts.parties.choices import Kind, Side
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

WOMEN_RULE = "cb.reps.female"
FRONT_LINE_RULE = "cb.reps.frontline"
DISPATCH_RULE = "cb.reps.dispatch"


def check_count(side: Side, counts: Counts, law: Law, *, is_above_scale: bool = False) -> Verdict:
    """Judge the size of one side, and of both against each other once the other is known.

    集体合同规定 第十九条: equal numbers, a least number on each side; several regions cap the
    employer's side by the workers' instead, or set a largest number.
    """
    rule = law.need("cb.reps.count")
    least = rule.value["min"]
    if is_above_scale:
        least = rule.value.get("min_above_scale") or least
    asked, required, remedy = _count_fault(side, counts, rule.value, least)
    return judge(
        "R_REP_COUNT",
        holds=not asked,
        law=rule,
        found=counts.own,
        required=required,
        message=f"{side.label}现在{counts.own}名代表，{asked or '人数合规'}。",
        remedy=f"{remedy}，再提交一次。",
        softly=bool(rule.value.get("soft_max")) and required == rule.value.get("max"),
    )


def _count_fault(
    side: Side,
    counts: Counts,
    value: Mapping[str, Any],
    least: int,
) -> tuple[str, int, str]:
    """Return what is asked and not kept (empty if all is well), the figure, and what to do."""
    most = value.get("max")
    if counts.own < least:
        return f"规定每方不少于{least}人", least, "请补足代表"
    if most is not None and counts.own > most:
        return f"规定每方不超过{most}人", most, "请减少代表人数"
    if counts.other is None or _in_balance(side, counts, value["parity"]):
        return "", least, ""
    is_equal = value["parity"] == "equal"
    asked = "双方人数应当相等" if is_equal else "企业方代表人数不得多于职工方"
    return f"对方{counts.other}人，{asked}", counts.other, "请双方商量增减代表"


def _in_balance(side: Side, counts: Counts, parity: str) -> bool:
    other = counts.other or 0
    if parity == "equal":
        return counts.own == other
    employer, workers = (counts.own, other) if side is Side.EMPLOYER else (other, counts.own)
    return employer <= workers


def check_outsiders(side: Side, counts: Counts, law: Law) -> Verdict:
    """Judge the outside professionals of one side: a third at most, rounded down, never chief.

    集体合同规定 第二十三条. Where a region admits them as advisers only, none may sit.
    """
    cap = law.need("cb.reps.external_cap")
    outsiders = counts.outsiders or 0
    largest = cap.share.largest_allowed(counts.own) if cap.share else cap.value["max_external_reps"]
    not_chief = law.find("cb.reps.external_not_chief")
    if outsiders > largest:
        return judge(
            "R_EXPERT_THIRD",
            holds=False,
            law=[cap, not_chief],
            found=outsiders,
            required=largest,
            message=f"{side.label}{counts.own}名代表中外聘{outsiders}名，最多可以有{largest}名。",
            remedy="请把外聘人员改为顾问列席，换上本单位的代表。",
        )
    if counts.is_chief_outside and not_chief is not None:
        return judge(
            "R_EXPERT_THIRD",
            holds=False,
            law=[not_chief, cap],
            found=1,
            required=0,
            message=f"{side.label}首席代表是外聘人员，首席代表不得由外部人员代理。",
            remedy="请由本单位的代表担任首席代表。",
        )
    return judge(
        "R_EXPERT_THIRD",
        holds=True,
        law=[cap, not_chief],
        found=outsiders,
        required=largest,
        message=f"{side.label}外聘代表{outsiders}名，没有超过{largest}名。",
    )


def check_no_dual(side: Side, own: list[Seat], other: list[Seat], law: Law) -> Verdict:
    """Judge whether somebody sits on a side where he may not.

    集体合同规定 第二十四条: nobody on both sides. The firm's head and his near relatives do not
    speak for the workers; where the region says so, union officers do not for the employer.
    """
    rule = law.need("cb.reps.no_dual_role")
    incompatible = law.find("cb.reps.incompat")
    across = {seat.person for seat in other}
    both = [seat for seat in own if seat.person in across]
    barred = _barred(side, own, bars_officers=incompatible is not None)
    reasons = []
    if both:
        reasons.append(f"{names(both)}同时是双方的代表")
    if barred:
        who = "企业负责人或其近亲属" if side is Side.WORKERS else "工会负责人"
        reasons.append(f"{names(barred)}是{who}，不能做{side.label}代表")
    return judge(
        "R_REP_NO_DUAL",
        holds=not reasons,
        law=[rule, incompatible],
        found=len({seat.person for seat in [*both, *barred]}),
        required=0,
        message="；".join(reasons) + "。" if reasons else "没有人同时坐在两边。",
        remedy="请换一位代表；一个人只能坐在一边。",
    )


def _barred(side: Side, own: list[Seat], *, bars_officers: bool) -> list[Seat]:
    if side is Side.WORKERS:
        return [seat for seat in own if seat.is_head_of_firm or seat.is_relative]
    return [seat for seat in own if seat.is_union_officer] if bars_officers else []


def check_management(own: list[Seat]) -> Verdict:
    """Warn of workers' representatives who manage or run personnel: did the boss pick them?"""
    flagged = [seat for seat in own if seat.may_be_the_employers_man]
    return judge(
        "R_REP_MGMT",
        holds=not flagged,
        found=len(flagged),
        required=0,
        message=(
            f"职工方代表{names(flagged)}是中层以上管理人员或人事人员，职工容易信不过。"
            if flagged
            else "职工方代表里没有中层以上管理人员和人事人员。"
        ),
        remedy="建议换成车间里大家推的人；不换也可以继续。",
    )


def check_women(counts: Counts, people: Population, law: Law, *, kind: str = "") -> Verdict | None:
    """Judge whether women sit among the workers' representatives where the region asks for them."""
    rule = law.find(WOMEN_RULE)
    if rule is None or counts.women is None:
        return None
    required = _women_required(rule.value, counts.own, people, kind=kind)
    if required == 0:
        return None
    return judge(
        WOMEN_RULE,
        holds=counts.women >= required,
        law=rule,
        found=counts.women,
        required=required,
        message=f"职工方代表中女代表{counts.women}名，应有{required}名。{rule.zh}。",
        remedy="请推选女职工做协商代表。",
        softly=rule.severity != "block",
    )


def _women_required(value: Mapping[str, Any], own: int, people: Population, *, kind: str) -> int:
    """Return how many women representatives a region's rule asks for; 0 where it asks for none."""
    if value["type"] == "ratio":
        reached = people.women * value["den"] >= people.workers * value["num"]
        if not people.workers or not people.women or not reached:
            return 0
        share = own * people.women // people.workers
        return max(share, 1) if value["then"] == "proportional" else 1
    asked = {
        "required_if_womens_committee": people.has_womens_committee,
        "normally_required": people.women > 0,
        "proportional_if_numerous": people.women * 2 >= people.workers > 0,
        "recommended": kind == Kind.WOMEN,
    }
    return int(asked.get(value["value"], False))


def check_front_line(counts: Counts, law: Law) -> Verdict | None:
    """Judge the share of shop-floor workers among the workers' representatives."""
    rule = law.find(FRONT_LINE_RULE)
    if rule is None or rule.share is None or counts.front_line is None:
        return None
    required = rule.share.required(counts.own)
    return judge(
        FRONT_LINE_RULE,
        holds=counts.front_line >= required,
        law=rule,
        found=counts.front_line,
        required=required,
        message=f"职工方代表中一线职工{counts.front_line}名，至少要有{required}名。",
        remedy="请多推选车间里的一线职工。",
        softly=rule.severity != "block",
    )


def check_dispatched(counts: Counts, people: Population, law: Law) -> Verdict | None:
    """Judge whether dispatched workers are represented where the region asks for it."""
    rule = law.find(DISPATCH_RULE)
    if rule is None or rule.share is None or counts.dispatched is None or not people.workers:
        return None
    if not people.dispatch or not rule.share.met(people.dispatch, people.workers):
        return None
    return judge(
        DISPATCH_RULE,
        holds=counts.dispatched >= 1,
        law=rule,
        found=counts.dispatched,
        required=1,
        message=f"劳务派遣职工{people.dispatch}人，职工方代表中派遣职工{counts.dispatched}名。",
        remedy="请推选至少一名派遣职工做协商代表。",
        softly=rule.severity != "block",
    )
