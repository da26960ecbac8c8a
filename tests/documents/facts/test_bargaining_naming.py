"""How the workers' side was chosen is minuted and put on the notice board, without private data."""

from datetime import date

import pytest

from contracts.bargaining import seating
from contracts.parties.models import Person, Side
from tests.documents.filled import fill
from tests.factories.bargaining import SeatedRoundFactory
from tests.factories.parties import EmployerFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 1, 6)


@pytest.fixture
def round_():
    employer = EmployerFactory(name="海峰铸造")
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer)
    seat_head(union, name="孙立军", post="工会主席/工段长", level="一线", phone="13900000000")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    return SeatedRoundFactory(union=union)


def members(round_):
    return [row.person for row in seating.rows(round_, Side.WORKERS)]


def test_the_minutes_list_who_was_sent_and_how_many_are_women_and_from_the_shop_floor(round_):
    people = members(round_)
    Person.objects.filter(pk=people[1].pk).update(
        gender="女", level="一线", employment="合同制(农民工)"
    )
    Person.objects.filter(pk=people[2].pk).update(level="技术", gender="男")

    facts = fill("rep_election_minutes", round_, on=ON)

    assert (facts["host"], facts["chief"], facts["election_mode"]) == (
        "孙立军",
        "孙立军",
        "工会选派",
    )
    assert (facts["seats"], facts["frontline_n"], facts["women_n"]) == ("3", "2", "1")
    assert (facts["candidates"][0]["dept"], facts["candidates"][1]["is_migrant"]) == (
        "工会主席、工段长",
        "是",
    )
    assert [facts[name] for name in ("place", "attended", "minutes")] == [""] * 3


def test_the_notice_stands_for_the_usual_days_and_says_whom_to_call(round_):
    facts = fill("rep_public_notice", round_, on=ON)

    assert (facts["notice_start"], facts["notice_end"]) == ("2027年1月6日", "2027年1月11日")
    assert facts["objection_contact"] == "孙立军　13900000000"
    assert [row["role"] for row in facts["reps"]] == ["首席代表", "协商代表", "协商代表"]
    assert set(facts["reps"][0]) == {"seq", "name", "dept", "role"}
