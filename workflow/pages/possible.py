"""What else an office may do now, besides what lies on its desk: quiet buttons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from contracts.agreements.models import Agreement
from contracts.agreements.models import Stage as AgreementStage
from contracts.bargaining import offers
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Round
from contracts.congress import boards, foundings, proposals, queries, seats
from contracts.congress.choices import Form, SittingStage
from contracts.congress.models import Congress, Sitting
from contracts.parties.actors import Actor
from contracts.parties.references import reference
from workflow import access, forms

NEW = "new"  # the subject of an act that opens a matter
APPLY = "bargaining.coordination:apply"
PLANS = ("bargaining.survey", "bargaining.plan", "bargaining.name_representatives")
IN_TALKS = (
    *("bargaining.request_data", "bargaining.hand_over_data", "bargaining.meet"),
    *("bargaining.suspend", "bargaining.settle", "bargaining.plan"),
    *("bargaining.name_representatives", "bargaining.replace_representative", APPLY),
)
OF_ROUND: dict[str, tuple[str, ...]] = {
    Stage.PREP: (*PLANS, "bargaining.offer"),
    Stage.OFFER: (
        *("bargaining.respond", "bargaining.remind", "bargaining.report_silence", APPLY),
        *PLANS,
    ),
    Stage.TALKS: IN_TALKS,
    Stage.DRAFT: ("agreements.draft", "bargaining.replace_representative"),
    Stage.VOTE: ("agreements.draft",),
    Stage.SIGN: ("agreements.draft",),
    Stage.FILING: (),
    Stage.EFFECT: (),
    Stage.CHANGE: (),
}
OF_ANSWERING = ("bargaining.respond",)
OF_ASKING = ("bargaining.remind", "bargaining.report_silence", APPLY)
OF_AGREEMENT: dict[str, tuple[str, ...]] = {
    AgreementStage.DRAFT: ("agreements.submit",),
    AgreementStage.VOTE: (),
    AgreementStage.SIGN: ("agreements.conclude",),
    AgreementStage.FILING: ("agreements.file", "agreements.opinion"),
    AgreementStage.EFFECT: (
        *("agreements.publish", "agreements.record", "supervision.review"),
        *("supervision.rectify", "supervision.report", "supervision.satisfaction"),
        *("agreements.amend", "agreements.terminate"),
    ),
    AgreementStage.CHANGE: (),
}
IN_SESSION = (
    *("congress.vote", "congress.close", "congress.appraise"),
    *("congress.elect_director", "congress.opinion:give"),
    *("congress.note_group", "congress.name_committee"),
)
ANSWER = "congress.opinion:answer"
LISTS = ("congress.invite", "congress.deliver", "congress.sign_in")
OF_SITTING: dict[str, tuple[str, ...]] = {
    SittingStage.NOTICE: ("congress.prepare", "congress.sit", *LISTS),
    SittingStage.PRELIMINARY: ("congress.sit", *LISTS),
    SittingStage.SESSION: IN_SESSION,
    SittingStage.VOTE: IN_SESSION,
    SittingStage.CLOSE: ("congress.report",),
    SittingStage.FOLLOWUP: (),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An act the office may do now, and where its form is."""

    act: str
    title: str
    address: str


def for_round(round_: Round, actor: Actor) -> list[Choice]:
    """Return what the office may do to a round at this stage."""
    acts = list(OF_ROUND[round_.stage])
    if round_.stage == Stage.TALKS and round_.suspensions.filter(resumed_on__isnull=True).exists():
        acts.insert(0, "bargaining.resume")
    if round_.stage == Stage.OFFER:
        acts = [act for act in acts if _is_for_side(act, round_, actor)]
    return choices(acts, round_, actor)


def _is_for_side(act: str, round_: Round, actor: Actor) -> bool:
    """Test whether an act about an offer is this side's: one asks, the other answers."""
    offer = offers.latest_offer(round_)
    asks = offer is not None and offer.made_by == actor.side
    return act not in (OF_ANSWERING if asks else OF_ASKING)


def for_agreement(agreement: Agreement, actor: Actor) -> list[Choice]:
    """Return what the office may do to an agreement at this stage."""
    return choices(OF_AGREEMENT[agreement.stage], agreement, actor)


