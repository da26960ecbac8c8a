"""Fill the papers of an area's contract: its text, the table of rates, each firm's confirmation."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from contracts.agreements import queries
from contracts.agreements.models import Agreement, Confirmation
from contracts.bargaining.models import CoveredFirm
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts import contract_frame as contract
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Scope
from contracts.parties.models import Kind

AREA_KEYS = {
    *("avg_growth", "firm_min_wage", "pay_day", "pay_cycle", "overtime"),
    *("night_allowance", "heat_allowance", "piece_rates", "text"),
}
SCOPES = {Scope.REGIONAL: "区域", Scope.INDUSTRY: "行业"}
ANSWERS = {
    Confirmation.Answer.REFUSED: "未确认",
    Confirmation.Answer.CLOSED: "已停业",
    Confirmation.Answer.NOT_SERVED: "未送达",
}
ALL_WELL, TO_MAKE_UP = "确认执行", "确认执行并补足差额"
PIECE = "件"
CENT = Decimal("0.01")
FRAME = {
    *("contract_no", "term_from", "term_to", "employer_chief", "employer_chief_post"),
    *("union_name", "union_chief", "union_chief_post", "local_law", "check_cycle", "sitting"),
    *("passed_on", "hrss_name", "renewal_lead", "copies_clause"),
    *("employer_sign_date", "union_sign_date"),
}


def naming(agreement: Agreement) -> dict[str, str]:
    """Return the area, the name of its contract beside it, and who concludes it."""
    parties = (agreement.workers_party, agreement.employer_party)
    kind: str = Kind(agreement.kind).label
    return {
        "area_name": next((party.area or party.name for party in parties if party), ""),
        "contract_name": kind.removeprefix("综合"),
        "contract_no": agreement.number or "（待编）",
        "union_name": words.name_of(agreement.workers_party) or "职工方协商代表",
        "employer_name": words.name_of(agreement.employer_party),
    }


@fills("regional_contract")
def regional_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the contract of a region or industry, with the firms it is meant for annexed."""
    agreed = says.values(agreement)
    placed, extra = contract.placed(agreed, "regional_contract", AREA_KEYS)
    clock = "DL_RENEW_WAGE" if agreement.kind == Kind.WAGE else "DL_RENEW_GENERAL"
    frame = contract.frame(agreement, paper, renewal=clock)
    rates = contract.overtime(agreed, paper)
    local = paper.law.local
    least = says.money(agreed.get("firm_min_wage"))
    return {
        **{key: value for key, value in frame.items() if key in FRAME},
        **naming(agreement),
        "scope_word": SCOPES[Scope(agreement.scope)],
        **_coverage(agreement, on=paper.issued_on),
        "area_min_wage": least,
        "min_hourly": says.plain(local.min_wage_hour) if least else "",
        "local_min_wage": says.money(local.min_wage_month) if least else "",
        "growth_floor_pct": says.percent(agreed.get("avg_growth")),
        **contract.payday(agreed),
        **{k: v for k, v in rates.items() if k not in {"ot_day_cap", "ot_month_cap"}},
        "night_allowance": says.money(agreed.get("night_allowance")),
        "heat_allowance": says.money(agreed.get("heat_allowance")),
        "piece_rates": contract.pieces(agreed),
        **placed,
        "extra_clauses": extra,
    }


def _coverage(agreement: Agreement, *, on: date) -> dict[str, Any]:
    """Return the firms on the register, and those among them that have confirmed so far."""
    answers = list(agreement.confirmation_set.order_by("pk"))
    round_ = says.round_of(agreement)
    listed = list(round_.covered_firms.order_by("pk")) if round_ else []
    confirmed = queries.confirmed_coverage(agreement, on=on)
    rows = _register(listed, answers)
    return {
        "firms_listed": str(len(rows)),
        "workers_listed": _sum(rows, "workers"),
        "migrant_listed": _sum(rows, "migrant"),
        "women_listed": _sum(rows, "women"),
        "firms_confirmed": str(confirmed.firms or ""),
        "workers_covered": str(confirmed.workers or "") if confirmed.firms else "",
        "migrant_covered": str(confirmed.migrant or "0") if confirmed.firms else "",
        "as_of": chinese.day(on) if confirmed.firms else "",
        "firms": words.numbered(rows),
    }


