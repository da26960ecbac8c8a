"""The form of arbitration: only the keeping of an agreement in force can go there."""

from collections.abc import Sequence
from typing import Any

from contracts.disputes.models import Dispute
from workflow.forms import ActForm, form_for
from workflow.inputs import Words


@form_for("disputes.arbitrate")
class ArbitrateForm(ActForm):
    """Apply for arbitration of how an agreement is kept."""

    takes = ("agreement", "round", "dispute")
    what = "已经生效的合同不履行、协商不成，可以申请仲裁。涨多少谈不拢，走协调处理。"
    button = "生成仲裁申请"

    claim = Words(label="请求和理由", longest=2000)

    def prepare(self) -> None:
        """Start from what was claimed before."""
        if isinstance(self.subject, Dispute):
            self.fields["claim"].initial = self.subject.claim

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell who would stand against whom."""
        return [("双方", "、".join(str(party) for party in self._parties()))]

    def _parties(self) -> list[Any]:
        if self.case is None:
            return []
        return [p for p in (self.case.workers_party, self.case.employer_party) if p]

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Name both parties and the step."""
        return {"parties": self._parties(), "step": "apply", **values}
