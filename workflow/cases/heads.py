"""The head of a case file: region, local values, organisations, people, what stands already."""

from typing import Any

from contracts.parties.choices import OrganisationKind
from workflow.cases.acts import CLAUSES, KIND, SCOPE
from workflow.cases.reader import Node, shown
from workflow.cases.shapes import (
    Body,
    Day,
    Fields,
    Flag,
    Many,
    Name,
    Names,
    Number,
    OneOf,
    Pairs,
    Somebody,
    Text,
    Whole,
    fields,
)

REGIONS = ("CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY")
REGION = OneOf(REGIONS)
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
        "name": Name(300),
        "parent": Body(),
        "of": Body(),
        "area": Text(300),
        "region": REGION,
        "office_code": Text(20),
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
    name=Name(100),
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

Head = dict[str, dict[str, Any]]


def check(root: Node, names: Names) -> Head:
    """Return the organisations as written; the whole head is read, nothing is made.

    :raises CaseFileFaulty: with line, field and what would be right.
    """
    organisations = read_organisations(root, names)
    for part, shape in (("parameters", PARAMETERS), ("people", Pairs(PERSON))):
        if (node := root.get(part)) is not None:
            shape.read(node, names)
    _check_calendar(root.get("calendar"), names)
    for node in members(root, "standing"):
        _check_standing(node, names)
    return organisations


def members(root: Node, part: str) -> list[Node]:
    """Return the entries of a part of the head, in the order of the file."""
    node = root.get(part)
    return [node.child(key) for key in node.keys()] if node else []  # noqa: SIM118 -- a method that checks


def read_organisations(root: Node, names: Names) -> Head:
    """Return each organisation as written, parents and firms first.

    :raises CaseFileFaulty: if one is wrong, or they point at each other in a circle.
    """
    raw = {}
    nodes = {}
    for node in members(root, "organisations"):
        key = node.field.partition(".")[2]
        raw[key], nodes[key] = ORGANISATION.read(node, names), node
    for key, row in raw.items():
        _check_organisation(nodes[key], row, raw)
    return {key: raw[key] for key in _in_order(raw, nodes)}


def _check_organisation(node: Node, row: dict[str, Any], raw: Head) -> None:
    firm, above = row.get("of"), row.get("parent")
    is_of_firm_or_area = row["kind"] in {OrganisationKind.UNION, "employer_organisation"}
    if is_of_firm_or_area and not firm and not row.get("area"):
        raise node.fault("要写 of（哪家企业的工会）或 area（哪个区域、行业）")
    if firm and row["kind"] != OrganisationKind.UNION:
        raise node.child("of").fault("只有工会（kind: union）写 of；其他单位写 parent 或 area")
    if firm and raw[firm]["kind"] != OrganisationKind.EMPLOYER:
        raise node.child("of").fault(f"“{firm}”不是企业（kind: employer），工会的 of 要写一家企业")
    if firm and any(other.get("of") == firm for other in raw.values() if other is not row):
        raise node.child("of").fault(f"“{firm}”已经有一个工会；一家企业只登记一个企业工会")
    if above and raw[above]["kind"] not in {OrganisationKind.FEDERATION, OrganisationKind.UNION}:
        raise node.child("parent").fault(f"“{above}”不是上级工会；parent 要写 federation 或 union")


def _in_order(raw: Head, nodes: dict[str, Node]) -> list[str]:
    """Return the organisations in an order in which parents and firms come first."""
    placed: list[str] = []
    waiting = list(raw)
    while waiting:
        ready = [key for key in waiting if raw[key].get("parent") in {None, *placed}]
        if not ready:
            circle = "、".join(waiting)
            raise (
                nodes[waiting[0]].child("parent").fault(f"上级单位绕成了圈：{circle}；请改其中一个")
            )
        placed += ready
        waiting = [key for key in waiting if key not in ready]
    firms = [key for key in placed if raw[key]["kind"] == OrganisationKind.EMPLOYER]
    unions = [key for key in placed if raw[key].get("of")]
    chambers = [key for key in placed if raw[key]["kind"] == "employer_organisation"]
    others = [key for key in placed if key not in {*firms, *unions, *chambers}]
    return [*others, *firms, *unions, *chambers]


def _check_calendar(node: Node | None, names: Names) -> None:
    if node is None:
        return
    days = CALENDAR.read(node, names)
    if both := set(days.get("off", [])) & set(days.get("workdays", [])):
        raise node.fault(f"{min(both)} 不能既在 off（放假）又在 workdays（上班）")


def _check_standing(node: Node, names: Names) -> None:
    row = STANDING.read(node, names)
    if row["what"] == "congress":
        return
    if missing := [key for key in ("kind", "from") if key not in row]:
        raise node.fault(f"缺少字段：{'、'.join(missing)}；已有的合同要写种类和期限")
    if row.get("to") and row["to"] < row["from"]:
        raise node.child("to").fault(f"期限止 {row['to']} 早于期限起 {row['from']}，请改正")


def region_of(root: Node) -> str:
    """Return the rule pack of the place; the nation's where none is named.

    :raises CaseFileFaulty: if there is no such pack.
    """
    node = root.get("region")
    if node is None:
        return "CN"
    if node.value not in REGIONS:
        raise node.fault(f"{shown(node.value)} 不是规则包，可写：{'、'.join(REGIONS)}")
    return str(node.value)
