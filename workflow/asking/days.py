"""Ask for a last day: by a deadline of the catalogue, or by a key of the packs."""

from datetime import date

from contracts.deadlines import clock, guesses
from contracts.deadlines.catalogue import CataloguedDeadline, deadlines
from contracts.statutes import periods, wording
from contracts.statutes.law import Law
from contracts.statutes.periods import Direction
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import OK, WARN, Verdict
from workflow.asking.answers import Answer, Due
from workflow.asking.facts import Facts
from workflow.asking.laws import find, laws_for
from workflow.asking.questions import Question, QuestionUnclear

HABIT = "这是办事惯例，不是法定期限"


def answer(question: Question, facts: Facts) -> Answer:
    """Return the last day asked for; where the law of the place sets none, it says so.

    :raises QuestionUnclear: for a code that is neither in the catalogue nor in the packs.
    """
    code = question.deadline
    answers = (_under(code, question.day, law) for law in laws_for(question, facts, code))
    first = next(answers)
    if _speaks(first):
        return first
    return next((found for found in answers if _speaks(found)), first)


def _speaks(found: Answer) -> bool:
    """Test whether the law says anything: a day, or at least a text without one."""
    return found.due is not None or any(verdict.source for verdict in found.verdicts)


def _under(code: str, base: date, law: Law) -> Answer:
    if code in deadlines():
        return _catalogued(deadlines()[code], code, base, law)
    if not _is_key(code, law):
        raise QuestionUnclear(
            f"没有“{code}”这个期限：应写期限代码（如 DL_OFFER_REPLY）或规则包的键（如 wc.publish）",
            about="deadline",
        )
    by_figure = next((e for e in deadlines().values() if e.figure and code in e.keys), None)
    if by_figure is not None:
        return _catalogued(by_figure, code, base, law)
    return _by_key(code, base, law)


def _catalogued(entry: CataloguedDeadline, code: str, base: date, law: Law) -> Answer:
    period, rule = clock.period_of(entry.id, law)
    reckoned = clock.reckon(entry.id, base=base, law=law)
    due = None
    if reckoned is not None and period is not None:
        due = Due(
            code=code,
            title=entry.title,
            base=base,
            base_event=entry.base,
            day=reckoned.due.day,
            rolled=reckoned.due.rolled,
            period=period,
            source=reckoned.source,
            citations=tuple(reckoned.citations),
            is_practice=not reckoned.is_law,
            longest=_longest(rule, base, law),
            pack=rule.pack if rule and reckoned.is_law else "",
        )
    return _answer(code, entry.title, due, rule, law)


def _by_key(key: str, base: date, law: Law) -> Answer:
    rule = find(key, law)
    due = None
    if rule is not None and rule.period is not None:
        reckoned = law.due(base, rule.period)
        due = Due(
            code=key,
            title=rule.zh,
            base=base,
            base_event=wording.words().of("events", rule.event),
            day=reckoned.day,
            rolled=reckoned.rolled,
            period=rule.period,
            source=rule.source,
            citations=tuple(rule.citations),
            longest=_longest(rule, base, law),
            pack=rule.pack,
        )
    return _answer(key, rule.zh if rule else key, due, rule, law)


def _longest(rule: Rule | None, base: date, law: Law) -> date | None:
    if rule is None or rule.extended_period is None:
        return None
    return periods.last_day(base, rule.extended_period, law.local.calendar)


def _answer(code: str, title: str, due: Due | None, rule: Rule | None, law: Law) -> Answer:
    parts = [] if rule is None else [f"{rule.zh}。"]
    parts.append(_said(due, title, rule, law) if due else _nothing(title, rule))
    parts += [
        f"当地条文（{gap.source}）还没有查到，先按上级规则包计算。" for gap in _gaps(code, law)
    ]
    message = "".join(parts)
    source = due.source if due else rule.source if rule else ""
    citations = due.citations if due else tuple(rule.citations) if rule else ()
    is_sure = rule is None or not rule.is_uncertain
    verdict = Verdict(
        rule=code,
        outcome=OK if is_sure else WARN,
        source=source,
        citations=citations,
        message=message,
    )
    return Answer(law=law, verdicts=[verdict], due=due, message=message)


def _gaps(code: str, law: Law) -> list[Rule]:
    keys = deadlines()[code].keys[:1] if code in deadlines() else (code,)
    return [gap for key in keys for gap in law.gaps(key)]


def _is_key(code: str, law: Law) -> bool:
    return code in set(law.rulebook.keys())


def _said(due: Due, title: str, rule: Rule | None, law: Law) -> str:
    words = f"{title}：{due.base_event or '起算日'}{_day(due.base)}，{due.period}，"
    runs_back = due.period.direction is Direction.BEFORE
    words += f"{'到' if not runs_back else '即'}{_day(due.day)}"
    if due.rolled != due.day:
        words += f"（逢休息日、节假日顺延到{_day(due.rolled)}；稳妥的话按{_day(due.day)}办）"
    words += "。"
    if due.longest:
        words += f"可以延长，最晚到{_day(due.longest)}。"
    if rule is not None and (other := rule.alternative_period):
        last = periods.last_day(due.base, other, law.local.calendar)
        words += f"另有一条规定是{other}，到{_day(last)}；请按先到的办。"
    if due.is_practice:
        words += f"{HABIT}（{due.source}）。"
    return words + _unknown_years(due, law)


def _unknown_years(due: Due, law: Law) -> str:
    """Return the advice that the days off of a year are not loaded yet."""
    calendar = law.local.calendar
    said = guesses.note(calendar.unknown_years(due.base, due.rolled))
    return f"{said}，只按周末计算。" if said else ""


def _nothing(title: str, rule: Rule | None) -> str:
    if rule is None:
        return f"{title}：当地和国家的规则包里都没有规定天数。"
    return f"{title}：没有规定天数，按条文办（{rule.source}）。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
