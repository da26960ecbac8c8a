"""The world of a story: its organisations, people, offices, local values and standing things."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.agreements import standings
from contracts.congress import congresses
from contracts.parties import tree
from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind, Role
from contracts.parties.models import MinimumWage, Office, Organisation, Person, Policy
from workflow import access
from workflow.cases.acts import CLAUSES, KIND, SCOPE
from workflow.cases.casefile import CaseFile
from workflow.cases.reader import Node, shown
from workflow.cases.shapes import (
    Body,
    Day,
    Fields,
    Flag,
    Many,
    Number,
    OneOf,
    Pairs,
    Somebody,
    Text,
    Whole,
    fields,
)

LONG_AGO = date(1995, 1, 1)
HEADCOUNT = fields(
    "",
    total=Whole(),
    contract=Whole(),
    dispatch=Whole(),
    migrant=Whole(),
    women=Whole(),
)
ORGANISATION = Fields(
    {
        "kind": OneOf(tuple(OrganisationKind.values)),
        "name": Text(300),
        "parent": Body(),
        "of": Body(),
        "area": Text(300),
        "region": Text(8),
        "uscc": Text(18),
        "address": Text(300),
        "ownership": Text(20),
        "industry": Text(100),
        "legal_rep": Somebody(),
        "chair": Somebody(),
        "headcount": HEADCOUNT,
        "above_scale": Flag(),
        "womens_committee": Flag(),
    },
    frozenset({"kind", "name"}),
)
PERSON = fields(
    "name",
    name=Text(100),
    gender=OneOf(("男", "女")),
    works_at=Body(),
    post=Text(100),
    level=OneOf(("一线", "技术", "一般管理", "中层以上", "企业负责人")),
    employment=Text(30),
)
PARAMETERS = fields(
    "",
    min_wage_month=Number(),
    min_wage_hour=Number(),
    roll_holiday=Flag(),
    effective_offset=Whole(),
)
CALENDAR = fields("", off=Many(Day()), workdays=Many(Day()))
STANDING = Fields(
    {
        "what": OneOf(("agreement", "congress")),
        "kind": KIND,
        "scope": SCOPE,
        "of": Body(),
        "no": Text(60),
        "name": Text(300),
        "from": Day(),
        "to": Day(),
        "clauses": CLAUSES,
        "confirmed": Pairs(Day()),
        "form": OneOf(("congress", "assembly")),
        "since": Day(),
        "term_years": Whole(),
        "last_session": Day(),
        "delegates": fields(
            "",
            total=Whole(),
            management=Whole(),
            women=Whole(),
            dispatch=Whole(),
        ),
    },
    frozenset({"what", "of"}),
)
OFFICES = {
    OrganisationKind.FEDERATION: (Role.FEDERATION_OFFICER,),
    OrganisationKind.UNION: (Role.UNION_CHAIR, Role.WORKER_REPRESENTATIVE),
    OrganisationKind.EMPLOYER: (Role.EMPLOYER_CHIEF, Role.EMPLOYER_OFFICER),
    OrganisationKind.EMPLOYER_ORGANISATION: (Role.EMPLOYER_CHIEF, Role.EMPLOYER_OFFICER),
    OrganisationKind.LABOUR_DEPARTMENT: (Role.LABOUR_CLERK,),
}


@dataclass(slots=True)
class World:
    """The rows behind the short names of a story."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def known_things(self) -> set[str]:
        """Return the short names acts have given so far."""
        return set(self.things)

    def person(self, node: Node) -> Person:
        return self.people[str(node.value)]

    def organisation(self, node: Node) -> Organisation:
        return self.organisations[str(node.value)]

    def thing(self, node: Node) -> Any:
        """Return what an act made.

        :raises CaseFileFaulty: if that act made nothing because it was blocked.
        """
        if node.value not in self.things:
            raise node.fault(f"{shown(node.value)} 还不存在：产生它的动作被拦截了")
        return self.things[str(node.value)]

    def actor(self, name: str, act: str, data: dict[str, Any], *, paper: bool) -> Actor:
        """Return the office of this organisation or person that may do the act, else its first."""
        offices = Office.objects.select_related("organisation", "person").order_by("pk")
        if name in self.organisations:
            rows = list(offices.filter(organisation=self.organisations[name]))
        else:
            rows = list(offices.filter(person=self.people[name]))
        roles = access.roles_for(act, data, paper=paper)
        for office in rows:
            if office.role in roles:
                return office.as_actor()
        if rows:
            return rows[0].as_actor()
        return Actor(name=self.people[name].name, person_id=self.people[name].pk)


def build(file: CaseFile) -> World:
    """Write the story's organisations, people and standing things.

    :raises CaseFileFaulty: if something in the head of the file is wrong.
    """
    world = World()
    root = file.root
    raw = _organisations(root, file)
    for key in _in_order(raw, root):
        world.organisations[key] = _organisation(key, raw, world, file)
    people = root.get("people")
    for key in people.keys() if people and people.value else ():
        world.people[str(key)] = _person(people.child(key), world)
    _heads_and_offices(raw, world)
    _local_values(root, file, world)
    standing = root.get("standing")
    for key in standing.keys() if standing and standing.value else ():
        world.things[str(key)] = _standing(standing.child(key), world)
    return world


def check(file: CaseFile) -> None:
    """Read the head of the file without writing anything.

    :raises CaseFileFaulty: with line, field and what would be right.
    """
    raw = _organisations(file.root, file)
    _in_order(raw, file.root)
    for part, shape in (("people", PERSON), ("standing", STANDING)):
        node = file.root.get(part)
        for key in node.keys() if node and node.value else ():
            shape.read(node.child(key), file.known)
    for part, shape in (("parameters", PARAMETERS), ("calendar", CALENDAR)):
        if (node := file.root.get(part)) is not None:
            shape.read(node, file.known)


