"""The gate of filing: the set of papers, and what an area contract may claim."""

from dataclasses import dataclass
from decimal import Decimal

from contracts.agreements.checks.figures import figure, of_rule
from contracts.agreements.texts import Coverage
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge


@dataclass(frozen=True, slots=True)
class FirmAnswer:
    """One firm's answer to an area contract; ``own_min_wage`` is what it pays now, yuan."""

    name: str
    answer: str
    own_min_wage: Decimal | None = None


def check_set(copies: int | None, law: Law) -> Verdict:
    """Return R_FILING_SET: as many copies as the place asks for (22号令 42: 一式三份)."""
    rule = law.find("cb.file.copies")
    least = of_rule(rule.value, "value") if rule else None
    holds = copies is None or least is None or copies >= least
    asked = f"，应不少于{figure(least)}份" if least is not None else ""
    return judge(
        "R_FILING_SET",
        holds=holds,
        law=[rule, law.find("cb.file.who")],
        found=copies,
        required=None if least is None else figure(least),
        message=f"文本{copies if copies is not None else '按规定份数'}"
        f"{'份' if copies is not None else ''}{asked}。",
        remedy="补足文本份数，连同职代会决议、代表名册和协商情况说明一起报送。",
    )


def check_claims(claims: Coverage, confirmed: Coverage, law: Law) -> Verdict:
    """Return R_REGIONAL_CONFIRM: nothing is claimed beyond the firms that signed or sealed."""
    pairs = [
        ("企业", "户", claims.firms, confirmed.firms),
        ("职工", "人", claims.workers, confirmed.workers),
        ("农民工", "人", claims.migrant, confirmed.migrant),
    ]
    over = [
        (f"报{name}{said}{unit}，签章确认的只有{known}{unit}", said, known)
        for name, unit, said, known in pairs
        if said is not None and said > (known or 0)
    ]
    return judge(
        "R_REGIONAL_CONFIRM",
        holds=not over,
        law=_confirmation_rules(law),
        found=over[0][1] if over else confirmed.firms,
        required=over[0][2] if over else confirmed.firms,
        message="；".join(fault[0] for fault in over)
        or f"签章确认{confirmed.firms}户，只对这些企业计覆盖。",
        remedy="只报已签章确认的企业和职工；没确认的另行上门确认。",
    )


def check_answers(
    answers: list[FirmAnswer],
    floor: Decimal | None,
    title: str,
    law: Law,
) -> list[Verdict]:
    """Return R_FLOOR_REGIONAL and R_REGIONAL_CONFIRM as advice on the firms' answers.

    A firm that pays less than the contract it confirmed is named; so are firms that refuse.
    """
    return [*_low_payers(answers, floor, title, law), _refusals(answers, law)]


def _low_payers(
    answers: list[FirmAnswer],
    floor: Decimal | None,
    title: str,
    law: Law,
) -> list[Verdict]:
    bound = [a for a in answers if a.answer == "confirmed" and a.own_min_wage is not None]
    if floor is None or not bound:
        return []
    low = [a for a in bound if a.own_min_wage is not None and a.own_min_wage < floor]
    lowest = min((a.own_min_wage for a in low if a.own_min_wage is not None), default=None)
    names = "、".join(f"{a.name}现行{figure(a.own_min_wage or Decimal(0))}元" for a in low)
    return [
        judge(
            "R_FLOOR_REGIONAL",
            holds=not low,
            softly=True,
            law=law.find("ri.floor_for_firm_contract", instrument="REGION"),
            found=None if lowest is None else figure(lowest),
            required=figure(floor),
            message=f"{names}，低于《{title}》的{figure(floor)}元；确认后应按合同标准执行。"
            if low
            else f"已确认企业的最低工资不低于{figure(floor)}元。",
            remedy="请企业把本厂标准提到合同标准，并修改本厂合同或制度。",
        ),
    ]


def _refusals(answers: list[FirmAnswer], law: Law) -> Verdict:
    refused = [a.name for a in answers if a.answer == "refused"]
    waiting = [a.name for a in answers if a.answer == "not_served"]
    confirmed = sum(a.answer == "confirmed" for a in answers)
    parts = [f"签章确认{confirmed}户，只对这些企业计覆盖。"]
    if refused:
        parts.append(f"{'、'.join(refused)}拒绝确认，可由上级工会发提示函。")
    if waiting:
        parts.append(f"{'、'.join(waiting)}还没送到。")
    return judge(
        "R_REGIONAL_CONFIRM",
        holds=not refused,
        softly=True,
        law=_confirmation_rules(law),
        found=confirmed,
        required=len(answers),
        message="".join(parts),
        remedy="向拒绝的企业发提示函；没送到的再上门一次。",
    )


def _confirmation_rules(law: Law) -> list[Rule | None]:
    return [law.find("ri.firm_confirmation"), law.find("ri.binding")]
