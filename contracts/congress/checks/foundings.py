"""What the law asks of a congress about to be founded: its form by headcount, its term."""

from contracts.congress.choices import Form
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

FORM_KEY = "wc.form_threshold"
TERM_KEY = "wc.term"
POLICY = "policy"


def check_form(*, form: str, workers: int, law: Law) -> Verdict | None:
    """Judge the form: from so many workers on it is a congress; nothing where no number is set.

    A threshold that is policy, not law, only advises.
    """
    rule = law.find(FORM_KEY)
    threshold = rule.value.get("threshold") if rule else None
    if rule is None or threshold is None or not workers:
        return None
    is_assembly = form == Form.ASSEMBLY
    return judge(
        FORM_KEY,
        holds=not is_assembly or workers < threshold,
        law=rule,
        found=workers,
        required=threshold,
        message=f"职工{workers}人，拟开{Form(form).label}。{rule.zh}。",
        remedy=f"职工满{threshold}人的，请改为职工代表大会，按名额选举代表。",
        softly=rule.is_soft or rule.value.get("legal_force") == POLICY,
    )


def check_term(*, years: int | None, law: Law) -> Verdict | None:
    """Judge the term of the congress in years; nothing where it is not told or not numbered."""
    rule = law.find(TERM_KEY)
    if rule is None or years is None:
        return None
    listed = rule.value.get("items")
    least, most = rule.value.get("min_years"), rule.value.get("max_years")
    if listed is None and least is None and most is None:
        return None
    if listed is not None:
        holds, bound = years in listed, max(listed)
    else:
        holds = (least is None or years >= least) and (most is None or years <= most)
        bound = least if least is not None and years < least else most
    return judge(
        TERM_KEY,
        holds=holds,
        law=rule,
        found=years,
        required=bound,
        message=f"届期{years}年。{rule.zh}。",
        remedy="请按规定的届期重新填写。",
        softly=rule.is_soft,
    )


def longest_term(law: Law) -> int | None:
    """Return the longest term in years the place allows, None where it sets no number."""
    rule = law.find(TERM_KEY)
    if rule is None:
        return None
    listed = rule.value.get("items")
    most: int | None = max(listed) if listed else rule.value.get("max_years")
    return most
