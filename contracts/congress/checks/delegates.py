"""Whether the delegates are enough and rightly mixed: R_DELEGATE_…, R_REGIONAL_OPERATOR."""

from dataclasses import replace
from fractions import Fraction

from contracts.statutes import formulas
from contracts.statutes.formulas import Bounds
from contracts.statutes.law import Law, RuleMissing
from contracts.statutes.majorities import Op, Share
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import BLOCK, Verdict, judge

COUNT_KEY = "wc.reps.count"
FORM_KEY = "wc.form_threshold"
CAP_KEY = "wc.reps.manager_cap"
WOMEN_KEY = "wc.reps.female_share"
DISPATCH_KEY = "wc.reps.dispatch_share"
FRONTLINE_KEY = "wc.reps.frontline"
DISABLED_KEY = "wc.reps.disabled_share"
AREA_KEY = "wc.regional"
OBSERVER = "observer"


def seats_asked(workers: int, law: Law) -> tuple[Rule, Bounds]:
    """Return how many delegates so many workers need, and the rule that says so.

    Where the place's own text does not speak of so few or so many workers, the wider region's
    does (河南 sets no number below a hundred).

    :raises RuleMissing: if no pack speaks of it.
    """
    for region in law.rulebook.chain(law.region):
        rule = replace(law, region=region).find(COUNT_KEY)
        found = formulas.bounds(rule.value, workers) if rule else None
        if rule and found:
            return rule, found
    raise RuleMissing(f"规则包里没有 {workers} 名职工应选多少代表（地区 {law.region}）")


def check_number(*, workers: int, seats: int, law: Law) -> Verdict:
    """Judge R_DELEGATE_NUM: at least, and where the place says so at most, so many delegates."""
    rule, asked = seats_asked(workers, law)
    too_few = asked.least is not None and seats < asked.least
    too_many = asked.most is not None and seats > asked.most
    required = asked.most if too_many or asked.least is None else asked.least
    words = f"职工{workers}人，职工代表{seats}名（{_asked(asked)} {_mark(seats, asked)}）。"
    return judge(
        "R_DELEGATE_NUM",
        holds=not (too_few or too_many),
        law=rule,
        found=seats,
        required=required,
        message=f"{words}{_assembly(workers, law)}",
        remedy=f"请把名额调整到{_asked(asked).removeprefix('须')}，各选举单位按人数重新分配。",
        softly=asked.is_advice or rule.is_soft,
    )


def _asked(asked: Bounds) -> str:
    if asked.least is not None and asked.most is not None:
        return f"须{asked.least}至{asked.most}名"
    if asked.most is not None:
        return f"须不超过{asked.most}名"
    return f"须≥{asked.least}名"


def _mark(seats: int, asked: Bounds) -> str:
    if asked.least is not None and seats < asked.least:
        return f"✗，差{asked.least - seats}名"
    if asked.most is not None and seats > asked.most:
        return f"✗，多{seats - asked.most}名"
    return "✓"


def _assembly(workers: int, law: Law) -> str:
    """Return the advice that so few workers may meet as a whole (职工大会)."""
    rule = law.find(FORM_KEY)
    threshold = rule.value.get("threshold") if rule else None
    if threshold is None or workers >= threshold:
        return ""
    return f"职工不足{threshold}人，也可以开职工大会，不用选代表。"


def check_management(*, seats: int, management: int, law: Law) -> Verdict:
    """Judge R_DELEGATE_MGMT: managers from the middle up and leaders are at most a share."""
    rule = law.need(CAP_KEY)
    return _capped("R_DELEGATE_MGMT", "中层以上管理人员和领导人员", seats, management, rule)


def _capped(code: str, who: str, seats: int, found: int, rule: Rule) -> Verdict:
    most = rule.share.largest_allowed(seats) if rule.share else seats
    share = rule.share.words if rule.share else ""
    over = found - most
    mark = "✓" if over <= 0 else f"✗，多{over}名"
    return judge(
        code,
        holds=over <= 0,
        law=rule,
        found=found,
        required=most,
        message=f"代表{seats}名，其中{who}{found}名（{share}，即≤{most}名 {mark}）。{rule.zh}。",
        remedy=f"请减少{over}名{who}，补选一线职工。",
        softly=rule.is_soft,
    )


def check_women(*, seats: int, women_seats: int, workers: int, women: int, law: Law) -> Verdict:
    """Judge R_DELEGATE_WOMEN: women among the delegates as among the workers.

    Nationally 适当比例, which advises at the nearest number; where the place says 不低于 (浙江) the
    share must be reached.
    """
    rule = law.need(WOMEN_KEY)
    needed = _proportional(seats, women, workers, rule)
    verdict = judge(
        "R_DELEGATE_WOMEN",
        holds=women_seats >= needed,
        law=rule,
        found=women_seats,
        required=needed,
        message=f"女职工{women}人，占职工{workers}人的{_percent(women, workers)}；"
        f"代表{seats}名中女代表{women_seats}名（参照≥{needed}名）。{rule.zh}。",
        remedy=f"请增加{max(needed - women_seats, 0)}名女职工代表。",
    )
    is_hard = rule.severity == BLOCK and rule.may_block and not rule.is_soft
    return replace(verdict, outcome=BLOCK) if is_hard and women_seats < needed else verdict


