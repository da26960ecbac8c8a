"""The world of a story: its organisations, people, offices, local values and standing things."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.agreements import standings
from contracts.bargaining.models import Recorder, Representative
from contracts.congress import congresses
from contracts.parties import tree
from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind, Role, Side
from contracts.parties.models import Case, MinimumWage, Office, Organisation, Person, Policy
from workflow import access
from workflow.cases import heads
from workflow.cases.casefile import CaseFile
from workflow.cases.reader import Node

LONG_AGO = date(1995, 1, 1)
OFFICES = {
    OrganisationKind.FEDERATION: (Role.FEDERATION_OFFICER,),
    OrganisationKind.UNION: (Role.UNION_CHAIR, Role.WORKER_REPRESENTATIVE),
    OrganisationKind.EMPLOYER: (Role.EMPLOYER_CHIEF, Role.EMPLOYER_OFFICER),
    OrganisationKind.EMPLOYER_ORGANISATION: (Role.EMPLOYER_CHIEF, Role.EMPLOYER_OFFICER),
    OrganisationKind.LABOUR_DEPARTMENT: (Role.LABOUR_CLERK,),
}


# People who work in one of these act for it.
CLERKS = {
    OrganisationKind.FEDERATION: Role.FEDERATION_OFFICER,
    OrganisationKind.LABOUR_DEPARTMENT: Role.LABOUR_CLERK,
}
SEATS = {Side.WORKERS: Role.WORKER_REPRESENTATIVE, Side.EMPLOYER: Role.EMPLOYER_OFFICER}


class ThingUnmade(Exception):
    """What a short name stands for was never made: its act was blocked."""


@dataclass(slots=True)
class World:
    """The rows behind the short names of a story."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    region: str = "CN"

    @property
    def places(self) -> set[str]:
        """Return the tops of the tree the story lives in; nothing outside is touched."""
        return {tree.ancestors(row.path)[0] for row in self.organisations.values()}

    def person(self, node: Node) -> Person:
        """Return the person of a short name."""
        return self.people[str(node.value)]

    def organisation(self, node: Node) -> Organisation:
        """Return the organisation of a short name."""
        return self.organisations[str(node.value)]

    def thing(self, node: Node, kinds: tuple[str, ...] = ()) -> Any:  # noqa: ARG002 -- as checked
        """Return what an act made.

        :raises ThingUnmade: if that act made nothing because it was blocked.
        """
        if node.value not in self.things:
            raise ThingUnmade(str(node.value))
        return self.things[str(node.value)]

    def is_thing(self, name: Any) -> bool:
        """Test whether the file gives this short name to a thing."""
        return isinstance(name, str) and name in self.names

    def actor(self, name: str, act: str, data: dict[str, Any], *, paper: bool, to: Any) -> Actor:
        """Return the office of this organisation or person that may do the act, else its first."""
        roles = access.roles_for(act, data, paper=paper)
        actors = self._actors(name, to)
        return next((actor for actor in actors if actor.role in roles), actors[0])

    def _actors(self, name: str, to: Any) -> list[Actor]:
        offices = Office.objects.select_related("organisation", "person").order_by("pk")
        if name in self.organisations:
            rows = offices.filter(organisation=self.organisations[name])
            return [office.as_actor() for office in rows]
        person = self.people[name]
        actors = [office.as_actor() for office in offices.filter(person=person)]
        case = to if isinstance(to, Case) else getattr(to, "case", None)
        if case is not None:
            actors += _seats_of(person, case)
        return actors or [Actor(name=person.name, person_id=person.pk)]


def _seats_of(person: Person, case: Case) -> list[Actor]:
    """Return what somebody may act as in a case: as representative, or as its recorder."""
    seats = Representative.objects.filter(case=case, person=person, left_on__isnull=True)
    actors = [_acting_for(case, seat.side, person, _role_in(seat)) for seat in seats]
    actors += [
        _acting_for(case, row.side, person, Role.RECORDER)
        for row in Recorder.objects.filter(case=case, person=person)
    ]
    return [actor for actor in actors if actor is not None]


def _role_in(seat: Representative) -> Role:
    is_chief = seat.is_chief and seat.side == Side.EMPLOYER
    return Role.EMPLOYER_CHIEF if is_chief else SEATS[Side(seat.side)]


