"""The forms of preparation: opening a round, survey, plan, representatives."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Q

from contracts.agreements.models import Agreement
from contracts.bargaining import queries, seating
from contracts.bargaining.choices import Mandate
from contracts.bargaining.models import Representative
from contracts.deadlines.law import law_of
from contracts.parties.choices import Kind, Scope, Side
from contracts.parties.models import Organisation
from contracts.statutes.law import Law
from workflow import people
from workflow.bargaining.naming import NEW_FIELDS, NewPerson, PersonPick, person_in, without_new
from workflow.forms import ActForm, Fold, RowList, form_for
from workflow.inputs import Count, Day, Figure, FromList, Line, OneOf, Pick, Suggestions, Tick
from workflow.rows import RowForm

TOPICS = Suggestions(
    "topics",
    (
        "年度平均工资增幅",
        "企业最低工资",
        "夜班津贴",
        "加班基数",
        "工龄工资",
        "高温津贴",
        "支付日",
        "年休假安排",
        "职工教育经费",
        "女职工体检",
        "工作餐补贴",
    ),
)


class CoverRow(RowForm):
    """A firm a regional or industry round wants to cover."""

    unsaid: ClassVar[frozenset[str]] = frozenset({"mandate"})

    name = Line(label="企业名称", longest=300)
    workers = Count(label="职工数", required=False)
    migrant = Count(label="其中农民工", required=False)
    women = Count(label="其中女职工", required=False)
    mandate = FromList(label="授权", choices=Mandate.choices, required=False)


@form_for("bargaining.open")
class OpenForm(ActForm):
    """Open a round of bargaining."""

    takes = ()
    lists: ClassVar[Mapping[str, RowList]] = {
        "covers": RowList(CoverRow, "覆盖企业名册", "区域、行业协商才填。", spare=6),
    }
    what = "选合同种类。手里有快到期的上一份合同，一并选上，系统会算出续订要约的时间。"
    button = "启动这一轮协商"

    kind = OneOf(label="合同种类", choices=Kind.choices)
    scope = OneOf(label="层级", choices=Scope.choices)
    previous = Pick(
        label="上一份合同",
        required=False,
        empty="（没有，或不在系统里）",
        help_text="选了它，系统按到期日提醒什么时候发续订要约。",
    )
    previous_from = Day(label="上一份合同期限起", required=False)
    previous_to = Day(label="上一份合同期限止", required=False)

    order = (
        "kind",
        "scope",
        "previous",
        Fold("上一份合同不在系统里", ("previous_from", "previous_to")),
        "covers",
    )

    @cached_property
    def house(self) -> Organisation:
        """Return the actor's own organisation."""
        return Organisation.objects.select_related("firm").get(pk=self.actor.organisation_id or 0)

    @cached_property
    def law(self) -> Law:
        """Return the law of the actor's place today."""
        return law_of(self.house, on=self.today)

    def prepare(self) -> None:
        """Offer the scopes this organisation can bargain in, and its agreements so far."""
        is_area = bool(self.house.area)
        scopes = [c for c in Scope.choices if (c[0] != Scope.ENTERPRISE) == is_area]
        self.fields["scope"].choices = scopes
        self.fields["scope"].initial = scopes[0][0]
        self.fields["kind"].initial = Kind.WAGE
        self.fields["previous"].queryset = Agreement.objects.filter(
            Q(workers_party=self.house) | Q(employer_party=self.house),
            in_force_on__isnull=False,
        ).order_by("-term_to", "-pk")

    def row_lists(self) -> Mapping[str, RowList]:
        """Return the list of covered firms for an area only."""
        return self.lists if self.house.area else {}

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a term that runs backwards."""
        first, last = values.get("previous_from"), values.get("previous_to")
        if first and last and last < first:
            self.add_error("previous_to", f"期限止（{last}）早于期限起（{first}），请核对。")
        if first and not last:
            self.add_error("previous_to", "写了期限起，请把期限止也写上。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the old agreement as a thing, or as its term."""
        first, last = values.pop("previous_from", None), values.pop("previous_to", None)
        if "previous" not in values and last:
            values["previous"] = {"from": first, "to": last} if first else {"to": last}
        return values


class VotesRow(RowForm):
    """A topic and how many of the returned sheets name it."""

    topic = Line(label="议题", suggestions=TOPICS)
    votes = Count(label="提到的人数")


