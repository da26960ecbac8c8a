"""A small country for tests of the site: three firms in rounds, everybody who watches, canaries.

``own`` is in talks below the county; ``neighbour`` below the same county has filed its agreement;
``outside`` lies below another county.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.congress.models import Sitting
from contracts.documents import store
from contracts.documents.models import Paper, PaperFile
from contracts.parties.actors import SYSTEM, Actor, acting_as
from contracts.parties.models import Account, Office, Organisation, Person, Role
from tests.factories.congress import CongressFactory
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    PersonFactory,
    UnionFactory,
    actor_of,
    seat_head,
)
from workflow import door
from workflow.jobs import flows

OPENED_ON = date(2027, 1, 4)
OFFERED_ON = date(2027, 1, 8)
MET_ON = date(2027, 2, 2)
DRAFTED_ON = date(2027, 3, 12)
NOTIFIED_ON = date(2027, 3, 18)
SITS_ON = date(2027, 3, 26)
SIGNED_ON = date(2027, 3, 29)
FILED_ON = date(2027, 4, 6)
TERM = {"from": date(2027, 4, 1), "to": date(2028, 3, 31)}


@dataclass(slots=True)
class Place:
    """A firm and its union, and what they have made so far."""

    name: str
    union: Organisation
    firm: Organisation
    people: list[Person] = field(default_factory=list)
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def round(self) -> Round:
        """Return the round."""
        return self.things["round"]

    @property
    def agreement(self) -> Agreement:
        """Return the draft or the contract of the round."""
        return self.things["agreement"]

    @property
    def sitting(self) -> Sitting:
        """Return the sitting that votes on it."""
        return self.things["sitting"]

    def do(self, role: str, act: str, *, to: Any, on: date, **data: Any) -> Any:
        """Do an act through the door as one of the place; return what was made."""
        organisation = self.union if Role(role).side == "workers" else self.firm
        receipt = door.perform(act, actor=actor_of(organisation, role), on=on, to=to, data=data)
        assert receipt.ok, [verdict.message for verdict in receipt.blocks]
        with acting_as(SYSTEM):
            flows.run_all()
        return receipt.made


@dataclass(slots=True)
class Country:
    """Everybody who may look at the three firms."""

    county: Organisation
    town: Organisation
    labour: Organisation
    places: dict[str, Place]
    planted: dict[str, int] = field(default_factory=dict)

    def account(self, role: str) -> Account:
        """Return a new login in this office: of the own firm, or of whoever watches it."""
        account = Account.objects.create_user(username=f"{role}-{Account.objects.count()}")
        Office.objects.create(account=account, organisation=self._house(role), role=role)
        return account

    def _house(self, role: str) -> Organisation:
        own = self.places["own"]
        if Role(role).side == "workers":
            return own.union
        if Role(role).side == "employer" or role == Role.RECORDER:
            return own.firm
        return self.labour if role == Role.LABOUR_CLERK else self.county


def country() -> Country:
    """Return the country with all three rounds walked through the door."""
    county = FederationFactory(name="甲县总工会")
    town = FederationFactory(name="甲县一街道总工会", parent=county)
    other = FederationFactory(name="乙县总工会")
    places = {
        "own": place("own", town),
        "neighbour": place("neighbour", town),
        "outside": place("outside", other),
    }
    labour = LabourDepartmentFactory(name="甲县人社局", path=county.path)
    LabourDepartmentFactory(name="乙县人社局", path=other.path)
    for each in places.values():
        walk_to_vote(each)
    walk_to_filing(places["neighbour"])
    return Country(county, town, labour, places)


def place(name: str, above: Organisation) -> Place:
    """Return a firm with its union below a federation, their heads, and four workers."""
    union = UnionFactory(parent=above)
    made = Place(name, union, union.firm)
    chair = seat_head(union, level="一线")
    boss = seat_head(union.firm, level="企业负责人")
    workers = [PersonFactory(works_at=union.firm, level="一线") for _ in range(5)]
    made.people = [chair, boss, *workers]
    return made


def open_round(each: Place, *, on: date = OPENED_ON) -> Round:
    """Open the round of a place."""
    each.things["round"] = each.do(
        Role.UNION_CHAIR, "bargaining.open", to=None, on=on, kind="wage", scope="enterprise"
    )
    return each.round


def walk_to_vote(each: Place) -> None:
    """Walk a round up to the sitting that will vote on its draft, with both sides' own papers."""
    chair, officer = Role.UNION_CHAIR, Role.EMPLOYER_OFFICER
    round_ = open_round(each)
    _prepare(each, round_)
    topics = ["年度平均工资增幅"]
    each.do(
        *(chair, "bargaining.offer"),
        to=round_,
        on=OFFERED_ON,
        made_by="workers",
        topics=topics,
        delivered_by="当面",
    )
    each.do(officer, "bargaining.respond", to=round_, on=OFFERED_ON, answer="agree")
    each.do(
        *(chair, "bargaining.request_data"),
        to=round_,
        on=OFFERED_ON,
        items=["工资总额"],
        meets_on=MET_ON,
    )
    each.do(officer, "bargaining.hand_over_data", to=round_, on=MET_ON, items=["工资总额"])
    said = {"topic": topics[0], "workers": "8%", "employer": "2%", "settled": "5%"}
    present = each.people
    meeting = {"chair": each.people[0], "present": present, "positions": [said]}
    each.do(chair, "bargaining.meet", to=round_, on=MET_ON, **meeting)
    pause = {"until": MET_ON + timedelta(days=28), "reason": "春节停工"}
    each.do(chair, "bargaining.suspend", to=round_, on=MET_ON, **pause)
    each.do(chair, "bargaining.resume", to=round_, on=pause["until"])
    each.do(chair, "bargaining.settle", to=round_, on=pause["until"])
    _draft(each, round_)


