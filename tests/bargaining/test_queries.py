from datetime import date

import pytest

from contracts.bargaining import offers, queries
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Side
from tests.factories.bargaining import (
    OfferedRoundFactory,
    RoundFactory,
    SeatedRoundFactory,
    TalkingRoundFactory,
    meet,
)
from tests.factories.parties import EmployerOrganisationFactory, FederationFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_firm_and_union_find_the_same_table():
    union = UnionFactory()

    assert queries.table_of(union) == (union, union.firm)
    assert queries.table_of(union.firm) == (union, union.firm)


def test_area_union_and_chamber_find_the_same_table():
    union = UnionFactory(firm=None, area="纸盒行业")
    chamber = EmployerOrganisationFactory(area="纸盒行业")
    EmployerOrganisationFactory(area="木业")

    assert queries.table_of(union) == (union, chamber)
    assert queries.table_of(chamber) == (union, chamber)


def test_federation_sits_at_no_table():
    assert queries.table_of(FederationFactory()) == (None, None)


def test_newest_round_is_the_current_one():
    union = UnionFactory()
    RoundFactory(union=union, kind="wage", on=date(2026, 3, 1))
    newest = RoundFactory(union=union, kind="wage", on=date(2027, 3, 1))
    women = RoundFactory(union=union, kind="women", on=date(2027, 1, 1))

    assert queries.current_round(union.firm) == newest
    assert queries.current_round(union, kind="women") == women


def test_turn_goes_from_the_union_to_the_employer_to_both():
    prep, offered, talking = RoundFactory(), OfferedRoundFactory(), SeatedRoundFactory()

    assert queries.whose_turn(prep) == [Side.WORKERS]
    assert queries.whose_turn(offered) == [Side.EMPLOYER]
    assert queries.whose_turn(TalkingRoundFactory()) == list(Side)
    assert queries.whose_turn(talking) == list(Side)


def test_unanswered_offer_is_overdue_the_day_after_its_last():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    offers.respond(OfferedRoundFactory(), answer="agree", on=date(2027, 3, 2))

    assert list(queries.open_offers()) == [offers.open_offer(round_)]
    assert list(queries.overdue_offers(on=date(2027, 3, 21))) == []
    assert list(queries.overdue_offers(on=date(2027, 3, 22))) == [offers.open_offer(round_)]


def test_last_word_on_a_topic_is_what_is_settled():
    round_ = SeatedRoundFactory()
    meet(round_, positions=[Spoken("增幅", workers="8%", employer="2%")])
    meet(round_, positions=[Spoken("增幅", workers="6%", employer="4%", settled="5%")])

    settled = queries.settled_positions(round_)

    assert [(row.topic, row.settled_words) for row in settled] == [("增幅", "5%")]
    assert queries.first_positions(round_)["增幅"].workers_words == "8%"


@pytest.mark.parametrize("rows", [1, 3])
def test_open_offers_take_one_query(rows, django_assert_num_queries):
    for _ in range(rows):
        OfferedRoundFactory()

    with django_assert_num_queries(1):
        assert len(queries.open_offers()) == rows
