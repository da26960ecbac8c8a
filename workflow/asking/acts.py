"""Ask an act: the same checks the verbs run, on plain facts. Nothing is recorded."""

from collections.abc import Callable

from contracts.statutes.law import Law
from contracts.verdicts.verdict import OK, Verdict
from workflow import access
from workflow.asking import agreement_acts, bargaining_acts, congress_acts, supervision_acts
from workflow.asking.answers import Answer
from workflow.asking.facts import Facts
from workflow.asking.laws import law_of
from workflow.asking.questions import Question, QuestionUnclear

Check = Callable[[Facts, Law, Question], list[Verdict]]
CHECKS: dict[str, Check] = {
    **bargaining_acts.CHECKS,
    **agreement_acts.CHECKS,
    **congress_acts.CHECKS,
    **supervision_acts.CHECKS,
}
# The act at which a rule is judged, and the fact without which it cannot be.
ACTS_OF = {
    "R_REP_COUNT": ("bargaining.name_representatives", "representatives"),
    "R_EXPERT_THIRD": ("bargaining.name_representatives", "outsiders"),
    "R_VOTE_QUORUM": ("congress.vote", "present"),
    "R_VOTE_PASS": ("congress.vote", "yes"),
    "R_VOTE_ARITH": ("congress.vote", "issued"),
    "R_NOTICE7": ("congress.notify", "sits_on"),
    "R_ELECTION_QUORUM": ("congress.elect", "attended"),
    "R_PRESIDIUM": ("congress.prepare", "members"),
    "R_DELEGATE_MGMT": ("congress.plan_seats", "management"),
    "wc.reps.frontline": ("congress.plan_seats", "frontline_seats"),
    "wc.reps.disabled_share": ("congress.plan_seats", "disabled_seats"),
    "R_REGIONAL_OPERATOR": ("congress.plan_seats", "operators"),
    "R_FLOOR_WAGE": ("agreements.draft", "firm_min_wage"),
    "R_FLOOR_REGIONAL": ("agreements.draft", "area_floor"),
    "R_OT": ("agreements.draft", "overtime"),
    "R_TERM": ("agreements.draft", "term"),
    "R_FILING_SET": ("agreements.file", "copies"),
    "R_EXPIRED": ("agreements.amend", "expires_on"),
    "R_FIGURES": ("bargaining.meet", "percent"),
}


def act_of(code: str, facts: Facts) -> str | None:
    """Return the act that judges a rule on these facts; nothing where they are not enough."""
    act, needed = ACTS_OF.get(code, ("", ""))
    return act if act and needed in facts else None


def judge(act: str, facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Return the verdicts on an act; none where it has nothing to check."""
    check = CHECKS.get(act)
    return check(facts, law, question) if check else []


def answer(question: Question, facts: Facts) -> Answer:
    """Return the verdicts on an act with these facts.

    :raises QuestionUnclear: for an act nobody knows.
    """
    law = law_of(question, facts)
    if question.act not in CHECKS and question.act not in access.GRANTS:
        known = "、".join(CHECKS)
        raise QuestionUnclear(f"没有“{question.act}”这个动作；可问：{known}", about="act")
    verdicts = judge(question.act, facts, law, question)
    return Answer(law=law, verdicts=verdicts, message=_said(verdicts))


def _said(verdicts: list[Verdict]) -> str:
    if not verdicts:
        return "照这些情况，没有要核对的规则。"
    faults = [f"{v.message}{v.remedy}" for v in verdicts if v.outcome != OK]
    return "".join(faults) or "没有发现问题。" + "".join(v.message for v in verdicts)
