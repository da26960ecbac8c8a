"""Fill the congress's rules of procedure (实施细则): the law's figures of the day they passed."""

from fractions import Fraction
from typing import Any

from contracts.congress.checks import boards, layoffs, matters, presidia
from contracts.congress.models import Ballot, Congress
from contracts.documents import chinese
from contracts.documents.declaration import declaration
from contracts.documents.facts import congress_founding_words as founding
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.statutes.law import Law

TERM_CHANGE, SESSIONS, EXTRA = "wc.term.change", "wc.sessions.min", "wc.extra_session"
BY_CONGRESS = "由{form}或者其授权的机构决定，并报上一级工会"
BY_UNION = "经{form}通过，并须经上一级工会同意"
UNION_OF_FIRM, UNION_OF_AREA = "企业工会", "区域（行业）工会"
CONSENT = "upper_union_consent"


@fills("congress_rules")
def congress_rules(ballot: Ballot, paper: PaperContext) -> dict[str, Any]:
    """Print the rules the congress passed, with the figures of the place and day."""
    congress, law = ballot.sitting.congress, paper.law
    firm = congress.employer_party
    form = founding.form_name(congress.form)
    elects = founding.by_delegates(congress.form)
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "form_name": form,
        "members": founding.members(congress.form),
        "by_delegates": elects,
        "is_area": founding.YES if congress.is_area else "",
        "union_short": UNION_OF_AREA if congress.is_area else UNION_OF_FIRM,
        "sitting": ballot.sitting.title,
        "pass_date": chinese.day(ballot.voted_on) if ballot.is_passed else "",
        "company_law": founding.company_law(congress),
        "local_law": founding.local_law(law),
        "state_owned": _state_owned(firm.ownership if firm else ""),
        **_layoffs(law),
        **_boards(law),
        "delegates_total": words.maybe_count(congress.delegates_total) if elects else "",
        **_composition(congress, law),
        **founding.unit_shares(law),
        **founding.sitting_shares(law),
        "public_days": founding.days_of(founding.PUBLIC_NOTICE, law),
        "term_years": founding.years(congress.term_years),
        "term_change": _term_change(law, form),
        "presidium_share": founding.share_of(presidia.PRESIDIUM_KEY, law),
        "groups": _groups(),
        "frequency": _times(law),
        "extra_share": founding.share_of(EXTRA, law),
        "file_days": founding.days_of("DL_PROPOSAL_FILE", law),
        "reply_days": founding.days_of("DL_PROPOSAL_REPLY", law),
        "report_days": founding.days_of(founding.DUE_UP, law),
    }


def _composition(congress: Congress, law: Law) -> dict[str, str]:
    """Return the least number of delegates, and the cap on managers, or on an area's operators."""
    firm = congress.employer_party
    if congress.is_area:
        least = founding.least_of_area(law)
        return {"legal_min": least, "manager_cap": founding.operators_share(law)}
    least = founding.least_delegates(firm.headcount_total if firm else None, law)
    return {"legal_min": least, "manager_cap": founding.manager_cap(law)}


def _state_owned(ownership: str) -> str:
    return founding.YES if matters.ownership_of(ownership) == matters.STATE else ""


def _layoffs(law: Law) -> dict[str, str]:
    """Return from how many people on a lay-off is told before, and how long before."""
    rule = law.find(layoffs.THRESHOLD_KEY)
    days = founding.days_of("DL_LAYOFF", law)
    if rule is None or not days:
        return {"layoff_people": "", "layoff_share": "", "layoff_notice": ""}
    return {
        "layoff_people": chinese.numeral(rule.value["people"]),
        "layoff_share": _hundredths(Fraction(rule.value["share"])),
        "layoff_notice": days,
    }


def _hundredths(share: Fraction) -> str:
    """Return a share as articles write it: 百分之十."""
    return f"百分之{chinese.numeral(int(share * 100))}"


def _boards(law: Law) -> dict[str, str]:
    """Return what the law of companies asks of workers on the boards."""
    director, supervisor = law.find(boards.DIRECTOR_KEY), law.find(boards.SUPERVISOR_KEY)
    share = supervisor.share if supervisor else None
    threshold = director.value["threshold"] if director else 0
    return {
        "director_threshold": chinese.numeral(threshold) if threshold else "",
        "supervisor_share": share.words.removesuffix("以上") if share else "",
    }


def _term_change(law: Law, form: str) -> str:
    rule = law.find(TERM_CHANGE)
    needs_consent = rule is not None and rule.value.get("value") == CONSENT
    return (BY_UNION if needs_consent else BY_CONGRESS).format(form=form)


def _groups() -> str:
    """Name the special groups as the list of them does."""
    table = next(one for one in declaration("special_groups").tables if one.name == "members")
    groups = next(column.options for column in table.columns if column.name == "group")
    return "、".join(f"{group}小组" for group in groups)


def _times(law: Law) -> str:
    rule = law.find(SESSIONS)
    least = rule.value.get("min") if rule else None
    return f"{chinese.numeral(int(least or 1))}次"
