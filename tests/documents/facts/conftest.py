"""One firm's round as far as a paper needs it."""

from datetime import date

import pytest

from contracts.bargaining import (
    offers,
    plans,
    representatives,
    seating,
    surveys,
)
from contracts.bargaining.plans import PlannedPosition
from contracts.bargaining.representatives import Nominee
from contracts.bargaining.sessions import Spoken
from contracts.bargaining.surveys import TopicVotes
from contracts.parties.models import Side
from tests.factories.bargaining import RoundFactory, meet, seat, worker_of
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    UnionFactory,
    seat_head,
)

WORKERS, EMPLOYER = Side.WORKERS, Side.EMPLOYER


@pytest.fixture
def firm():
    county = FederationFactory(name="望海县总工会")
    town = FederationFactory(name="临港街道总工会", parent=county)
    employer = EmployerFactory(name="海峰铸造", parent=town, headcount_total=184)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=town)
    seat_head(union, name="孙立军", post="工会主席/工段长", level="一线")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    return union


@pytest.fixture
def round_(firm):
    return RoundFactory(union=firm, on=date(2027, 1, 4), previous_expires_on=date(2027, 3, 31))


@pytest.fixture
def offer(round_):
    deputy = worker_of(round_, name="曲明远", post="副总经理", level="企业负责人")
    seat(round_, WORKERS)
    return offers.make(
        round_,
        made_by=WORKERS,
        topics=["年度平均工资增幅", "夜班津贴"],
        delivered_by="当面",
        received_on=date(2027, 1, 8),
        received_by=deputy,
        on=date(2027, 1, 8),
    ).made


@pytest.fixture
def talking(offer):
    round_ = offer.round
    people = [offer.received_by, worker_of(round_), worker_of(round_)]
    representatives.name(
        round_,
        side=EMPLOYER,
        nominees=[Nominee(p, is_chief=p == people[0], has_mandate=p == people[0]) for p in people],
        recorder=worker_of(round_, name="宋玉芬", post="档案员"),
        on=date(2027, 1, 28),
    )
    offers.respond(round_, answer="agree", on=date(2027, 1, 28))
    return round_


@pytest.fixture
def survey(round_):
    topics = [TopicVotes("夜班津贴", 96), TopicVotes("涨工资", 141)]
    return surveys.record(round_, sent=184, returned=163, topics=topics, on=date(2027, 1, 7)).made


@pytest.fixture
def plan(round_):
    growth = PlannedPosition("年度平均工资增幅", ask="8%", target="5%", bottom="4%")
    return plans.draw_up(round_, side=WORKERS, positions=[growth], on=date(2027, 1, 7)).made


@pytest.fixture
def session(talking):
    people = [row.person for side in Side for row in seating.rows(talking, side)]
    spoken = [
        Spoken("年度平均工资增幅", base=5033.7, workers="8%", employer="2%"),
        Spoken("夜班津贴", workers=30, employer=18, settled=25),
    ]
    return meet(
        talking,
        chair=talking.workers_party.head,
        present=people,
        positions=spoken,
        on=date(2027, 2, 2),
    ).made
