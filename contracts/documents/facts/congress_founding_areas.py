"""Fill the plan of an area's congress: whom it covers, its seats, how they are shared out."""

from typing import Any

from contracts.bargaining.models import CoveredFirm, Round
from contracts.congress.checks import delegates as delegate_checks
from contracts.congress.models import Congress, SeatPlan
from contracts.documents import chinese
from contracts.documents.facts import congress_founding_words as founding
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Scope

DIRECT, CHOSEN, OPERATORS = "职工直接选举", "推选", "企业经营者"
BLANK_ROWS = 10
COLUMNS = ("group", "firms", "workers", "quota", "mode")


@fills("regional_congress_plan")
def regional_congress_plan(plan: SeatPlan, paper: PaperContext) -> dict[str, Any]:
    """Lay out an area's congress; seats of units nobody planned yet are written in by hand.

    ``extra`` may tell ``women_quota``, ``migrant_quota`` and ``schedule``, which no act names.
    """
    congress, law = plan.congress, paper.law
    firms = _firms(congress)
    cap = delegate_checks.check_operators(seats=plan.seats, operators=0, law=law)
    told = ("women_quota", "migrant_quota", "schedule")
    workers = plan.workers or sum(firm.workers for firm in firms)
    return {
        "area_name": words.company(congress),
        "union_name": words.union(congress),
        "employer_name": congress.employer_party.name if congress.employer_party else "",
        "superior_union": words.superior(congress),
        "doc_no": paper.number,
        "local_law": founding.local_law(law),
        "firms_total": founding.known(len(firms)),
        "workers_total": founding.known(workers),
        "delegates_total": str(plan.seats),
        "area_min": founding.least_of_area(law),
        "operators_quota": words.maybe_count(plan.operators),
        "operators_ratio": words.percentage(plan.operators, plan.seats),
        "operators_share": founding.operators_share(law),
        "operators_cap": words.maybe_count(int(cap.required or 0)),
        **founding.unit_shares(law),
        **founding.sitting_shares(law),
        **{name: founding.told(paper.extra.get(name)) for name in told},
        "issue_date": chinese.day(paper.issued_on),
        "quota": _quota(plan, firms),
    }


def _firms(congress: Congress) -> list[CoveredFirm]:
    """Return the firms of the newest round of the same parties, as its register has them."""
    rounds = Round.objects.filter(
        workers_party=congress.workers_party_id,
        employer_party=congress.employer_party_id,
    ).exclude(scope=Scope.ENTERPRISE)
    newest = rounds.order_by("-pk").first()
    return list(newest.covered_firms.order_by("pk")) if newest else []


def _quota(plan: SeatPlan, firms: list[CoveredFirm]) -> list[dict[str, str]]:
    """Return the units of the plan, else the firms known of, else lines to write in."""
    units = list(plan.units.order_by("pk"))
    known = {firm.name for firm in firms}
    rows = [
        {
            "group": unit.name,
            "firms": "1" if unit.name in known else "",
            "workers": str(unit.workers),
            "quota": str(unit.seats),
            "mode": DIRECT,
        }
        for unit in units
    ] or [
        {
            "group": firm.name,
            "firms": "1",
            "workers": str(firm.workers),
            "quota": "",
            "mode": DIRECT,
        }
        for firm in firms
    ]
    if not rows:
        return words.blank_rows(BLANK_ROWS, *COLUMNS)
    if plan.operators and not units:
        rows.append(
            {
                "group": OPERATORS,
                "firms": "",
                "workers": "",
                "quota": str(plan.operators),
                "mode": CHOSEN,
            },
        )
    return words.numbered(rows)
