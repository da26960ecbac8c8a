"""The agreement of a coordination tells what it was about, what came of it and what is left."""

from datetime import date

import pytest

from contracts.bargaining import coordination
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Side
from tests.documents.filled import fill
from tests.factories.bargaining import OfferedRoundFactory, SeatedRoundFactory, meet
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    seat_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CODE = "coordination_agreement"


@pytest.fixture
def union():
    county = FederationFactory(name="望海县总工会")
    LabourDepartmentFactory(name="望海县人社局", path=county.path)
    employer = EmployerFactory(name="海峰铸造", parent=county)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=county)
    seat_head(union, name="孙立军", post="工会主席", level="一线")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    return union


def concluded(round_, terms):
    coordination.apply(round_, side=Side.WORKERS, on=date(2027, 3, 29))
    coordination.accept(round_, on=date(2027, 3, 30))
    coordination.extend(round_, days=10, on=date(2027, 4, 20))
    return coordination.conclude(round_, terms=terms, on=date(2027, 5, 6)).made


def test_after_silence_the_agreement_says_that_no_answer_came(union):
    round_ = OfferedRoundFactory(union=union, received_on=date(2027, 3, 1))
    step = concluded(round_, ["即行协商", "企业指派3名代表"])

    facts = fill(CODE, step, on=date(2027, 5, 6))

    assert facts["facts"] == (
        "职工方于2027年3月1日向对方送达集体协商要约书。依照规定，"
        "对方应于2027年3月21日前书面答复，期满仍未答复，协商无法进行。"
    )
    assert facts["terms"] == [{"term": "即行协商。"}, {"term": "企业指派3名代表。"}]
    assert (facts["extend_days"], facts["due_date"]) == ("10", "2027年5月9日")
    assert (facts["union_chief"], facts["employer_chief"]) == ("孙立军", "曲连海")
    assert [row["unit"] for row in facts["panel"]] == ["望海县人社局", "望海县总工会", ""]


def test_after_talks_the_agreement_lists_what_is_still_open(union):
    round_ = SeatedRoundFactory(union=union)
    meet(round_, positions=[Spoken("夜班津贴", workers=25, employer=15)])
    step = concluded(round_, ["继续协商夜班津贴"])

    facts = fill(CODE, step, on=date(2027, 5, 6))

    assert "双方先后举行1次协商会议，但在夜班津贴上未能达成一致" in facts["facts"]
    assert facts["unresolved"] == [
        {"topic": "夜班津贴", "workers": "每班25元", "employer": "每班15元"},
    ]
