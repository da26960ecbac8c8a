from datetime import date

import pytest

from contracts.agreements import ballots, signatures
from contracts.deadlines import clock
from contracts.verdicts import findings
from contracts.verdicts.verdict import Verdict
from tests.factories.agreements import (
    ALL_SEALS,
    CaseFactory,
    DraftFactory,
    PassedFactory,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def due(subject):
    return {row.code: row.last_day for row in clock.running(subject)}


def stand_open(case, rule="R_EXPERT_THIRD"):
    fault = Verdict(rule=rule, outcome="block", found=2, required=1, message="外聘超过三分之一")
    findings.record(
        case,
        case,
        [fault],
        act="bargaining.name_representatives",
        on=date(2027, 3, 2),
        is_standing=True,
    )


def keep(agreement, outcome):
    findings.record(
        agreement.case,
        agreement,
        outcome.verdicts,
        act="agreements.conclude",
        on=date(2027, 3, 29),
        is_standing=True,
    )


def test_a_faultless_page_concludes_and_starts_both_filing_clocks_of_a_wage_agreement():
    agreement = PassedFactory()

    outcome = sign(agreement, on=date(2027, 3, 29))

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("R_ORDER", "ok"), ("R_SEALS", "ok")]
    assert (agreement.stage, agreement.concluded_on) == ("filing", date(2027, 3, 29))
    assert due(agreement) == {
        "DL_FILE_WAGE": date(2027, 4, 5),
        "DL_FILE_GENERAL": date(2027, 4, 8),
    }


def test_another_special_contract_runs_the_general_clock_only():
    agreement = PassedFactory(kind="women", clauses={"maternity_days": 98})

    sign(agreement, on=date(2027, 3, 29))

    assert due(agreement) == {"DL_FILE_GENERAL": date(2027, 4, 8)}


def test_henan_counts_five_working_days_for_wages_and_seven_days_in_general():
    agreement = PassedFactory(CaseFactory(region="HA"))

    sign(agreement, on=date(2027, 3, 29))

    assert due(agreement) == {
        "DL_FILE_WAGE": date(2027, 4, 5),
        "DL_FILE_GENERAL": date(2027, 4, 5),
    }


def test_a_page_without_a_vote_is_kept_and_void_and_nothing_is_concluded():
    agreement = DraftFactory()

    outcome = sign(agreement)

    assert [v.rule for v in outcome.verdicts if v.blocks] == ["R_VOTE_QUORUM", "R_VOTE_PASS"]
    assert outcome.is_fact
    assert outcome.made.is_void
    assert (agreement.concluded_on, due(agreement)) == (None, {})


def test_every_fault_still_open_in_the_round_is_named_once():
    agreement = PassedFactory()
    stand_open(agreement.case)
    stand_open(agreement.case)

    outcome = sign(agreement)

    [block] = [v for v in outcome.verdicts if v.blocks]
    assert (block.rule, block.found, block.required) == ("R_EXPERT_THIRD", "2", "1")
    assert block.message == "2027-03-02的问题还没有改正：外聘超过三分之一"


def test_what_an_earlier_page_failed_by_does_not_stand_in_the_way_of_a_good_one():
    agreement = DraftFactory()
    keep(agreement, sign(agreement, seals=["union"]))
    ballots.passed(agreement, on=date(2027, 4, 2))

    outcome = sign(agreement, on=date(2027, 4, 3))

    assert [v for v in outcome.verdicts if v.blocks] == []
    assert agreement.concluded_on == date(2027, 4, 3)
    assert list(findings.open_blocks(agreement.case)) == []


def test_faults_of_a_replaced_draft_do_not_stand_in_the_way_of_the_new_one():
    case = CaseFactory()
    old = DraftFactory(case)
    keep(old, sign(old, seals=["union"]))

    new = PassedFactory(case)
    outcome = sign(new)

    assert [v for v in outcome.verdicts if v.blocks] == []


def test_each_side_signs_alone_and_the_page_is_judged_when_both_have():
    agreement = PassedFactory()

    alone = signatures.conclude(
        agreement,
        on=date(2027, 3, 29),
        signed_on={"workers": date(2027, 3, 29), "employer": None},
        seals=["union"],
    )
    assert (alone.verdicts, alone.made.is_judged) == ([], False)
    both = signatures.conclude(
        agreement,
        on=date(2027, 3, 30),
        signed_on={"employer": date(2027, 3, 30)},
        seals=["company", "cross_page"],
    )

    assert both.made == alone.made
    assert both.made.seals == sorted(ALL_SEALS)
    assert agreement.concluded_on == date(2027, 3, 30)


def test_a_concluded_agreement_is_not_signed_again():
    agreement = PassedFactory()
    sign(agreement)

    with pytest.raises(signatures.AlreadyConcluded):
        sign(agreement)


def test_a_replaced_draft_is_not_signed():
    case = CaseFactory()
    old = DraftFactory(case)
    DraftFactory(case)

    with pytest.raises(signatures.DraftReplaced):
        sign(old)
