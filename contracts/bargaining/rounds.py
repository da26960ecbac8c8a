"""Open a round and move it from stage to stage; the law of a round on a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.bargaining.checks import offers as offer_checks
from contracts.bargaining.choices import INSTRUMENT_NAMES, Mandate, Stage
from contracts.bargaining.models import CoveredFirm, Round
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties import locking
from contracts.parties.models import Case, Kind, Organisation, OrganisationKind, Scope
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

RENEWAL_CODES = ("DL_RENEW_WAGE", "DL_RENEW_GENERAL")


class PartiesMissing(Refused):
    """一轮协商要有职工方和企业方；请先登记企业和工会。"""


class CoversOutOfPlace(Refused):
    """只有区域或行业协商才列覆盖企业名册；企业协商请去掉名册。"""


class CoverDoesNotAddUp(Refused):
    """名册里农民工数或女职工数大于职工数，或同一企业列了两次；请核对。"""


class OutOfOrder(Refused):
    """这一步还没到时候：要约、应约、协商、草案、表决、签字、报送依次进行。"""

    rule = "R_ORDER"


@dataclass(frozen=True, slots=True)
class Cover:
    """A firm an area round wants to cover, as the list names it."""

    name: str
    workers: int = 0
    migrant: int = 0
    women: int = 0
    mandate: str = Mandate.NONE


def law_of(round_: Round, *, on: date) -> Law:
    """Return the law of a round's place and instrument on a day."""
    return law_for(round_.case, kind=round_.kind, scope=round_.scope, on=on)


def lock(round_: Round) -> None:
    """Lock the case of the round and bring the round up to date, unless the door did both."""
    locking.lock(round_)


@transaction.atomic
def open_round(
    *,
    workers_party: Organisation | None,
    employer_party: Organisation | None,
    kind: str,
    on: date,
    scope: str = Scope.ENTERPRISE,
    previous: Agreement | None = None,
    previous_number: str = "",
    previous_expires_on: date | None = None,
    covers: Sequence[Cover] = (),
    number: str = "",
) -> Outcome:
    """Open a case with its round, and start the renewal windows where an old contract runs out.

    The old contract is an agreement on record, or known by its last day alone. The window's first
    day is the target: an offer before it is in time. A wage round of a region or industry runs both
    windows (集体合同规定 第三十八条、工资集体协商试行办法 第二十四条).

    :raises PartiesMissing: if an employer is missing for a firm, or both parties are.
    :raises CoversOutOfPlace: if a firm's own round names covered firms.
    :raises CoverDoesNotAddUp: if a list has a firm twice or more people in a group than in all.
    """
    _need_parties(workers_party, employer_party, scope)
    _need_sound_covers(covers, scope)
    case = _open_case(workers_party, employer_party, kind=kind, scope=scope, on=on)
    round_ = Round.objects.create(
        **Round.belonging_to(case),
        kind=kind,
        scope=scope,
        number=number,
        opened_on=on,
        previous=previous,
        previous_number=previous_number or (previous.number if previous else ""),
        previous_expires_on=previous_expires_on or (previous.last_valid_day if previous else None),
    )
    verdicts = _list_covers(round_, covers, on=on)
    _start_renewal_windows(round_, on=on)
    return Outcome(made=round_, verdicts=verdicts, looked_at=[case])


def _open_case(
    workers_party: Organisation | None,
    employer_party: Organisation | None,
    *,
    kind: str,
    scope: str,
    on: date,
) -> Case:
    place = workers_party or employer_party
    if place is None:
        raise PartiesMissing
    about = employer_party if scope == Scope.ENTERPRISE and employer_party else place
    whom = about.name if scope == Scope.ENTERPRISE else about.area or about.name
    return Case.objects.create(
        matter=Case.Matter.ROUND,
        title=f"{whom}{on.year}年{INSTRUMENT_NAMES[Kind(kind)]}协商",
        region=place.region,
        path=place.path,
        workers_party=workers_party,
        employer_party=employer_party,
        opened_on=on,
    )


def _need_parties(
    workers_party: Organisation | None,
    employer_party: Organisation | None,
    scope: str,
) -> None:
    is_firm_missing = scope == Scope.ENTERPRISE and employer_party is None
    if is_firm_missing or (workers_party is None and employer_party is None):
        raise PartiesMissing


def _need_sound_covers(covers: Sequence[Cover], scope: str) -> None:
    if covers and scope == Scope.ENTERPRISE:
        raise CoversOutOfPlace
    names = [cover.name for cover in covers]
    if len(set(names)) < len(names):
        raise CoverDoesNotAddUp
    if any(max(cover.migrant, cover.women) > cover.workers for cover in covers):
        raise CoverDoesNotAddUp


def _list_covers(round_: Round, covers: Sequence[Cover], *, on: date) -> list[Verdict]:
    CoveredFirm.objects.bulk_create(
        CoveredFirm(
            **CoveredFirm.belonging_to(round_.case),
            round=round_,
            name=cover.name,
            workers=cover.workers,
            migrant=cover.migrant,
            women=cover.women,
            mandate=cover.mandate,
        )
        for cover in covers
    )
    unbound = [cover.name for cover in covers if cover.mandate == Mandate.NONE]
    verdict = offer_checks.check_mandates(unbound, law_of(round_, on=on))
    return [verdict] if verdict else []


def _start_renewal_windows(round_: Round, *, on: date) -> None:
    if round_.previous_expires_on is None:
        return
    for code in renewal_codes(round_.kind, round_.scope):
        clock.start(
            round_.case,
            code,
            base=round_.previous_expires_on,
            law=law_of(round_, on=on),
            subject=round_,
        )


def renewal_codes(kind: str, scope: str) -> tuple[str, ...]:
    """Return the renewal windows that an instrument of this kind and scope runs."""
    if kind != Kind.WAGE:
        return ("DL_RENEW_GENERAL",)
    return ("DL_RENEW_WAGE",) if scope == Scope.ENTERPRISE else RENEWAL_CODES


def need_stage(
    round_: Round,
    stages: Collection[str],
    *,
    act: str,
    first: str,
    is_paper: bool = False,
) -> list[Verdict]:
    """Refuse an act that comes too early or too late, and say what comes first.

    What is entered from paper (补录) has happened: its fault is returned, to stand until cured.

    :raises OutOfOrder: if the round is in none of these stages.
    """
    if round_.stage in stages:
        return []
    early = order_verdict(round_, act=act, first=first)
    if is_paper:
        return [early]
    raise OutOfOrder(verdicts=[early])


def order_verdict(round_: Round, *, act: str, first: str) -> Verdict:
    """Return the blocking verdict on an act out of order."""
    return judge(
        "R_ORDER",
        holds=False,
        message=f"本轮现在是“{round_.get_stage_display()}”阶段，还不能{act}。",
        remedy=first,
    )


def advance_stage(round_: Round, stage: str) -> None:
    """Put the round into a stage; agreements and votes move it on, and back after a failure."""
    round_.stage = Stage(stage)
    round_.save(update_fields=["stage"])


def has_union(round_: Round) -> bool:
    """Test whether a union speaks for the workers; else they choose representatives themselves."""
    party = round_.workers_party
    return party is not None and party.kind == OrganisationKind.UNION
