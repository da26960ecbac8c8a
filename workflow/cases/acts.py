"""The acts of a case file and the shape of their data (CASES §3). Names are the contract."""

from contracts.parties.choices import Kind, Scope, Side
from workflow.cases import asks
from workflow.cases.congress_shapes import (
    APPRAISAL,
    BOARD_SEAT,
    OPEN_AFFAIRS,
    PLAN_OPINION,
    PROPOSALS,
    SATISFACTION,
)
from workflow.cases.shapes import (
    Anything,
    Body,
    Day,
    Fields,
    Figure,
    Flag,
    Many,
    Name,
    Number,
    OneOf,
    Pairs,
    Rate,
    Shape,
    Somebody,
    Steps,
    Text,
    ThingOr,
    Whole,
    fields,
)

KIND = OneOf(tuple(Kind.values))
SCOPE = OneOf(tuple(Scope.values))
SIDE = OneOf(tuple(Side.values))
FORM = OneOf(("congress", "assembly"))
TERM = fields("", from_=Day(), to=Day())
FIRM_ROW: dict[str, Shape] = {
    "name": Name(300),
    "workers": Whole(),
    "migrant": Whole(),
    "women": Whole(),
}
POSITION = fields(
    "topic",
    topic=Text(200),
    base=Figure(),
    workers=Figure(),
    employer=Figure(),
    settled=Figure(),
)
CLAUSES = Fields(
    {
        "avg_growth": Rate(),
        **{
            key: Number()
            for key in (
                "base_wage",
                "firm_min_wage",
                "pay_day",
                "overtime_month_cap",
                "overtime_day_cap",
                "hours_day",
                "hours_week",
                "night_allowance",
                "heat_allowance",
                "seniority_pay",
                "maternity_days",
                "nursing_minutes",
                "probation_months",
                "labour_contract_years",
            )
        },
        "pay_cycle": Text(20),
        "training_fund": Rate(),
        "overtime": fields(
            "",
            workday=Number(),
            rest_day=Number(),
            holiday=Number(),
            base=Text(200),
        ),
        "annual_leave": Steps(),
        "piece_rates": Many(
            fields("job rate quota_day", job=Name(100), rate=Number(), quota_day=Number())
        ),
        "text": Pairs(Text()),
    },
    may_be_blank=True,
)
GRADE = fields(
    "post before after",
    post=Name(100),
    headcount=Whole(),
    before=Number(),
    after=Number(),
)
DRAFT: dict[str, Shape] = {
    "kind": KIND,
    "term": TERM,
    "no": Text(60),
    "clauses": CLAUSES,
    "grades": Many(GRADE),
    "similarity": Rate(),
    "numeric_clauses": Whole(),
    "women_content": OneOf(("clauses", "chapter", "annex", "linked", "none")),
}
PARTIES = fields("", parties=Many(Body()), claim=Text(), step=Text(20))