def for_sitting(sitting: Sitting, actor: Actor) -> list[Choice]:
    """Return what the office may do to a sitting at this stage."""
    if sitting.superseded_on is not None:
        return []
    acts = list(OF_SITTING[sitting.stage])
    if sitting.plan_opinions.filter(answered_on__isnull=True).exists():
        acts.append(ANSWER)
    return choices(acts, sitting, actor) + for_work(sitting.congress, actor)


def for_congress(congress: Congress, actor: Actor) -> list[Choice]:
    """Return what the office may do to a congress that stands: call a sitting."""
    return choices(["congress.notify"], congress, actor)


def _board(congress: Congress) -> str:
    """Return what can be done to the firm's open page: open it, or close it."""
    is_open = boards.standing(congress) is not None
    return "congress.close_board" if is_open else "congress.open_board"


def of_congress(congress: Congress, actor: Actor) -> list[Choice]:
    """Return what the office may do to a congress, being founded or standing."""
    acts: list[str] = []
    if congress.form == Form.CONGRESS:
        acts.append("congress.plan_seats")
        if congress.is_established or seats.standing_plan(congress) is not None:
            acts += ["congress.elect", "congress.certify", "congress.announce_delegates"]
    acts.append("congress.notify")
    if not queries.is_under_way(congress):
        acts.append("congress.request")
    found = choices(acts, congress, actor)
    return [*_approval(congress, actor), *found, *for_work(congress, actor)]


def _approval(congress: Congress, actor: Actor) -> list[Choice]:
    """Return the way to approve a request that waits, or to enter an approval given on paper."""
    if not foundings.waits_for_approval(congress):
        return []
    act = "congress.approve"
    if actor.role in roles_for(act) or actor.role not in access.roles_for(act, paper=True):
        return choices([act], congress, actor)
    return [Choice(act, "补录上级工会的批复", reverse("act", args=[act, reference(congress)]))]


def _between(congress: Congress) -> list[str]:
    """Return what can be done between sittings."""
    acts = ["congress.meet_jointly", "congress.change_term"] if congress.is_established else []
    sits = congress.delegates.filter(left_on__isnull=True).exists()
    return [*acts, "congress.recall"] if sits else acts


def to_found(actor: Actor) -> Choice | None:
    """Return the way to ask for a congress, for those who may."""
    return _to_begin("congress.request", actor)


def for_work(congress: Congress, actor: Actor) -> list[Choice]:
    """Return what the office may do about proposals and open affairs, as far as they have come."""
    call = proposals.latest_call(congress)
    is_open = call is not None and call.closed_on is None
    wanted = {
        "call": not is_open,
        "receive": True,
        "close": is_open,
        "admit": bool(proposals.undecided(congress)),
        "reply": bool(proposals.unanswered(congress)),
        "rate": bool(proposals.unrated(congress)),
    }
    acts = [f"congress.proposals:{step}" for step, is_due in wanted.items() if is_due]
    acts += ["congress.list_disclosures", _board(congress), *_between(congress)]
    return choices(acts, congress, actor)


def to_open(actor: Actor) -> Choice | None:
    """Return the way to open a round, for those who may."""
    return _to_begin("bargaining.open", actor)


def _to_begin(act: str, actor: Actor) -> Choice | None:
    if forms.find(act) is None or actor.role not in roles_for(act):
        return None
    return Choice(act, title(act), reverse("act", args=[act, NEW]))


def choices(acts: Iterable[str], subject: models.Model, actor: Actor) -> list[Choice]:
    """Return those of the acts that have a form and that the office may do."""
    return [
        Choice(act, title(act), reverse("act", args=[act, reference(subject)]))
        for act in acts
        if forms.find(act) is not None and actor.role in roles_for(act)
    ]


def roles_for(act: str) -> set[access.Role]:
    """Return the offices that may do an act, or one step of it (``…coordination:apply``)."""
    name, _, step = act.partition(":")
    return access.roles_for(name, {"step": step} if step else None)


def title(act: str) -> str:
    """Return what an act is called on a button."""
    form = forms.find(act)
    return getattr(form, "button_title", "") or TITLES.get(act) or access.title_of(act)


TITLES = {
    APPLY: "申请协调处理",
    "bargaining.coordination:accept": "受理协调申请",
    "bargaining.coordination:extend": "延长协调期限",
    "bargaining.coordination:conclude": "协调处理结案",
}
