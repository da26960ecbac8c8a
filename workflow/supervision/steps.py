"""The steps of keeping an agreement: checks, mending, reports, letters; what time brings."""

from contracts.agreements import expiries
from contracts.agreements.models import Agreement
from contracts.bargaining import seating
from contracts.deadlines.models import Deadline
from contracts.documents.issuing import Request
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind, Side
from contracts.parties.models import Organisation
from contracts.parties.references import follow
from contracts.supervision import disclosures, groups, letters, rectifications, reports, reviews
from contracts.supervision.models import Letter
from contracts.verdicts.verdict import Outcome
from workflow.access import NotYours
from workflow.door import Doing, Done, party_of, step
from workflow.stages import round_of

LETTERS = {
    "urge": "urge_note",
    "reminder": "tip_letter",
    "opinion": "opinion_letter",
    "recommendation": "suggestion_letter",
}


@step("supervision.review")
def review(doing: Doing) -> Done:
    """Check an agreement clause by clause; the first check sets up the group."""
    agreement: Agreement = doing.to
    papers = []
    if not agreement.group_set.exists():
        group = groups.set_up(agreement, members=_members(agreement), on=doing.on).made
        papers.append(Request("supervision_group_list", group))
    outcome = reviews.review(
        agreement,
        checked=doing.data["checked"],
        slips=doing.data.get("slips", 0),
        on=doing.on,
    )
    papers.append(Request("performance_checklist", outcome.made))
    return Done(outcome, papers, about=agreement)


def _members(agreement: Agreement) -> list[dict[str, str]]:
    """Return who checks: the representatives of both sides, as they sat at the table."""
    round_ = round_of(agreement)
    if round_ is None:
        return []
    return [
        {"name": row.person.name, "side": side.value, "post": row.person.post}
        for side in Side
        for row in seating.rows(round_, side).select_related("person")
    ]


@step("supervision.rectify")
def rectify(doing: Doing) -> Done:
    """Ask for what was not kept to be mended by a day."""
    outcome = rectifications.rectify(
        doing.to,
        points=doing.data["points"],
        days=doing.data.get("days"),
        on=doing.on,
    )
    return Done(outcome, [Request("rectification_notice", outcome.made)])


@step("supervision.rectified")
def rectified(doing: Doing) -> Done:
    """Answer what was mended and how."""
    outcome = rectifications.rectified(doing.to, points=doing.data.get("points", []), on=doing.on)
    return Done(outcome, [Request("rectification_reply", doing.to)], about=doing.to)


@step("supervision.report")
def report(doing: Doing) -> Done:
    """Report to the congress how the agreement was kept."""
    outcome = reports.report(doing.to, on=doing.on)
    codes = ("performance_report", "satisfaction_survey")
    return Done(outcome, [Request(code, outcome.made) for code in codes], about=doing.to)


@step("supervision.letter")
def letter(doing: Doing) -> Done:
    """Send a letter of supervision."""
    sender = party_of(doing.actor)
    _need_charge(sender, doing.data["to"])
    outcome = letters.send(
        sender,
        kind=doing.data["kind"],
        receiver=doing.data["to"],
        served_on=doing.data.get("served_on", doing.on),
        reply_days=doing.data.get("reply_days"),
        on=doing.on,
    )
    return Done(outcome, [Request(LETTERS[doing.data["kind"]], outcome.made)])


def _need_charge(sender: Organisation, receiver: Organisation) -> None:
    """Let a union write to its own firm, a federation to whoever stands at its place or below."""
    is_own_firm = sender.firm_id is not None and sender.firm_id == receiver.pk
    is_below = sender.firm_id is None and receiver.path.startswith(sender.path)
    is_department = receiver.kind == OrganisationKind.LABOUR_DEPARTMENT
    is_beside = is_department and sender.path.startswith(receiver.path)
    if not (is_own_firm or is_below or is_beside):
        raise NotYours(f"{receiver}不归{sender}监督；请由它本单位的工会或者上级工会发函。")


@step("supervision.reply")
def reply(doing: Doing) -> Done:
    """Answer a letter of supervision."""
    outcome = letters.reply(
        doing.to,
        received_on=doing.data.get("received_on", doing.on),
        on=doing.on,
    )
    return Done(outcome, about=doing.to)


@step("supervision.disclose")
def disclose(doing: Doing) -> Done:
    """Lay matters open to all workers (厂务公开)."""
    discloser = party_of(doing.actor)
    outcome = disclosures.disclose(discloser, items=doing.data["items"], on=doing.on)
    return Done(outcome, [Request("disclosure_sheet", outcome.made)])


@step("time.urge")
def urge(doing: Doing) -> Done:
    """Urge whoever let a last day pass (催办), once; an unanswered letter suggests the next one."""
    clock: Deadline = doing.to
    clock.urged_on = doing.on
    clock.save(update_fields=["urged_on"])
    case = clock.case
    party = case.workers_party or case.employer_party
    issuer = (tree.higher_union(party) if party else None) or party
    late = follow(clock.subject)
    advice = letters.judge_silence(late, on=doing.on) if isinstance(late, Letter) else None
    outcome = Outcome(made=clock, verdicts=[advice] if advice else [])
    return Done(outcome, [Request("urge_note", clock, issuer=issuer)])


@step("time.expiry")
def expiry(doing: Doing) -> Done:
    """Announce that an agreement nears its end, or has passed it."""
    agreement: Agreement = doing.to
    outcome = expiries.warn(agreement, days_before=doing.data["days_before"], on=doing.on)
    party = agreement.workers_party or agreement.employer_party
    issuer = (tree.higher_union(party) if party else None) or party
    return Done(outcome, [Request("expiry_warning", outcome.made, issuer=issuer)])