def _acting_for(case: Case, side: str, person: Person, role: Role) -> Actor | None:
    party = case.workers_party if side == Side.WORKERS else case.employer_party
    if party is None:
        return None
    return Actor(
        name=person.name,
        person_id=person.pk,
        organisation_id=party.pk,
        organisation_kind=party.kind,
        role=role,
        side=role.side,
        path=party.path,
    )


def build(file: CaseFile) -> World:
    """Write the story's organisations, people and standing things."""
    world = World(names=frozenset(file.known.things), region=file.region)
    for key in file.organisations:
        world.organisations[key] = _organisation(key, world, file)
    for node in heads.members(file.root, "people"):
        person = Person.objects.create(**heads.PERSON.read(node, world))
        world.people[node.field.partition(".")[2]] = person
    _heads_and_offices(file.organisations, world)
    _local_values(file, world)
    for node in heads.members(file.root, "standing"):
        world.things[node.field.partition(".")[2]] = _standing(node, world)
    return world


def _organisation(key: str, world: World, file: CaseFile) -> Organisation:
    row = file.organisations[key]
    parent = _parent(key, file.organisations, world)
    firm = world.organisations.get(row.get("of", ""))
    counts = {f"headcount_{name}": n for name, n in row.get("headcount", {}).items()}
    return Organisation.objects.create(
        kind=row["kind"],
        name=row["name"],
        path=firm.path if firm else _place(row, parent, world),
        parent=parent,
        firm=firm,
        area=row.get("area", ""),
        region=row.get("region") or (firm.region if firm else file.region),
        office_code=row.get("office_code", ""),
        uscc=row.get("uscc", ""),
        address=row.get("address", ""),
        ownership=row.get("ownership", ""),
        industry=row.get("industry", ""),
        is_above_scale=row.get("above_scale", False),
        has_womens_committee=row.get("womens_committee", False),
        **counts,
    )


def _parent(key: str, raw: heads.Head, world: World) -> Organisation | None:
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


def _place(row: dict[str, Any], parent: Organisation | None, world: World) -> str:
    """Return the place in the tree; a labour department stands beside its federation."""
    if row["kind"] == OrganisationKind.LABOUR_DEPARTMENT and parent is not None:
        return parent.path
    if row["kind"] == OrganisationKind.EMPLOYER_ORGANISATION and row.get("area"):
        unions = [o for o in world.organisations.values() if o.kind == OrganisationKind.UNION]
        across = next((union for union in unions if union.area == row["area"]), None)
        if across is not None:
            return across.path
    return tree.next_place(parent)


def _heads_and_offices(raw: heads.Head, world: World) -> None:
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
    for person in world.people.values():
        house = person.works_at
        if house is not None and house.kind in CLERKS:
            role = CLERKS[OrganisationKind(house.kind)]
            Office.objects.create(organisation=house, role=role, person=person)


def _local_values(file: CaseFile, world: World) -> None:
    """Write the policy of the story's own places, so that nobody else's law changes."""
    node, extra = file.root.get("parameters"), file.root.get("calendar")
    values = heads.PARAMETERS.read(node, world) if node else {}
    calendar = heads.CALENDAR.read(extra, world) if extra else {}
    is_given = "min_wage_month" in values or "min_wage_hour" in values
    for place in sorted(world.places):
        policy = Policy.objects.create(
            path=place,
            rolls_holidays=values.get("roll_holiday", False),
            effective_offset=values.get("effective_offset"),
            extra_days_off=[day.isoformat() for day in calendar.get("off", [])],
            extra_workdays=[day.isoformat() for day in calendar.get("workdays", [])],
        )
        if is_given:
            _minimum_wage(policy, values)


def _minimum_wage(policy: Policy, values: dict[str, Any]) -> None:
    policy.minimum_wage_region = f"@{policy.pk}"
    policy.save(update_fields=["minimum_wage_region"])
    MinimumWage.objects.create(
        region=policy.minimum_wage_region,
        monthly=values.get("min_wage_month"),
        hourly=values.get("min_wage_hour"),
        effective_from=LONG_AGO,
        source="案例文件所给的当地标准",
    )


def _standing(node: Node, world: World) -> Any:
    row = heads.STANDING.read(node, world)
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
