"""A federation's policy (政策): what it asks beyond its pack, and what it turned down to advice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from contracts.deadlines.catalogue import title_of
from contracts.deadlines.law import policy_of
from contracts.parties.choices import OrganisationKind
from contracts.parties.models import MinimumWage, Organisation, Policy, PolicyChange
from contracts.supervision import policies
from contracts.supervision.policies import Choice
from contracts.verdicts import softening
from contracts.verdicts.catalogue import CataloguedRule
from contracts.verdicts.catalogue import title_of as rule_title
from contracts.verdicts.verdict import Refused
from workflow.inputs import Count, FromList, Several, Tick, Words
from workflow.pages import gates
from workflow.pages.gates import only
from workflow.templatetags.words import place

TARGET = "target_"
CHANGES = 50
NAMES = {
    "rolls_holidays": "末日遇休息日顺延",
    "effective_offset": "收到后第几日起生效",
    "targets": "目标天数",
    "softened": "降为提醒的规则",
    "minimum_wage_region": "最低工资的地区",
    "minimum_wage_tier": "最低工资的档次",
}
PARTED = "/"


@dataclass(frozen=True, slots=True)
class Softenable:
    """One rule that might be turned down, or the binding text that forbids it here."""

    rule: CataloguedRule
    forbidden_by: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the policy in words."""

    row: PolicyChange
    lines: list[str]


class PolicyForm(forms.Form):
    """What a federation may choose; each target stands beside the legal period."""

    rolls_holidays = Tick(
        label="期限末日遇休息日、节假日的，顺延到下一个工作日",
        help_text="不勾选则按更早的一天掌握（更稳妥）。两种算法都会显示。",
    )

    def __init__(
        self,
        *args: Any,
        choices: list[Choice],
        offsets: tuple[int, ...],
        softenable: list[Softenable],
        standards: list[MinimumWage],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_offset"] = FromList(
            label="人社部门收到后无异议的，第几日起生效",
            required=False,
            empty="（按法规：审查期满的次日）",
            choices=[(str(day), f"收到后第{day}日") for day in offsets],
        )
        self.fields["standard"] = FromList(
            label="本地适用的最低工资标准",
            required=False,
            empty="（按企业所在地区；有几档的取最高一档）",
            choices=[(_standard(row.region, row.tier), _standard_said(row)) for row in standards],
            help_text="审查合同时按它核对；名单来自“最低工资”表，新标准执行后自动接上。",
        )
        for choice in choices:
            self.fields[f"{TARGET}{choice.entry.id}"] = Count(
                label=choice.entry.title,
                required=False,
                least=1,
                help_text=f"{choice.ground}：{choice.entry.base}起{choice.legal}",
            )
        self.fields["softened"] = Several(
            label="只提醒、不拦截的规则",
            required=False,
            choices=[(s.rule.id, s.rule.statement) for s in softenable if not s.forbidden_by],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["reason"] = _reason()

    def target_fields(self) -> list[Any]:
        """Return the fields for targets, in the order of the catalogue."""
        return [self[name] for name in self.fields if name.startswith(TARGET)]

    def targets(self) -> dict[str, int]:
        """Return the targets that were set, by deadline."""
        found = self.cleaned_data.items()
        return {
            name.removeprefix(TARGET): days
            for name, days in found
            if name.startswith(TARGET) and days is not None
        }


def _reason() -> Words:
    return Words(
        label="改动的理由",
        longest=1000,
        help_text="会议纪要、文件名称和文号，或一句话说明；与改动一起存档。",
    )


@only(gates.FEDERATION)
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Show the federation's policy with everything that was ever changed; keep a new choice."""
    federation = _federation(request)
    today: date = request.today  # type: ignore[attr-defined]
    held = policy_of(federation.path)
    softenable = _softenable(federation, today)
    form = PolicyForm(
        request.POST or None,
        initial=_initial(held),
        choices=policies.choices(federation, held, on=today),
        offsets=policies.offsets(federation, on=today),
        softenable=softenable,
        standards=policies.standards(federation),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _change(federation, form, on=today)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "已保存，从今天起适用于本级以下的新期限和新审查；已在计时的期限不变。",
            )
            return redirect("policy")
    context = {
        "here": "policy",
        "federation": federation,
        "form": form,
        "is_own": held is not None and held.federation_id == federation.pk,
        "forbidden": [one for one in softenable if one.forbidden_by],
        "changes": changes_of(federation),
    }
    return render(request, "law_policy.html", context, status=422 if form.errors else 200)


def _federation(request: HttpRequest) -> Organisation:
    office = request.office  # type: ignore[attr-defined]
    organisation: Organisation = office.organisation
    if organisation.kind != OrganisationKind.FEDERATION:
        raise Http404
    return organisation


def _softenable(federation: Organisation, on: date) -> list[Softenable]:
    laws = policies.laws_of(federation, on=on)
    found = []
    for rule in softening.candidates():
        binding = softening.binding(rule, laws)
        found.append(Softenable(rule, binding.source if binding else ""))
    return found


def _initial(held: Policy | None) -> dict[str, Any]:
    if held is None:
        return {}
    targets = {f"{TARGET}{code}": days for code, days in held.targets.items()}
    return {
        "rolls_holidays": held.rolls_holidays,
        "effective_offset": str(held.effective_offset or ""),
        "softened": list(held.softened),
        "standard": _standard(held.minimum_wage_region, held.minimum_wage_tier),
        **targets,
    }


def _change(federation: Organisation, form: PolicyForm, *, on: date) -> None:
    chosen = form.cleaned_data
    policies.change(
        federation,
        on=on,
        reason=chosen["reason"],
        rolls_holidays=chosen["rolls_holidays"],
        effective_offset=int(chosen["effective_offset"]) if chosen["effective_offset"] else None,
        targets=form.targets(),
        softened=chosen["softened"],
        standard=_chosen(chosen["standard"]),
    )


def _standard(region: str, tier: str) -> str:
    """Return a place and a tier of the table as one choice of the list; empty for none."""
    return f"{region}{PARTED}{tier}" if region else ""


def _chosen(written: str) -> tuple[str, str]:
    region, _, tier = written.partition(PARTED)
    return region, tier


def _standard_said(row: MinimumWage) -> str:
    until = f"，到{row.effective_to}" if row.effective_to else ""
    amounts = (("每月", row.monthly), ("每小时", row.hourly))
    amount = "、".join(f"{of}{money.normalize():f}元" for of, money in amounts if money is not None)
    return f"{place(row.region)}{row.tier}：{amount}（{row.effective_from}起{until}）"


def changes_of(federation: Organisation) -> list[Change]:
    """Return the changes of a federation's policy in words, the newest first."""
    rows = PolicyChange.objects.filter(policy__federation=federation).order_by("-pk")[:CHANGES]
    return [Change(row, _lines(row)) for row in rows]


def _lines(row: PolicyChange) -> list[str]:
    return [
        f"{NAMES.get(name, name)}：{_said(name, row.before.get(name))} → {_said(name, after)}"
        for name, after in row.after.items()
    ]


def _said(name: str, value: Any) -> str:
    """Return a choice in words."""
    if value in (None, {}, []):
        return "未设"
    if isinstance(value, bool):
        return "是" if value else "否"
    if name == "targets":
        return "、".join(f"{title_of(code)}{days}" for code, days in value.items())
    if name == "softened":
        return "、".join(rule_title(code) for code in value)
    return str(value)


urlpatterns = [path("policy/", policy, name="policy")]
