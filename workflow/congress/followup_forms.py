"""The forms of appraisals, board seats, opinions on plans and the catalogue of open affairs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from django.db import models

from contracts.congress import board_elections, disclosure_plans, opinions
from contracts.congress.checks import boards, layoffs
from contracts.congress.choices import Opinion, PlanKind, Seat
from contracts.congress.disclosure_plans import AUDIENCES, FREQUENCIES
from contracts.congress.models import PlanOpinion, Sitting
from contracts.documents import chinese
from workflow.congress.forms import SittingForm
from workflow.forms import ActForm, ComesLater, Group, RowList, form_for
from workflow.inputs import Count, Day, FromList, Line, OneOf, Tick, Words
from workflow.rows import RowForm

NO_OPINION = "职代会还没有对裁员、安置方案提出意见，或者已经答复过了。"
GRADES = ("excellent", "competent", "basic", "incompetent")


@form_for("congress.appraise")
class AppraiseForm(SittingForm):
    """Print the sheets of an appraisal, or enter their count."""

    takes = ("sitting",)
    what = (
        "先只填评议对象，打印评议票；投票后再填票数，系统生成汇总表。"
        "评议不记名，票和汇总都封存，企业方看不到。"
    )
    button = "登记"

    target = Line(label="评议对象", longest=100)
    post = Line(label="职务", longest=100, required=False)
    issued = Count(label="发出票", required=False)
    returned = Count(label="收回票", required=False)
    invalid = Count(label="废票", required=False)
    excellent = Count(label="优秀", required=False)
    competent = Count(label="称职", required=False)
    basic = Count(label="基本称职", required=False)
    incompetent = Count(label="不称职", required=False)
    comments = Words(label="意见汇总（不写姓名）", required=False)

    order = (
        "target",
        "post",
        Group("评议票（打印时不填）", ("issued", "returned", "invalid")),
        Group("总体评价", GRADES),
        "comments",
    )

    def check(self, values: dict[str, Any]) -> None:
        """Ask for the whole count once a part of it is there."""
        if values.get("returned") is None:
            return
        for name in ("issued", *GRADES):
            if values.get(name) is None:
                self.add_error(name, "填了收回票，这一项也要填（没有就写0）。")


@form_for("congress.elect_director")
class ElectDirectorForm(SittingForm):
    """Elect an employee director or supervisor."""

    takes = ("sitting",)
    what = "登记职工董事、职工监事的无记名选举结果。得票按全体代表计算，不按到会人数。"
    button = "登记选举结果"

    seat = OneOf(label="选的是", choices=Seat.choices)
    name = Line(label="候选人", longest=100)
    post = Line(label="岗位", longest=100, required=False)
    votes = Count(label="得票")
    executive = Tick(label="候选人是公司董事、高级管理人员")
    term_to = Day(label="任期到", required=False, help_text="不填就按公司章程。")

    def advice(self) -> Sequence[str]:
        """Say how many votes elect, and what the company law asks of the boards."""
        sitting: Sitting = self.subject
        if self.law is None:
            return ()
        keys = (boards.DIRECTOR_KEY, boards.SUPERVISOR_KEY, board_elections.INCOMPATIBLE)
        rules = [f"{rule.zh}。" for key in keys if (rule := self.law.find(key)) is not None]
        if sitting.entitled is None:
            return rules
        needed = board_elections.needed(sitting.entitled, self.law)
        words = f"应到{sitting.entitled}人，得票要满{needed}票才当选（不是到会人数的一半）。"
        return [words, *rules]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a term that is over before it begins."""
        on, end = values.get("on"), values.get("term_to")
        if on and end and end <= on:
            self.add_error("term_to", f"任期截止（{end}）不晚于选举日（{on}），请核对。")


class ArrangementRow(RowForm):
    """What happens to one group of people."""

    group = Line(label="类别（部门、岗位，不写姓名）", longest=100)
    count = Count(label="人数")
    arrangement = Line(label="安置方式", required=False)


