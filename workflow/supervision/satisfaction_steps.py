"""The step that counts how satisfied the workers are with the keeping of an agreement."""

from contracts.documents.issuing import Request
from contracts.supervision import satisfaction
from contracts.supervision.satisfaction import Answers
from workflow.door import Doing, Done, step


@step("supervision.satisfaction")
def count_satisfaction(doing: Doing) -> Done:
    """Record the count of a survey; its sheet went out with the yearly report."""
    data = doing.data
    outcome = satisfaction.record(
        doing.to,
        sent=data["sent"],
        returned=data["returned"],
        valid=data.get("valid", data["returned"]),
        answers=[Answers(**row) for row in data["items"]],
        on=doing.on,
    )
    return Done(outcome, [Request("satisfaction_summary", outcome.made)])