@form_for("bargaining.survey")
class SurveyForm(ActForm):
    """Record the workers' survey."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "topics": RowList(
            VotesRow, "最想谈的事", "一行一个议题，写有多少份问卷提到它。", least=1, spare=5
        ),
    }
    what = "登记问卷发了多少、收回多少，最想谈的事各有多少人提。"
    button = "登记征集结果"

    sent = Count(label="发出问卷（份）", least=1)
    returned = Count(label="收回问卷（份）")

    def prepare(self) -> None:
        """Start from a sheet for every worker."""
        party = getattr(self.case, "employer_party", None)
        if party is not None and party.headcount_total:
            self.fields["sent"].initial = party.headcount_total

    def check(self, values: dict[str, Any]) -> None:
        """Refuse more sheets returned than sent, more votes than sheets, a topic named twice."""
        sent, returned = values.get("sent"), values.get("returned")
        if sent is None or returned is None:
            return
        if returned > sent:
            self.add_error("returned", f"收回{returned}份，比发出的{sent}份还多，请核对。")
        seen: set[str] = set()
        for row in self.tables["topics"].filled():
            votes, topic = row.cleaned_data["votes"], row.cleaned_data["topic"]
            if votes > returned:
                row.add_error("votes", f"有{votes}人提到，比收回的{returned}份还多，请核对。")
            if topic in seen:
                row.add_error("topic", f"“{topic}”写了两次，请合并成一行。")
            seen.add(topic)


class PlannedRow(RowForm):
    """A topic with what the side asks, hopes for and will not go below."""

    topic = Line(label="议题", suggestions=TOPICS)
    ask = Figure(label="首轮要价", required=False)
    target = Figure(label="目标", required=False)
    bottom = Figure(label="底线", required=False)


@form_for("bargaining.plan")
class PlanForm(ActForm):
    """Draw up the own side's plan."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "positions": RowList(
            PlannedRow,
            "本方方案",
            "可以写数（2100）、百分比（8%）或几个字。",
            least=1,
        ),
    }
    what = "每个议题写三个数：首轮要多少、目标多少、底线多少。"
    button = "保存本方方案"

    def advice(self) -> Sequence[str]:
        """Say what of the plan the other side will read: the names of the topics alone."""
        return ("三个数只有本方能看到；议题的名称会写进《协商议题清单》，对方看得到。",)

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the standing plan, else from what the workers named."""
        plan = queries.standing_plan(self.subject, self.actor.side)
        if plan is not None:
            rows = plan.positions.order_by("pk")
            return list(rows.values("topic", "ask", "target", "bottom"))
        survey = queries.latest_survey(self.subject) if self.actor.side == Side.WORKERS else None
        return list(survey.topics.order_by("-votes", "pk").values("topic")) if survey else []

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Say whose plan it is."""
        return {"side": self.actor.side, **values}


class RepresentativeRow(RowForm, NewPerson):
    """Somebody the side sends to the table."""

    field_order = ("person", "chief", "mandate", "relative")
    folded_names = NEW_FIELDS
    folded_title = "名单里没有，另填一位"

    person = PersonPick(label="代表", required=False)
    chief = Tick(label="首席代表")
    mandate = Tick(label="有书面委托")
    relative = Tick(label="企业负责人近亲属")

    def prepare(self) -> None:
        """Offer the people this side may send."""
        self.fields["person"].queryset = self.owner.nominees

    def clean(self) -> dict[str, Any]:
        """Refuse a row without a name, or with two."""
        cleaned = super().clean() or {}
        if not cleaned.get("person") and not cleaned.get("new_name"):
            self.add_error("person", "请选一位代表；没有的，展开“名单里没有，另填一位”写姓名。")
        if cleaned.get("person") and cleaned.get("new_name"):
            self.add_error("new_name", "已经在名单里选了人；另填一位请写在下一行。")
        return cleaned


