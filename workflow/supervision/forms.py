"""The forms of keeping an agreement: check, rectification, report, letters."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from contracts.agreements.models import Agreement
from contracts.deadlines import clock
from contracts.deadlines.law import law_of
from contracts.documents import chinese
from contracts.parties.choices import OrganisationKind, Role
from contracts.parties.models import Organisation
from contracts.parties.visibility import under
from contracts.statutes.law import Law
from contracts.supervision import rectifications
from contracts.supervision.models import Letter, Rectification, Result, ReviewItem
from workflow.forms import ActForm, ComesLater, RowList, form_for
from workflow.inputs import Count, Day, FromList, Line, OneOf, Pick
from workflow.rows import RowForm

GRADES = "岗位工资表"
MOST_RECEIVERS = 500


def agreement_facts(agreement: Agreement) -> list[tuple[str, str]]:
    """Return which agreement it is and since when it is in force."""
    facts = [("合同", str(agreement))]
    if agreement.in_force_on:
        facts.append(("生效", chinese.day(agreement.in_force_on)))
    return facts


class KeptRow(RowForm):
    """One clause and how it was kept."""

    unsaid: ClassVar[frozenset[str]] = frozenset({"clause"})

    clause = Line(label="条款")
    result = FromList(label="结论", choices=Result.choices, empty="（没查）")

    @property
    def is_empty(self) -> bool:
        """Test whether the clause was not checked; one typed in by hand counts even then."""
        typed = self.data.get(self.add_prefix("clause"), "").strip()
        return super().is_empty and (not typed or typed in self.owner.known_clauses)


@form_for("supervision.review")
class ReviewForm(ActForm):
    """Check an agreement clause by clause."""

    takes = ("agreement",)
    deadlines = ("DL_PERF_CHECK",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "checked": RowList(KeptRow, "逐条检查", "选了结论的条款才算检查过。", least=1),
    }
    what = "抽几张工资条，逐条选结论。系统生成检查表，并算出履约率。"
    button = "登记检查结果"

    slips = Count(label="抽查工资条（张）", required=False)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which agreement it is."""
        return agreement_facts(self.subject)

    def advice(self) -> Sequence[str]:
        """Say how little work it is."""
        return (f"只抽几张工资条，对照{len(self.known_clauses)}条，二十分钟能完成。",)

    @cached_property
    def known_clauses(self) -> list[str]:
        """Return the clauses of the text by heading."""
        rows = self.subject.clause_set.order_by("position", "pk")
        found = list(dict.fromkeys(rows.values_list("heading", flat=True)))
        return found + ([GRADES] if self.subject.grade_set.exists() else [])

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from every clause of the text."""
        return [{"clause": clause} for clause in self.known_clauses]


class PointRow(RowForm):
    """One point to put right, or put right."""

    point = Line(label="内容", longest=300)


class PointsForm(ActForm):
    """What demanding and answering share: a list of points in plain words."""

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the points as plain words."""
        return {**values, "points": [row["point"] for row in values.get("points", [])]}


@form_for("supervision.rectify")
class RectifyForm(PointsForm):
    """Demand that something is put right."""

    takes = ("agreement",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "points": RowList(PointRow, "请企业改正的事", "写清哪一条、差多少。", least=1),
    }
    what = "逐条写明要补什么、改什么，给多少天。系统生成整改通知。"
    button = "发出整改通知"

    days = Count(label="几天内改好", required=False, least=1, most=365)

    order = ("points", "days")

    def prepare(self) -> None:
        """Start from the usual period."""
        period = clock.period_of("DL_RECTIFY", self.law)[0] if self.law else None
        self.fields["days"].initial = period.amount if period else None

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which agreement it is."""
        return agreement_facts(self.subject)

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the clauses the last check found wanting."""
        review = rectifications.latest_review(self.subject, on=self.today)
        wanting = ReviewItem.objects.filter(
            review=review,
            result__in=[Result.PARTIAL, Result.UNDONE],
        )
        return [{"point": row.clause} for row in wanting.order_by("position")] if review else []


