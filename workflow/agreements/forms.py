"""The forms of an agreement after its draft: congress, signing, filing, effect, change, end."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from contracts.agreements.checks.figures import of_rule
from contracts.agreements.clauses import values_of
from contracts.agreements.models import Agreement, Confirmation, Opinion, Seal
from contracts.bargaining.models import CoveredFirm
from contracts.documents import chinese
from contracts.parties.choices import Side
from workflow.agreements import clause_fields as clauses
from workflow.agreements.draft_forms import TermFields, check_term, term_in
from workflow.forms import ActForm, Fold, Group, Heading, RowList, form_for
from workflow.inputs import Amount, Count, Day, FromList, Line, OneOf, Several, Tick, Words
from workflow.rows import RowForm, said

FIRMS_AT_ONCE = 100
CHANNELS = ("公告栏", "班前会宣读", "车间张贴", "企业微信（钉钉）群", "内网")


class AgreementForm(ActForm):
    """A form about one agreement; on top stands what it is."""

    takes = ("agreement",)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which agreement it is and for which term."""
        agreement: Agreement = self.subject
        facts = [("合同", str(agreement))]
        if agreement.term_from and agreement.term_to:
            facts.append(("期限", chinese.span(agreement.term_from, agreement.term_to)))
        days = (
            ("职代会通过", agreement.passed_on),
            ("签订", agreement.concluded_on),
            ("报送收到", agreement.filed_on),
            ("生效", agreement.in_force_on),
        )
        return facts + [(title, chinese.day(day)) for title, day in days if day]

    def refuse_future(self, name: str, values: Mapping[str, Any]) -> None:
        """Refuse the day of something that has not happened yet."""
        day = values.get(name)
        if day and day > self.today:
            self.add_error(name, f"{day} 还没有到；等事情办成了再填（今天是{self.today}）。")


@form_for("agreements.submit")
class SubmitForm(AgreementForm):
    """Send the draft to the congress."""

    what = "把草案和说明提交职代会（职工大会）讨论。"
    button = "提交职代会"


@form_for("agreements.conclude")
class ConcludeForm(AgreementForm):
    """Sign and seal."""

    what = (
        "本方首席代表签字、盖章后登记；对方由对方自己登记。两边都签好，合同就订成了。"
        "上传签好的照片、扫描件，或者电子签名，请到合同页点“签字盖章”，不用在这里填写。"
    )
    button = "登记签字盖章"

    workers_on = Day(label="职工方首席代表签字日期", required=False)
    employer_on = Day(label="企业方首席代表签字日期", required=False)
    seals = Several(label="已盖的印章", choices=Seal.choices, required=False)

    def prepare(self) -> None:
        """Ask for the own signature; the other side's only when it is entered from paper."""
        own, other = self._names()
        self.fields[own].required = True
        self.fields[own].initial = self.today
        self.fields[other].help_text = "补录双方都已签好的纸质合同才填，并勾选下面的“补录”。"
        self.order = (own, "seals", other)

    def _names(self) -> tuple[str, str]:
        names = ("workers_on", "employer_on")
        return names if self.actor.side == Side.WORKERS else names[::-1]

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which side has signed already."""
        facts = list(super().facts())
        page = self.subject.signing_set.filter(is_judged=False).first()
        if page is not None:
            for title, day in (
                ("职工方已签", page.workers_signed_on),
                ("企业方已签", page.employer_signed_on),
            ):
                if day:
                    facts.append((title, chinese.day(day)))
        return facts

    def check(self, values: dict[str, Any]) -> None:
        """Refuse signing for the other side, and days still to come."""
        _, other = self._names()
        if values.get(other) and not (values.get("paper") or self.must_be_paper):
            self.add_error(other, "对方的签字由对方自己登记；双方都签好的纸质合同，请勾选“补录”。")
        for name in ("workers_on", "employer_on"):
            self.refuse_future(name, values)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the signatures by side."""
        signed = {
            "workers": values.pop("workers_on", None),
            "employer": values.pop("employer_on", None),
        }
        return {"signed_on": said(signed), "seals": values.get("seals", [])}

    def data_for_act(self) -> dict[str, Any]:
        """Return the data; the list of seals is always there, be it empty."""
        return {"seals": [], **super().data_for_act()}