@form_for("congress.opinion:give")
class OpinionForm(SittingForm):
    """Say what the congress thinks of a plan of layoffs or resettlement."""

    takes = ("sitting",)
    deadlines = ("DL_LAYOFF",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "arrangements": RowList(ArrangementRow, "涉及人员", "按类别写，不写姓名。"),
    }
    what = "登记企业提出的裁员、安置方案和职代会的审议意见。系统生成审议意见书，送企业书面答复。"
    button = "登记审议意见"
    button_title = "审议裁员、安置方案"

    kind = OneOf(label="方案类型", choices=PlanKind.choices)
    explained_on = Day(label="企业说明情况的日期")
    planned_on = Day(label="拟实施日期")
    affected = Count(label="涉及人数", least=1)
    compensation = Words(label="补偿标准", required=False)
    protected = Words(label="优先留用和不得裁减人员的核查", required=False)
    reemployment = Words(label="转岗、再就业措施", required=False)
    opinion = OneOf(label="审议意见", choices=Opinion.choices)
    advice_text = Words(label="具体意见和建议", required=False)

    order = (
        "kind",
        Group("日期", ("explained_on", "planned_on")),
        "affected",
        "arrangements",
        "compensation",
        "protected",
        "reemployment",
        "opinion",
        "advice_text",
    )

    def advice(self) -> Sequence[str]:
        """Say from how many people on the plan must be told early, and who decides."""
        if self.law is None:
            return ()
        rules = [f"{rule.zh}。" for rule in layoffs.rules_of(self.law)]
        employer = self.subject.employer_party
        owner = employer.ownership if employer else ""
        matter = opinions.matter_of(PlanKind.RESTRUCTURING, ownership=owner, law=self.law)
        return [*rules, f"{matter.zh}。"] if matter else rules

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a plan that begins before it was explained."""
        told, planned = values.get("explained_on"), values.get("planned_on")
        if told and planned and planned < told:
            self.add_error("planned_on", f"拟实施日期早于说明情况的日期（{told}），请核对。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the step."""
        advice = values.pop("advice_text", "")
        return {"step": "give", **values, **({"advice": advice} if advice else {})}


@form_for("congress.opinion:answer")
class AnswerOpinionForm(ActForm):
    """Answer the congress's opinion in writing."""

    takes = ("planopinion", "sitting")
    what = "逐条答复职代会的意见：采纳哪几条、怎么落实，不采纳的说明原因。系统把答复印在意见书上。"
    button = "书面答复"
    button_title = "答复职代会的意见"

    content = Words(label="答复内容")

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the opinion itself, or the latest of the sitting that waits."""
        if not isinstance(row, Sitting):
            return super().resolve(row)
        waiting = PlanOpinion.objects.filter(sitting=row, answered_on__isnull=True)
        found = waiting.order_by("pk").last()
        if found is None:
            raise ComesLater(NO_OPINION)
        return found, {}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell what the congress said."""
        opinion: PlanOpinion = self.subject
        said = [("方案", opinion.get_kind_display()), ("意见", opinion.get_opinion_display())]
        said.append(("审议日期", chinese.day(opinion.given_on)))
        return [*said, ("具体意见", opinion.advice)] if opinion.advice else said

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the step."""
        return {"step": "answer", **values}


class AffairRow(RowForm):
    """One affair of the catalogue."""

    unsaid = frozenset({"frequency", "audience"})

    item = Line(label="公开事项")
    frequency = FromList(label="频次", choices=[(each, each) for each in FREQUENCIES])
    form = Line(label="公开形式", longest=100, required=False)
    dept = Line(label="责任部门", longest=100, required=False)
    audience = FromList(label="范围", choices=[(each, each) for each in AUDIENCES])


@form_for("congress.list_disclosures")
class DisclosurePlanForm(ActForm):
    """Draw up the year's catalogue of open affairs."""

    takes = ("congress",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "items": RowList(
            AffairRow, "公开事项", "法律要求公开的已经列好，可以改、可以加。", least=1
        ),
    }
    what = "编制一年的厂务公开目录：公开什么、多久一次、用什么形式。系统生成目录，双方盖章后张贴。"
    button = "生成目录"

    year = Count(label="年度", least=2000, most=2100)
    responsible = Line(label="公开责任人", longest=100, required=False)
    supervisors = Line(label="监督小组", required=False)

    order = ("year", "items", "responsible", "supervisors")

    def prepare(self) -> None:
        """Start from this year."""
        self.fields["year"].initial = self.today.year

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the affairs the law of the place names."""
        usual = disclosure_plans.usual(self.law) if self.law else []
        return [asdict(affair) for affair in usual]
