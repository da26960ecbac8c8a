"""The organisation tree: places of fixed width, closed by a dot, found by range."""

import pytest

from contracts.parties import tree
from tests.factories.parties import FederationFactory, LabourDepartmentFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_places_below_a_parent_are_counted_up():
    county = FederationFactory()

    first, second = FederationFactory(parent=county), FederationFactory(parent=county)

    assert first.path == f"{county.path}00001."
    assert second.path == f"{county.path}00002."


def test_the_count_goes_on_in_base_36():
    county = FederationFactory()
    FederationFactory(parent=county, path=f"{county.path}00009.")

    assert tree.next_place(county) == f"{county.path}0000a."


def test_the_ancestors_of_a_place_include_itself_and_start_with_the_widest():
    assert tree.ancestors("00001.00002.00003.") == [
        "00001.",
        "00001.00002.",
        "00001.00002.00003.",
    ]


def test_the_nearest_labour_department_on_the_way_up_is_meant():
    county = FederationFactory()
    town = FederationFactory(parent=county)
    LabourDepartmentFactory(path=county.path)
    near = LabourDepartmentFactory(path=town.path)

    assert tree.labour_department_for(UnionFactory(parent=town).path) == near


def test_without_a_labour_department_on_the_way_up_there_is_none():
    union = UnionFactory(parent=FederationFactory())
    LabourDepartmentFactory()

    assert tree.labour_department_for(union.path) is None


def test_the_higher_union_of_a_firm_is_the_one_above_its_union():
    town = FederationFactory()
    union = UnionFactory(parent=town)

    assert tree.higher_union(union.firm) == town
    assert tree.higher_union(union) == town
