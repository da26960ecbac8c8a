"""Outdated templates still in circulation: what the law has overtaken stands as if in force."""

import re
from collections.abc import Iterator
from decimal import Decimal

from contracts.agreements.checks.figures import figure, of_rule
from contracts.agreements.habits import habits
from contracts.agreements.library import free_words
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

SILENCE_KEY = "cb.review.silence"
# 经审查同意后生效、自收到《审查意见书》之日起生效 – but not 十五日内未提出异议的，即行生效.
WAITS_FOR_WORD = re.compile(
    r"(审查意见书?|书面意见书?|审查同意|审核同意|审查通过|审核通过|批准|批复|备案登记|登记备案)"
    r"[》”]?[^，。；,;]{0,12}?(之日起?|后|以后)[^，。；,;]{0,8}生效",
)


def check_outdated(text: Text, law: Law) -> Iterator[Verdict]:
    """Return what an old template left in the words of a text.

    Effect made to wait for a written opinion although silence is enough (劳动合同法 54); the old
    days of maternity leave (女职工劳动保护特别规定 7).
    """
    words = free_words(text.clauses)
    yield from _waiting(words, law)
    yield from _old_maternity(words, law)


def _waiting(words: list[tuple[str, str]], law: Law) -> Iterator[Verdict]:
    found = [name for name, body in words if WAITS_FOR_WORD.search(f"{name}：{body}")]
    if not found:
        return
    rule = law.find(SILENCE_KEY)
    yield judge(
        SILENCE_KEY,
        holds=False,
        softly=True,
        law=[rule, law.find("cb.review.period")],
        message=f"“{'”“'.join(found)}”写成等书面审查意见才生效，像是旧范本。"
        f"{rule.zh if rule else ''}，不用等书面意见。",
        remedy="改为“自人社部门收到文本之日起，审查期内未提出异议的，即行生效”。",
    )


def _old_maternity(words: list[tuple[str, str]], law: Law) -> Iterator[Verdict]:
    rule = law.find("floor.maternity")
    least = of_rule(rule.value, "base") if rule else None
    old = "|".join(habits().outdated_maternity)
    pattern = re.compile(rf"产假[^，。；,;0-9]{{0,10}}({old})\s*[天日]")
    found = [name for name, body in words if pattern.search(f"{name}：{body}")]
    if least is None or not found:
        return
    yield judge(
        "R_WOMEN_FLOOR",
        holds=False,
        law=rule,
        found=figure(Decimal(habits().outdated_maternity[0])),
        required=figure(least),
        message=f"“{'”“'.join(found)}”还是旧范本的产假天数；现在产假不少于{figure(least)}天。",
        remedy=f"改为不少于{figure(least)}天，再加当地的奖励假。",
    )
