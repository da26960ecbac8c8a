"""Organisations, people and actors, ready for a test; whatever matters stands in the test."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from contracts.parties import tree
from contracts.parties.actors import Actor
from contracts.parties.models import Organisation, OrganisationKind, Person, Role


class FederationFactory(DjangoModelFactory):
    """A federation; ``parent`` places it in the tree."""

    class Meta:
        model = Organisation

    kind = OrganisationKind.FEDERATION
    name = factory.Sequence(lambda n: f"第{n}总工会")
    parent = None
    path = factory.LazyAttribute(lambda made: tree.next_place(made.parent))


class EmployerFactory(FederationFactory):
    """A firm of 184 workers; ``head`` is its legal representative."""

    kind = OrganisationKind.EMPLOYER
    name = factory.Sequence(lambda n: f"第{n}机械有限公司")
    headcount_total = 184
    headcount_women = 50


class EmployerOrganisationFactory(FederationFactory):
    """A chamber that speaks for the employers of an area."""

    kind = OrganisationKind.EMPLOYER_ORGANISATION
    name = factory.Sequence(lambda n: f"第{n}商会")
    area = "沙岗镇纸盒行业"


class LabourDepartmentFactory(FederationFactory):
    """A labour department."""

    kind = OrganisationKind.LABOUR_DEPARTMENT
    name = factory.Sequence(lambda n: f"第{n}人社局")


class UnionFactory(FederationFactory):
    """The union of a firm (its own place is the firm's), or of an area where ``firm`` is None."""

    kind = OrganisationKind.UNION
    name = factory.Sequence(lambda n: f"第{n}工会委员会")
    firm = factory.SubFactory(
        EmployerFactory,
        region=factory.SelfAttribute("..region"),
        parent=factory.SelfAttribute("..parent"),
    )
    region = "CN"
    path = factory.LazyAttribute(
        lambda made: made.firm.path if made.firm else tree.next_place(made.parent),
    )


class PersonFactory(DjangoModelFactory):
    """Somebody; from outside unless ``works_at`` says where."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"职工{n}")
    gender = "男"


def seat_head(organisation: Organisation, **facts: Any) -> Person:
    """Return a new person who heads the organisation (chair, legal representative)."""
    works_at = organisation.firm or organisation
    organisation.head = PersonFactory(works_at=works_at, **facts)
    organisation.save(update_fields=["head"])
    return organisation.head


def actor_of(organisation: Organisation, role: str) -> Actor:
    """Return somebody who acts through an office in the organisation."""
    return Actor(
        name=organisation.name,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        role=role,
        side=Role(role).side,
        path=organisation.path,
    )
