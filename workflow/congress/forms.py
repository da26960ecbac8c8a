"""The forms of a sitting: notice, preliminary meeting, session, vote, close, report."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import models

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.congress import attendance, queries, terms
from contracts.congress.checks import notices, votes
from contracts.congress.models import Congress, Sitting
from contracts.documents import chinese
from workflow.forms import ActForm, ComesLater, Group, RowList, form_for
from workflow.inputs import Count, Day, Line, Pick, Tick
from workflow.rows import RowForm

NO_CONGRESS = "本单位还没有登记职代会（职工大会），请联系上级工会先登记，再来办这一步。"
NO_SITTING = "还没有发会议通知。请先发通知，材料送到每位代表手里，再来办这一步。"


def congress_of(row: Agreement | Round) -> Congress:
    """Return the congress that a round's drafts go to.

    :raises ComesLater: if none was entered.
    """
    party = row.workers_party or row.employer_party
    congress = queries.congress_of(party) if party else None
    if congress is None:
        raise ComesLater(NO_CONGRESS)
    return congress


def draft_item(agreement: Agreement) -> str:
    """Return what the item of a draft is called on the agenda."""
    return f"{agreement.get_kind_display()}（草案）"


class AgendaRow(RowForm):
    """One item of the agenda."""

    item = Line(label="议题")


def next_title(congress: Congress, *, year: int) -> str:
    """Return what the next sitting is usually called; the first of a new congress says its term."""
    form, held = congress.get_form_display(), queries.sittings_of(congress).count()
    if congress.is_established or held:
        return f"{year}年{form}第{held + 1}次会议"
    return f"{chinese.ordinal(queries.term_number(congress))}届{form}第一次会议"


@form_for("congress.notify")
class NotifyForm(ActForm):
    """Call a sitting."""

    takes = ("congress", "round", "agreement")
    lists: ClassVar[Mapping[str, RowList]] = {
        "agenda": RowList(AgendaRow, "会议议题", "一行一个议题。", least=1),
    }
    what = "定会议名称、日期、议题，登记有多少位代表签收了材料。系统生成会议通知。"
    button = "发出会议通知"

    sitting = Line(label="会议名称")
    sits_on = Day(label="开会日期")
    delivered = Count(label="已签收材料的人数")

    order = ("sitting", "sits_on", "agenda", "delivered")

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the congress itself, or the one a round's drafts go to."""
        if isinstance(row, Agreement | Round):
            return congress_of(row), {}
        return super().resolve(row)

    def prepare(self) -> None:
        """Start from the next sitting's usual name and a receipt from every delegate."""
        congress: Congress = self.subject
        self.fields["sitting"].initial = next_title(congress, year=self.today.year)
        self.fields["delivered"].initial = congress.delegates_total
        self.fields["delivered"].label = f"已签收材料的{congress.members}人数"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many there are to be reached."""
        congress: Congress = self.subject
        total = congress.delegates_total
        return [("应签收", f"{total}人")] if total else []

    def advice(self) -> Sequence[str]:
        """Say how long before the sitting the papers must be there."""
        rule = self.law.find(notices.NOTICE_KEY) if self.law else None
        said = (
            [f"本届任期到{chinese.day(end)}届满。"] if (end := terms.ends_on(self.subject)) else []
        )
        if rule is None or rule.period is None:
            return said
        return [f"材料要在会议{rule.period}送到每个人手里；早一天更稳妥。", *said]

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the drafts that were submitted."""
        return [{"item": draft_item(draft)} for draft in queries.submitted_drafts(self.subject)]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a sitting before its notice, and more receipts than delegates."""
        on, sits = values.get("on"), values.get("sits_on")
        if on and sits and sits < on:
            self.add_error("sits_on", f"开会日期（{sits}）早于办理日期（{on}），请核对。")
        end = terms.ends_on(self.subject)
        if sits and end and sits > end and not values.get("paper"):
            self.add_error(
                "sits_on",
                f"本届任期到{end}届满，{sits}开会已经过期。请先办换届；经决定延期的，先登记延期换届。",
            )
        total, delivered = self.subject.delegates_total, values.get("delivered")
        if total and delivered and delivered > total:
            self.add_error("delivered", f"签收{delivered}人，比{total}人还多，请核对。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the agenda as plain words."""
        return {**values, "agenda": [row["item"] for row in values.get("agenda", [])]}