def check_dispatched(
    *, seats: int, dispatch_seats: int, workers: int, dispatch: int, law: Law
) -> Verdict:
    """Judge R_DELEGATE_DISPATCH: dispatched workers have delegates, or attend as observers."""
    rule = law.need(DISPATCH_KEY)
    is_observer = rule.value.get("value") == OBSERVER
    needed = 0 if is_observer else _proportional(seats, dispatch, workers, rule)
    words = "由派遣职工列席" if is_observer else f"参照≥{needed}名"
    return judge(
        "R_DELEGATE_DISPATCH",
        holds=dispatch_seats >= needed,
        law=rule,
        found=dispatch_seats,
        required=needed,
        message=f"劳务派遣职工{dispatch}人；代表{seats}名中派遣职工{dispatch_seats}名（{words}）。"
        f"{rule.zh}。",
        remedy=f"请增加{max(needed - dispatch_seats, 0)}名派遣职工代表。",
        softly=True,
    )


def _proportional(seats: int, part: int, whole: int, rule: Rule) -> int:
    """Return the seats a group's share of the workers comes to; one at least if it has anybody."""
    if not part or not whole:
        return 0
    exact = Fraction(seats * part, whole)
    if rule.value.get("op") == Op.GTE:
        return -(-exact.numerator // exact.denominator)
    nearest = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return max(nearest, 1)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "0%"


def check_operators(*, seats: int, operators: int, law: Law) -> Verdict:
    """Judge R_REGIONAL_OPERATOR: who runs a firm holds few seats of an area congress.

    The place's own share for area congresses speaks; elsewhere the cap on managers holds.
    """
    area, cap = law.find(AREA_KEY), law.need(CAP_KEY)
    share = _share_of(area, "manager_max", Op.LTE) or cap.share
    most = share.largest_allowed(seats) if share else seats
    over = operators - most
    rules = [area] if _share_of(area, "manager_max", Op.LTE) else [cap, area]
    mark = "✓" if over <= 0 else f"✗，多{over}名"
    return judge(
        "R_REGIONAL_OPERATOR",
        holds=over <= 0,
        law=rules,
        found=operators,
        required=most,
        message=f"区域（行业）职代会代表{seats}名，其中企业经营者{operators}名"
        f"（{share.words if share else ''}，即≤{most}名 {mark}）。",
        remedy=f"请减少{over}名经营者代表，换成职工代表。",
    )


def check_frontline(*, seats: int, frontline: int, law: Law) -> Verdict:
    """Judge wc.reps.frontline: workers and technicians are the main body (主体) of the delegates.

    No text gives a figure, so it advises: the main body is more than all the others together.
    """
    rule = law.need(FRONTLINE_KEY)
    needed = seats - (seats - 1) // 2
    return judge(
        FRONTLINE_KEY,
        holds=frontline >= needed,
        law=rule,
        found=frontline,
        required=needed,
        message=f"代表{seats}名，其中一线的工人和技术人员{frontline}名（作为主体，参照≥{needed}名）。"
        f"{rule.zh}。",
        remedy=f"请增加{max(needed - frontline, 0)}名一线职工代表，名额多分给班组、车间。",
        softly=True,
    )


def check_area_frontline(*, seats: int, frontline: int, law: Law) -> Verdict | None:
    """Judge the front line's share in an area congress, where the place sets one (上海)."""
    area = law.find(AREA_KEY)
    share = _share_of(area, "frontline_min", Op.GTE)
    if share is None or area is None:
        return None
    needed = share.required(seats)
    return judge(
        AREA_KEY,
        holds=frontline >= needed,
        law=area,
        found=frontline,
        required=needed,
        message=f"区域（行业）职代会代表{seats}名，其中一线职工{frontline}名"
        f"（{share.words}，即≥{needed}名）。{area.zh}。",
        remedy=f"请增加{max(needed - frontline, 0)}名一线职工代表。",
        softly=area.severity != BLOCK,
    )


def check_disabled(
    *, seats: int, disabled_seats: int, workers: int, disabled: int, law: Law
) -> Verdict | None:
    """Judge wc.reps.disabled_share of a firm that employs disabled workers in numbers (浙江).

    The text speaks of 集中安置残疾人企业 alone; whether a firm is one, it knows itself: it advises.
    """
    rule = law.find(DISABLED_KEY)
    if rule is None:
        return None
    needed = _proportional(seats, disabled, workers, rule)
    return judge(
        DISABLED_KEY,
        holds=disabled_seats >= needed,
        law=rule,
        found=disabled_seats,
        required=needed,
        message=f"残疾职工{disabled}人，占职工{workers}人的{_percent(disabled, workers)}；"
        f"代表{seats}名中残疾职工{disabled_seats}名（≥{needed}名）。{rule.zh}。",
        remedy=f"集中安置残疾人的企业，请增加{max(needed - disabled_seats, 0)}名残疾职工代表；"
        "不是这类企业的，不受这一条约束。",
        softly=True,
    )


def check_area_number(*, seats: int, law: Law) -> Verdict | None:
    """Judge R_DELEGATE_NUM of an area congress, where the place sets a least number (上海)."""
    area = law.find(AREA_KEY)
    least = area.value.get("min_reps") if area else None
    if least is None or area is None:
        return None
    return judge(
        "R_DELEGATE_NUM",
        holds=seats >= least,
        law=area,
        found=seats,
        required=least,
        message=f"区域（行业）职代会代表{seats}名，当地规定不少于{least}名。{area.zh}。",
        remedy=f"请把名额增加到{least}名以上。",
    )


def _share_of(rule: Rule | None, field: str, op: Op) -> Share | None:
    written = rule.value.get(field) if rule else None
    if written is None:
        return None
    num, den = str(written).split("/")
    return Share(int(num), int(den), op)
