"""Who sees a row of a case: default deny, own side, the subtree above, never beside it."""

from datetime import date

import pytest

from contracts.bargaining.models import Round
from contracts.parties import actors
from contracts.parties.actors import SYSTEM, Actor, NoActor, acting_as
from contracts.parties.choices import Role
from contracts.parties.models import Case
from contracts.parties.visibility import upper_bound
from tests.factories.bargaining import RoundFactory
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db


def seen_by(actor: Actor) -> int:
    """Return how many rounds an actor sees."""
    with acting_as(actor):
        return Round.objects.count()


@pytest.fixture
def made(as_system: Actor) -> Round:
    """Return a round of a firm below a town below a county."""
    county = FederationFactory()
    town = FederationFactory(parent=county)
    return RoundFactory(union=UnionFactory(parent=town))


def test_a_scoped_table_refuses_to_answer_without_an_actor():
    with pytest.raises(NoActor):
        Round.objects.count()


def test_there_is_no_actor_unless_somebody_set_one():
    with pytest.raises(NoActor):
        actors.current()


def test_the_actor_is_gone_after_the_block():
    with acting_as(SYSTEM):
        pass

    with pytest.raises(NoActor):
        actors.current()


@pytest.mark.parametrize(
    ("role", "side"),
    [
        (Role.UNION_CHAIR, "workers"),
        (Role.WORKER_REPRESENTATIVE, "workers"),
        (Role.EMPLOYER_OFFICER, "employer"),
        (Role.EMPLOYER_CHIEF, "employer"),
    ],
)
def test_both_parties_see_their_round(made: Round, role: Role, side: str):
    party = made.workers_party if side == "workers" else made.employer_party

    assert seen_by(actor_of(party, role)) == 1


def test_every_federation_on_the_way_up_sees_it(made: Round):
    town = made.workers_party.parent

    assert seen_by(actor_of(town, Role.FEDERATION_OFFICER)) == 1
    assert seen_by(actor_of(town.parent, Role.FEDERATION_OFFICER)) == 1


def test_a_federation_beside_sees_nothing(made: Round):
    with acting_as(SYSTEM):
        beside = FederationFactory(parent=made.workers_party.parent.parent)

    assert seen_by(actor_of(beside, Role.FEDERATION_OFFICER)) == 0


def test_another_firm_of_the_same_town_sees_nothing(made: Round):
    with acting_as(SYSTEM):
        other = UnionFactory(parent=made.workers_party.parent)

    assert seen_by(actor_of(other, Role.UNION_CHAIR)) == 0
    assert seen_by(actor_of(other.firm, Role.EMPLOYER_CHIEF)) == 0


def test_the_labour_department_sees_it_only_once_it_came_there(made: Round):
    with acting_as(SYSTEM):
        department = LabourDepartmentFactory(path=made.workers_party.parent.parent.path)
    clerk = actor_of(department, Role.LABOUR_CLERK)

    before = seen_by(clerk)
    with acting_as(SYSTEM):
        Case.objects.filter(pk=made.case_id).update(is_before_labour=True)

    assert (before, seen_by(clerk)) == (0, 1)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_three_administrators_see_no_rounds(made: Round, role: Role):
    assert seen_by(actor_of(made.workers_party.parent, role)) == 0


def test_a_forward_key_is_narrowed_too(made: Round):
    with acting_as(SYSTEM):
        stranger = UnionFactory()
        row = Round.objects.get(pk=made.pk)

    with acting_as(actor_of(stranger, Role.UNION_CHAIR)), pytest.raises(Case.DoesNotExist):
        _ = row.case


def test_a_subtree_ends_before_the_next_sibling():
    assert upper_bound("00001.00002.") == "00001.00002/"


def test_the_day_of_the_round_plays_no_part(made: Round):
    assert made.opened_on == date(2027, 3, 1)
