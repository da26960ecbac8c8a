from datetime import date

import pytest

from contracts.supervision import groups
from tests.factories.agreements import InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_group_of_both_sides_is_kept_with_the_agreement():
    agreement = InForceFactory()
    members = [{"name": "孙立军", "side": "workers"}, {"name": "曲明远", "side": "employer"}]

    groups.set_up(agreement, on=date(2027, 4, 26), members=members)

    [group] = agreement.group_set.all()
    assert (group.set_up_on, group.members) == (date(2027, 4, 26), members)
