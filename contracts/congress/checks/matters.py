"""Which matters go before the congress, and what it does with them (职代会事项): pass, hear, …"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from contracts.statutes import packfiles
from contracts.statutes.citations import Basis
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule

NATIONAL = "wc.matters"
LOCAL = ("wc.matters.local", "wc.matters.extra", "wc.matters.extra_pass")
EVERYBODY = "all"
PASS = "pass"  # noqa: S105 -- what a congress does, no password
STATE, COLLECTIVE, PRIVATE = "state", "collective", "private"
OWNERS = {
    "all": {STATE, COLLECTIVE, PRIVATE},
    "state_owned": {STATE},
    "state_collective": {STATE, COLLECTIVE},
    "non_public": {PRIVATE},
}
# One matter goes by several names in the packs; a settlement plan is a row for each ownership.
KIN = {
    "settlement_plan": ("settlement_soe", "settlement_private", "restructure"),
    "settlement_soe": ("settlement_plan",),
    "settlement_private": ("settlement_plan",),
    "social_insurance": ("social_insurance_adjust",),
    "social_insurance_adjust": ("social_insurance",),
    "pay_welfare_rules": ("rules_direct_interest",),
    "special_contract_after_collective_dispute": ("collective_contract",),
    "work_safety_status": ("development_plan",),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of a pack's matrix: what the congress does with a matter, in which firms."""

    name: str
    zh: str
    action: str
    owners: frozenset[str]
    basis: tuple[Basis, ...]
    rule: Rule
    is_uncertain: bool = False

    @property
    def source(self) -> str:
        """Return titles and articles."""
        return "；".join(str(part) for part in self.basis)

    @property
    def citations(self) -> list[str]:
        """Return the short forms."""
        return [part.citation for part in self.basis]

    @property
    def softening(self) -> str:
        """Return who turned the rule down to a warning."""
        return self.rule.softening

    @property
    def may_block(self) -> bool:
        """Test whether the row may stop a step."""
        return self.rule.may_block and not self.is_uncertain


def ownership_of(written: str) -> str:
    """Return state, collective or private for an ownership as registers write it."""
    if any(word in written for word in ("国有", "国企", "央企", "state", "soe")):
        return STATE
    return COLLECTIVE if any(word in written for word in ("集体", "collective")) else PRIVATE


def all_matters(law: Law) -> list[Matter]:
    """Return every row of a place: its own texts first, then the national matrix."""
    found: list[Matter] = []
    for key in (*LOCAL, NATIONAL):
        rule = law.find(key)
        if rule is not None:
            found += _rows(rule)
    return found


def find(name: str, law: Law, *, ownership: str) -> list[Matter]:
    """Return the rows that speak of a matter in firms of this ownership, the first one decides.

    The place's own text of that name comes first, the one for this ownership alone before the one
    for all, then what the packs call the matter elsewhere. ``state``, ``collective`` and
    ``private`` are the ownerships.
    """
    rows = [matter for matter in all_matters(law) if ownership in matter.owners]
    rows.sort(key=lambda matter: (matter.rule.key == NATIONAL, len(matter.owners)))
    own = [matter for matter in rows if matter.name == name]
    kin = [matter for other in KIN.get(name, ()) for matter in rows if matter.name == other]
    found = [*own, *kin]
    return [matter for matter in found if matter.action == found[0].action] if found else []


def names(law: Law) -> list[str]:
    """Return the names of all matters a question may use."""
    return list(dict.fromkeys([*(matter.name for matter in all_matters(law)), *KIN]))


def _rows(rule: Rule) -> Iterator[Matter]:
    if rule.value["type"] == "matrix":
        for row in rule.value["rows"]:
            yield _row(rule, row)
        return
    for item in rule.value["items"]:
        name, action, owners = (*str(item).split(":"), "", "")[:3]
        soe_only = "state_owned" if name.endswith("_soe") else EVERYBODY
        yield Matter(
            name=name,
            zh=rule.zh,
            action=action or PASS,
            owners=frozenset(OWNERS[owners or soe_only]),
            basis=rule.basis,
            rule=rule,
        )


def _row(rule: Rule, row: dict[str, Any]) -> Matter:
    return Matter(
        name=row["matter"],
        zh=row["zh"],
        action=row["action"].partition("_")[0],
        owners=frozenset(OWNERS[row["ownership"]]),
        basis=tuple(
            Basis(src=part["src"], title=_titles()[part["src"]], art=str(part.get("art") or ""))
            for part in row["basis"]
        ),
        rule=rule,
        is_uncertain=row.get("confidence") == "uncertain",
    )


@cache
def _titles() -> dict[str, str]:
    return dict(packfiles.vocabulary(Path(packfiles.__file__).parent).titles)
