"""The steps around who is asked to a sitting: list, papers delivered, papers read, signed in."""

from contracts.congress import attendance
from contracts.congress.meeting_models import Arrival, Receipt
from contracts.congress.models import Invitation
from workflow.congress.poll_forms import voters_in
from workflow.door import Doing, Done, step


@step("congress.invite")
def invite(doing: Doing) -> Done:
    """Draw up whom the sitting is called for; each delegate gets a link and a code."""
    roll = voters_in("\n".join(doing.data.get("roll", [])))
    return Done(attendance.invite(doing.to, roll, on=doing.on), is_private=True)


@step("congress.deliver")
def deliver(doing: Doing) -> Done:
    """Record who has the papers, by their own signature on paper."""
    outcome = attendance.deliver(
        doing.to,
        doing.data.get("names", []),
        is_own_hand=bool(doing.data.get("own_hand")),
        on=doing.on,
    )
    return Done(outcome, about=doing.to)


@step("congress.read_papers")
def read_papers(doing: Doing) -> Done:
    """Record that a delegate has the papers, by the delegate's own link; only the first counts."""
    invitation: Invitation = doing.to
    outcome = attendance.deliver(
        invitation.sitting, [str(invitation)], means=Receipt.READ, on=doing.on
    )
    return Done(outcome, about=invitation.sitting)


@step("congress.sign_in")
def sign_in(doing: Doing) -> Done:
    """Record who is there: ticked on the list, or by the code that was scanned."""
    means = Arrival(doing.data.get("means", Arrival.LIST))
    outcome = attendance.sign_in(doing.to, doing.data.get("names", []), means=means, on=doing.on)
    return Done(outcome, is_private=True)