@form_for("agreements.file")
class FileForm(AgreementForm):
    """File the text with the labour department."""

    deadlines = ("DL_FILE_WAGE", "DL_FILE_GENERAL")
    what = "把合同文本和材料交人社部门，拿到回执后登记收到日期。审查期从这一天起算。"
    button = "登记报送"

    received_on = Day(label="人社部门收到日期", help_text="按回执上的日期。")
    copies = Count(label="报送份数", least=1, most=99)
    firms = Count(label="报称企业数", required=False)
    workers = Count(label="报称职工数", required=False)
    migrant = Count(label="报称农民工数", required=False)

    order = ("received_on", "copies", Group("覆盖数", ("firms", "workers", "migrant")))

    def prepare(self) -> None:
        """Start from today and the number of copies the place asks for."""
        self.fields["received_on"].initial = self.today
        rule = self.law.find("cb.file.copies") if self.law else None
        least = of_rule(rule.value, "value") if rule else None
        if rule and least is not None:
            self.fields["copies"].initial = int(least)
            self.fields["copies"].help_text = f"{rule.zh}（{rule.source}）。"
        if not self.subject.is_area:
            for name in ("firms", "workers", "migrant"):
                del self.fields[name]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a receipt before the signature, or still to come."""
        received, signed = values.get("received_on"), self.subject.concluded_on
        if received and signed and received < signed:
            self.add_error(
                "received_on",
                f"收到日期（{received}）早于签订日期（{signed}），请核对回执。",
            )
        self.refuse_future("received_on", values)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the claims of an area contract together."""
        claims = {n: values.pop(n) for n in ("firms", "workers", "migrant") if n in values}
        return {**values, "claims": claims}


class ObjectedRow(RowForm):
    """One clause objected to."""

    clause = Line(label="哪一条、什么问题")


@form_for("agreements.opinion")
class OpinionForm(AgreementForm):
    """Register the labour department's opinion."""

    deadlines = ("DL_REVIEW",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "clauses": RowList(ObjectedRow, "异议条款", "有异议才填，一条一行。"),
    }
    what = "登记审查结论。没有异议，合同生效；有异议，写明是哪几条，双方改了重新签字报送。"
    button = "登记审查意见"

    result = OneOf(label="结论", choices=Opinion.Result.choices)
    served_on = Day(label="意见书送达日期")
    in_force_on = Day(label="生效日期", required=False, help_text="写明了才填；不写按送达日。")
    oral = Tick(label="只是口头说的，没有意见书")

    order = ("result", "served_on", "in_force_on", "clauses", "oral")

    def prepare(self) -> None:
        """Start from today."""
        self.fields["served_on"].initial = self.today

    def check(self, values: dict[str, Any]) -> None:
        """Refuse an objection without a clause, and a day of effect with an objection."""
        objects = values.get("result") == Opinion.Result.OBJECTION
        if objects and not values.get("clauses"):
            self.add_error("result", "选了“有异议”，请在“异议条款”写明是哪几条。")
        if objects and values.get("in_force_on"):
            self.add_error("in_force_on", "有异议的合同不生效，请删去生效日期。")
        served, filed = values.get("served_on"), self.subject.filed_on
        if served and filed and served < filed:
            self.add_error(
                "served_on", f"送达日期（{served}）早于报送收到日期（{filed}），请核对。"
            )
        self.refuse_future("served_on", values)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the clauses as plain words."""
        return {**values, "clauses": [row["clause"] for row in values.get("clauses", [])]}


@form_for("agreements.publish")
class PublishForm(AgreementForm):
    """Make the agreement known."""

    deadlines = ("DL_PUBLISH_WAGE", "DL_PUBLISH_GENERAL")
    what = "选用了哪些方式告诉全体职工。系统生成可以张贴的公布单。"
    button = "登记公布"

    channels = Several(label="怎么公布", choices=[(c, c) for c in CHANNELS], required=False)
    other = Line(label="其他方式", longest=100, required=False)

    def check(self, values: dict[str, Any]) -> None:
        """Refuse publishing in no way at all."""
        if not values.get("channels") and not values.get("other"):
            self.add_error("channels", "请至少选一种公布方式，或写在“其他方式”里。")

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return all ways together."""
        other = [values["other"]] if values.get("other") else []
        return {"channels": [*values.get("channels", []), *other]}


