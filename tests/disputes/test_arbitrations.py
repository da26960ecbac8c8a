from datetime import date

import pytest

from contracts.deadlines import clock
from contracts.disputes import arbitrations, intakes
from tests.factories.agreements import CaseFactory, InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_dispute_over_terms_still_bargained_for_is_coordinated_not_arbitrated():
    case = CaseFactory()

    with pytest.raises(arbitrations.InterestDisputeNotArbitrable) as refused:
        arbitrations.apply(
            case.workers_party,
            respondent=case.employer_party,
            claim="工资增幅谈不拢",
            case=case,
            on=date(2027, 2, 3),
        )

    [verdict] = refused.value.verdicts
    assert (verdict.rule, verdict.outcome) == ("cb.dispute.not_arbitrable", "block")
    assert verdict.citations == ("LL 84", "CC22 49")
    assert "协调处理" in verdict.remedy


def test_the_performance_of_an_agreement_in_force_is_arbitrated_within_a_year():
    agreement = InForceFactory()

    outcome = arbitrations.apply(
        agreement.workers_party,
        respondent=agreement.employer_party,
        claim="高温津贴未发",
        agreement=agreement,
        known_on=date(2027, 8, 16),
        on=date(2027, 9, 1),
    )

    [deadline] = clock.running(outcome.made)
    assert (deadline.code, deadline.last_day) == ("DL_ARB_LIMIT", date(2028, 8, 16))
    assert outcome.made.case == agreement.case
    assert [v.outcome for v in outcome.verdicts] == ["ok"]


def test_a_claim_after_the_limitation_is_taken_with_a_warning():
    agreement = InForceFactory()

    outcome = arbitrations.apply(
        agreement.workers_party,
        respondent=agreement.employer_party,
        claim="高温津贴未发",
        known_on=date(2027, 5, 1),
        on=date(2028, 5, 2),
        agreement=agreement,
    )

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [
        ("cb.dispute.limitation", "warn"),
    ]


def test_a_dispute_taken_in_goes_on_to_arbitration():
    agreement = InForceFactory()
    dispute = intakes.take_in(
        agreement.workers_party,
        respondent=agreement.employer_party,
        claim="夜班津贴少发三人",
        on=date(2027, 9, 10),
    ).made

    outcome = arbitrations.apply(
        agreement.workers_party,
        respondent=agreement.employer_party,
        claim="",
        dispute=dispute,
        on=date(2027, 9, 30),
    )

    assert outcome.made == dispute
    assert (dispute.claim, dispute.stage) == ("夜班津贴少发三人", "arbitrate")
    assert dispute.arbitration_last_day == date(2028, 9, 10)
