"""Fill the papers a campaign is launched with: plan, breakdown, notice to the firms."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from contracts.campaigns.models import Assignment, Campaign, Target
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts import campaigns
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Organisation

SEED = Path(__file__).resolve().parents[3] / "seeds" / "campaigns.yaml"
ASKED = {
    Target.Action.FIRST: "签订集体合同",
    Target.Action.RENEW: "续签集体合同",
    Target.Action.FOUND: "建立职工代表大会制度",
}
INDICATORS = {
    Target.Action.FIRST: "集中要约企业",
    Target.Action.RENEW: "到期续签企业",
    Target.Action.FOUND: "职工代表大会建制企业",
}


@fills("campaign_plan")
def campaign_plan(campaign: Campaign, paper: PaperContext) -> dict[str, Any]:
    """State aim, figures and measures; the figures are the firms frozen on the base day."""
    counts = _counts(campaign)
    end = chinese.day(campaign.until)
    aims = "，".join(f"推动{n}户企业{ASKED[action]}" for action, n in counts.items())
    seed = _seed()
    plan = campaigns.Plan(
        name=campaign.name,
        start=campaign.launched_on,
        end=campaign.until,
        aim=f"到{end}，{aims}。",
        groups=seed["groups"],
        targets=[
            campaigns.Target(INDICATORS[action], n, str(n), campaign.until)
            for action, n in counts.items()
        ],
        measures=seed["measures"],
    )
    return campaigns.campaign_plan(plan, paper)


@fills("task_breakdown")
def task_breakdown(campaign: Campaign, paper: PaperContext) -> dict[str, Any]:
    """Share the firms out; a federation without assignments answers for all of them itself."""
    firms = list(campaign.targets.select_related("firm").order_by("firm__path", "pk"))
    assigned = list(campaign.assignments.select_related("unit__head").order_by("pk"))
    tasks = [
        campaigns.Task(
            unit=task.unit.name,
            firms=task.firms,
            congresses=_without_congress(firms, task.unit),
            regional=task.regional,
            owner=task.unit.head.name if task.unit.head else words.NOTHING,
            due=campaign.until,
            instructor=task.instructor,
        )
        for task in assigned or [_whole(campaign, len(firms))]
    ]
    return campaigns.task_breakdown(campaign.name, campaign.base_day, tasks, paper)


@fills("batch_offer_notice")
def batch_offer_notice(campaign: Campaign, paper: PaperContext) -> dict[str, Any]:
    """Tell the firms what is asked of each, and how long an answer may take."""
    notice = campaigns.Notice(
        start=campaign.launched_on,
        end=campaign.until,
        reply_days=words.period(paper.law.find(words.REPLY_RULE)),
        contacts=_seed()["contacts"],
        firms=[
            campaigns.Invited(
                name=target.name,
                workers=target.workers,
                action=target.action,
                due=campaign.until,
                contract_expiry=target.contract_to,
            )
            for target in campaign.targets.select_related("firm").order_by("firm__path", "pk")
        ],
    )
    return campaigns.batch_offer_notice(notice, paper)


def _counts(campaign: Campaign) -> dict[Target.Action, int]:
    found = [Target.Action(action) for action in campaign.targets.values_list("action", flat=True)]
    return {action: found.count(action) for action in Target.Action if action in found}


def _without_congress(firms: Iterable[Target], unit: Organisation) -> int:
    return sum(not firm.has_congress and firm.firm.path.startswith(unit.path) for firm in firms)


def _whole(campaign: Campaign, firms: int) -> Assignment:
    return Assignment(campaign=campaign, unit=campaign.federation, firms=firms)


def _seed() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return said
