"""What one rule says to the facts, before it becomes an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.verdicts.verdict import OK, WARN, Figure, Source, Verdict
from workflow.asking.answers import ASK

NAMES = {
    "workers": "职工总数",
    "women": "女职工人数",
    "dispatch": "劳务派遣人数",
    "members": "工会会员数",
    "cut": "拟裁减人数",
    "branch.licensed": "分支机构有没有营业执照",
    "signed_by": "劳动合同由公司签还是由分支机构签",
    "branch.workers": "分支机构的职工人数",
    "ownership": "企业的所有制",
    "matter": "要办的事项",
    "topics": "要协商的事项",
    "supervisory_board": "有没有设监事会",
    "employee_supervisors": "监事会里职工代表的人数",
    "supervisors": "监事人数",
    "womens_committee": "有没有女职工委员会",
    "delegates": "职工代表总数",
    "count": "人数",
    "base": "总数",
}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer word with its rules, words and figures; ``missing`` names the facts to ask for.

    ``zh`` is the pack's own wording where it is not that of the first rule.
    """

    word: str
    rules: Sequence[Source] = ()
    message: str = ""
    found: Figure = None
    required: Figure = None
    missing: Sequence[str] = field(default_factory=tuple)
    is_uncertain: bool = False

    def verdict(self, code: str) -> Verdict:
        """Return the answer as a verdict on the rule asked; it judges nobody and never blocks."""
        return Verdict(
            rule=code,
            outcome=WARN if self.is_uncertain else OK,
            found=self.found,
            required=self.required,
            source="；".join(dict.fromkeys(rule.source for rule in self.rules if rule.source)),
            citations=tuple(dict.fromkeys(c for rule in self.rules for c in rule.citations)),
            message=self.message,
        )


def ask_for(*missing: str, rules: Sequence[Source] = (), message: str = "") -> Said:
    """Return the answer that more must be known, and what."""
    names = "、".join(NAMES.get(name, name) for name in missing)
    codes = "、".join(missing)
    return Said(
        ASK,
        rules,
        message=f"{message}还要知道：{names}（{codes}）。",
        missing=missing,
    )
