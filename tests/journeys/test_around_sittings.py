"""What lies around sittings goes through the door: refused with its source, or kept with papers."""

import pytest

from contracts.congress.models import JointMeeting
from contracts.journal.models import Entry
from tests.factories.acts import seat_parties
from tests.factories.congress import NOTIFIED_ON, SITS_ON, CongressFactory, SessionFactory
from tests.factories.meetings import ListedFactory
from workflow import door

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.fixture
def parties():
    return seat_parties()


def do(who, act, to, on=SITS_ON, **data):
    return door.perform(act, actor=who, on=on, to=to, data=data)


def test_a_joint_meeting_cannot_pass_a_contract_and_nothing_is_kept_of_it(parties):
    congress = CongressFactory(union=parties.union)
    told = {"members": ["王一"], "matters": [{"item": "通过工资专项集体合同（草案）"}]}

    receipt = do(parties.chair, "congress.meet_jointly", congress, **told)

    assert (receipt.ok, [v.rule for v in receipt.blocks]) == (False, ["wc.joint_meeting"])
    assert not JointMeeting.objects.exists()
    assert Entry.objects.filter(act="congress.meet_jointly").count() == 1


def test_a_committee_named_by_the_congress_is_printed_and_the_firm_may_not_name_it(parties):
    sitting = SessionFactory(CongressFactory(union=parties.union))
    told = {"group": "提案审查", "members": [{"name": "王一", "duty": "组长"}]}

    receipt = do(parties.chair, "congress.name_committee", sitting, **told)
    refused = do(parties.officer, "congress.name_committee", sitting, **told)

    assert [paper.code for paper in receipt.papers] == ["special_groups"]
    named = [row for row in receipt.papers[0].facts["members"] if row["name"]]
    assert named == [{"group": "提案审查", "duty": "组长", "name": "王一", "post": ""}]
    assert [v.rule for v in refused.blocks] == ["access"]


def test_the_firm_may_not_sign_the_delegates_in(parties):
    sitting = ListedFactory(parties.union)
    names = ["第1车间 代表0000"]

    receipt = do(parties.chair, "congress.deliver", sitting, NOTIFIED_ON, names=names)
    assert [v.rule for v in receipt.blocks] == ["R_NOTICE7"]
    done = do(parties.chair, "congress.deliver", sitting, NOTIFIED_ON, names=names, own_hand=True)
    assert done.ok

    assert not do(parties.officer, "congress.sign_in", sitting, names=names).ok
