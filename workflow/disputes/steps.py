"""The steps of disputes: arbitration of performance (an interest dispute is no matter for it)."""

from contracts.disputes import arbitrations
from contracts.documents.issuing import Request
from workflow.door import Doing, Done, step


@step("disputes.arbitrate")
def arbitrate(doing: Doing) -> Done:
    """Apply for arbitration of how an agreement in force is performed."""
    outcome = arbitrations.apply(
        doing.to,
        claim=doing.data.get("claim", ""),
        parties=doing.data.get("parties", []),
        on=doing.on,
    )
    return Done(outcome, [Request("cc_arbitration_application", outcome.made)])
