"""Ask a rule, by a code of the catalogue or a key of the packs: the answer to it is a word."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from contracts.statutes.law import Law
from contracts.statutes.majorities import Op
from contracts.statutes.rules import Rule
from contracts.verdicts.catalogue import rules as catalogue
from contracts.verdicts.catalogue import title_of
from contracts.verdicts.verdict import OK, Verdict
from workflow.asking import acts, bargaining_rules, congress_rules
from workflow.asking.answers import (
    NOT_TRIGGERED,
    OPTIONAL,
    REQUIRED,
    TRIGGERED,
    Answer,
)
from workflow.asking.facts import Facts
from workflow.asking.laws import find, laws_for
from workflow.asking.questions import Question, QuestionUnclear
from workflow.asking.said import Said, ask_for

Rules = Callable[[Facts, Law], Said]
SAYERS: dict[str, Rules] = {
    "R_LAYOFF": congress_rules.layoff,
    "R_DELEGATE_NUM": congress_rules.delegate_number,
    "R_DELEGATE_WOMEN": congress_rules.women_seats,
    "R_DELEGATE_DISPATCH": congress_rules.dispatch_seats,
    "wc.layoff.thresholds": congress_rules.layoff,
    "wc.director.300": congress_rules.director,
    "wc.supervisor.third": congress_rules.supervisors,
    "wc.reps.recall": congress_rules.recall,
    "wc.reps.count": congress_rules.delegate_number,
    "wc.reps.female_share": congress_rules.women_seats,
    "wc.reps.dispatch_share": congress_rules.dispatch_seats,
    "wc.matters": congress_rules.matter,
    "wc.matters.local": congress_rules.matter,
    "wc.matters.extra": congress_rules.matter,
    "wc.matters.extra_pass": congress_rules.matter,
    "cb.offer.refusal": bargaining_rules.refusal,
    "cb.reps.female": bargaining_rules.women,
    "cb.reps.dispatch": bargaining_rules.dispatched,
}
# Rules on what breaking another one costs.
COSTS = (".liability", ".fine", ".correction", ".obstruction")
# Which facts a threshold or a share is compared with; the first that is there.
COUNTED = ("members", "workers", "count")
WHOLES = ("delegates", "workers", "base")
PARTS = ("count", "proposers", "present", "yes", "consented", "dispatch", "outsiders")
WOMEN_ONLY = {"cb.female.mandatory_content"}
EVERY_MATTER = {"all", "all_pass_matters"}
CONTRACTS = {"", "collective_contract", "special_contract_after_collective_dispute"}


def answer(question: Question, facts: Facts) -> Answer:
    """Return what a rule says to the facts; the message holds the pack's own wording.

    :raises QuestionUnclear: for a code that is neither in the catalogue nor in the packs.
    """
    code = question.rule
    answers = (_under(code, question, facts, law) for law in laws_for(question, facts, code))
    first = next(answers)
    if first.verdicts:
        return first
    return next((found for found in answers if found.verdicts), first)


def _under(code: str, question: Question, facts: Facts, law: Law) -> Answer:
    keys = _keys_of(code, law)
    if code not in SAYERS:
        judged = _judged(code, question, facts, law)
        if judged is not None:
            return judged
    rule = next((found for key in keys if (found := find(key, law)) is not None), None)
    if rule is None and keys and not _may_say_without(code):
        return Answer(law=law, message=f"当地和国家的规则包里都没有“{code}”这一条。")
    said = _sayer(code, rule)(facts, law)
    return Answer(law=law, verdicts=[said.verdict(code)], word=said.word, message=said.message)


def _may_say_without(code: str) -> bool:
    return SAYERS.get(code) in {bargaining_rules.dispatched, congress_rules.matter}


def _keys_of(code: str, law: Law) -> Sequence[str]:
    """Return the pack keys a code stands on.

    :raises QuestionUnclear: for a code nobody knows.
    """
    if code in catalogue():
        return catalogue()[code].keys
    if code in set(law.rulebook.keys()):
        return (code,)
    raise QuestionUnclear(
        f"没有“{code}”这条规则：应写规则代码（如 R_LAYOFF）或规则包的键（如 wc.director.300）",
        about="rule",
    )


def _judged(code: str, question: Question, facts: Facts, law: Law) -> Answer | None:
    """Return the verdict the rule's own act gives on these facts, where they are enough for one."""
    act = acts.act_of(code, facts)
    if act is None:
        return None
    verdicts = [v for v in acts.judge(act, facts, law, question) if v.rule == code]
    if not verdicts:
        return None
    worst = next((v for v in verdicts if v.outcome != OK), verdicts[0])
    word = TRIGGERED if worst.outcome != OK else NOT_TRIGGERED
    rule = next((found for key in _keys_of(code, law) if (found := law.find(key))), None)
    wording = rule.zh if rule else title_of(code)
    mild: Verdict = replace(worst.as_warning(), message=f"{wording}。{worst.message}")
    return Answer(law=law, verdicts=[mild], word=word, message=f"{mild.message}{worst.remedy}")


