"""The figures of collective bargaining on a day, by the exact formulas of practice.

A valid agreement at T is in force, its term has not run out, and nobody rescinded it; a regional
agreement counts for the firms that confirmed it only. Drafts, signed-only and expired texts never
count. A rate is shown as ``n/d``, not reduced; without a denominator it is ``—``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db import models

from contracts.agreements import queries
from contracts.agreements.habits import habits
from contracts.agreements.library import number
from contracts.agreements.models import Agreement, Clause, Confirmation, Filing, Signing
from contracts.bargaining.models import Offer
from contracts.deadlines.models import Deadline
from contracts.parties.models import Organisation
from contracts.parties.references import reference
from contracts.supervision import congress_figures
from contracts.supervision.models import Review
from contracts.supervision.populations import Firm, Population, firm_of, registered

Indicator = int | str | Decimal | list[str]
FILE = "DL_FILE_GENERAL"


def rate(n: int, d: int) -> str:
    """Return ``n/d`` as it is; a dash where there is nothing to divide by."""
    return f"{n}/{d}" if d else "—"


def of_organisation(organisation: Organisation, *, as_of: date) -> dict[str, Indicator]:
    """Return every figure of a firm, an area or a federation on a day (this day included)."""
    figures = Figures(Population(organisation), as_of)
    return {name: compute(figures) for name, compute in _FORMULAS.items()}


def of_agreement(agreement: Agreement, *, as_of: date) -> dict[str, Indicator]:
    """Return the figures of one agreement: how it is kept, and whom it covers if of an area."""
    reviews = Review.objects.filter(agreement=agreement, reviewed_on__lte=as_of)
    latest = reviews.order_by("-reviewed_on", "-pk").first()
    figures: dict[str, Indicator] = {"履约率": latest.rate if latest else "—"}
    if agreement.is_area:
        coverage = queries.confirmed_coverage(agreement, on=as_of)
        figures["覆盖企业数"] = coverage.firms or 0
        figures["覆盖职工数"] = coverage.workers or 0
        figures["覆盖农民工数"] = coverage.migrant or 0
    return figures


def value(name: str, subject: models.Model, *, as_of: date) -> Indicator | None:
    """Return one figure of anything in the record; nothing where it has no such figure.

    An agreement (or a row that belongs to one) answers for itself; what it has no figure for, and
    any other row of a case, is answered for the employers' party.
    """
    if isinstance(subject, Organisation):
        return of_organisation(subject, as_of=as_of).get(name)
    agreement = subject if isinstance(subject, Agreement) else getattr(subject, "agreement", None)
    if isinstance(agreement, Agreement):
        figures = of_agreement(agreement, as_of=as_of)
        if name in figures:
            return figures[name]
    party = getattr(subject, "employer_party", None) or getattr(subject, "workers_party", None)
    return of_organisation(party, as_of=as_of).get(name) if party else None


@dataclass(frozen=True)
class Figures:
    """The rows of a population on a day, read once and counted many times."""

    population: Population
    as_of: date

    @cached_property
    def signings(self) -> dict[int, Signing]:
        """Return the latest valid signature page of each own agreement, by agreement."""
        pages = Signing.objects.filter(
            agreement__in=self.population.own_agreements(),
            is_void=False,
            is_judged=True,
        ).select_related("agreement__employer_party")
        signed = [p for p in pages.order_by("pk") if p.signed_on and p.signed_on <= self.as_of]
        return {page.agreement_id: page for page in signed}

    @cached_property
    def filings(self) -> dict[int, Filing]:
        """Return the latest filing of each own agreement, by agreement."""
        rows = Filing.objects.filter(
            agreement__in=self.population.own_agreements(),
            received_on__lte=self.as_of,
        )
        return {filing.agreement_id: filing for filing in rows.order_by("received_on", "pk")}

    @cached_property
    def valid_own(self) -> list[Agreement]:
        """Return the own agreements valid on the day."""
        rows = queries.valid(on=self.as_of).filter(pk__in=self.population.own_agreements())
        return list(rows.select_related("employer_party").order_by("pk"))

    @cached_property
    def valid_area(self) -> list[Agreement]:
        """Return the regional and industry agreements valid on the day."""
        rows = queries.valid(on=self.as_of).filter(pk__in=self.population.area_agreements())
        return list(rows.order_by("pk"))

    @cached_property
    def covered(self) -> dict[str, Firm]:
        """Return each covered firm once: by an own agreement, or by one it confirmed."""
        answers = (
            self.population.answers()
            .filter(
                agreement__in=[agreement.pk for agreement in self.valid_area],
                answer=Confirmation.Answer.CONFIRMED,
                answered_on__lte=self.as_of,
            )
            .select_related("firm")
        )
        confirmed = {answer.firm_name: firm_of(answer) for answer in answers}
        firms = [a.employer_party for a in self.valid_own if a.employer_party]
        return {
            **confirmed,
            **{firm.name: registered(firm) for firm in firms if not firm.is_closed},
        }

    @cached_property
    def live(self) -> dict[str, Firm]:
        """Return the live firms of the base list."""
        return self.population.live_firms(on=self.as_of)

    @cached_property
    def offers(self) -> list[Offer]:
        """Return the delivered offers, each firm's rounds apart."""
        rows = self.population.offers(on=self.as_of).select_related("employer_party")
        return list(rows.order_by("pk"))

    @cached_property
    def answerable(self) -> list[Offer]:
        """Return the offers that were answered, or whose last day is past."""
        return [o for o in self.offers if self.is_answered(o) or self.is_overdue(o)]

    def is_answered(self, offer: Offer) -> bool:
        """Test whether a reply came, through coordination or not, up to the day."""
        days = (offer.responded_on, offer.coordinated_on)
        return any(day is not None and day <= self.as_of for day in days)

    def is_answered_in_time(self, offer: Offer) -> bool:
        """Test whether the firm itself replied on or before the last day."""
        answered = offer.responded_on
        if answered is None or answered > self.as_of:
            return False
        return offer.last_day is None or answered <= offer.last_day

    def is_overdue(self, offer: Offer) -> bool:
        """Test whether the last day to reply is past."""
        return offer.last_day is not None and offer.last_day < self.as_of

    @cached_property
    def file_days(self) -> dict[int, date]:
        """Return the last day to file (general clock) of each signed own agreement."""
        keys = {reference(page.agreement): pk for pk, page in self.signings.items()}
        rows = Deadline.objects.filter(
            subject__in=list(keys),
            code=FILE,
            base_on__lte=self.as_of,
        ).order_by("base_on", "pk")
        return {keys[row.subject]: row.judged_day for row in rows}

    @cached_property
    def filed_after_signing(self) -> dict[int, date]:
        """Return the day each agreement was received, counted from its latest signature page."""
        return {
            pk: filing.received_on
            for pk, filing in self.filings.items()
            if pk in self.signings
            and filing.received_on >= (self.signings[pk].signed_on or date.min)
        }

    @cached_property
    def congresses(self) -> dict[str, bool]:
        """Return the firms that have a workers' congress, and whether it sat in time."""
        return congress_figures.having(self.population, on=self.as_of)

    @cached_property
    def reviews(self) -> list[Review]:
        """Return the latest review of each agreement."""
        agreements = self.population.own_agreements() | self.population.area_agreements()
        if self.population.firm is not None:
            agreements = self.population.own_agreements()
        rows = Review.objects.filter(agreement__in=agreements, reviewed_on__lte=self.as_of)
        latest = {review.agreement_id: review for review in rows.order_by("reviewed_on", "pk")}
        return list(latest.values())