@form_for("bargaining.name_representatives")
class NameForm(ActForm):
    """Name the own side's representatives."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "representatives": RowList(RepresentativeRow, "本方协商代表", least=1),
    }
    what = "写上本方所有代表，勾出首席代表。再交一次就是换一份完整的名单。"
    button = "确定本方代表"
    order = ("representatives", "recorder")

    recorder = PersonPick(
        label="记录员",
        required=False,
        empty="（先不定）",
        help_text="双方共同确定，不能是协商代表。一方提名即可。",
    )

    @cached_property
    def nominees(self) -> Any:
        """Return the people this side may send."""
        return people.people_of_side(self.case, self.actor.side) if self.case else None

    def prepare(self) -> None:
        """Offer the people of the case as recorders."""
        self.fields["recorder"].queryset = people.people_of(self.case) if self.case else None

    def advice(self) -> Sequence[str]:
        """Say how a small side is made up."""
        if self.actor.side == Side.WORKERS:
            return ("人不用多：一位一线、一位女职工、一位会算账的就够。开会时间算上班。",)
        return ("首席代表不是法定代表人时，要有书面委托，请勾“有书面委托”。",)

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from those who sit now."""
        return [
            {
                "person": row.person_id,
                "chief": row.is_chief,
                "mandate": row.has_mandate,
                "relative": row.is_relative,
            }
            for row in seating.rows(self.subject, self.actor.side)
        ]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a person named twice, two chiefs, and a recorder who is a representative."""
        named: list[Any] = []
        chiefs = 0
        for row in self.tables["representatives"].filled():
            who = row.cleaned_data.get("person") or row.cleaned_data.get("new_name")
            field = "person" if row.cleaned_data.get("person") else "new_name"
            if who in named:
                row.add_error(field, f"{who}写了两次，请去掉一行。")
            named.append(who)
            chiefs += bool(row.cleaned_data.get("chief"))
            if chiefs > 1 and row.cleaned_data.get("chief"):
                row.add_error("chief", "每方只能有一名首席代表，请只勾一位。")
        if values.get("recorder") in named:
            self.add_error("recorder", "记录员不能同时是协商代表，请另选一位。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the representatives with near relatives apart; write down who is new."""
        rows = values.get("representatives", [])
        named = [(person_in(row, self, picked="person"), row) for row in rows]
        return {
            "side": self.actor.side,
            "representatives": [
                {k: v for k, v in {**without_new(row), "person": person}.items() if k != "relative"}
                for person, row in named
            ],
            "recorder": values.get("recorder"),
            "relatives": [person for person, row in named if row.get("relative")],
        }


@form_for("bargaining.replace_representative")
class ReplaceForm(ActForm, NewPerson):
    """Replace one representative, or record that a seat fell vacant."""

    deadlines = ("DL_REP_VACANCY",)
    what = "选离任的代表；有人接任就选接任的人，没有就先登记空缺。"
    button = "登记更换"

    out = PersonPick(label="离任的代表")
    successor = PersonPick(label="接任的人", required=False, empty="（暂时没有，先登记空缺）")
    vacant_since = Day(label="空缺自", required=False, help_text="不写就按办理日期。")
    chief = Tick(label="接任的人是首席代表")
    mandate = Tick(label="接任的人有书面委托")

    order = (
        "out",
        "vacant_since",
        "successor",
        Fold("名单里没有接任的人，另填一位", NEW_FIELDS),
        "chief",
        "mandate",
    )

    def prepare(self) -> None:
        """Offer who sits on this side or left a seat vacant, and who could follow."""
        seats = Representative.objects.filter(
            Q(left_on__isnull=True) | Q(is_seat_vacant=True),
            round=self.subject,
            side=self.actor.side,
        )
        sent = people.people_of(self.case) if self.case else None
        self.fields["out"].queryset = sent.filter(pk__in=seats.values("person")) if sent else None
        self.fields["successor"].queryset = (
            people.people_of_side(self.case, self.actor.side) if self.case else None
        )

    def check(self, values: dict[str, Any]) -> None:
        """Refuse somebody who follows himself, and a vacancy after the day of the act."""
        if values.get("successor") and values.get("successor") == values.get("out"):
            self.add_error("successor", "接任的人和离任的人是同一个，请核对。")
        since, on = values.get("vacant_since"), values.get("on")
        if since and on and since > on:
            self.add_error("vacant_since", f"空缺自（{since}）晚于办理日期（{on}），请核对。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the successor as a case file does; write down who is new."""
        joining = person_in(values, self, picked="successor")
        rest = {k: v for k, v in without_new(values).items() if k != "successor"}
        return {"side": self.actor.side, **rest, "in": joining}