def _register(listed: list[CoveredFirm], answers: list[Confirmation]) -> list[dict[str, str]]:
    """Return one row per firm: as the round listed it, then those that joined later."""
    said = {row.firm_name: row for row in answers}
    names = dict.fromkeys([firm.name for firm in listed] + list(said))
    known = {firm.name: firm for firm in listed}
    return [_firm_row(name, said.get(name), known.get(name)) for name in names]


def _firm_row(name: str, said: Confirmation | None, firm: CoveredFirm | None) -> dict[str, str]:
    counted = said or firm
    confirmed = ""
    if said is not None and said.answer == Confirmation.Answer.CONFIRMED:
        confirmed = f"{chinese.day(said.answered_on)}确认"
    elif said is not None:
        confirmed = ANSWERS[Confirmation.Answer(said.answer)]
    return {
        "name": name,
        "workers": str(counted.workers if counted else 0),
        "migrant": str(counted.migrant if counted else 0),
        "women": str(counted.women if counted else 0),
        "confirmed": confirmed,
    }


def _sum(rows: Iterable[dict[str, str]], column: str) -> str:
    return str(sum(int(row[column]) for row in rows))


@fills("regional_wage_table")
def regional_wage_table(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Show each job's rate and quota, and what they come to in a month."""
    agreed = says.values(agreement)
    days = paper.law.need("floor.monthly_paid_days").value["value"]
    minimum = paper.law.local.min_wage_month
    return {
        **naming(agreement),
        **says.chiefs(agreement),
        "scope_word": SCOPES[Scope(agreement.scope)],
        "effective_from": words.maybe_day(agreement.term_from) or says.BLANK,
        "paid_days": str(days),
        "local_min_wage": says.money(minimum),
        "area_min_wage": says.money(agreed.get("firm_min_wage")),
        "trial_firms": "",
        "trial_pass_pct": "",
        "rates": words.numbered(
            _rate(row, Decimal(str(days)), minimum) for row in agreed.get("piece_rates") or []
        ),
    }


def _rate(row: dict[str, Any], days: Decimal, minimum: Decimal | None) -> dict[str, str]:
    month = (row["rate"] * row["quota_day"] * days).quantize(CENT, rounding=ROUND_HALF_UP)
    return {
        "job": row["job"],
        "unit": PIECE,
        "quota": says.plain(row["quota_day"]),
        "new_rate": says.plain(row["rate"]),
        "month_est": says.money(month),
        "vs_min": f"{month / minimum * 100:.1f}%" if minimum else words.NOTHING,
    }


@fills("regional_employer_confirmation")
def regional_employer_confirmation(row: Confirmation, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Let one firm confirm the contract; one that pays less promises to make it up."""
    agreement, firm = row.agreement, row.firm
    floor = queries.min_wage_of(agreement)
    own = row.own_min_wage
    is_short = own is not None and floor is not None and own < floor
    promise = (
        f"我单位现行最低月工资{says.money(own)}元低于合同约定的{says.money(floor)}元，"
        f"自合同生效之日起调整为不低于{says.money(floor)}元。"
    )
    return {
        **naming(agreement),
        **says.term(agreement),
        "firm_name": row.firm_name,
        "uscc": firm.uscc if firm else "",
        "operator": firm.head.name if firm and firm.head else "",
        "confirm": TO_MAKE_UP if is_short else ALL_WELL,
        "firm_workers": str(row.workers),
        "firm_migrant": str(row.migrant),
        "firm_women": str(row.women),
        "own_min_wage": says.money(own),
        "area_min_wage": says.money(floor),
        "shortfall": promise if is_short else "",
        "confirm_date": chinese.day(row.answered_on),
    }