@form_for("agreements.record")
class RecordForm(AgreementForm):
    """Hand a copy to the next higher union."""

    deadlines = ("DL_UNION_RECORD",)
    what = "把生效的合同和备案表交上一级工会。"
    button = "登记备案"


class FirmRow(RowForm):
    """One firm's answer at its door."""

    unsaid: ClassVar[frozenset[str]] = frozenset({"name", "workers", "migrant", "women"})

    name = Line(label="企业名称", longest=300)
    answer = FromList(label="答复", choices=Confirmation.Answer.choices)
    workers = Count(label="职工数", required=False)
    migrant = Count(label="其中农民工", required=False)
    women = Count(label="其中女职工", required=False)
    own_min_wage = Amount(label="本企业最低工资（元）", required=False)


@form_for("agreements.confirm")
class ConfirmForm(AgreementForm):
    """Record which firms of an area confirmed its contract."""

    lists: ClassVar[Mapping[str, RowList]] = {
        "firms": RowList(FirmRow, "逐户确认", "选了“答复”的才会登记，其余留到下次。", least=1),
    }
    what = "逐户登记企业对区域（行业）合同的答复；只有盖章确认的企业才算覆盖。"
    button = "登记确认情况"

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the firms of the round that have not confirmed yet."""
        done = self.subject.confirmation_set.filter(answer=Confirmation.Answer.CONFIRMED)
        firms = CoveredFirm.objects.filter(case=self.case).exclude(
            name__in=done.values("firm_name")
        )
        rows = firms.order_by("pk").values("name", "workers", "migrant", "women")
        return list(rows[:FIRMS_AT_ONCE])


@form_for("agreements.amend")
class AmendForm(AgreementForm, TermFields):
    """Change an agreement in force."""

    lists: ClassVar[Mapping[str, RowList]] = {
        name: row_list for name, row_list in clauses.LISTS_OF_ROWS.items() if name != "grades"
    }
    what = "只填要改的条款，其余不动。变更和订立一样：协商一致、职代会通过、双方签字、重新报送。"
    button = "登记变更"

    grounds = Words(label="为什么改", longest=2000)

    def prepare(self) -> None:
        """Make a field of each clause, with what stands now beside it."""
        now = values_of(self.subject)
        made = {
            each.key: clauses.fields_of(
                each,
                law=self.law,
                area=None,
                beside=clauses.beside_words(each.key, now, what="现在"),
            )
            for each in clauses.plain_types(self.subject.kind, is_area=self.subject.is_area)
        }
        for fields in made.values():
            self.fields.update(fields)
        usual, words, rest = clauses.usual_and_rest(
            self.subject.kind, made, is_area=self.subject.is_area
        )
        self.order = (
            "grounds",
            Heading("要改的条款", "不改的空着。"),
            *usual,
            Fold("有固定位置的文字条款", words),
            "text",
            Fold("其他可改的条款", ("annual_leave", "piece_rates", *rest)),
            Heading("改期限", "不改的空着。"),
            Group("期限", ("term_from", "term_to")),
        )

    def check(self, values: dict[str, Any]) -> None:
        """Refuse a term that runs backwards."""
        check_term(self, values)

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return term and clauses as a case file writes them."""
        return {"term": term_in(values), "clauses": clauses.clauses_in(values), **values}


@form_for("agreements.terminate")
class TerminateForm(AgreementForm):
    """End an agreement before its term is over."""

    what = "双方同意提前结束时登记。办理日期就是解除日期。"
    button = "登记解除"

    grounds = Words(label="为什么解除", longest=2000)