def _prepare(each: Place, round_: Round) -> None:
    chair, officer = Role.UNION_CHAIR, Role.EMPLOYER_OFFICER
    survey = {"sent": 184, "returned": 163, "topics": [{"topic": "涨工资", "votes": 141}]}
    each.do(chair, "bargaining.survey", to=round_, on=OPENED_ON, **survey)
    position = {"topic": "年度平均工资增幅", "ask": "8%", "target": "5%", "bottom": "4%"}
    chief, boss, *others = each.people
    sides = (
        (chair, "workers", [chief, *others[:2]]),
        (officer, "employer", [boss, *others[2:4]]),
    )
    for role, side, people in sides:
        plan = {"side": side, "positions": [position]}
        each.do(role, "bargaining.plan", to=round_, on=OPENED_ON, **plan)
        named = [{"person": who, "chief": who == people[0]} for who in people]
        rows = {"side": side, "representatives": named}
        act = "bargaining.name_representatives"
        more = {"recorder": others[4]} if side == "employer" else {}
        each.do(role, act, to=round_, on=OPENED_ON, **rows, **more)


def _draft(each: Place, round_: Round) -> None:
    chair = Role.UNION_CHAIR
    clauses = {
        "avg_growth": 0.05,
        "firm_min_wage": 1950,
        "pay_day": 15,
        "pay_cycle": "月",
        "overtime": {"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资"},
    }
    grades = [{"post": "车工", "headcount": 46, "before": 5350, "after": 5650}]
    text = {"kind": "wage", "no": f"号-{each.name}", "term": TERM, "clauses": clauses}
    text["grades"] = grades
    each.things["agreement"] = each.do(chair, "agreements.draft", to=round_, on=DRAFTED_ON, **text)
    each.do(chair, "agreements.submit", to=each.agreement, on=DRAFTED_ON)
    with acting_as(SYSTEM):
        congress = CongressFactory(union=each.union)
    each.things["congress"] = congress
    told = {"step": "receive", "proposals": [{"title": "增设风机", "reason": "夏季过热"}]}
    each.do(chair, "congress.proposals", to=congress, on=NOTIFIED_ON, **told)
    notice = {"sitting": "第一次会议", "sits_on": SITS_ON, "agenda": ["草案"], "delivered": 32}
    each.things["sitting"] = each.do(
        chair, "congress.notify", to=congress, on=NOTIFIED_ON, **notice
    )


def walk_to_filing(each: Place) -> None:
    """Vote, sign and file, so that the labour department comes to know of the round."""
    chair = Role.UNION_CHAIR
    each.do(chair, "congress.sit", to=each.sitting, on=SITS_ON, entitled=32, present=29)
    each.do(chair, "congress.appraise", to=each.sitting, on=SITS_ON, target="总经理")
    plan = {"kind": "layoff", "explained_on": NOTIFIED_ON, "planned_on": date(2027, 6, 1)}
    plan |= {"affected": 2, "opinion": "amended", "advice": "先转岗", "step": "give"}
    each.do(chair, "congress.opinion", to=each.sitting, on=SITS_ON, **plan)
    count = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
    votes = {"item": "草案", "subject": each.agreement, "secret": True, **count}
    votes |= {"yes": 25, "no": 2, "abstain": 1}
    each.do(chair, "congress.vote", to=each.sitting, on=SITS_ON, **votes)
    signed = {"signed_on": {"workers": SIGNED_ON, "employer": SIGNED_ON}}
    seals = ["union", "company", "cross_page"]
    each.do(chair, "agreements.conclude", to=each.agreement, on=SIGNED_ON, seals=seals, **signed)
    officer = Role.EMPLOYER_OFFICER
    filing = {"received_on": FILED_ON, "copies": 3}
    each.do(officer, "agreements.file", to=each.agreement, on=FILED_ON, **filing)


def give_files(paper: Paper, content: bytes, *formats: str) -> None:
    """Let a paper have its files, as the worker would have made them."""
    for kind in formats:
        sha256 = store.put(content)
        PaperFile.objects.create(paper=paper, format=kind, sha256=sha256, size=len(content))
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.READY)


def office_of(account: Account) -> Actor:
    """Return the actor of an account's only office."""
    return account.offices.get().as_actor()