def _organisations(root: Node, file: CaseFile) -> dict[str, dict[str, Any]]:
    node = root.get("organisations")
    if node is None or not node.value:
        return {}
    return {
        str(key): ORGANISATION.read(node.child(key), file.known)
        for key in node.keys()  # noqa: SIM118 -- a method that checks
    }


def _in_order(raw: dict[str, dict[str, Any]], root: Node) -> list[str]:
    """Return the organisations in an order in which parents and firms come first."""
    placed: list[str] = []
    waiting = sorted(raw, key=lambda key: raw[key]["kind"] == OrganisationKind.EMPLOYER)
    while waiting:
        ready = [key for key in waiting if raw[key].get("parent") in {None, *placed}]
        if not ready:
            raise root.child("organisations").fault(f"上级单位互相指向：{'、'.join(waiting)}")
        placed += ready
        waiting = [key for key in waiting if key not in ready]
    employers = [key for key in placed if raw[key]["kind"] == OrganisationKind.EMPLOYER]
    unions = [key for key in placed if raw[key].get("of")]
    others = [key for key in placed if key not in {*employers, *unions}]
    return [*others, *employers, *unions]


def _organisation(
    key: str,
    raw: dict[str, dict[str, Any]],
    world: World,
    file: CaseFile,
) -> Organisation:
    row = raw[key]
    count = row.get("headcount", {})
    parent = _parent(key, raw, world)
    firm = world.organisations.get(row.get("of", ""))
    return Organisation.objects.create(
        kind=row["kind"],
        name=row["name"],
        path=firm.path if firm else _place(row, parent),
        parent=parent,
        firm=firm if row["kind"] == OrganisationKind.UNION else None,
        area=row.get("area", ""),
        region=row.get("region", file.region),
        uscc=row.get("uscc", ""),
        address=row.get("address", ""),
        ownership=row.get("ownership", ""),
        industry=row.get("industry", ""),
        is_above_scale=row.get("above_scale", False),
        has_womens_committee=row.get("womens_committee", False),
        **{f"headcount_{name}": number for name, number in count.items()},
    )


def _parent(key: str, raw: dict[str, dict[str, Any]], world: World) -> Organisation | None:
    """Return the organisation above: as written, or for a firm the one above its union."""
    row = raw[key]
    if row.get("parent"):
        return world.organisations[row["parent"]]
    if row["kind"] == OrganisationKind.EMPLOYER:
        above = next((r.get("parent") for r in raw.values() if r.get("of") == key), None)
        if above:
            return world.organisations[above]
    if row["kind"] == OrganisationKind.FEDERATION:
        return None
    tops = [k for k, r in raw.items() if r["kind"] == OrganisationKind.FEDERATION]
    return next((world.organisations[k] for k in tops if not raw[k].get("parent")), None)


def _place(row: dict[str, Any], parent: Organisation | None) -> str:
    """Return the place in the tree; a labour department stands beside its federation."""
    if row["kind"] == OrganisationKind.LABOUR_DEPARTMENT and parent is not None:
        return parent.path
    if row["kind"] == OrganisationKind.EMPLOYER_ORGANISATION and row.get("area"):
        union = Organisation.objects.filter(area=row["area"], kind=OrganisationKind.UNION).first()
        if union:
            return union.path
    return tree.next_place(parent)


def _person(node: Node, world: World) -> Person:
    row = PERSON.read(node, world)
    return Person.objects.create(**row)


def _heads_and_offices(raw: dict[str, dict[str, Any]], world: World) -> None:
    for key, organisation in world.organisations.items():
        head = world.people.get(raw[key].get("chair") or raw[key].get("legal_rep") or "")
        if head is not None:
            organisation.head = head
            organisation.save(update_fields=["head"])
        for place, role in enumerate(OFFICES[OrganisationKind(organisation.kind)]):
            Office.objects.create(
                organisation=organisation,
                role=role,
                person=head if place == 0 else None,
            )


def _local_values(root: Node, file: CaseFile, world: World) -> None:
    node, extra = root.get("parameters"), root.get("calendar")
    values = PARAMETERS.read(node, world) if node else {}
    calendar = CALENDAR.read(extra, world) if extra else {}
    is_given = "min_wage_month" in values or "min_wage_hour" in values
    Policy.objects.create(
        path="",
        rolls_holidays=values.get("roll_holiday", False),
        effective_offset=values.get("effective_offset"),
        minimum_wage_region=f"@{file.region}" if is_given else "",
        extra_days_off=[day.isoformat() for day in calendar.get("off", [])],
        extra_workdays=[day.isoformat() for day in calendar.get("workdays", [])],
    )
    if is_given:
        MinimumWage.objects.create(
            region=f"@{file.region}",
            monthly=values.get("min_wage_month"),
            hourly=values.get("min_wage_hour"),
            effective_from=LONG_AGO,
            source="案例文件所给的当地标准",
        )


def _standing(node: Node, world: World) -> Any:
    row = STANDING.read(node, world)
    if row["what"] == "congress":
        return congresses.register_standing(
            row["of"],
            form=row.get("form", "congress"),
            since=row.get("since"),
            term_years=row.get("term_years"),
            last_session_on=row.get("last_session"),
            delegates=row.get("delegates", {}),
        )
    return standings.register_standing(
        row["of"],
        kind=row["kind"],
        scope=row.get("scope", "enterprise"),
        number=row.get("no", ""),
        name=row.get("name", ""),
        term_from=row["from"],
        term_to=row.get("to"),
        clauses=row.get("clauses"),
        confirmed={
            world.organisations.get(str(firm), str(firm)): day
            for firm, day in (row.get("confirmed") or {}).items()
        },
    )
