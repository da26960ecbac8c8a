"""Which blocks a federation may turn down to warnings: those no binding text stands behind."""

from collections.abc import Sequence
from dataclasses import replace

from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.catalogue import CataloguedRule, rules, severity_of
from contracts.verdicts.verdict import BLOCK, Refused, Verdict, turned_down

AUTHORITIES = {
    "law": "法律、行政法规",
    "ministerial_rule": "部门规章",
    "local": "地方性法规、规章",
    "joint_document": "联合文件",
    "practice": "工作惯例",
}
SOFT_AUTHORITIES = frozenset({"joint_document", "practice"})
# Figures that do not add up are no matter of practice: no office can decide that they do.
ARITHMETIC = frozenset({"R_VOTE_ARITH", "R_FIGURES"})


class MayNotBeSoftened(Refused):
    """这条规则有法律依据，只能从严，不能放宽。"""

    rule = "policy"


def candidates() -> list[CataloguedRule]:
    """Return the blocks that rest on a joint document or on practice, in the catalogue's order."""
    return [
        rule
        for rule in rules().values()
        if rule.authority in SOFT_AUTHORITIES
        and rule.severity == BLOCK
        and rule.id not in ARITHMETIC
    ]


def refuse_laxer(code: str, laws: Sequence[Law]) -> None:
    """Let a rule be turned down to a warning, or say what forbids it.

    :raises MayNotBeSoftened: if it is no block, or a binding text stands behind it here.
    """
    rule = rules().get(code)
    if rule is None or severity_of(code) != BLOCK:
        raise MayNotBeSoftened(f"{code} 本来就不拦截，无须放宽。")
    if code in ARITHMETIC:
        raise MayNotBeSoftened(f"“{rule.statement}”：数字要合得上，这不能放宽。")
    if rule.authority not in SOFT_AUTHORITIES:
        authority = AUTHORITIES.get(rule.authority, rule.authority)
        raise MayNotBeSoftened(
            f"“{rule.statement}”依据{authority}（{rule.legal_basis}），只能从严，不能放宽。",
        )
    if local := binding(rule, laws):
        raise MayNotBeSoftened(
            f"“{rule.statement}”在本地有{local.source}作依据，只能从严，不能放宽。",
        )


def binding(rule: CataloguedRule, laws: Sequence[Law]) -> Rule | None:
    """Return the binding text of the place that stands behind a rule, if there is one."""
    for law in laws:
        for key in rule.keys:
            found = law.find(key)
            if found is not None and found.rests_on_law and found.may_block:
                return found
    return None


def apply(verdict: Verdict, law: Law) -> Verdict:
    """Return a verdict as a warning where the federation turned its rule down.

    For rules without a key in the packs; those with one are asked as advice already (``Law.find``).
    """
    by = law.softened_by(verdict.rule)
    if not by or not verdict.blocks:
        return verdict
    return replace(verdict.as_warning(), message=verdict.message + turned_down(by))
