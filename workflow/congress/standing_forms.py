"""The forms around sittings: groups, committees, joint meetings, recalls, a term that moves."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from contracts.congress import rosters, standing
from contracts.congress.checks import matters as matrix
from contracts.congress.standing_models import TermMove
from contracts.congress.terms import TERM_CODE
from contracts.deadlines import clock
from contracts.documents import chinese
from contracts.documents.declaration import declaration
from workflow.congress.forms import SittingForm
from workflow.forms import ActForm, RowList, form_for
from workflow.inputs import Count, Day, FromList, Line, OneOf, Words
from workflow.rows import RowForm


def committee_names() -> list[tuple[str, str]]:
    """Return the special committees the printed list knows."""
    table = next(one for one in declaration("special_groups").tables if one.name == "members")
    options = next(column.options for column in table.columns if column.name == "group")
    return [(name, name) for name in options]


@form_for("congress.note_group")
class NoteGroupForm(SittingForm):
    """Keep what a group said."""

    takes: ClassVar[tuple[str, ...]] = ("sitting",)
    what = "记下一个代表团（组）的讨论意见。只记意见，不记谁说的；同一组再记一次，以后一次为准。"
    button = "登记讨论意见"

    group = Line(label="代表团（组）", longest=100, help_text="例如“一车间代表组”。")
    leader = Line(label="召集人", longest=100, required=False)
    attended = Count(label="参加人数", required=False)
    notes = Words(label="讨论意见", help_text="同意的、不同意的、要改哪一条怎么改，都照实写。")


class MemberRow(RowForm):
    """Somebody on a committee."""

    name = Line(label="姓名", longest=100)
    duty = Line(label="职务", longest=50, help_text="组长、副组长或成员。")
    post = Line(label="岗位", longest=100, required=False)


@form_for("congress.name_committee")
class NameCommitteeForm(SittingForm):
    """Name a special committee."""

    takes: ClassVar[tuple[str, ...]] = ("sitting",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "members": RowList(MemberRow, "成员", "一行一人。", least=1),
    }
    what = "登记大会通过的专门小组名单；同一小组原来的成员同时离任。系统重新生成全部小组的名单。"
    button = "登记专门小组"

    group = FromList(label="专门小组")
    order = ("group", "members")

    def prepare(self) -> None:
        """Offer the committees of the printed list."""
        self.fields["group"].choices = [("", "（请选择）"), *committee_names()]


class AttendeeRow(RowForm):
    """Somebody at a joint meeting."""

    name = Line(label="姓名、职务", longest=200)


class MatterRow(RowForm):
    """One matter of a joint meeting."""

    item = Line(label="商议事项")
    matter = FromList(label="属于哪一类", empty="（日常事项）", required=False)
    result = Line(label="商议结果", required=False)

    def prepare(self) -> None:
        """Offer the matters the law of the place names."""
        law = self.owner.law if self.owner else None
        named = {row.name: row.zh for row in matrix.all_matters(law)} if law else {}
        self.fields["matter"].choices = [("", "（日常事项）"), *named.items()]


@form_for("congress.meet_jointly")
class MeetJointlyForm(ActForm):
    """Record a joint meeting."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "members": RowList(
            AttendeeRow, "参加人", "各团（组）长、专门小组负责人，一行一人。", least=1
        ),
        "matters": RowList(MatterRow, "商议事项", "须经职代会通过的事项不能在这里定。", least=1),
    }
    what = "闭会期间临时要商议的事，由联席会议处理，下次大会上要报告。"
    button = "登记联席会议"
    order = ("members", "matters")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return who met as plain names."""
        return {**values, "members": [row["name"] for row in values.get("members", [])]}


@form_for("congress.recall")
class RecallForm(ActForm):
    """Record a vote on a delegate's seat."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)
    what = "登记原选举单位罢免代表的表决。到会和赞成票的门槛，与选举时一样。罢免后再办补选。"
    button = "登记罢免表决"

    name = FromList(label="罢免谁")
    reason = Words(label="理由", help_text="写清事实；表决前要听本人申辩。")
    workers = Count(label="本单位职工人数", least=1)
    attended = Count(label="到会人数")
    votes = Count(label="赞成罢免")

    def prepare(self) -> None:
        """Offer those who sit."""
        sitting = [standing.label(row) for row in rosters.standing(self.subject)]
        self.fields["name"].choices = [("", "（请选择）"), *((each, each) for each in sitting)]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse figures that cannot be."""
        workers, attended, votes = (values.get(n) for n in ("workers", "attended", "votes"))
        if attended is not None and workers is not None and attended > workers:
            self.add_error("attended", f"到会{attended}人，比职工{workers}人还多，请核对。")
        if attended is not None and votes is not None and votes > attended:
            self.add_error("votes", f"赞成{votes}票，比到会{attended}人还多，请核对。")


@form_for("congress.change_term")
class ChangeTermForm(ActForm):
    """Move the end of the term."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)
    what = "登记提前或延期换届：理由、谁决定的、改到哪天。"
    button = "登记换届提前、延期"

    kind = OneOf(label="提前还是延期", choices=TermMove.choices)
    until = Day(label="改到哪天届满")
    reason = Words(label="理由")
    decided_by = Line(label="决定机构", longest=100, initial="职工代表大会")
    consent_on = Day(label="上一级工会同意的日期", required=False)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell when the term ends now."""
        running = clock.running(self.subject).filter(code=TERM_CODE).first()
        return [("现在的届满日", chinese.day(running.last_day))] if running else []

    def advice(self) -> Sequence[str]:
        """Say whose decision it is here."""
        keys = (standing.CHANGE_KEY, standing.TERM_KEY)
        rules = [self.law.find(key) for key in keys] if self.law else []
        return [f"{rule.zh}。" for rule in rules if rule is not None]