class SittingForm(ActForm):
    """A form about one sitting; opened about a draft or a round it takes the open sitting."""

    takes: ClassVar[tuple[str, ...]] = ("sitting", "congress", "round", "agreement")

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the sitting itself, or the one that lies ahead or goes on."""
        if isinstance(row, Sitting):
            return row, {}
        if isinstance(row, Agreement | Round | Congress):
            congress = row if isinstance(row, Congress) else congress_of(row)
            sitting = queries.open_sitting(congress)
            if sitting is None:
                raise ComesLater(NO_SITTING, act="congress.notify", about=congress)
            return sitting, {"draft": row.pk} if isinstance(row, Agreement) else {}
        return None

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which sitting it is and how it stands."""
        sitting: Sitting = self.subject
        facts = [("会议", sitting.title), ("通知的日期", chinese.day(sitting.sits_on))]
        if sitting.entitled is not None:
            facts.append(("应到、实到", f"{sitting.entitled}人、{sitting.present}人"))
        return facts


@form_for("congress.prepare")
class PrepareForm(SittingForm):
    """Hold the preliminary meeting."""

    what = "登记预备会议选出的主席团人数，其中企业领导几人。"
    button = "登记预备会议"

    members = Count(label="主席团人数", least=1, most=999)
    leaders = Count(label="其中企业领导人员", most=999)

    def check(self, values: dict[str, Any]) -> None:
        """Refuse more leaders than members."""
        members, leaders = values.get("members"), values.get("leaders")
        if members is not None and leaders is not None and leaders > members:
            self.add_error("leaders", f"领导{leaders}人，比主席团{members}人还多，请核对。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the presidium as a case file writes it."""
        return {"presidium": values}


@form_for("congress.sit")
class SitForm(SittingForm):
    """Open the session."""

    what = "按签到表登记应到、实到人数。人数会如实记录，不够法定人数的会议不算数。"
    button = "登记开会"

    entitled = Count(label="应到人数", least=1)
    present = Count(label="实到人数")
    sure = Tick(label="人数核对无误", help_text="实到不够法定人数时要勾选，会议按无效登记。")

    def prepare(self) -> None:
        """Start from all delegates, and from who signed in where there is a list."""
        asked = attendance.of(self.subject).count()
        self.fields["entitled"].initial = asked or self.subject.congress.delegates_total
        if asked:
            self.fields["present"].initial = asked - attendance.not_there(self.subject).count()

    def advice(self) -> Sequence[str]:
        """Say how many must come."""
        total = self.subject.congress.delegates_total
        if not total or self.law is None:
            return ()
        return (f"应到{total}人，必须到{votes.quorum_needed(total, self.law)}人。",)

    def check(self, values: dict[str, Any]) -> None:
        """Refuse more present than entitled; ask twice before a sitting without quorum."""
        entitled, present = values.get("entitled"), values.get("present")
        if entitled is None or present is None or self.law is None:
            return
        if present > entitled:
            self.add_error("present", f"实到{present}人，比应到{entitled}人还多，请核对。")
            return
        needed = votes.quorum_needed(entitled, self.law)
        if present < needed and not values.get("sure"):
            self.add_error(
                "sure",
                f"实到{present}人，少于法定的{needed}人，这次会议会记为无效。"
                "人数没有写错的话，请勾选这里再提交。",
            )

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the two counts."""
        return {name: values[name] for name in ("entitled", "present")}


COUNTS = ("issued", "returned", "valid", "invalid", "yes", "no", "abstain")


@form_for("congress.vote")
class VoteForm(SittingForm):
    """Count a vote."""

    deadlines = ("DL_DRAFT_REVOTE",)
    what = "照计票单登记一项表决。票数对不上的先核对；确实如此的照实登记。"
    button = "登记表决结果"

    draft = Pick(label="表决的合同草案", required=False, empty="（不是合同草案，是其他事项）")
    item = Line(label="表决事项", required=False, help_text="合同草案可以不写，系统按合同种类写。")
    secret = Tick(label="无记名投票", initial=True)
    issued = Count(label="发出票")
    returned = Count(label="收回票")
    valid = Count(label="有效票")
    invalid = Count(label="废票")
    yes = Count(label="赞成")
    no = Count(label="反对")
    abstain = Count(label="弃权")
    sure = Tick(label="计票单就是这样", help_text="票数对不上、仍要照实登记才勾；这次不算通过。")

    order = (
        "draft",
        "item",
        "secret",
        Group("选票", ("issued", "returned", "valid", "invalid")),
        Group("结果", ("yes", "no", "abstain")),
        "sure",
    )

    def prepare(self) -> None:
        """Offer the drafts before the congress; all present got a sheet."""
        drafts = queries.submitted_drafts(self.subject.congress)
        self.fields["draft"].queryset = drafts
        self.fields["draft"].initial = drafts.first()
        self.fields["issued"].initial = self.subject.present

    def advice(self) -> Sequence[str]:
        """Say how many votes pass it, of everybody and not of those present."""
        sitting: Sitting = self.subject
        if sitting.entitled is None or sitting.pass_needed is None:
            return ("先登记开会的应到、实到人数，再登记表决。",)
        come = f"应到{sitting.entitled}人，必须到{sitting.quorum_needed}人；"
        return (f"{come}赞成要满{sitting.pass_needed}票（不是到会人数的一半）。",)

    def check(self, values: dict[str, Any]) -> None:
        """Ask for an item, and ask twice where the sheet does not add up."""
        if not values.get("draft") and not values.get("item"):
            self.add_error("item", "请选表决的合同草案，或写明表决事项。")
        if any(values.get(name) is None for name in COUNTS) or values.get("sure"):
            return
        for name, words in self._faults(values):
            self.add_error(name, f"{words}请核对计票单。")

    def _faults(self, values: Mapping[str, int]) -> Sequence[tuple[str, str]]:
        v = values
        present = self.subject.present
        cast, spoken = v["valid"] + v["invalid"], v["yes"] + v["no"] + v["abstain"]
        found = []
        if present is not None and v["issued"] > present:
            found.append(("issued", f"发出{v['issued']}张，比实到{present}人还多。"))
        if v["returned"] > v["issued"]:
            found.append(("returned", f"收回{v['returned']}张，比发出的{v['issued']}张还多。"))
        if cast != v["returned"]:
            found.append(("valid", f"有效加废票是{cast}张，收回{v['returned']}张，对不上。"))
        if spoken != v["valid"]:
            found.append(("yes", f"赞成、反对、弃权共{spoken}票，有效{v['valid']}票，对不上。"))
        return found

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return item and subject: the draft itself, else the matter in words."""
        draft = values.get("draft")
        item = values.get("item") or (draft_item(draft) if draft else "")
        counts = {name: values[name] for name in COUNTS}
        secret = bool(values.get("secret"))
        return {"item": item, "subject": draft or item, "secret": secret, **counts}

    def data_for_act(self) -> dict[str, Any]:
        """Return the data; an open vote is said to be one."""
        return {"secret": False, **super().data_for_act()}


@form_for("congress.close")
class CloseForm(SittingForm):
    """Close the sitting."""

    what = "全部议题表决完，登记闭会。系统生成公告和会议记录。"
    button = "登记闭会"


@form_for("congress.report")
class ReportForm(SittingForm):
    """Report the sitting to the higher union."""

    deadlines = ("DL_CONGRESS_RECORD",)
    what = "把会议情况报上级工会。系统生成报告，附签到、计票和决议。"
    button = "报告上级工会"

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the sitting itself, or the last one that is closed and not reported."""
        if isinstance(row, Sitting):
            return row, {}
        if isinstance(row, Agreement | Round | Congress):
            congress = row if isinstance(row, Congress) else congress_of(row)
            closed = queries.sittings_of(congress).filter(closed_on__isnull=False)
            sitting = closed.filter(reported_on__isnull=True).last()
            if sitting is None:
                raise ComesLater("没有已经闭会、等待报告的会议。")
            return sitting, {}
        return None
