from datetime import date

import pytest

from contracts.congress.checks import votes
from contracts.congress.checks.votes import Counts
from contracts.statutes.law import Law, instrument_codes

DAY = date(2027, 3, 26)


def law(region="CN", kind="wage"):
    return Law(region=region, instruments=instrument_codes(kind), on=DAY)


@pytest.mark.parametrize(
    ("entitled", "present", "required", "outcome"),
    [
        (32, 22, 22, "ok"),
        (32, 21, 22, "block"),
        (30, 20, 20, "ok"),
        (30, 19, 20, "block"),
        (40, 27, 27, "ok"),
        (40, 26, 27, "block"),
    ],
)
def test_two_thirds_of_everybody_entitled_must_be_present(entitled, present, required, outcome):
    verdict = votes.check_quorum(entitled=entitled, present=present, law=law())

    assert (verdict.rule, verdict.outcome) == ("R_VOTE_QUORUM", outcome)
    assert (verdict.found, verdict.required) == (present, required)


def test_quorum_says_the_numbers_and_what_is_missing():
    enough = votes.check_quorum(entitled=32, present=29, law=law())
    short = votes.check_quorum(entitled=32, present=21, law=law())

    assert enough.message == "应到32人，实到29人（须≥22 ✓）"
    assert enough.citations == ("CC22 36", "EDM 17")
    assert short.message == "应到32人，实到21人（须≥22 ✗，差1人）"
    assert short.remedy == "到会代表不够法定人数，不能表决；还差1人，请改期，重新通知后再开。"


@pytest.mark.parametrize(
    "region", ["CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY"]
)
def test_half_plus_one_passes_a_draft_everywhere(region):
    verdict = votes.check_pass(entitled=32, yes=17, law=law(region))

    assert (verdict.outcome, verdict.found) == ("ok", 17)


@pytest.mark.parametrize(
    "region", ["CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY"]
)
def test_one_less_than_half_fails_everywhere(region):
    verdict = votes.check_pass(entitled=32, yes=15, law=law(region))

    assert verdict.outcome == "block"


@pytest.mark.parametrize("region", ["CN", "ZJ", "HZ", "NB", "SD", "HA", "LN", "SY"])
@pytest.mark.parametrize("kind", ["wage", "comprehensive"])
def test_exactly_half_blocks_where_the_texts_differ_or_ask_for_more(region, kind):
    verdict = votes.check_pass(entitled=32, yes=16, law=law(region, kind))

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", 16, 17)


@pytest.mark.parametrize("region", ["BJ", "SH", "CQ"])
@pytest.mark.parametrize("kind", ["wage", "comprehensive", "women"])
def test_exactly_half_is_enough_with_a_warning_where_the_place_says_so(region, kind):
    verdict = votes.check_pass(entitled=32, yes=16, law=law(region, kind))

    assert (verdict.outcome, verdict.found, verdict.required) == ("warn", 16, 16)
    assert verdict.message == (
        "赞成16票（须≥16 ✓，按全体代表32人计）"
        "。正好一半：当地规定半数以上即可，国家规定是过半数，达到17票更稳妥"
    )


@pytest.mark.parametrize(
    ("region", "outcome"),
    [("CN", "block"), ("BJ", "block"), ("CQ", "block"), ("SH", "warn")],
)
def test_half_for_another_matter_is_enough_only_by_a_congress_rule_of_the_place(region, outcome):
    verdict = votes.check_pass(entitled=32, yes=16, law=law(region, ""), is_draft=False)

    assert verdict.outcome == outcome


def test_pass_says_the_numbers_and_that_the_base_is_everybody():
    enough = votes.check_pass(entitled=32, yes=25, law=law())
    half = votes.check_pass(entitled=32, yes=16, law=law())

    assert enough.message == "赞成25票（须≥17 ✓，按全体代表32人计）"
    assert enough.citations == ("CC22 36", "EDM 20")
    assert half.message == "赞成16票（须≥17 ✗，差1票，按全体代表32人计）。正好一半，不是过半数"
    assert half.remedy == "还差1票，没有通过。请双方重新协商、修改草案，再提交表决。"


def test_local_texts_are_named():
    assert votes.check_pass(entitled=32, yes=20, law=law("ZJ")).citations == (
        "ZJ-CC 24",
        "ZJ-DM 15",
    )
    assert votes.check_pass(entitled=32, yes=20, law=law("SD")).citations == ("SD-W 27", "EDM 20")
    assert "SH-WC 31" in votes.check_pass(entitled=32, yes=20, law=law("SH")).citations


def test_an_assembly_counts_all_workers():
    verdict = votes.check_pass(entitled=60, yes=31, law=law(), members="职工")

    assert verdict.message == "赞成31票（须≥31 ✓，按全体职工60人计）"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"issued": 28}, "收回29票，多于发出的28票"),
        ({"invalid": 2}, "收回29票≠有效28＋废票2（合计30）"),
        ({"abstain": 0}, "有效28票≠赞成25＋反对2＋弃权0（合计27）"),
        ({"issued": 30}, "发出30票，多于实到的29人"),
        ({"no": -2, "abstain": 5}, "票数不能小于零"),
    ],
)
def test_numbers_that_do_not_fit_block(changes, message):
    numbers = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
    voices = {"yes": 25, "no": 2, "abstain": 1}

    verdict = votes.check_arithmetic(Counts(**{**numbers, **voices, **changes}), present=29)

    assert (verdict.rule, verdict.outcome, verdict.message) == ("R_VOTE_ARITH", "block", message)


def test_sheets_that_were_not_handed_back_are_no_fault():
    counted = Counts(issued=29, returned=27, valid=27, invalid=0, yes=20, no=5, abstain=2)

    verdict = votes.check_arithmetic(counted, present=29)

    assert verdict.outcome == "ok"


@pytest.mark.parametrize(
    ("region", "is_draft", "outcome"),
    [
        ("CN", True, "block"),
        ("CN", False, "warn"),
        ("HA", False, "warn"),
        ("ZJ", False, "block"),
        ("SH", False, "block"),
    ],
)
def test_a_show_of_hands_is_refused_for_contracts_and_where_all_votes_are_secret(
    region,
    is_draft,
    outcome,
):
    verdict = votes.check_secret(is_secret=False, is_draft=is_draft, law=law(region))

    assert (verdict.rule, verdict.outcome) == ("R_SECRET_BALLOT", outcome)


def test_a_secret_vote_is_in_order():
    assert votes.check_secret(is_secret=True, law=law("ZJ")).outcome == "ok"
