"""Steps of a sitting besides drafts: appraisals, board seats, opinions on plans, open affairs."""

from contracts.congress import appraisals, board_elections, disclosure_plans, opinions
from contracts.congress.appraisals import Sheets
from contracts.congress.choices import Opinion, PlanKind, Seat
from contracts.congress.disclosure_plans import Affair
from contracts.congress.models import PlanOpinion, Sitting
from contracts.congress.opinions import Arrangement, Plan
from contracts.documents.issuing import Request
from contracts.verdicts.verdict import Refused
from workflow.door import Doing, Done, step

FAILED = "未通过"
SHEETS = ("issued", "returned", "invalid", "excellent", "competent", "basic", "incompetent")


class NoOpinionToAnswer(Refused):
    """没有等待企业答复的审议意见；请先由职代会提出意见。"""

    rule = "R_ORDER"


@step("congress.appraise")
def appraise(doing: Doing) -> Done:
    """Print the sheets of a leader's appraisal, or record their count; both stay sealed."""
    data, who = doing.data, {name: doing.data.get(name, "") for name in ("target", "post")}
    if data.get("returned") is None:
        outcome = appraisals.begin(doing.to, **who, on=doing.on)
    else:
        outcome = appraisals.count(
            doing.to,
            **who,
            sheets=Sheets(**{name: data.get(name, 0) for name in SHEETS}),
            comments=data.get("comments", ""),
            on=doing.on,
        )
    return Done(outcome, [Request("democratic_review", outcome.made)], is_private=True)


@step("congress.elect_director")
def elect_director(doing: Doing) -> Done:
    """Record the vote on an employee director or supervisor; a failed one elects nobody."""
    data = doing.data
    outcome = board_elections.elect(
        doing.to,
        seat=Seat(data["seat"]),
        name=data["name"],
        post=data.get("post", ""),
        votes_for=data["votes"],
        is_executive=data.get("executive", False),
        term_to=data.get("term_to"),
        on=doing.on,
    )
    marks = "" if outcome.made.is_elected else FAILED
    paper = Request("staff_director_election", outcome.made, marks=marks)
    return Done(outcome, [paper])


@step("congress.opinion")
def give_opinion(doing: Doing) -> Done:
    """Say what the congress thinks of a plan of layoffs, or answer it for the firm."""
    if doing.data.get("step") == "answer":
        waiting = _waiting(doing.to)
        outcome = opinions.answer(waiting, content=doing.data["content"], on=doing.on)
        return Done(outcome, [Request("layoff_settlement_opinion", waiting)], about=waiting)
    data = doing.data
    names = ("explained_on", "planned_on", "affected", "compensation", "protected", "reemployment")
    told = {name: data[name] for name in names if name in data}
    outcome = opinions.give(
        doing.to,
        Plan(kind=PlanKind(data["kind"]), **told),
        opinion=Opinion(data["opinion"]),
        advice=data.get("advice", ""),
        arrangements=[Arrangement(**row) for row in data.get("arrangements", [])],
        total=data.get("total"),
        on=doing.on,
    )
    return Done(outcome, [Request("layoff_settlement_opinion", outcome.made)])


def _waiting(thing: Sitting | PlanOpinion) -> PlanOpinion:
    """Return the opinion to answer: the one named, or the latest of the sitting without answer."""
    if isinstance(thing, PlanOpinion):
        return thing
    waiting = PlanOpinion.objects.filter(sitting=thing, answered_on__isnull=True)
    found: PlanOpinion | None = waiting.order_by("pk").last()
    if found is None:
        raise NoOpinionToAnswer
    return found


@step("congress.list_disclosures")
def list_disclosures(doing: Doing) -> Done:
    """Draw up the year's catalogue of open affairs."""
    data = doing.data
    outcome = disclosure_plans.draw_up(
        doing.to,
        year=data.get("year", doing.on.year),
        items=[Affair(**row) for row in data["items"]],
        responsible=data.get("responsible", ""),
        supervisors=data.get("supervisors", ""),
        on=doing.on,
    )
    return Done(outcome, [Request("disclosure_catalogue", outcome.made)])
