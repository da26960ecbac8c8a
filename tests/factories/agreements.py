"""Agreements at a stage, as plain calls; whatever matters stands in the test."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.agreements import ballots, drafts, effects, filings, signatures
from contracts.agreements.models import Agreement, Seal
from contracts.parties.models import Case, MinimumWage, Organisation, Policy
from contracts.statutes.law import Law, Local, instrument_codes
from tests.factories.parties import EmployerOrganisationFactory, UnionFactory

DRAFTED_ON = date(2027, 3, 12)
PASSED_ON = date(2027, 3, 26)
SIGNED_ON = date(2027, 3, 29)
FILED_ON = date(2027, 4, 6)
EFFECT_ON = date(2027, 4, 22)
ALL_SEALS = [seal.value for seal in Seal]
WAGE_CLAUSES = {"firm_min_wage": 1950, "pay_day": 15, "pay_cycle": "月"}


def law_of(
    kind: str = "wage",
    *,
    region: str = "CN",
    scope: str = "enterprise",
    on: date = DRAFTED_ON,
    minimum: str = "1850",
) -> Law:
    """Return the law of a place, with a local minimum wage."""
    return Law(
        on=on,
        region=region,
        instruments=instrument_codes(kind, scope),
        local=Local(min_wage_month=Decimal(minimum)),
    )


def local_values(*, minimum: int = 1850, **policy: Any) -> None:
    """Enter the minimum wage of the nation's pack and a general policy."""
    MinimumWage.objects.create(region="CN", monthly=minimum, effective_from=date(2020, 1, 1))
    Policy.objects.create(path="", **policy)


def CaseFactory(  # noqa: N802 -- reads like the other factories
    *,
    union: Organisation | None = None,
    employer: Organisation | None = None,
    **union_facts: Any,
) -> Case:
    """Return a case between a union and its firm."""
    union = union or UnionFactory(**union_facts)
    return Case.objects.create(
        matter=Case.Matter.ROUND,
        title="一轮协商",
        region=union.region,
        path=union.path,
        workers_party=union,
        employer_party=employer or union.firm,
        opened_on=date(2027, 1, 4),
    )


def AreaCaseFactory() -> Case:  # noqa: N802 -- as above
    """Return a case between the union and the chamber of an area."""
    union = UnionFactory(firm=None, area="沙岗镇纸盒行业")
    return CaseFactory(union=union, employer=EmployerOrganisationFactory(area=union.area))


def draw_up(case: Case | None = None, *, on: date = DRAFTED_ON, **facts: Any) -> Any:
    """Return the outcome of a draft of one year that breaks nothing."""
    facts = {
        "kind": "wage",
        "number": "望工资2027-009",
        "term_from": date(2027, 4, 1),
        "term_to": date(2028, 3, 31),
        "clauses": WAGE_CLAUSES,
    } | facts
    return drafts.draw_up(case or CaseFactory(), on=on, **facts)


def DraftFactory(case: Case | None = None, **facts: Any) -> Agreement:  # noqa: N802 -- as above
    """Return a draft."""
    return draw_up(case, **facts).made


def PassedFactory(  # noqa: N802 -- as above
    case: Case | None = None,
    *,
    passed_on: date = PASSED_ON,
    **facts: Any,
) -> Agreement:
    """Return a draft the congress passed."""
    agreement = DraftFactory(case, **facts)
    ballots.passed(agreement, on=passed_on)
    return agreement


def sign(agreement: Agreement, *, on: date = SIGNED_ON, **facts: Any) -> Any:
    """Return the outcome of both chiefs signing with all seals."""
    facts = {"signed_on": {"workers": on, "employer": on}, "seals": ALL_SEALS} | facts
    return signatures.conclude(agreement, on=on, **facts)


def ConcludedFactory(  # noqa: N802 -- as above
    case: Case | None = None,
    *,
    signed_on: date = SIGNED_ON,
    **facts: Any,
) -> Agreement:
    """Return an agreement both chiefs signed."""
    agreement = PassedFactory(case, **facts)
    sign(agreement, on=signed_on)
    return agreement


def FiledFactory(  # noqa: N802 -- as above
    case: Case | None = None,
    *,
    received_on: date = FILED_ON,
    **facts: Any,
) -> Agreement:
    """Return an agreement the labour department received."""
    agreement = ConcludedFactory(case, **facts)
    filings.file(agreement, on=received_on, copies=5)
    return agreement


def InForceFactory(  # noqa: N802 -- as above
    case: Case | None = None,
    *,
    in_force_on: date = EFFECT_ON,
    **facts: Any,
) -> Agreement:
    """Return an agreement in force from a day."""
    agreement = FiledFactory(case, **facts)
    effects.come_into_force(agreement, on=in_force_on)
    return agreement