@form_for("supervision.rectified")
class RectifiedForm(PointsForm):
    """Answer what was put right."""

    takes = ("rectification", "agreement")
    deadlines = ("DL_RECTIFY",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "points": RowList(
            PointRow, "改了什么", "逐条写：补了多少、哪天补的、怎么防止再犯。", least=1
        ),
    }
    what = "对照整改通知逐条答复。系统生成整改回复。"
    button = "回复整改情况"

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the demand itself, or the oldest of the agreement that waits for an answer."""
        if not isinstance(row, Agreement):
            return super().resolve(row)
        waiting = Rectification.objects.filter(agreement=row, rectified_on__isnull=True)
        demand = waiting.order_by("served_on", "pk").first()
        if demand is None:
            raise ComesLater("没有等待回复的整改通知。")
        return demand, {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell what was demanded, and until when."""
        demand: Rectification = self.subject
        facts = [(f"要求{place}", point) for place, point in enumerate(demand.points, start=1)]
        if demand.last_day:
            facts.append(("最迟", chinese.day(demand.last_day)))
        return facts

    def spare_rows(self, name: str, row_list: RowList) -> int:  # noqa: ARG002 -- one list only
        """Show a row for each point demanded."""
        return max(len(self.subject.points), 1)


@form_for("supervision.report")
class PerformanceReportForm(ActForm):
    """Report to the congress how the agreement was kept."""

    takes = ("agreement",)
    deadlines = ("DL_PERF_REPORT",)
    what = "把检查和整改情况报告职代会。系统按检查记录生成报告。"
    button = "登记报告"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which agreement it is."""
        return agreement_facts(self.subject)


@form_for("supervision.letter")
class LetterForm(ActForm):
    """Send a letter of supervision."""

    takes = ("round", "agreement", "")
    acts_on_subject = False
    what = "选哪一种函、发给谁、哪天送到。系统生成函件，并计算答复期限。"
    button = "发出"

    kind = OneOf(label="种类", choices=Letter.Kind.choices)
    to = Pick(label="发给")
    served_on = Day(label="送达日期")
    reply_days = Count(
        label="几天内答复",
        required=False,
        least=1,
        most=365,
        help_text="不写就按当地规定。",
    )

    @cached_property
    def house(self) -> Organisation:
        """Return the actor's own organisation."""
        return Organisation.objects.get(pk=self.actor.organisation_id or 0)

    @cached_property
    def law(self) -> Law:
        """Return the law of the actor's place today."""
        return law_of(self.house, on=self.today)

    def prepare(self) -> None:
        """Offer those the office may write to."""
        self.fields["to"].queryset = self._receivers()
        self.fields["served_on"].initial = self.today
        party = getattr(self.subject, "employer_party_id", None)
        self.fields["to"].initial = party or self.house.firm_id

    def _receivers(self) -> QuerySet[Organisation]:
        kinds = [OrganisationKind.EMPLOYER, OrganisationKind.EMPLOYER_ORGANISATION]
        if self.actor.role == Role.FEDERATION_OFFICER:
            kinds += [OrganisationKind.UNION, OrganisationKind.LABOUR_DEPARTMENT]
            found = Q(under(self.actor.path), kind__in=kinds)
        else:
            found = Q(pk=self.house.firm_id) | Q(kind__in=kinds, area=self.house.area or None)
        rows = Organisation.objects.filter(found).exclude(pk=self.house.pk)
        first = rows.order_by("path", "pk").values("pk")[:MOST_RECEIVERS]
        return Organisation.objects.filter(pk__in=list(first.values_list("pk", flat=True)))

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a service before the letter, or still to come."""
        on, served = values.get("on"), values.get("served_on")
        if on and served and served < on:
            self.add_error("served_on", f"送达日期（{served}）早于办理日期（{on}），请核对。")
        if served and served > self.today:
            self.add_error("served_on", f"{served} 还没有到；送达以后再填（今天是{self.today}）。")


@form_for("supervision.reply")
class ReplyForm(ActForm):
    """Answer a letter of supervision."""

    takes = ("letter",)
    deadlines = ("DL_SUPERVISION_REPLY", "DL_URGE")
    what = "书面答复已经送到发函的工会，登记送到的日期。"
    button = "登记答复"

    received_on = Day(label="答复送到日期")

    def prepare(self) -> None:
        """Start from today."""
        self.fields["received_on"].initial = self.today

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which letter it is."""
        letter: Letter = self.subject
        facts = [("函件", letter.get_kind_display()), ("送达", chinese.day(letter.served_on))]
        return facts + ([("最迟答复", chinese.day(letter.last_day))] if letter.last_day else [])

    def check(self, values: dict[str, Any]) -> None:
        """Refuse an answer before the letter, or still to come."""
        received, served = values.get("received_on"), self.subject.served_on
        if received and received < served:
            self.add_error(
                "received_on", f"答复日期（{received}）早于送达日期（{served}），请核对。"
            )
        if received and received > self.today:
            self.add_error("received_on", f"{received} 还没有到（今天是{self.today}）。")
