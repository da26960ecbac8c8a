from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contracts.statutes.majorities import Op, Share


@pytest.mark.parametrize(
    ("share", "base", "required"),
    [
        (Share(1, 2, "gte"), 50, 25),
        (Share(1, 2, "gte"), 51, 26),
        (Share(1, 2, "gt"), 50, 26),
        (Share(1, 2, "gt"), 51, 26),
        (Share(2, 3, "gte"), 50, 34),
        (Share(2, 3, "gte"), 30, 20),
        (Share(150, 300, "gte"), 32, 16),
    ],
)
def test_required_is_the_least_number_that_meets_the_share(share, base, required):
    assert share.required(base) == required
    assert share.met(required, base)
    assert not share.met(required - 1, base)


def test_a_cap_is_rounded_down():
    third = Share(1, 3, "lte")

    assert third.largest_allowed(5) == 1
    assert third.met(1, 5)
    assert not third.met(2, 5)


def test_exactly_half_is_a_tie_that_parts_the_two_operators():
    at_least, more_than = Share(1, 2, "gte"), Share(1, 2, "gt")

    assert at_least.is_tie(25, 50)
    assert at_least.met(25, 50)
    assert not more_than.met(25, 50)
    assert not at_least.is_tie(25, 51)


def test_nobody_of_nobody_is_no_majority():
    assert not Share(1, 2, "gte").met(0, 0)
    assert not Share(2, 3, "gte").met(0, 0)


@pytest.mark.parametrize("parts", [(3, 2, "gte"), (1, 0, "gte"), (-1, 2, "gt"), (1, 2, "most")])
def test_what_is_no_share_is_refused(parts):
    with pytest.raises(ValueError, match=r"\S"):
        Share(*parts)


def test_a_cap_has_no_required_number_and_a_majority_no_largest():
    with pytest.raises(ValueError, match="a cap"):
        Share(1, 3, "lte").required(6)
    with pytest.raises(ValueError, match="only a cap"):
        Share(1, 2, "gte").largest_allowed(6)
    with pytest.raises(ValueError, match="population of -1"):
        Share(1, 2, "gte").required(-1)


@settings(max_examples=1000, deadline=None)
@given(
    den=st.integers(1, 40),
    num=st.integers(0, 40),
    op=st.sampled_from(Op),
    base=st.integers(1, 5000),
    n=st.integers(0, 5000),
)
def test_shares_agree_with_exact_fractions(den, num, op, base, n):
    assume(num <= den)
    assume(n <= base)
    assume(not (op == Op.GTE and num == 0 and n == 0))  # nobody is never a majority here
    part, whole = Fraction(n, base), Fraction(num, den)
    truth = {Op.GTE: part >= whole, Op.GT: part > whole, Op.LTE: part <= whole}

    assert Share(num, den, op).met(n, base) == truth[op]
    assert Share(num, den, op).is_tie(n, base) == (part == whole)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(2, 3, Op.GTE), "三分之二以上"),
        (Share(1, 2, Op.GTE), "半数以上"),
        (Share(1, 2, Op.GT), "过半数"),
        (Share(1, 5, Op.LTE), "不超过五分之一"),
        (Share(3, 10, Op.LTE), "不超过十分之三"),
        (Share(1, 20, Op.GT), "过二十分之一"),
        (Share(1, 12, Op.GT), "过十二分之一"),
        (Share(1, 100, Op.GT), "过100分之一"),
    ],
)
def test_a_share_says_itself_as_the_text_does(share, words):
    assert share.words == words
