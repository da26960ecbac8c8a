"""The forms of proposals: call, receipt, end of the call, examination, answer, rating."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models

from contracts.congress import proposals
from contracts.congress.choices import Decision, ProposalKind, Rating, Result
from contracts.congress.models import Congress, Proposal, ProposalCall
from contracts.documents import chinese
from workflow.forms import ActForm, RowList, form_for
from workflow.inputs import Count, Day, FromList, Line, Words
from workflow.rows import RowForm

USUAL_DAYS = timedelta(days=14)


class ProposalsForm(ActForm):
    """One step of the handling of proposals, about a congress."""

    step: ClassVar[str] = ""
    takes = ("congress", "proposalcall")

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the congress itself, or the one whose call a clock of the desk is about."""
        return super().resolve(row.congress if isinstance(row, ProposalCall) else row)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many came in, and how many wait for this step."""
        congress: Congress = self.subject
        call = proposals.latest_call(congress)
        if call is None:
            return ()
        facts = [
            ("征集开始", chinese.day(call.called_on)),
            ("已收到", f"{call.proposals.count()}件"),
        ]
        return [*facts, ("等这一步的", f"{len(self.waiting())}件")] if self.waiting() else facts

    def waiting(self) -> list[Proposal]:
        """Return the proposals this step is about."""
        return []

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from those that wait."""
        return [{"number": row.number} for row in self.waiting()]

    def spare_rows(self, name: str, row_list: RowList) -> int:  # noqa: ARG002 -- one list only
        """Show no empty row where every proposal that waits has one."""
        return 0 if self.waiting() else 1

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name the step."""
        return {"step": self.step, **values}


@form_for("congress.proposals:call")
class CallForm(ProposalsForm):
    """Call for proposals."""

    step = "call"
    what = "发出提案征集通知，写明交到哪一天为止。系统生成通知和提案表。"
    button = "发出征集通知"
    button_title = "征集提案"

    until = Day(label="提案交到哪一天")

    def prepare(self) -> None:
        """Start from two weeks."""
        self.fields["until"].initial = self.today + USUAL_DAYS

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a last day before the call."""
        on, until = values.get("on"), values.get("until")
        if on and until and until < on:
            self.add_error("until", f"截止日（{until}）早于征集的日子（{on}），请核对。")


class ToldRow(RowForm):
    """One proposal, in three sentences."""

    title = Line(label="案由（一句话）")
    proposer = Line(label="提案人", longest=100, required=False)
    seconders = Line(label="附议人", required=False)
    kind = FromList(label="类别", choices=ProposalKind.choices, required=False)
    reason = Words(label="什么问题、影响谁", required=False)
    suggestion = Words(label="建议怎么办", required=False)


@form_for("congress.proposals:receive")
class ReceiveForm(ProposalsForm):
    """Take proposals in."""

    step = "receive"
    deadlines = ("DL_PROPOSAL_FILE",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "proposals": RowList(
            ToldRow,
            "收到的提案",
            "三句话就够：什么问题、影响谁、怎么办。一件一行。",
            least=1,
            spare=1,
        ),
    }
    what = "把收到的提案登记下来，一件一行。系统给每件编号并打印提案表。"
    button = "登记提案"
    button_title = "登记收到的提案"


@form_for("congress.proposals:close")
class CloseCallForm(ProposalsForm):
    """Take no more proposals."""

    step = "close"
    what = "征集到期，不再收提案。接着由审查小组逐件审查立案。"
    button = "截止征集"
    button_title = "截止征集提案"


class NumberRow(RowForm):
    """A row about one proposal that waits: its number is carried over."""

    unsaid = frozenset({"number"})

    number = Count(label="编号", least=1)

    @property
    def note(self) -> str:
        """Return what the proposal is about."""
        number = self.initial.get("number") or self.data.get(self.add_prefix("number"))
        waiting = {str(row.number): row for row in self.owner.waiting()}
        proposal = waiting.get(str(number or ""))
        return proposal.words.title if proposal else ""


class DecisionRow(NumberRow):
    """What was decided on one proposal."""

    decision = FromList(label="处理", choices=Decision.choices)
    reason = Line(label="理由", longest=300, required=False)
    handler = Line(label="承办部门", longest=100, required=False)


@form_for("congress.proposals:admit")
class AdmitForm(ProposalsForm):
    """Decide on each proposal."""

    step = "admit"
    deadlines = ("DL_PROPOSAL_FILE", "DL_PROPOSAL_REPLY")
    lists: ClassVar[Mapping[str, RowList]] = {
        "decisions": RowList(
            DecisionRow, "逐件处理", "立案的要答复；不立案、并案的写明理由，告诉提案人。", least=1
        ),
    }
    what = "审查小组逐件决定：立案、并案、转意见建议、不立案。系统生成登记审查表，并计算答复期限。"
    button = "登记审查结果"
    button_title = "审查提案"

    def waiting(self) -> list[Proposal]:
        """Return those nobody decided on."""
        return proposals.undecided(self.subject)


class ReplyRow(NumberRow):
    """The answer to one proposal."""

    result = FromList(label="办理结果", choices=Result.choices)
    content = Words(label="答复内容")


@form_for("congress.proposals:reply")
class ReplyProposalsForm(ProposalsForm):
    """Answer the admitted proposals in writing."""

    step = "reply"
    deadlines = ("DL_PROPOSAL_REPLY",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "replies": RowList(
            ReplyRow, "书面答复", "列入计划的写明哪天完成；暂不能解决的写明原因。", least=1
        ),
    }
    what = "逐件书面答复立案的提案。系统每件生成一份答复书，由提案人签署意见。"
    button = "答复提案"
    button_title = "答复提案"

    def waiting(self) -> list[Proposal]:
        """Return the admitted ones without an answer."""
        return proposals.unanswered(self.subject)


class RatingRow(NumberRow):
    """What one proposer thinks."""

    rating = FromList(label="提案人意见", choices=Rating.choices)


@form_for("congress.proposals:rate")
class RateForm(ProposalsForm):
    """Record what the proposers think of the answers."""

    step = "rate"
    lists: ClassVar[Mapping[str, RowList]] = {
        "ratings": RowList(RatingRow, "提案人意见", "照答复书上提案人的签署登记。", least=1),
    }
    what = "把提案人对答复的评价登记下来；不满意的，请承办部门再办一次。"
    button = "登记提案人意见"
    button_title = "登记提案人对答复的意见"

    def waiting(self) -> list[Proposal]:
        """Return the answered ones nobody rated."""
        return proposals.unrated(self.subject)
