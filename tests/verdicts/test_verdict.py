"""Verdicts: what blocks, what warns, whose source is shown."""

from dataclasses import dataclass, field

import pytest

from contracts.verdicts.verdict import BLOCK, OK, WARN, Outcome, Refused, Verdict, judge


@dataclass
class Rule:
    """A pack rule as far as a verdict quotes it."""

    source: str = "集体合同规定 第19条"
    citations: list[str] = field(default_factory=lambda: ["CC22 19"])
    may_block: bool = True
    softening: str = ""


def test_a_broken_rule_blocks_with_its_figures_and_source():
    verdict = judge(
        "R_REP_COUNT",
        holds=False,
        law=Rule(),
        found=2,
        required=3,
        message="本方2人，应不少于3人",
        remedy="再推选1人",
    )

    assert verdict == Verdict(
        rule="R_REP_COUNT",
        outcome=BLOCK,
        found=2,
        required=3,
        source="集体合同规定 第19条",
        citations=("CC22 19",),
        message="本方2人，应不少于3人",
        remedy="再推选1人",
    )


def test_an_uncertain_rule_only_warns():
    assert judge("R_REP_COUNT", holds=False, law=Rule(may_block=False)).outcome == WARN


def test_a_block_turned_down_by_policy_says_so_and_a_mere_warning_does_not():
    turned_down = Rule(may_block=False, softening="望海县总工会自2027年3月1日起")

    verdict = judge("R_REP_COUNT", holds=False, law=turned_down, message="本方2人。")
    soft = judge("R_REP_COUNT", holds=False, law=turned_down, message="本方2人。", softly=True)
    held = judge("R_REP_COUNT", holds=True, law=turned_down, message="本方3人。")

    assert (verdict.outcome, verdict.message) == (
        WARN,
        "本方2人。（这一条原来是拦截，望海县总工会自2027年3月1日起降为提醒。）",
    )
    assert (soft.message, held.message) == ("本方2人。", "本方3人。")


def test_a_soft_rule_only_warns():
    assert judge("R_REP_COUNT", holds=False, law=Rule(), softly=True).outcome == WARN


def test_a_rule_the_catalogue_calls_a_warning_never_blocks():
    assert judge("R_REP_MGMT", holds=False).outcome == WARN


def test_a_rule_that_holds_needs_no_remedy():
    verdict = judge("R_REP_COUNT", holds=True, law=Rule(), remedy="再推选1人")

    assert (verdict.outcome, verdict.remedy) == (OK, "")


def test_without_a_pack_rule_the_catalogue_names_its_basis():
    assert judge("R_VOTE_ARITH", holds=False).source == "表决一致性"


def test_a_warning_stays_a_warning_and_a_block_becomes_one():
    block = judge("R_REP_COUNT", holds=False, law=Rule())

    assert block.as_warning().outcome == WARN


def test_an_outcome_blocks_if_one_verdict_does():
    ok, block = judge("R_OT", holds=True), judge("R_OT", holds=False)

    assert [Outcome(verdicts=[ok]).blocks, Outcome(verdicts=[ok, block]).blocks] == [False, True]


def test_a_refusal_speaks_by_its_class_when_nothing_else_is_said():
    class NothingToSign(Refused):
        """还没有可以签字的合同。"""

    with pytest.raises(NothingToSign, match="还没有可以签字的合同"):
        raise NothingToSign

    assert NothingToSign().verdicts[0].blocks
