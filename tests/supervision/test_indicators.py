from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements import confirmations, effects, filings, opinions, standings
from contracts.bargaining import offers
from contracts.parties.actors import acting_as
from contracts.parties.choices import Role
from contracts.supervision import indicators, reviews
from tests.factories.agreements import (
    AreaCaseFactory,
    CaseFactory,
    ConcludedFactory,
    DraftFactory,
    FiledFactory,
    InForceFactory,
    PassedFactory,
    sign,
)
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def figures(organisation, as_of, *names):
    found = indicators.of_organisation(organisation, as_of=as_of)
    return {name: found[name] for name in names}


def test_signed_filed_and_in_force_are_counted_apart_and_day_by_day():
    agreement = ConcludedFactory(signed_on=date(2027, 3, 29))
    filings.file(agreement, on=date(2027, 4, 6), copies=3)
    effects.take_silence(agreement, on=date(2027, 4, 22))
    firm = agreement.employer_party

    counts = [
        tuple(figures(firm, day, "签订数", "报审数", "生效数").values())
        for day in (
            date(2027, 3, 28),
            date(2027, 3, 29),
            date(2027, 4, 6),
            date(2027, 4, 22),
            date(2028, 4, 1),
        )
    ]

    assert counts == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 1, 0)]


def test_a_void_page_is_not_a_signature():
    agreement = DraftFactory()
    sign(agreement)

    assert figures(agreement.employer_party, date(2027, 4, 1), "签订数") == {"签订数": 0}


def test_an_objection_does_not_undo_that_it_was_signed_and_filed():
    agreement = FiledFactory(received_on=date(2027, 4, 6))
    opinions.give(agreement, on=date(2027, 4, 15), result="objection")

    counts = figures(agreement.employer_party, date(2027, 4, 16), "签订数", "报审数", "生效数")
    assert counts == {"签订数": 1, "报审数": 1, "生效数": 0}


def test_a_firm_is_covered_once_with_its_latest_headcount():
    firm = EmployerFactory(headcount_total=184, headcount_migrant=104, headcount_women=50)
    case = CaseFactory(firm=firm)
    InForceFactory(case)
    InForceFactory(case, kind="women", clauses={"maternity_days": 98})

    assert figures(
        firm,
        date(2027, 4, 22),
        "生效数",
        "覆盖企业数",
        "覆盖职工数",
        "覆盖农民工数",
        "覆盖女职工数",
    ) == {
        "生效数": 2,
        "覆盖企业数": 1,
        "覆盖职工数": 184,
        "覆盖农民工数": 104,
        "覆盖女职工数": 50,
    }


def test_an_area_counts_confirmed_firms_over_live_ones():
    case = AreaCaseFactory()
    agreement = FiledFactory(case, scope="industry", received_on=date(2027, 11, 22))
    firms = [
        {"name": "华泰", "workers": 32, "migrant": 20, "answer": "confirmed"},
        {"name": "永盛", "workers": 25, "migrant": 17, "answer": "confirmed"},
        {"name": "顺心", "workers": 18, "migrant": 11, "answer": "refused"},
        {"name": "长兴", "workers": 9, "migrant": 6, "answer": "closed"},
    ]
    confirmations.confirm(agreement, on=date(2027, 11, 20), firms=firms)
    agreement.term_to = date(2028, 12, 31)
    agreement.save(update_fields=["term_to"])
    effects.come_into_force(agreement, on=date(2027, 12, 8))

    names = (
        "区域合同数",
        "生效数",
        "覆盖企业数",
        "覆盖职工数",
        "覆盖农民工数",
        "企业覆盖率",
        "职工覆盖率",
    )
    found = figures(case.workers_party, date(2027, 12, 31), *names)
    assert list(found.values()) == [1, 0, 2, 57, 37, "2/3", "57/75"]


def test_a_federation_pools_its_firms_and_never_counts_one_twice():
    county = FederationFactory()
    own = EmployerFactory(parent=county, headcount_total=100)
    confirmed = EmployerFactory(parent=county, headcount_total=38)
    EmployerFactory(parent=county, headcount_total=60)
    EmployerFactory(parent=county, is_closed=True)
    InForceFactory(CaseFactory(firm=own))
    standings.register_standing(
        county,
        kind="wage",
        scope="regional",
        term_from=date(2026, 9, 10),
        term_to=date(2028, 9, 9),
        confirmed={own: date(2026, 9, 20), confirmed: date(2026, 9, 20)},
    )

    names = ("建制率", "生效数", "区域合同数", "覆盖企业数", "覆盖职工数", "职工覆盖率")
    found = figures(county, date(2027, 4, 30), *names)
    assert list(found.values()) == ["2/3", 1, 1, 2, 138, "138/198"]


