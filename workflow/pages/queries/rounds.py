"""Rounds as lists and as one page show them: stages with their days, the talks, the own papers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, OuterRef, Prefetch, QuerySet, Subquery

from contracts.agreements.models import Agreement
from contracts.agreements.models import Stage as AgreementStage
from contracts.bargaining import queries as bargaining
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import (
    Attendance,
    Offer,
    Position,
    Recorder,
    Representative,
    Round,
    Session,
)
from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from workflow.desk.models import WorkItem
from workflow.pages.steps import StepBar, bar_of

STAGES = (
    (Stage.PREP, "准备"),
    (Stage.OFFER, "要约"),
    (Stage.TALKS, "协商"),
    (Stage.DRAFT, "草案"),
    (Stage.VOTE, "表决"),
    (Stage.SIGN, "签字"),
    (Stage.FILING, "报送"),
    (Stage.EFFECT, "生效"),
)


def own_rounds() -> QuerySet[Round]:
    """Return the rounds the actor may see with their next last day, the newest first."""
    soonest = (
        WorkItem.objects.filter(case=OuterRef("case"), done_on__isnull=True)
        .order_by()
        .values("case")
        .annotate(soonest=Min("last_day"))
        .values("soonest")
    )
    return (
        Round.objects.select_related("case", "workers_party", "employer_party")
        .annotate(next_day=Subquery(soonest))
        .order_by("-opened_on", "-pk")
    )


def bar(round_: Round, agreements: list[Agreement]) -> StepBar:
    """Return the step bar of a round: each stage with the day of its own event."""
    offer = Offer.objects.filter(round=round_).order_by("-pk").first()
    first = Session.objects.filter(round=round_).order_by("number").first()
    settled = round_.settlements.order_by("-pk").first()
    main = _main(round_, agreements)
    begun = first.held_on if first else None
    if begun is None and offer is not None:
        begun = offer.coordinated_on or offer.responded_on
    days: dict[str, date | None] = {
        Stage.PREP: round_.opened_on,
        Stage.OFFER: offer.sent_on if offer else None,
        Stage.TALKS: begun,
        Stage.DRAFT: main.drafted_on if main else (settled.settled_on if settled else None),
        Stage.VOTE: main.passed_on if main else None,
        Stage.SIGN: main.concluded_on if main else None,
        Stage.FILING: main.filed_on if main else None,
        Stage.EFFECT: main.in_force_on if main else None,
    }
    return bar_of([(name, words, days[name]) for name, words in STAGES], now=round_.stage)


def _main(round_: Round, agreements: list[Agreement]) -> Agreement | None:
    same = [row for row in agreements if row.kind == round_.kind]
    return same[-1] if same else None


AGREEMENT_STAGES = (
    (AgreementStage.DRAFT, "草案", "drafted_on"),
    (AgreementStage.VOTE, "表决", "passed_on"),
    (AgreementStage.SIGN, "签字", "concluded_on"),
    (AgreementStage.FILING, "报送", "filed_on"),
    (AgreementStage.EFFECT, "生效", "in_force_on"),
)


def agreement_bar(agreement: Agreement) -> StepBar:
    """Return the step bar of an agreement: each stage with the day of its own event."""
    steps = [(name, words, getattr(agreement, day)) for name, words, day in AGREEMENT_STAGES]
    return bar_of(steps, now=agreement.stage)


@dataclass(slots=True)
class Talks:
    """The talks as the two sides see them."""

    offers: list[Offer]
    representatives: dict[str, list[Representative]]
    recorders: list[Recorder]
    sessions: list[Session]
    latest: list[Position]


def talks(round_: Round) -> Talks:
    """Return offers, people and every session with what was said; empty for outsiders."""
    seated = Representative.objects.filter(round=round_).select_related("person", "replaces")
    rows = list(seated.order_by(F("is_chief").desc(), "pk"))
    sessions = Session.objects.filter(round=round_).select_related("chair", "recorder")
    positions = Position.objects.order_by("place")
    present = Attendance.objects.select_related("person").order_by("pk")
    held = sessions.order_by("number").prefetch_related(
        Prefetch("positions", queryset=positions),
        Prefetch("attendances", queryset=present),
    )
    offers = Offer.objects.filter(round=round_).select_related("received_by")
    return Talks(
        offers=list(offers.order_by("pk").prefetch_related("topics", "reminders")),
        representatives={side: [r for r in rows if r.side == side] for side in Side.values},
        recorders=list(Recorder.objects.filter(round=round_).select_related("person")),
        sessions=list(held),
        latest=list(bargaining.latest_positions(round_).values()),
    )


@dataclass(slots=True)
class Own:
    """What the actor's own side keeps to itself in a round."""

    plan: object = None
    positions: list[object] | None = None
    survey: object = None
    topics: list[object] | None = None

    @property
    def is_empty(self) -> bool:
        """Test whether the side has written nothing down yet."""
        return self.plan is None and self.survey is None


def own(round_: Round, actor: Actor) -> Own:
    """Return the plan and the survey of the actor's own side; managers hide the other's."""
    kept = Own()
    if not actor.side:
        return kept
    plan = bargaining.standing_plan(round_, actor.side)
    if plan is not None:
        kept.plan, kept.positions = plan, list(plan.positions.order_by("pk"))
    survey = bargaining.latest_survey(round_)
    if survey is not None:
        kept.survey, kept.topics = survey, list(survey.topics.order_by("-votes", "pk"))
    return kept
