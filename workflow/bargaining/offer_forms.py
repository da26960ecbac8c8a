"""The forms of the offer: making it, reminding, answering, reporting silence, coordination."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from contracts.bargaining import coordination, offers, queries
from contracts.bargaining.choices import Answer, Delivery
from contracts.bargaining.models import Offer
from contracts.deadlines import clock
from contracts.documents import chinese
from contracts.parties.choices import Side
from workflow import people
from workflow.bargaining.forms import TOPICS
from workflow.bargaining.naming import PersonPick
from workflow.forms import ActForm, Heading, RowList, form_for
from workflow.inputs import Count, Day, Line, OneOf, Tick, Words
from workflow.rows import RowForm

REPLY = "DL_OFFER_REPLY"


class TopicRow(RowForm):
    """A topic of the offer."""

    topic = Line(label="议题", suggestions=TOPICS)


def offer_facts(offer: Offer | None) -> list[tuple[str, str]]:
    """Return what the record says of an offer, for the top of a form."""
    if offer is None:
        return []
    facts = [("要约方", Side(offer.made_by).label)]
    if offer.received_on:
        facts.append(("对方收到", chinese.day(offer.received_on)))
    if offer.last_day:
        facts.append(("答复最后一天", chinese.day(offer.last_day)))
    topics = "、".join(offer.topics.order_by("place").values_list("topic", flat=True))
    return facts + ([("议题", topics)] if topics else [])


@form_for("bargaining.offer")
class OfferForm(ActForm):
    """Make the written offer."""

    deadlines = ("DL_RENEW_WAGE", "DL_RENEW_GENERAL")
    lists: ClassVar[Mapping[str, RowList]] = {
        "topics": RowList(TopicRow, "要谈的事", "一行一个议题；只写题目，不写本方底线。", least=1),
    }
    what = "写明要谈什么、什么时候交给了谁。系统生成要约书和送达回证。"
    button = "发出要约"

    delivered_by = OneOf(label="怎么送达", choices=Delivery.choices, initial=Delivery.IN_PERSON)
    sent_on = Day(label="发出日期", required=False, help_text="不写就按办理日期。")
    received_on = Day(label="对方收到日期", help_text="答复期限从收到的次日算起。")
    received_by = PersonPick(label="谁签收", required=False, empty="（没有写明）")
    renewal = Tick(label="这是续订要约", help_text="上一份合同快到期，要约续订或重订。")

    order = (
        "topics",
        Heading("送达"),
        "delivered_by",
        "sent_on",
        "received_on",
        "received_by",
        "renewal",
    )

    def prepare(self) -> None:
        """Start from today, the people across the table and the old agreement."""
        self.fields["received_on"].initial = self.today
        self.fields["sent_on"].initial = self.today
        if self.case is not None:
            across = people.people_of_side(self.case, Side(self.actor.side).other)
            self.fields["received_by"].queryset = across
        self.fields["renewal"].initial = self.subject.previous_id is not None

    def advice(self) -> Sequence[str]:
        """Say until when the other side must answer if it receives the offer today."""
        period = clock.period_of(REPLY, self.law)[0] if self.law else None
        if period is None or self.law is None:
            return ()
        last = self.law.due(self.today, period).day
        return (f"对方今天收到的话，应在{period}答复，最后一天是{chinese.day(last)}。",)

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the topics (never the figures) of the own plan, else of the survey."""
        plan = queries.standing_plan(self.subject, self.actor.side)
        if plan is not None:
            return list(plan.positions.order_by("pk").values("topic"))
        survey = queries.latest_survey(self.subject) if self.actor.side == Side.WORKERS else None
        return list(survey.topics.order_by("-votes", "pk").values("topic")) if survey else []

    def check(self, values: dict[str, Any]) -> None:
        """Refuse days in the wrong order and a receipt that is still to come."""
        on = values.get("on")
        sent, received = values.get("sent_on") or on, values.get("received_on")
        if sent and on and sent > on:
            self.add_error("sent_on", f"发出日期（{sent}）晚于办理日期（{on}），请核对。")
        if received and sent and received < sent:
            self.add_error(
                "received_on", f"收到日期（{received}）早于发出日期（{sent}），请核对回执。"
            )
        refuse_future(self, "received_on", values)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the side, and the topics as plain words."""
        topics = [row["topic"] for row in values.pop("topics", [])]
        return {"made_by": self.actor.side, "topics": topics, **values}


def refuse_future(form: ActForm, name: str, values: Mapping[str, Any]) -> None:
    """Refuse the day of something that has not happened yet."""
    day = values.get(name)
    if day and day > form.today:
        form.add_error(name, f"{day} 还没有到；等事情办成了再填（今天是{form.today}）。")


@form_for("bargaining.remind")
class RemindForm(ActForm):
    """Remind the other side that its answer is due."""

    deadlines = (REPLY,)
    what = "生成一封客气的提醒函，写上对方哪天收到。"
    button = "发出提醒函"

    received_on = Day(label="对方收到日期")

    def prepare(self) -> None:
        """Start from today."""
        self.fields["received_on"].initial = self.today

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell the offer that waits."""
        return offer_facts(offers.latest_offer(self.subject))

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a receipt before the reminder, or still to come."""
        on, received = values.get("on"), values.get("received_on")
        if on and received and received < on:
            self.add_error("received_on", f"收到日期（{received}）早于办理日期（{on}），请核对。")
        refuse_future(self, "received_on", values)


@form_for("bargaining.respond")
class RespondForm(ActForm):
    """Answer the offer."""

    deadlines = (REPLY,)
    what = "同意就选“同意协商”，接着确定本方代表；不同意要写明理由。"
    button = "书面答复"

    answer = OneOf(label="答复", choices=Answer.choices)
    reason = Words(label="不同意的理由", required=False, help_text="选“不同意协商”时必须写。")
    received_on = Day(label="答复送到对方的日期", help_text="按这一天判断是否按期。")

    def prepare(self) -> None:
        """Start from today."""
        self.fields["received_on"].initial = self.today

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell the offer that waits."""
        return offer_facts(offers.latest_offer(self.subject))

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a refusal without reason, and an answer before the offer or still to come."""
        if values.get("answer") == Answer.REFUSE and not values.get("reason"):
            self.add_error("reason", "选了“不同意协商”，请写明理由。")
        received = values.get("received_on")
        offer = offers.latest_offer(self.subject)
        asked = offer.received_on or offer.sent_on if offer else None
        if received and asked and received < asked:
            self.add_error(
                "received_on",
                f"答复日期（{received}）早于收到要约的日子（{asked}），请核对。",
            )
        refuse_future(self, "received_on", values)


@form_for("bargaining.report_silence")
class ReportSilenceForm(ActForm):
    """Report silence or refusal to the higher union."""

    deadlines = (REPLY,)
    what = "点一下就上报：系统把要约书、送达回证、提醒函的情况写进报告。"
    button = "向上级工会报告"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell the offer that was refused or left unanswered."""
        return offer_facts(offers.latest_offer(self.subject))


