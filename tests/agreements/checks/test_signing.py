from datetime import date

import pytest

from contracts.agreements.checks.signing import (
    Page,
    VoteState,
    check_order,
    check_seals,
    check_vote,
)
from contracts.agreements.texts import History
from tests.factories.agreements import law_of

HISTORY = History(
    offered_on=date(2027, 1, 8),
    answered_on=date(2027, 1, 28),
    first_met_on=date(2027, 2, 2),
    settled_on=date(2027, 3, 9),
)
VOTE = VoteState(drafted_on=date(2027, 3, 12), passed_on=date(2027, 3, 26))


def page(day, seals=("union", "company", "cross_page")):
    return Page(workers=day, employer=day, seals=seals)


def test_days_in_their_order_pass():
    assert check_order(page(date(2027, 3, 29)), VOTE, HISTORY, law_of()).outcome == "ok"


def test_a_signature_before_the_vote_is_dated_back():
    verdict = check_order(page(date(2027, 3, 25)), VOTE, HISTORY, law_of())

    assert (verdict.rule, verdict.outcome) == ("R_ORDER", "block")
    assert (
        verdict.message == "签字（2027-03-25）早于职代会通过（2027-03-26），应先职代会通过后签字。"
    )


def test_an_answer_before_the_offer_is_out_of_order():
    history = History(offered_on=date(2027, 1, 8), answered_on=date(2027, 1, 7))

    verdict = check_order(page(date(2027, 3, 29)), VOTE, history, law_of())

    assert verdict.message == "应约（2027-01-07）早于要约（2027-01-08），应先要约后应约。"


def test_shanghai_lets_the_chiefs_sign_before_the_congress():
    law = law_of("comprehensive", region="SH")

    assert check_order(page(date(2027, 3, 25)), VOTE, HISTORY, law).outcome == "ok"
    assert check_vote(VoteState(), law) == []


def test_no_vote_at_all_breaks_quorum_and_majority_but_not_the_order():
    vote = VoteState(drafted_on=date(2027, 3, 12))

    order = check_order(page(date(2027, 3, 29)), vote, HISTORY, law_of())
    verdicts = check_vote(vote, law_of())

    assert order.outcome == "ok"
    assert [v.rule for v in verdicts if v.blocks] == ["R_VOTE_QUORUM", "R_VOTE_PASS"]


def test_a_failed_vote_breaks_what_it_failed_by():
    vote = VoteState(rejected_on=date(2027, 3, 26), faults=["R_VOTE_PASS"])

    assert [v.rule for v in check_vote(vote, law_of())] == ["R_VOTE_PASS"]


@pytest.mark.parametrize(
    ("seals", "outcome", "found"),
    [(("union", "company", "cross_page"), "ok", 3), (("union",), "block", 1)],
)
def test_both_seals_and_the_cross_page_seal_are_needed(seals, outcome, found):
    verdict = check_seals(page(date(2027, 3, 29), seals), law_of())

    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, found, 3)


def test_a_missing_signature_is_named():
    verdict = check_seals(
        Page(date(2027, 3, 29), None, ("union", "company", "cross_page")), law_of()
    )

    assert verdict.message == "还缺：企业方首席代表签字。"