def _establishment(figures: Figures) -> str:
    return rate(len(figures.covered.keys() & figures.live.keys()), len(figures.live))


def _demand_rate(figures: Figures) -> str:
    rounds = figures.population.rounds(on=figures.as_of).values_list("employer_party", flat=True)
    offered = {offer.employer_party_id for offer in figures.offers}
    due = set(rounds)
    return rate(len(offered & due), len(due))


def _reply_rate(figures: Figures) -> str:
    replied = sum(figures.is_answered(offer) for offer in figures.answerable)
    return rate(replied, len(figures.answerable))


def _timely_reply_rate(figures: Figures) -> str:
    replied = sum(figures.is_answered_in_time(offer) for offer in figures.answerable)
    return rate(replied, len(figures.answerable))


def _signing_rate(figures: Figures) -> str:
    rounds = figures.population.rounds(on=figures.as_of).filter(scope="enterprise")
    due = set(rounds.values_list("employer_party", flat=True))
    signed = {page.employer_party_id for page in figures.signings.values()}
    return rate(len(signed & due), len(due))


def _filing_rate(figures: Figures) -> str:
    filed = figures.signings.keys() & figures.filed_after_signing.keys()
    return rate(len(filed), len(figures.signings))


def _timely_filing_rate(figures: Figures) -> str:
    filed, last = figures.filed_after_signing, figures.file_days
    due = [pk for pk in figures.signings if pk in filed or last.get(pk, date.max) < figures.as_of]
    timely = [pk for pk in due if pk in filed and filed[pk] <= last.get(pk, date.max)]
    return rate(len(timely), len(due))


