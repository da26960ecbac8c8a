"""Which template a paper is printed on: place, day, and the shipped file where nobody decided."""

import hashlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.documents import declaration, store, template_choice, template_versions
from contracts.documents.declaration import template_path
from contracts.documents.template_choice import TemplateGone
from contracts.parties.actors import acting_as
from tests.factories import templates
from tests.factories.parties import FederationFactory, UnionFactory

pytestmark = pytest.mark.django_db
CODE, ON = templates.CODE, templates.ON


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def county(as_system):
    return FederationFactory(name="甲县总工会")


def chosen(organisation, on=ON):
    return template_choice.chosen(CODE, path=organisation.path, on=on)


def shipped():
    return hashlib.sha256(template_path(CODE).read_bytes()).hexdigest()


def test_without_a_version_the_shipped_file_is_printed_on(county):
    assert chosen(county) == shipped()


def test_a_paper_without_a_layout_has_none(county, monkeypatch, tmp_path):
    monkeypatch.setattr(declaration, "TEMPLATES", tmp_path)

    assert chosen(county) == ""


def test_the_nearest_version_upward_wins(county):
    town = FederationFactory(parent=county)
    union, neighbour = UnionFactory(parent=town), UnionFactory(parent=county)
    outside = FederationFactory()
    wide = templates.approved(county, "县里的一句。")
    near = templates.approved(town, "街道的一句。")

    assert [chosen(each) for each in (union, town)] == [near.sha256] * 2
    assert [chosen(each) for each in (neighbour, county)] == [wide.sha256] * 2
    assert chosen(outside) == shipped()


def test_a_version_may_be_for_one_organisation_below(county):
    union, other = UnionFactory(parent=county), UnionFactory(parent=county)
    version = templates.approved(county, place=union)

    assert (chosen(union), chosen(other)) == (version.sha256, shipped())


def test_the_version_in_force_on_the_day_is_taken(county):
    first = templates.approved(county, "第一句。")
    second = templates.approved(county, "第二句。", valid_from=date(2027, 3, 1))

    assert chosen(county, date(2027, 1, 31)) == shipped()
    assert chosen(county, date(2027, 2, 1)) == first.sha256
    assert chosen(county, date(2027, 2, 28)) == first.sha256
    assert chosen(county, date(2027, 3, 1)) == second.sha256


def test_what_is_not_approved_or_withdrawn_is_never_printed_on(county):
    first, second = templates.approved(county, "第一句。"), templates.approved(county, "第二句。")
    templates.tried(county, "第三句。")
    assert chosen(county) == second.sha256

    with acting_as(templates.somebody(county, account=1)):
        template_versions.withdraw(second, reason="有错字", on=ON)

    assert chosen(county) == first.sha256


def test_the_look_up_is_one_question(county):
    union = UnionFactory(parent=county)
    templates.approved(county)
    with CaptureQueriesContext(connection) as asked:
        chosen(union)

    assert len(asked) == 1


def test_shipped_templates_are_kept_so_that_an_upgrade_does_not_take_them_away(county, tmp_path):
    kept = template_choice.keep_shipped()

    assert kept == len(list(template_path(CODE).parents[1].glob("*/*.docx")))
    assert template_choice.place_of(CODE, shipped()) == store.place_of(shipped())
    assert store.get(shipped()) == template_path(CODE).read_bytes()


def test_another_template_never_takes_the_place_of_one_that_is_gone(county):
    with pytest.raises(TemplateGone, match="不能用别的模板代替"):
        template_choice.place_of(CODE, "0" * 64)
