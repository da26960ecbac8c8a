"""The shapes of acts about proposals, appraisals, board seats, plans and open affairs (CASES §3).

Their words are optional: a case file may tell numbers alone, as paper rounds are entered.
"""

from contracts.congress.choices import (
    Decision,
    Opinion,
    PlanKind,
    ProposalKind,
    Rating,
    Result,
    Seat,
)
from contracts.congress.disclosure_plans import AUDIENCES, FREQUENCIES
from workflow.cases.shapes import Day, Flag, Many, OneOf, Text, Whole, fields

LONG = 4000
PROPOSALS = fields(
    "step",
    step=OneOf(("call", "receive", "close", "admit", "reply", "rate")),
    count=Whole(),
    until=Day(),
    proposals=Many(
        fields(
            "title",
            title=Text(200),
            proposer=Text(100),
            seconders=Text(200),
            kind=OneOf(tuple(ProposalKind.values)),
            reason=Text(LONG),
            suggestion=Text(LONG),
        )
    ),
    decisions=Many(
        fields(
            "number decision",
            number=Whole(),
            decision=OneOf(tuple(Decision.values)),
            reason=Text(300),
            handler=Text(100),
        )
    ),
    replies=Many(
        fields(
            "number result",
            number=Whole(),
            result=OneOf(tuple(Result.values)),
            content=Text(LONG),
        )
    ),
    ratings=Many(
        fields("number rating", number=Whole(), rating=OneOf(tuple(Rating.values))),
    ),
)
APPRAISAL = fields(
    "target",
    target=Text(100),
    post=Text(100),
    issued=Whole(),
    returned=Whole(),
    invalid=Whole(),
    excellent=Whole(),
    competent=Whole(),
    basic=Whole(),
    incompetent=Whole(),
    comments=Text(LONG),
)
BOARD_SEAT = fields(
    "seat name votes",
    seat=OneOf(tuple(Seat.values)),
    name=Text(100),
    post=Text(100),
    votes=Whole(),
    executive=Flag(),
    term_to=Day(),
)
PLAN_OPINION = fields(
    "",
    step=OneOf(("give", "answer")),
    kind=OneOf(tuple(PlanKind.values)),
    explained_on=Day(),
    planned_on=Day(),
    affected=Whole(),
    total=Whole(),
    compensation=Text(LONG),
    protected=Text(LONG),
    reemployment=Text(LONG),
    arrangements=Many(fields("group count", group=Text(100), count=Whole(), arrangement=Text(200))),
    opinion=OneOf(tuple(Opinion.values)),
    advice=Text(LONG),
    content=Text(LONG),
)
OPEN_AFFAIRS = fields(
    "items",
    year=Whole(),
    responsible=Text(100),
    supervisors=Text(200),
    items=Many(
        fields(
            "item",
            item=Text(200),
            frequency=OneOf(FREQUENCIES),
            form=Text(100),
            dept=Text(100),
            audience=OneOf(AUDIENCES),
        )
    ),
)
SATISFACTION = fields(
    "sent returned items",
    sent=Whole(),
    returned=Whole(),
    valid=Whole(),
    items=Many(
        fields(
            "item satisfied basic dissatisfied unknown",
            item=Text(200),
            satisfied=Whole(),
            basic=Whole(),
            dissatisfied=Whole(),
            unknown=Whole(),
        )
    ),
)
