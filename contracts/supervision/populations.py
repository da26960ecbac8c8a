"""Whose figures are asked for: the firms, agreements and offers of an organisation."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from contracts.agreements.models import Agreement, Confirmation
from contracts.bargaining.models import CoveredFirm, Offer, Round
from contracts.parties.models import Organisation, OrganisationKind, Scope
from contracts.parties.visibility import under


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as the figures count it: once, by its name, with its latest headcount."""

    name: str
    workers: int = 0
    migrant: int = 0
    women: int = 0


def registered(organisation: Organisation) -> Firm:
    """Return a firm with the headcount of the register."""
    return Firm(
        name=organisation.name,
        workers=organisation.headcount_total,
        migrant=organisation.headcount_migrant,
        women=organisation.headcount_women,
    )


@dataclass(frozen=True, slots=True)
class Population:
    """The part of the record an organisation stands for: itself, its area, or what is under it."""

    organisation: Organisation

    @property
    def firm(self) -> Organisation | None:
        """Return the one firm this is about, nothing for an area or a federation."""
        if self.organisation.kind == OrganisationKind.EMPLOYER:
            return self.organisation
        return self.organisation.firm

    @property
    def is_area(self) -> bool:
        """Test whether this is the union or employer organisation of an area."""
        kinds = {OrganisationKind.UNION, OrganisationKind.EMPLOYER_ORGANISATION}
        return self.firm is None and self.organisation.kind in kinds

    def rows(self) -> Q:
        """Return the condition on rows of cases that belong to this population."""
        if self.firm is not None:
            return Q(employer_party=self.firm)
        if self.is_area:
            return Q(workers_party=self.organisation) | Q(employer_party=self.organisation)
        return under(self.organisation.path)

    def own_agreements(self) -> QuerySet[Agreement]:
        """Return the firms' own agreements (企业合同)."""
        return Agreement.objects.filter(self.rows(), scope=Scope.ENTERPRISE)

    def area_agreements(self) -> QuerySet[Agreement]:
        """Return the regional and industry agreements; of one firm those it confirmed."""
        area = Agreement.objects.exclude(scope=Scope.ENTERPRISE)
        if self.firm is None:
            return area.filter(self.rows())
        return area.filter(pk__in=self.answers().values("agreement"))

    def answers(self) -> QuerySet[Confirmation]:
        """Return the answers of firms to area agreements."""
        if self.firm is None:
            return Confirmation.objects.filter(self.rows())
        named = Q(firm__isnull=True, firm_name=self.firm.name)
        return Confirmation.objects.filter(Q(firm=self.firm) | named)

    def rounds(self, *, on: date) -> QuerySet[Round]:
        """Return the rounds opened up to and including a day."""
        return Round.objects.filter(self.rows(), opened_on__lte=on)

    def offers(self, *, on: date) -> QuerySet[Offer]:
        """Return the offers that reached the other side up to and including a day."""
        return Offer.objects.filter(
            self.rows(),
            received_on__lte=on,
            superseded_on__isnull=True,
        )

    def live_firms(self, *, on: date) -> dict[str, Firm]:
        """Return the base list: every live firm once, closed ones left out."""
        firms = {}
        if not self.is_area:
            employers = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER)
            place = Q(pk=self.firm.pk) if self.firm else under(self.organisation.path)
            firms = {o.name: registered(o) for o in employers.filter(place, is_closed=False)}
        if self.firm is None:
            firms = {**self._area_firms(on=on), **firms}
        return firms

    def _area_firms(self, *, on: date) -> dict[str, Firm]:
        covered = CoveredFirm.objects.filter(self.rows(), round__opened_on__lte=on)
        firms = {f.name: Firm(f.name, f.workers, f.migrant, f.women) for f in covered}
        for answer in self.answers().filter(answered_on__lte=on).select_related("firm"):
            firms[answer.firm_name] = firm_of(answer)
            if answer.answer == Confirmation.Answer.CLOSED:
                del firms[answer.firm_name]
        return firms


def firm_of(answer: Confirmation) -> Firm:
    """Return the firm behind an answer, with the register's headcount where it has one."""
    if answer.firm and answer.firm.headcount_total:
        return registered(answer.firm)
    return Firm(answer.firm_name, answer.workers, answer.migrant, answer.women)
