"""The round as its people walk it: who is at which browser, the days, and where things are."""

from dataclasses import dataclass, field

from tests.browser.story import Days
from tests.browser.visitor import Visitor


@dataclass(slots=True)
class Walk:
    """One round walked by hand, station after station."""

    union: Visitor
    employer: Visitor
    days: Days = field(default_factory=Days)
    round_at: str = ""
    agreement_at: str = ""
    sitting_at: str = ""
    women_at: str = ""

    def at_round(self, who: Visitor, picture: str = "") -> None:
        """Open the page of the round."""
        who.go(self.round_at, picture)

    def at_agreement(self, who: Visitor, picture: str = "") -> None:
        """Open the page of the agreement."""
        who.go(self.agreement_at, picture)

    def at_sitting(self, who: Visitor, picture: str = "") -> None:
        """Open the page of the sitting."""
        who.go(self.sitting_at, picture)


def path_of(who: Visitor) -> str:
    """Return the path of the page somebody is on."""
    return who.page.url.removeprefix(who.site.address)
