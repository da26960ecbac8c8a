from decimal import Decimal

import pytest

from contracts.bargaining.checks import arithmetic
from contracts.bargaining.checks.arithmetic import Claim


def claim(base, amount, percent):
    return Claim("增资", Decimal(base), Decimal(amount), Decimal(percent))


@pytest.mark.parametrize(
    ("base", "amount", "percent", "outcome", "exact"),
    [
        ("1500", "259", "15", "block", "17.27"),
        ("1500", "259", "17.27", "ok", "17.27"),
        ("1500", "259", "17.3", "ok", "17.27"),
        ("1500", "259", "17", "ok", "17.27"),
        ("1500", "225", "15", "ok", "15"),
        ("1500", "1725", "15", "ok", "15"),
        ("1500", "1759", "15", "block", "17.27"),
    ],
)
def test_base_raise_and_percent_must_agree(base, amount, percent, outcome, exact):
    verdict = arithmetic.check_claims([claim(base, amount, percent)])[0]

    assert (verdict.rule, verdict.outcome) == ("R_FIGURES", outcome)
    assert verdict.required == Decimal(exact)


def test_figures_that_do_not_agree_are_told_what_they_come_to():
    verdict = arithmetic.check_claims([claim("1500", "259", "15")])[0]

    assert verdict.message == "增资：以1500元为基数加259元，就是17.27%，不是15%。"


@pytest.mark.parametrize(
    ("words", "topic", "base", "found"),
    [
        ("涨259元，15%", "工资", "1500", ("259", "15")),
        ("259元（15％）", "年度增资", "1500", ("259", "15")),
        ("259元（15%）", "夜餐", "1500", None),
        ("8%", "年度增资", "1500", None),
        ("涨259元，15%", "工资", None, None),
    ],
)
def test_only_a_raise_in_yuan_and_percent_on_a_base_is_a_claim(words, topic, base, found):
    claimed = arithmetic.claim_in(words, topic=topic, base=Decimal(base) if base else None)

    assert (claimed and (str(claimed.amount), str(claimed.percent))) == found