def _sayer(code: str, rule: Rule | None) -> Rules:
    """Return who answers for a code: its own function, else one for the kind of its value."""
    own = SAYERS.get(code) or (SAYERS.get(rule.key) if rule else None)
    if own is not None:
        return own
    if rule is None:
        return partial(_catalogued, code)
    if any(part in f".{rule.key.partition('.')[2]}" for part in COSTS):
        return partial(bargaining_rules.liability, rule)
    if "threshold" in rule.value:
        return partial(_threshold, rule)
    return partial(_share if rule.share is not None else _plain, rule)


def _catalogued(code: str, facts: Facts, law: Law) -> Said:  # noqa: ARG001 -- as all are asked
    """Answer for a rule of practice that no pack speaks of."""
    entry = catalogue()[code]
    message = f"{entry.statement}（{entry.legal_basis}）。"
    return Said(REQUIRED, [], message, source=entry.legal_basis)


def _threshold(rule: Rule, facts: Facts, law: Law) -> Said:  # noqa: ARG001 -- as all are asked
    """Answer from how many people on something must be there."""
    number = facts.count(*COUNTED)
    if number is None:
        name = "members" if "会员" in rule.zh else "workers"
        return ask_for(name, rules=[rule], message=f"{rule.zh}。")
    least = rule.value["threshold"]
    reached = number > least if rule.value.get("op") == Op.GT else number >= least
    return Said(
        REQUIRED if reached else OPTIONAL,
        [rule],
        f"{rule.zh}。现在{number}人，{'达到' if reached else '没有达到'}{least}人。",
        found=number,
        required=least,
        is_uncertain=rule.is_uncertain,
    )


def _share(rule: Rule, facts: Facts, law: Law) -> Said:  # noqa: ARG001 -- as all are asked
    """Answer whether a share is reached, or a cap passed; without facts the rule stands."""
    share, zh = rule.share, f"{rule.zh}。"
    part, whole = facts.count(*PARTS), facts.count(*WHOLES)
    if share is None or (part is None and whole is None):
        return Said(REQUIRED, [rule], zh, is_uncertain=rule.is_uncertain)
    if part is None or whole is None:
        of_whom = "delegates" if "reps" in str(rule.value["base"]) else "workers"
        missing = of_whom if whole is None else "count"
        return ask_for(missing, rules=[rule], message=zh)
    is_cap = share.op is Op.LTE
    bound = share.largest_allowed(whole) if is_cap else share.required(whole)
    triggered = part > bound if is_cap else part >= bound
    return Said(
        TRIGGERED if triggered else NOT_TRIGGERED,
        [rule],
        f"{zh}{part}/{whole}，{'最多' if is_cap else '至少要'}{bound}。",
        found=part,
        required=bound,
        is_uncertain=rule.is_uncertain,
    )


def _plain(rule: Rule, facts: Facts, law: Law) -> Said:  # noqa: ARG001 -- as all are asked
    """Answer for a rule that simply holds, or holds only for some matters or people."""
    held = rule.value
    is_open = (
        held.get("value") in (False, "recommended")
        or (rule.key in WOMEN_ONLY and facts.count("women") == 0)
        or (held.get("matters") == "important" and facts.words("matter") not in CONTRACTS)
    )
    return Said(
        OPTIONAL if is_open else REQUIRED,
        [rule],
        f"{rule.zh}。",
        required=_figure(rule),
        is_uncertain=rule.is_uncertain,
    )


def _figure(rule: Rule) -> int | str | None:
    """Return the one figure of a rule that has a single one."""
    figures = [
        value
        for name in ("value", "min", "max", "amount")
        if isinstance(value := rule.value.get(name), int | Fraction) and not isinstance(value, bool)
    ]
    return int(figures[0]) if len(figures) == 1 else None
