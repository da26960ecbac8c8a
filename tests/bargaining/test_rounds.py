from datetime import date

import pytest

from contracts.agreements.models import Agreement
from contracts.bargaining import rounds
from contracts.bargaining.rounds import Cover
from contracts.deadlines import clock
from tests.factories.bargaining import AreaRoundFactory, RoundFactory
from tests.factories.parties import EmployerFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def windows(round_):
    return {deadline.code: deadline.last_day for deadline in clock.running(round_)}


def test_a_round_opens_a_case_between_the_union_and_its_firm():
    union = UnionFactory(firm=EmployerFactory(name="海峰铸造"))

    round_ = rounds.open_round(
        workers_party=union,
        employer_party=union.firm,
        kind="wage",
        on=date(2027, 1, 4),
    ).made

    assert round_.case.title == "海峰铸造2027年工资专项集体合同协商"
    assert round_.case.workers_party == union
    assert round_.case.employer_party == union.firm
    assert round_.path == union.firm.path
    assert round_.stage == "prep"
    assert windows(round_) == {}


def test_wage_round_of_a_firm_watches_the_sixty_days_before_the_old_agreement_ends():
    round_ = RoundFactory(kind="wage", previous_expires_on=date(2027, 3, 31))

    assert windows(round_) == {"DL_RENEW_WAGE": date(2027, 1, 30)}


def test_comprehensive_round_watches_the_three_months_before_the_old_contract_ends():
    round_ = RoundFactory(kind="comprehensive", previous_expires_on=date(2027, 6, 30))

    assert windows(round_) == {"DL_RENEW_GENERAL": date(2027, 3, 30)}


def test_wage_round_of_an_industry_watches_both_windows():
    round_ = AreaRoundFactory(previous_expires_on=date(2028, 12, 31))

    assert windows(round_) == {
        "DL_RENEW_GENERAL": date(2028, 9, 30),
        "DL_RENEW_WAGE": date(2028, 11, 1),
    }


def test_area_round_lists_its_firms_and_warns_of_those_nobody_speaks_for():
    union = UnionFactory(firm=None, area="纸盒行业")

    outcome = rounds.open_round(
        workers_party=union,
        employer_party=None,
        kind="wage",
        scope="industry",
        on=date(2027, 10, 8),
        covers=[
            Cover("华泰纸盒厂", workers=32, migrant=20, women=18, mandate="charter"),
            Cover("长兴纸盒厂", workers=9, migrant=6, women=4),
        ],
    )

    firms = outcome.made.covered_firms.order_by("name")
    assert [(firm.name, firm.workers, firm.mandate) for firm in firms] == [
        ("华泰纸盒厂", 32, "charter"),
        ("长兴纸盒厂", 9, "none"),
    ]
    assert [(v.rule, v.outcome, v.found) for v in outcome.verdicts] == [
        ("R_REGIONAL_CONFIRM", "warn", 1),
    ]
    assert "长兴纸盒厂" in outcome.verdicts[0].message


def test_round_of_a_firm_without_the_firm_is_refused():
    with pytest.raises(rounds.PartiesMissing):
        rounds.open_round(
            workers_party=UnionFactory(),
            employer_party=None,
            kind="wage",
            on=date(2027, 1, 4),
        )


def test_round_of_a_firm_may_not_list_covered_firms():
    with pytest.raises(rounds.CoversOutOfPlace):
        RoundFactory(covers=[Cover("华泰纸盒厂")])


@pytest.mark.parametrize(
    "covers",
    [[Cover("华泰", workers=9, women=10)], [Cover("华泰"), Cover("华泰")]],
)
def test_list_of_firms_that_does_not_add_up_is_refused(covers):
    with pytest.raises(rounds.CoverDoesNotAddUp):
        AreaRoundFactory(covers=covers)


def test_agreements_and_votes_move_the_round_on_and_back():
    round_ = RoundFactory()

    rounds.advance_stage(round_, "vote")
    rounds.advance_stage(round_, "draft")

    round_.refresh_from_db()
    assert round_.stage == "draft"
    assert round_.is_settled


def test_round_takes_number_and_last_day_from_the_agreement_it_follows():
    union = UnionFactory()
    old = Agreement.objects.create(
        **Agreement.belonging_to(RoundFactory(union=union).case),
        kind="wage",
        number="望工资2026-017",
        title="工资专项集体合同",
        term_from=date(2026, 4, 1),
        term_to=date(2027, 3, 31),
    )

    round_ = RoundFactory(union=union, previous=old)

    assert (round_.previous_number, round_.previous_expires_on) == (
        "望工资2026-017",
        date(2027, 3, 31),
    )
    assert windows(round_) == {"DL_RENEW_WAGE": date(2027, 1, 30)}
