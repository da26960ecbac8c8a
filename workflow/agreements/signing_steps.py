"""The step that issues the text to be signed: the same for ink and for certificates."""

from contracts.agreements import signatures as agreements
from contracts.documents import signatures
from contracts.documents.issuing import Request
from contracts.parties.references import reference
from workflow.agreements.steps import contract_code
from workflow.door import Doing, Done, step


@step(signatures.PREPARE)
def prepare_signing(doing: Doing) -> Done:
    """Issue the signing copy (签字文本); an earlier one becomes void."""
    agreement = doing.to
    outcome = agreements.make_ready(agreement, on=doing.on)
    signatures.retire_copies(reference(agreement))
    request = Request(contract_code(agreement), agreement, marks=signatures.MARKS)
    return Done(outcome, [request], about=agreement)
