"""The form that counts how satisfied the workers are with the keeping of an agreement."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from contracts.supervision import satisfaction
from workflow.forms import ActForm, Group, RowList, form_for
from workflow.inputs import Count, Line
from workflow.rows import RowForm
from workflow.supervision.forms import agreement_facts

GRADES = ("satisfied", "basic", "dissatisfied", "unknown")


class AnswersRow(RowForm):
    """The count of one item; “很满意” counts among 满意."""

    unsaid = frozenset({"item"})

    item = Line(label="项目")
    satisfied = Count(label="满意")
    basic = Count(label="基本满意")
    dissatisfied = Count(label="不满意")
    unknown = Count(label="不了解")


@form_for("supervision.satisfaction")
class SatisfactionForm(ActForm):
    """Enter the count of a survey."""

    takes = ("agreement",)
    deadlines = ("DL_PERF_REPORT",)
    lists: ClassVar[Mapping[str, RowList]] = {
        "items": RowList(
            AnswersRow, "各项结果", "“很满意”计入“满意”；没有人选的写0。", least=1, spare=0
        ),
    }
    what = "把收回的测评表汇总登记。测评不记名，只登记票数。系统计算满意率，生成汇总表。"
    button = "登记测评结果"

    sent = Count(label="发放", least=1)
    returned = Count(label="收回")
    valid = Count(label="有效")

    order = (Group("测评表（份）", ("sent", "returned", "valid")), "items")

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell which agreement it is."""
        return agreement_facts(self.subject)

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:  # noqa: ARG002 -- one list only
        """Start from the lines of the sheet."""
        return [{"item": item} for item in satisfaction.items_of(self.subject)]

    def check(self, values: dict[str, Any]) -> None:
        """Refuse more sheets back than sent, and more valid ones than came back."""
        sent, returned, valid = (values.get(name) for name in ("sent", "returned", "valid"))
        if sent is not None and returned is not None and returned > sent:
            self.add_error("returned", f"收回{returned}份，比发放的{sent}份还多，请核对。")
        if returned is not None and valid is not None and valid > returned:
            self.add_error("valid", f"有效{valid}份，比收回的{returned}份还多，请核对。")
