"""A small sitting whose delegates are listed one by one."""

from contracts.congress import attendance, congresses
from contracts.congress.models import Congress, Sitting
from contracts.parties.models import Organisation
from tests.factories.congress import NOTIFIED_ON, NoticeFactory
from tests.factories.parties import UnionFactory
from tests.factories.polls import voters


def SmallCongressFactory(union: Organisation | None = None, *, delegates: int = 3) -> Congress:  # noqa: N802 -- reads like the other factories
    """Return a congress of so few, of whom nothing else is told."""
    return congresses.register_standing(union or UnionFactory(), delegates={"total": delegates})


def ListedFactory(  # noqa: N802 -- as above
    union: Organisation | None = None, *, delegates: int = 3
) -> Sitting:
    """Return a sitting of three whose notice counted no receipt yet."""
    made = NoticeFactory(SmallCongressFactory(union, delegates=delegates), delivered=0)
    attendance.invite(made, voters(delegates), on=NOTIFIED_ON)
    return made
