"""Layoffs: from how many people on the workers must be told and heard (裁员), and by whom counted.

A branch (分支机构) is an employer of its own only if it is licensed and signs the labour contracts
itself; else its workers belong to the company's.
"""

from dataclasses import dataclass
from fractions import Fraction

from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

THRESHOLD_KEY = "wc.layoff.thresholds"
CHANNEL_KEY = "wc.layoff.channel"
BY_BRANCH = "branch"
BY_COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who lays off: the company's workers, and the branch concerned if it is one (``is_branch``).

    ``signed_by`` says who signed the labour contracts there, ``company`` or ``branch``; empty or
    nothing where nobody said.
    """

    company: int | None = None
    is_branch: bool = False
    branch: int | None = None
    is_licensed: bool | None = None
    signed_by: str = ""

    @property
    def is_own_employer(self) -> bool | None:
        """Test whether the branch is the employer; nothing where a fact is missing."""
        if not self.is_branch or self.is_licensed is False or self.signed_by == BY_COMPANY:
            return False
        if self.is_licensed and self.signed_by == BY_BRANCH:
            return True
        return None

    def populations(self) -> list[int | None]:
        """Return the numbers of workers a share may be counted on, as far as the facts go."""
        own = self.is_own_employer
        if own is None:
            return [self.branch, self.company]
        return [self.branch if own else self.company]


def is_triggered(*, cut: int, workers: int | None, law: Law) -> bool | None:
    """Test whether so many may only go after 30 days' notice; nothing where workers are missing.

    劳动合同法 第四十一条: so many people, or fewer but so large a share of all.
    """
    rule = law.need(THRESHOLD_KEY)
    if cut >= rule.value["people"]:
        return True
    if workers is None:
        return None
    return Fraction(cut) >= Fraction(str(rule.value["share"])) * workers


def rules_of(law: Law) -> list[Rule]:
    """Return the rules on layoffs of a place, the thresholds first."""
    return [rule for key in (THRESHOLD_KEY, CHANNEL_KEY) if (rule := law.find(key)) is not None]


def check_layoff(
    *, cut: int, workers: int | None, law: Law, notice_days: int | None = None
) -> Verdict:
    """Judge R_LAYOFF: a layoff over the thresholds is announced long enough before.

    ``notice_days`` is how long before the workers were told; nothing is taken to be in order.
    """
    rule = law.need(THRESHOLD_KEY)
    asked = rule.value["notice_days"]
    triggered = is_triggered(cut=cut, workers=workers, law=law)
    return judge(
        "R_LAYOFF",
        holds=not triggered or notice_days is None or notice_days >= asked,
        law=rules_of(law),
        found=cut if notice_days is None else notice_days,
        required=rule.value["people"] if notice_days is None else asked,
        message=describe(cut=cut, workers=workers, triggered=triggered, law=law),
        remedy=f"请提前{asked}日向工会或者全体职工说明情况、听取意见，再向人社部门报告。",
    )


def describe(*, cut: int, workers: int | None, triggered: bool | None, law: Law) -> str:
    """Return in words how large the layoff is, and what follows."""
    said = "；".join(rule.zh for rule in rules_of(law))
    share = f"，占{workers}人的{100 * cut / workers:.1f}%" if workers else ""
    result = {
        True: "达到规模裁员的标准，须走裁员程序",
        False: "没有达到规模裁员的标准",
        None: "还说不准是否达到规模裁员的标准",
    }[triggered]
    return f"拟裁减{cut}人{share}，{result}。{said}。"