ACTS: dict[str, Fields] = {
    "bargaining.open": fields(
        "kind scope",
        kind=KIND,
        scope=SCOPE,
        previous=ThingOr(TERM, ("agreement",)),
        covers=Many(
            Fields(
                {**FIRM_ROW, "mandate": OneOf(("charter", "letter", "none"))}, frozenset({"name"})
            ),
        ),
    ),
    "bargaining.survey": fields(
        "sent returned",
        sent=Whole(),
        returned=Whole(),
        topics=Many(fields("topic votes", topic=Text(200), votes=Whole())),
    ),
    "bargaining.plan": fields(
        "side positions",
        side=SIDE,
        positions=Many(
            fields("topic", topic=Text(200), ask=Figure(), target=Figure(), bottom=Figure()),
        ),
    ),
    "bargaining.name_representatives": fields(
        "side representatives",
        side=SIDE,
        representatives=Many(
            fields("person", person=Somebody(), chief=Flag(), mandate=Flag()),
        ),
        recorder=Somebody(),
        relatives=Many(Somebody()),
    ),
    "bargaining.replace_representative": fields(
        "side out",
        side=SIDE,
        out=Somebody(),
        in_=Somebody(),
        vacant_since=Day(),
        chief=Flag(),
        mandate=Flag(),
    ),
    "bargaining.offer": fields(
        "made_by topics",
        made_by=SIDE,
        topics=Many(Text(200)),
        delivered_by=Text(20),
        sent_on=Day(),
        received_on=Day(),
        received_by=Somebody(),
        renewal=Flag(),
    ),
    "bargaining.remind": fields("", received_on=Day()),
    "bargaining.respond": fields(
        "answer",
        answer=OneOf(("agree", "refuse")),
        reason=Text(),
        received_on=Day(),
    ),
    "bargaining.report_silence": fields(),
    "bargaining.request_data": fields("items", items=Many(Text(200)), meets_on=Day()),
    "bargaining.hand_over_data": fields("items", items=Many(Text(200)), meets_on=Day()),
    "bargaining.meet": fields(
        "chair present",
        chair=Somebody(),
        present=Many(Somebody()),
        positions=Many(POSITION),
        one_sided=Flag(),
    ),
    "bargaining.suspend": fields("until", until=Day(), reason=Text()),
    "bargaining.resume": fields("", until=Day(), reason=Text()),
    "bargaining.settle": fields(),
    "bargaining.coordination": fields(
        "step",
        step=OneOf(("apply", "accept", "extend", "conclude")),
        days=Whole(),
        terms=Many(Text()),
    ),
    "agreements.draft": Fields(DRAFT, frozenset({"kind"})),
    "agreements.submit": fields(),
    "agreements.conclude": fields(
        "signed_on seals",
        signed_on=fields("", workers=Day(), employer=Day()),
        seals=Many(OneOf(("union", "company", "cross_page"))),
    ),
    "agreements.file": fields(
        "received_on copies",
        received_on=Day(),
        copies=Whole(),
        claims=fields("", firms=Whole(), workers=Whole(), migrant=Whole()),
    ),
    "agreements.opinion": fields(
        "result",
        result=OneOf(("no_objection", "objection")),
        served_on=Day(),
        in_force_on=Day(),
        clauses=Many(Text(200)),
        oral=Flag(),
    ),
    "agreements.publish": fields("channels", channels=Many(Text(100))),
    "agreements.record": fields(),
    "agreements.confirm": fields(
        "firms",
        firms=Many(
            Fields(
                {
                    **FIRM_ROW,
                    "answer": OneOf(("confirmed", "refused", "closed", "not_served")),
                    "own_min_wage": Number(),
                },
                frozenset({"name", "answer"}),
            ),
        ),
    ),
    "agreements.amend": fields("", clauses=CLAUSES, grounds=Text(), term=TERM),
    "agreements.terminate": fields("", clauses=CLAUSES, grounds=Text(), term=TERM),
    "congress.request": fields("form", form=FORM, term_years=Whole()),
    "congress.approve": fields("", form=FORM, term_years=Whole()),
    "congress.plan_seats": fields(
        "seats",
        seats=Whole(),
        units=Many(fields("unit workers seats", unit=Text(100), workers=Whole(), seats=Whole())),
        operators=Whole(),
    ),
    "congress.elect": fields(
        "unit workers attended elected",
        unit=Text(100),
        workers=Whole(),
        attended=Whole(),
        elected=Many(
            fields(
                "name votes",
                name=Text(100),
                votes=Whole(),
                category=OneOf(("工人", "技术", "一般管理", "中层以上", "领导")),
                gender=OneOf(("男", "女")),
                employment=Text(30),
            ),
        ),
        replaces=Many(Text(100)),
    ),
    "congress.certify": fields(),
    "congress.announce_delegates": fields("", until=Day()),
    "congress.proposals": PROPOSALS,
    "congress.notify": fields(
        "sitting sits_on agenda delivered",
        sitting=Text(200),
        sits_on=Day(),
        agenda=Many(Text(200)),
        delivered=Whole(),
    ),
    "congress.prepare": fields(
        "presidium",
        presidium=fields("members leaders", members=Whole(), leaders=Whole()),
    ),
    "congress.sit": fields("entitled present", entitled=Whole(), present=Whole()),
    "congress.vote": fields(
        "item",
        item=Text(200),
        subject=ThingOr(Text(200), ("agreement",)),
        secret=Flag(),
        issued=Whole(),
        returned=Whole(),
        valid=Whole(),
        invalid=Whole(),
        yes=Whole(),
        no=Whole(),
        abstain=Whole(),
    ),
    "congress.close": fields(),
    "congress.report": fields(),
    "congress.invite": fields("", roll=Many(Text(200))),
    "congress.deliver": fields("names", names=Many(Text(200)), own_hand=Flag()),
    "congress.sign_in": fields("names", names=Many(Text(200)), means=OneOf(("list", "code"))),
    "congress.note_group": fields(
        "group notes", group=Text(100), notes=Text(4000), leader=Text(100), attended=Whole()
    ),
    "congress.name_committee": fields(
        "group members",
        group=Text(100),
        members=Many(fields("name duty", name=Text(100), duty=Text(50), post=Text(100))),
    ),
    "congress.meet_jointly": fields(
        "members matters",
        members=Many(Text(200)),
        matters=Many(fields("item", item=Text(200), matter=Text(60), result=Text(200))),
    ),
    "congress.recall": fields(
        "name reason workers attended votes",
        name=Text(200),
        reason=Text(4000),
        workers=Whole(),
        attended=Whole(),
        votes=Whole(),
    ),
    "congress.change_term": fields(
        "kind reason decided_by until",
        kind=OneOf(("early", "late")),
        reason=Text(4000),
        decided_by=Text(100),
        until=Day(),
        consent_on=Day(),
    ),
    "congress.open_board": fields(""),
    "congress.close_board": fields(""),
    "congress.appraise": APPRAISAL,
    "congress.elect_director": BOARD_SEAT,
    "congress.opinion": PLAN_OPINION,
    "congress.list_disclosures": OPEN_AFFAIRS,
    "supervision.review": fields(
        "checked",
        checked=Many(
            fields(
                "clause result",
                clause=Text(200),
                result=OneOf(("done", "partial", "undone", "not_due", "not_applicable")),
            ),
        ),
        slips=Whole(),
    ),
    "supervision.rectify": fields("points", points=Many(Text(300)), days=Whole()),
    "supervision.rectified": fields("points", points=Many(Text(300)), days=Whole()),
    "supervision.report": fields(),
    "supervision.satisfaction": SATISFACTION,
    "supervision.letter": fields(
        "kind to",
        kind=OneOf(("urge", "reminder", "opinion", "recommendation")),
        to=Body(),
        served_on=Day(),
        reply_days=Whole(),
    ),
    "supervision.reply": fields("", received_on=Day()),
    "supervision.disclose": fields("items", items=Many(Text(200))),
    "campaigns.launch": fields(
        "name",
        name=Text(200),
        base_day=Day(),
        targets=fields(
            "",
            ownership=Text(),
            industry=Text(),
            headcount_min=Whole(),
            headcount_max=Whole(),
            congress=OneOf(("none", "any")),
            due=Flag(),
        ),
        until=Day(),
        tasks=Many(
            fields("org firms", org=Body(), firms=Whole(), regional=Whole(), instructor=Text())
        ),
    ),
    "campaigns.report": fields("", as_of=Day()),
    "disputes.intake": PARTIES,
    "disputes.mediate": PARTIES,
    "disputes.arbitrate": PARTIES,
    "register.load": fields(
        "",
        as_of=Day(),
        regional_contracts=Many(Anything()),
        file=Text(300),
        rows=Many(Anything()),
    ),
    asks.ACT: asks.SHAPE,
    "time.pass": fields(),
}
