"""The law of a question: its place, its day, its instrument, and the local values it brings."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from contracts.deadlines.law import law_at
from contracts.parties.choices import Kind, Scope
from contracts.statutes import rulebook
from contracts.statutes.law import Law, Local
from contracts.statutes.rules import Rule
from contracts.verdicts.catalogue import rules
from workflow.asking.facts import Facts
from workflow.asking.questions import Question, QuestionUnclear

# Without an instrument the general contract is meant; what speaks of wages only is found there.
KINDS = (Kind.COMPREHENSIVE, Kind.WAGE, Kind.WOMEN, Kind.SAFETY)
WAGE_ENDINGS = ("_WAGE", ".wage")
AREA_PREFIX = "ri."
# Scopes that no instrument brings; a few keys of contracts stand under them.
SCOPES_BESIDE = ("WC", "SUP", "FLOOR", "INDUSTRY")


def law_of(question: Question, facts: Facts, *, kind: str = "") -> Law:
    """Return the law of a question; ``min_wage_month`` and ``min_wage_hour`` may be given as facts.

    :raises QuestionUnclear: for a region without a pack or an instrument there is none of.
    """
    if question.region not in rulebook.shipped().packs:
        known = "、".join(sorted(rulebook.shipped().packs))
        raise QuestionUnclear(f"没有“{question.region}”的规则包，可写：{known}", about="region")
    chosen = kind or question.kind or Kind.COMPREHENSIVE
    if chosen not in Kind.values:
        known = "、".join(Kind.values)
        raise QuestionUnclear(f"没有“{chosen}”这种合同，可写：{known}", about="kind")
    scope = facts.one_of("scope", Scope.values, _scope_of(question.rule or question.deadline))
    law = law_at(
        region=question.region,
        path=question.path,
        on=question.day,
        kind=chosen,
        scope=scope,
    )
    given = {name: facts.number(name) for name in ("min_wage_month", "min_wage_hour")}
    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        return law
    # The local values may be a promise (read when first asked for), which replace() refuses.
    values: dict[str, Any] = {f.name: getattr(law.local, f.name) for f in fields(Local)}
    values.update(said)
    return replace(law, local=Local(**values))


def _scope_of(code: str) -> str:
    """Return the scope a code speaks of: areas, where the keys it stands on do."""
    rule = rules().get(code)
    keys = rule.keys if rule else (code,)
    is_area = bool(keys) and all(key.startswith(AREA_PREFIX) for key in keys)
    return Scope.REGIONAL if is_area else Scope.ENTERPRISE


def find(key: str, law: Law) -> Rule | None:
    """Return the rule for a key, also one that stands under a scope its key does not tell."""
    found = (law.find(key, instrument=scope) for scope in SCOPES_BESIDE)
    return law.find(key) or next((rule for rule in found if rule is not None), None)


def laws_for(question: Question, facts: Facts, code: str) -> Iterator[Law]:
    """Return the laws a code may be asked under: of the instrument named, else of each in turn."""
    kinds = [question.kind] if question.kind else list(KINDS)
    if not question.kind and code.endswith(WAGE_ENDINGS):
        kinds = [Kind.WAGE, *(kind for kind in KINDS if kind is not Kind.WAGE)]
    for kind in kinds:
        yield law_of(question, facts, kind=kind)
