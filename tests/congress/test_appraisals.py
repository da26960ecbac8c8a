"""Leaders are appraised without names: the sheets add up or there is no count."""

from dataclasses import replace

import pytest

from contracts.congress import appraisals
from contracts.congress.appraisals import Sheets
from contracts.congress.models import Appraisal
from contracts.congress.sittings import OutOfOrder
from contracts.parties.actors import acting_as
from contracts.parties.models import Role
from tests.factories.congress import NOTIFIED_ON, SITS_ON, NoticeFactory, SessionFactory
from tests.factories.parties import actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
SHEETS = Sheets(29, 28, 1, 12, 10, 3, 2)


def count(sitting, sheets=SHEETS, **more):
    return appraisals.count(sitting, target="曲明远", sheets=sheets, on=SITS_ON, **more)


def test_the_sheets_go_out_first_and_the_count_completes_the_row():
    sitting = SessionFactory()
    appraisals.begin(sitting, target="曲明远", post="副总经理", on=SITS_ON)

    count(sitting, comments="多到车间走走")

    row = Appraisal.objects.get()
    assert (row.post, row.excellent, row.invalid, row.counted_on) == ("副总经理", 12, 1, SITS_ON)


def test_a_leader_is_counted_once_a_sitting():
    sitting = SessionFactory()
    count(sitting)

    with pytest.raises(appraisals.AppraisedAlready):
        count(sitting)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basic": 4}, "29张，收回28张"),
        ({"returned": 30, "invalid": 3}, "收回30张，比发出的29张还多"),
        ({"issued": 33}, "发出33张，比实到29人还多"),
        ({"invalid": -1, "basic": 5}, "不能小于零"),
    ],
)
def test_sheets_that_do_not_add_up_are_refused(changes, words):
    with pytest.raises(appraisals.SheetsDoNotAddUp, match=words):
        count(SessionFactory(), replace(SHEETS, **changes))


def test_nobody_is_appraised_before_the_congress_sits():
    with pytest.raises(OutOfOrder):
        appraisals.begin(NoticeFactory(), target="曲明远", on=NOTIFIED_ON)


def test_the_employer_neither_enters_nor_sees_the_count():
    sitting = SessionFactory()
    count(sitting)
    officer = actor_of(sitting.employer_party, Role.EMPLOYER_CHIEF)

    with acting_as(officer):
        assert not Appraisal.objects.exists()
        with pytest.raises(appraisals.NotYourAppraisal):
            appraisals.begin(sitting, target="孙立军", on=SITS_ON)
