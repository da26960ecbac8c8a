"""The forms of the talks: data, sessions, suspension, settlement."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Q

from contracts.bargaining import queries, seating, suspensions
from contracts.bargaining.models import DataRequest, Position
from contracts.documents import chinese
from contracts.parties.choices import Side
from contracts.parties.models import Person
from workflow import people
from workflow.bargaining.forms import TOPICS
from workflow.bargaining.naming import PeoplePick, PersonPick
from workflow.forms import ActForm, Heading, RowList, form_for
from workflow.inputs import Day, Figure, Line, Suggestions, Tick, Words
from workflow.rows import RowForm

ITEMS = Suggestions(
    "items",
    (
        "上年度工资总额和平均工资",
        "上年度利润表",
        "本年度订单和用工预测",
        "人工成本占比",
        "社会保险缴费情况",
        "劳动定额和计件单价",
    ),
)


class ItemRow(RowForm):
    """One item of data."""

    item = Line(label="资料", suggestions=ITEMS)


class DataForm(ActForm):
    """What asking for data and handing them over share."""

    deadlines = ("DL_INFO",)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the items as plain words."""
        items = [row["item"] for row in values.pop("items", [])]
        return {"items": items, **values}


@form_for("bargaining.request_data")
class RequestDataForm(DataForm):
    """Ask the other side for facts and figures."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "items": RowList(ItemRow, "要哪些资料", "一行一项，写清年份。", least=1),
    }
    what = "写明要哪些资料、双方商定哪天第一次开会。"
    button = "发出资料请求"

    meets_on = Day(label="商定的首次协商日期")

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a first meeting before the request."""
        on, meets = values.get("on"), values.get("meets_on")
        if on and meets and meets < on:
            self.add_error("meets_on", f"首次协商日期（{meets}）早于办理日期（{on}），请核对。")


@form_for("bargaining.hand_over_data")
class HandOverForm(DataForm):
    """Hand over what was asked for."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "items": RowList(ItemRow, "交接的资料", "不便复印的写“现场查阅”。", least=1),
    }
    what = "逐项写明交了什么。系统生成交接清单，双方签字。"
    button = "登记交接"

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from what the other side asked for."""
        asked = (
            DataRequest.objects.filter(round=self.subject)
            .exclude(side=self.actor.side)
            .order_by("-requested_on", "-pk")
            .first()
        )
        return [{"item": item} for item in asked.items] if asked else []


class SpokenRow(RowForm):
    """A topic with what each side said and what was settled."""

    unsaid: ClassVar[frozenset[str]] = frozenset({"topic", "base"})

    topic = Line(label="议题", suggestions=TOPICS)
    base = Figure(label="计算基数", required=False)
    workers = Figure(label="职工方说", required=False)
    employer = Figure(label="企业方说", required=False)
    settled = Figure(label="谈定（没谈定就空着）", required=False)

    @property
    def is_empty(self) -> bool:
        """Test whether nobody spoke; a topic typed in by hand counts even then."""
        typed = self.data.get(self.add_prefix("topic"), "").strip()
        known = typed in self.owner.said_before
        return super().is_empty and (known or not typed)

    @property
    def note(self) -> str:
        """Return what was said last time."""
        topic = self["topic"].value() or ""
        last = self.owner.said_before.get(topic.strip() if isinstance(topic, str) else "")
        if last is None:
            return ""
        said = (("职工方", last.workers_words), ("企业方", last.employer_words))
        words = "，".join(f"{side} {text}" for side, text in said if text)
        return f"上次：{words}" if words else ""


@form_for("bargaining.meet")
class MeetForm(ActForm):
    """Record a session."""

    deadlines = ("DL_SUSPEND",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "positions": RowList(SpokenRow, "谈了什么", "数、百分比或一句话都行。", least=1),
    }
    what = "写明谁主持、谁到会，每个议题双方各说了什么、谈定了什么。"
    button = "保存会议记录"

    chair = PersonPick(label="谁主持")
    present = PeoplePick(label="谁到会")
    one_sided = Tick(label="只有一方发言（对方没到或没说）")

    order = ("chair", "present", Heading("议题"), "positions", "one_sided")

    def prepare(self) -> None:
        """Offer both sides' representatives and the recorders; tick the representatives."""
        seated = [row for side in Side for row in seating.rows(self.subject, side)]
        ids = [row.person_id for row in seated]
        around = Q(pk__in=[*ids, *seating.recorders(self.subject)])
        known = people.people_of(self.case) if self.case else Person.objects.none()
        table = known.filter(around) if ids else known
        self.fields["chair"].queryset = table
        self.fields["present"].queryset = table
        self.fields["present"].initial = ids
        own_chief = [r.person_id for r in seated if r.is_chief and r.side == self.actor.side]
        self.fields["chair"].initial = own_chief[0] if own_chief else None

    @property
    def said_before(self) -> dict[str, Position | None]:
        """Return the topics on the table with what was said last."""
        if not hasattr(self, "_said_before"):
            offer = self.subject.offers.order_by("-pk").first()
            topics: dict[str, Position | None] = {}
            for row in offer.topics.order_by("place") if offer else ():
                topics[row.topic] = None
            topics.update(queries.latest_positions(self.subject))
            self._said_before = topics
        return self._said_before

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the topics that are not settled yet, with their base."""
        return [
            {"topic": topic, "base": position.base_words if position else ""}
            for topic, position in self.said_before.items()
            if position is None or not position.is_settled
        ]


@form_for("bargaining.suspend")
class SuspendForm(ActForm):
    """Suspend the talks until an agreed day."""

    what = "写上双方商定哪天接着谈、为什么先停。"
    button = "中止协商"

    until = Day(label="哪天接着谈")
    reason = Words(label="原因", required=False, longest=1000)

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a day that is not after the act."""
        on, until = values.get("on"), values.get("until")
        if on and until and until <= on:
            self.add_error("until", f"恢复日期（{until}）要晚于办理日期（{on}），请核对。")


@form_for("bargaining.resume")
class ResumeForm(ActForm):
    """Take the talks up again."""

    deadlines = ("DL_SUSPEND",)
    what = "双方重新坐下来谈的那天，点一下即可。直接登记下一次会议也算恢复。"
    button = "恢复协商"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell the suspension that runs."""
        now = suspensions.running(self.subject)
        if now is None:
            return ()
        return [("中止", chinese.day(now.suspended_on)), ("约定恢复", chinese.day(now.until))]


@form_for("bargaining.settle")
class SettleForm(ActForm):
    """Record that the terms are agreed."""

    what = "双方首席代表确认谈定的内容。系统按会议记录生成《协商一致意见书》，双方签字。"
    button = "确认协商一致"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell what is settled and what is still open."""
        latest = queries.latest_positions(self.subject)
        return [
            (topic, row.settled_words if row.is_settled else "还没有谈定")
            for topic, row in latest.items()
        ]

    def advice(self) -> Sequence[str]:
        """Say how many topics are still open."""
        latest = queries.latest_positions(self.subject).values()
        still_open = sum(not row.is_settled for row in latest)
        return (f"还有{still_open}个议题没有谈定，确认之前请再看一眼。",) if still_open else ()