class CoordinationForm(ActForm):
    """One step of the labour department's coordination."""

    step: ClassVar[str] = ""
    deadlines = ("DL_COORD",)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how far the coordination has come."""
        now = coordination.current(self.subject)
        if now is None:
            return ()
        days = (("申请", now.applied_on), ("受理", now.accepted_on))
        return [(title, chinese.day(day)) for title, day in days if day]

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the step."""
        return {"step": self.step, **values}


@form_for("bargaining.coordination:apply")
class ApplyForm(CoordinationForm):
    """Apply for coordination."""

    step = "apply"
    what = "书面申请人社部门协调。申请书由系统写好，盖章后送出。"
    button = "申请协调处理"


@form_for("bargaining.coordination:accept")
class AcceptForm(CoordinationForm):
    """Take the application up."""

    step = "accept"
    what = "受理这件协调申请；结案期限从今天起算。"
    button = "受理"


@form_for("bargaining.coordination:extend")
class ExtendForm(CoordinationForm):
    """Extend the period."""

    step = "extend"
    what = "案情复杂、到期办不完时，延长协调期限。"
    button = "延长期限"

    days = Count(label="延长几日", least=1, most=999)


class TermRow(RowForm):
    """One line of what was reached."""

    term = Words(label="内容", longest=1000)


@form_for("bargaining.coordination:conclude")
class ConcludeForm(CoordinationForm):
    """Conclude the coordination."""

    step = "conclude"
    lists: ClassVar[Mapping[str, RowList]] = {
        "terms": RowList(TermRow, "协调结果", "一条一行，写清双方同意做什么。", least=1),
    }
    what = "写明协调达成的结果；系统生成《协调处理协议书》，双方签字盖章。"
    button = "结案"

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the terms as plain words."""
        return {"step": self.step, "terms": [row["term"] for row in values.get("terms", [])]}
