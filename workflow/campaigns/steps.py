"""The steps of a campaign: launch it."""

from contracts.campaigns import launches
from contracts.documents.issuing import Request
from workflow.door import Doing, Done, party_of, step

PAPERS = ("campaign_plan", "task_breakdown", "batch_offer_notice")


@step("campaigns.launch")
def launch(doing: Doing) -> Done:
    """Launch a campaign; plan, breakdown and notice are issued by the federation."""
    said = doing.data
    outcome = launches.launch(
        party_of(doing.actor),
        name=said["name"],
        base_day=said.get("base_day"),
        until=said["until"],
        filters=said.get("targets", {}),
        tasks=said.get("tasks", []),
        on=doing.on,
    )
    return Done(outcome, [Request(code, outcome.made) for code in PAPERS])
