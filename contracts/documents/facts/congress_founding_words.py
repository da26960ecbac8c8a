"""What the papers of founding a congress have in common: its number, the law's shares and days."""

import re
from datetime import date
from typing import Any

from contracts.congress import queries
from contracts.congress.checks import delegates as delegate_checks
from contracts.congress.checks import elections as election_checks
from contracts.congress.checks import votes
from contracts.congress.choices import Form
from contracts.congress.models import Congress
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import congress_words as words
from contracts.documents.models import Paper
from contracts.parties.references import reference
from contracts.statutes.law import Law, RuleMissing
from contracts.statutes.majorities import Op, Share

YES = "是"
COMPANY_LAW = "《中华人民共和国公司法》"
CONGRESS_LAW_KEYS = (
    *("wc.matters.local", "wc.reps.count", "wc.session.quorum", "wc.vote.base", "wc.term"),
    *("wc.sessions.min", "wc.extra_session", "wc.regional"),
)
ARTICLES = {Form.CONGRESS: "职工代表", Form.ASSEMBLY: "职工"}
DUE_UP, PUBLIC_NOTICE = "DL_CONGRESS_RECORD", "DL_REP_NOTICE"
_ORDINAL = re.compile("第[一二三四五六七八九十]+届")
_FIRST = "第一届"
_THIS = "本届"


def form_name(form: str) -> str:
    """Return 职工代表大会 or 职工大会."""
    return Form(form).label


def by_delegates(form: str) -> str:
    """Return 是 where delegates are elected, nothing where all workers meet."""
    return YES if form == Form.CONGRESS else ""


def members(form: str) -> str:
    """Return whom the congress counts, in full: 职工代表, or 职工."""
    return ARTICLES[Form(form)]


def number_of(congress: Congress) -> str:
    """Return which congress it is: as its sittings are called, 第一届 if none was before it."""
    titles = congress.sittings.order_by("-pk").values_list("title", flat=True)
    named = next((found[0] for title in titles if (found := _ORDINAL.search(title))), "")
    if named:
        return named
    return _THIS if queries.earlier_congress(congress) or _stood(congress) else _FIRST


def _stood(congress: Congress) -> bool:
    """Test whether it was entered as it stood: nobody knows how many came before it."""
    return congress.is_established and not hasattr(congress, "establishment")


def years(number: int | None) -> str:
    """Return a term in Chinese numerals, or nothing: 三年."""
    return f"{chinese.numeral(number)}年" if number else ""


def company_law(congress: Congress) -> str:
    """Return the title of the law of companies, for firms that are companies."""
    firm = congress.employer_party
    return COMPANY_LAW if firm and "公司" in firm.name and not congress.is_area else ""


def local_law(law: Law) -> str:
    """Return the title of the place's own text on congresses, in title marks; else nothing."""
    national = law.rulebook.chain(law.region)[-1]
    for key in CONGRESS_LAW_KEYS:
        rule = law.find(key)
        if rule is not None and rule.pack != national and rule.basis:
            return says.law_title(rule.basis[0].title)
    return ""


def share_of(key: str, law: Law) -> str:
    """Return a share of the law in words: 三分之二以上, 不超过五分之一; nothing without one."""
    rule = law.find(key)
    return rule.share.words if rule and rule.share else ""


def days_of(code: str, law: Law) -> str:
    """Return the length of a clock in words: 七日."""
    return says.period_in_words(code, law)


def unit_shares(law: Law) -> dict[str, str]:
    """Return what an election needs of a unit's workers: how many come, how many agree."""
    rule = law.need(election_checks.MAJORITY_KEY)
    one_of_two = election_checks.votes_needed(2, law)
    is_half_enough = rule.share is not None and rule.share.required(2) == one_of_two
    share = rule.share if is_half_enough else rule.safe_share
    return {
        "unit_quorum": share_of(election_checks.QUORUM_KEY, law),
        "unit_majority": share.words if share else "",
    }


def sitting_shares(law: Law) -> dict[str, str]:
    """Return what a sitting needs: its quorum, its majority, and when its papers are served."""
    shares = votes.majority(law, is_draft=False).shares
    return {
        "quorum": share_of("wc.session.quorum", law),
        "majority": shares[0].words if shares else "",
        "notice_days": days_of("DL_CONGRESS_DOCS", law),
    }


def manager_cap(law: Law) -> str:
    """Return the cap on managers and leaders in words: 不超过五分之一."""
    return share_of(delegate_checks.CAP_KEY, law)


def least_delegates(workers: int | None, law: Law) -> str:
    """Return how many delegates so many workers need at least, where the place sets a number."""
    if not workers:
        return ""
    try:
        _, asked = delegate_checks.seats_asked(workers, law)
    except RuleMissing:
        return ""
    return words.maybe_count(asked.least)


def operators_share(law: Law) -> str:
    """Return the cap on operators in words: the place's own for areas, else that on managers."""
    area = law.find(delegate_checks.AREA_KEY)
    written = area.value.get("manager_max") if area else None
    if not written:
        return manager_cap(law)
    num, den = str(written).split("/")
    return Share(int(num), int(den), Op.LTE).words


def least_of_area(law: Law) -> str:
    """Return how many delegates an area's congress needs at least, where the place says so."""
    area = law.find(delegate_checks.AREA_KEY)
    return words.maybe_count(area.value.get("min_reps") if area else None)


def known(number: object) -> str:
    """Return a number of the register; nothing where it is nought, for nobody filled it in."""
    return str(number or "")


def paper_number(record: Any, code: str) -> str:
    """Return the number an earlier paper about a record bears; nothing where there is none."""
    rows = Paper.objects.filter(record=reference(record), code=code, is_void=False)
    return rows.order_by("-pk").values_list("number", flat=True).first() or ""


def told(value: object) -> str:
    """Return what the act told besides: a day in Chinese form, words as they are."""
    return chinese.day(value) if isinstance(value, date) else str(value or "")
