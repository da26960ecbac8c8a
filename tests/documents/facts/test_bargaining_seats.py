"""The notice of a changed representative says who left, who came and how he was chosen."""

from datetime import date

import pytest

from contracts.bargaining import representatives, seating
from contracts.parties.models import Side
from tests.documents.filled import fill
from tests.factories.bargaining import SeatedRoundFactory, worker_of
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    UnionFactory,
    seat_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CODE = "rep_change_notice"


@pytest.fixture
def round_():
    town = FederationFactory(name="临港街道总工会")
    employer = EmployerFactory(name="海峰铸造", parent=town)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=town)
    seat_head(union, name="孙立军", post="工会主席", level="一线")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    return SeatedRoundFactory(union=union)


def replaced(round_, side, leaving, **facts):
    return representatives.replace(
        round_,
        side=side,
        leaving=leaving,
        vacant_since=date(2027, 3, 10),
        on=date(2027, 3, 12),
        **facts,
    ).made


def test_the_unions_notice_names_both_people_and_the_last_day_to_fill_the_seat(round_):
    leaving = seating.rows(round_, Side.WORKERS).filter(is_chief=False).first().person
    joining = worker_of(round_, name="陈永胜", post="数控操作工")
    row = replaced(round_, Side.WORKERS, leaving, joining=joining)

    facts = fill(CODE, row, on=date(2027, 3, 12))

    assert facts == {
        "addressee": "海峰铸造",
        "doc_no": "〔2027〕1号",
        "side": "职工方",
        "contract_name": "工资专项集体合同",
        "leaving_name": leaving.name,
        "leaving_role": "协商代表",
        "vacancy_date": "2027年3月10日",
        "vacancy_due": "2027年3月25日",
        "vacancy_reason": "",
        "new_name": "陈永胜",
        "new_role": "协商代表",
        "new_post": "数控操作工",
        "produced_by": "海峰铸造工会委员会选派",
        "produce_date": "2027年3月12日",
        "is_chief": "",
        "mandate": "",
        "own_count": "3",
        "other_count": "3",
        "issuer_unit": "海峰铸造工会委员会",
        "copied_to": "临港街道总工会",
        "issue_date": "2027年3月12日",
    }


def test_a_new_chief_of_the_employer_comes_with_his_mandate(round_):
    joining = worker_of(round_, name="曲明远", post="副总经理", level="企业负责人")
    row = replaced(
        round_,
        Side.EMPLOYER,
        round_.employer_party.head,
        joining=joining,
        is_chief=True,
        has_mandate=True,
    )

    facts = fill(CODE, row, on=date(2027, 3, 12), issuer=round_.employer_party)

    assert (facts["is_chief"], facts["mandate"]) == ("是", "法定代表人")
    assert (facts["produced_by"], facts["copied_to"]) == ("企业法定代表人指派", "")