def test_offers_still_within_their_days_are_left_out_of_the_reply_rate():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    firm = round_.employer_party

    running = figures(firm, date(2027, 3, 21), "应约率", "逾期未应约")
    overdue = figures(firm, date(2027, 3, 22), "应约率", "按期应约率", "逾期未应约")

    assert running == {"应约率": "—", "逾期未应约": []}
    assert overdue == {"应约率": "0/1", "按期应约率": "0/1", "逾期未应约": [firm.name]}


def test_a_late_answer_counts_as_an_answer_but_not_as_one_in_time():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    offers.respond(round_, answer="agree", on=date(2027, 3, 25))

    found = figures(round_.employer_party, date(2027, 3, 31), "应约率", "按期应约率")
    assert found == {"应约率": "1/1", "按期应约率": "0/1"}


def test_timely_filing_is_measured_by_the_general_clock():
    county = FederationFactory()
    for parent, received_on in ((county, date(2027, 4, 8)), (county, date(2027, 4, 9))):
        FiledFactory(CaseFactory(parent=parent), received_on=received_on)
    late = ConcludedFactory(CaseFactory(parent=county))

    names = ("签订数", "报审率", "按期报审率", "逾期未报审")
    assert figures(county, date(2027, 4, 30), *names) == {
        "签订数": 3,
        "报审率": "2/3",
        "按期报审率": "1/3",
        "逾期未报审": [late.employer_party.name],
    }


def test_the_signing_rate_is_over_the_firms_that_opened_a_round():
    county = FederationFactory()
    signing = OfferedRoundFactory(union=UnionFactory(parent=county))
    OfferedRoundFactory(union=UnionFactory(parent=county))
    sign(PassedFactory(signing.case))

    found = figures(county, date(2027, 4, 30), "要约率", "签订率")
    assert found == {"要约率": "2/2", "签订率": "1/2"}


def test_performance_pools_the_latest_review_of_each_agreement():
    agreement = InForceFactory()
    done, undone = {"clause": "甲", "result": "done"}, {"clause": "乙", "result": "undone"}
    reviews.review(agreement, on=date(2027, 6, 1), checked=[undone])
    reviews.review(agreement, on=date(2027, 10, 20), checked=[done, done, undone])

    assert indicators.value("履约率", agreement, as_of=date(2027, 9, 30)) == "0/1"
    assert indicators.value("履约率", agreement.employer_party, as_of=date(2027, 11, 30)) == "2/3"


def test_expired_and_expiring_firms_are_listed_by_name():
    county = FederationFactory()
    gone, going = (EmployerFactory(parent=county) for _ in range(2))
    for firm, last in ((gone, date(2027, 3, 31)), (going, date(2027, 6, 30))):
        standings.register_standing(firm, kind="wage", term_from=date(2026, 4, 1), term_to=last)

    found = figures(county, date(2027, 4, 30), "已过期", "90日内")
    assert found == {"已过期": [gone.name], "90日内": [going.name]}


def test_the_mean_growth_is_over_agreements_in_force():
    agreement = InForceFactory(clauses={"avg_growth": "5%"})

    assert indicators.value(
        "平均工资增幅", agreement.employer_party, as_of=date(2027, 5, 1)
    ) == Decimal("0.05")


def test_a_firm_learns_nothing_of_another():
    agreement = InForceFactory()
    stranger = UnionFactory().firm

    with acting_as(actor_of(stranger, Role.EMPLOYER_OFFICER)):
        assert figures(agreement.employer_party, date(2027, 5, 1), "生效数") == {"生效数": 0}


def test_a_federation_is_counted_in_as_many_queries_for_three_firms_as_for_one(
    django_assert_num_queries,
):
    one, three = FederationFactory(), FederationFactory()
    InForceFactory(CaseFactory(parent=one))
    for _ in range(3):
        InForceFactory(CaseFactory(parent=three))

    for county in (one, three):
        with django_assert_num_queries(16):
            indicators.of_organisation(county, as_of=date(2027, 5, 1))