def _coverage(figures: Figures) -> str:
    return rate(len(figures.covered.keys() & figures.live.keys()), len(figures.live))


def _worker_coverage(figures: Figures) -> str:
    covered = [f for name, f in figures.covered.items() if name in figures.live]
    return rate(_workers(covered), _workers(figures.live.values()))


def _workers(firms: Iterable[Firm]) -> int:
    return sum(firm.workers for firm in firms)


def _performance(figures: Figures) -> str:
    done = sum(review.done_count for review in figures.reviews)
    return rate(done, sum(review.due_count for review in figures.reviews))


def _growth(figures: Figures) -> Indicator:
    clauses = Clause.objects.filter(
        agreement__in=[a.pk for a in figures.valid_own],
        key="avg_growth",
        value__isnull=False,
    )
    values = [number(clause.value) for clause in clauses]
    return sum(values, Decimal(0)) / len(values) if values else "—"


def _expired(figures: Figures) -> list[str]:
    covered = {a.employer_party_id for a in figures.valid_own}
    rows = figures.population.own_agreements().filter(
        in_force_on__isnull=False,
        term_to__lt=figures.as_of,
    )
    rows = rows.select_related("employer_party").order_by("pk")
    return _names(a.employer_party for a in rows if a.employer_party_id not in covered)


def _expiring(figures: Figures) -> list[str]:
    last = figures.as_of + timedelta(days=max(habits().expiry_days))
    rows = [a for a in figures.valid_own if a.term_to and a.term_to <= last]
    return _names(a.employer_party for a in rows)


def _unanswered(figures: Figures) -> list[str]:
    late = [o for o in figures.answerable if not figures.is_answered(o)]
    return _names(o.employer_party for o in late)


def _unfiled(figures: Figures) -> list[str]:
    late = [
        page.agreement.employer_party
        for pk, page in figures.signings.items()
        if pk not in figures.filed_after_signing
        and figures.file_days.get(pk, date.max) < figures.as_of
    ]
    return _names(late)


def _congress_rate(figures: Figures) -> str:
    large = congress_figures.large(figures.live.values())
    return rate(len(large & figures.congresses.keys()), len(large))


def _congress_use_rate(figures: Figures) -> str:
    large = congress_figures.large(figures.live.values())
    used = {name for name, in_time in figures.congresses.items() if in_time}
    return rate(len(large & used), len(large))


def _admission_rate(figures: Figures) -> str:
    return rate(*congress_figures.admitted(figures.population, on=figures.as_of))


def _names(parties: Iterable[Organisation | None]) -> list[str]:
    """Return each party's name once, in the order given."""
    return list(dict.fromkeys(party.name for party in parties if party))


_FORMULAS: dict[str, Callable[[Figures], Indicator]] = {
    "建制率": _establishment,
    "要约率": _demand_rate,
    "应约率": _reply_rate,
    "按期应约率": _timely_reply_rate,
    "签订率": _signing_rate,
    "报审率": _filing_rate,
    "按期报审率": _timely_filing_rate,
    "签订数": lambda figures: len(figures.signings),
    "报审数": lambda figures: len(figures.filings),
    "生效数": lambda figures: len(figures.valid_own),
    "区域合同数": lambda figures: len(figures.valid_area),
    "覆盖企业数": lambda figures: len(figures.covered),
    "覆盖职工数": lambda figures: _workers(figures.covered.values()),
    "覆盖农民工数": lambda figures: sum(f.migrant for f in figures.covered.values()),
    "覆盖女职工数": lambda figures: sum(f.women for f in figures.covered.values()),
    "企业覆盖率": _coverage,
    "职工覆盖率": _worker_coverage,
    "百人以上职代会建制率": _congress_rate,
    "百人以上职代会运行率": _congress_use_rate,
    "提案立案率": _admission_rate,
    "履约率": _performance,
    "平均工资增幅": _growth,
    "已过期": _expired,
    "90日内": _expiring,
    "逾期未应约": _unanswered,
    "逾期未报审": _unfiled,
}
