"""The term of a congress (届期): it begins with the first session."""

from datetime import date

from contracts.congress.checks.foundings import longest_term
from contracts.congress.models import Congress
from contracts.deadlines import clock
from contracts.statutes.law import Law
from contracts.statutes.periods import Period, Unit

TERM_CODE = "DL_CONGRESS_TERM"


def begin(congress: Congress, *, on: date, law: Law) -> None:
    """Start the term with the first valid session; a later session changes nothing.

    It lasts as long as was approved, else the longest the place allows.
    """
    if congress.since is not None or congress.last_session_on is not None:
        return
    end = last_day(congress, began_on=on, law=law)
    clock.start(congress.case, TERM_CODE, base=on, law=law, subject=congress, last_day=end)


def ends_on(congress: Congress) -> date | None:
    """Return the day the term now running ends, None where none is known."""
    running = clock.running(congress).filter(code=TERM_CODE).first()
    return running.last_day if running else None


def last_day(congress: Congress, *, began_on: date, law: Law) -> date | None:
    """Return the last day of a term that began on this day, None where no length is known."""
    years = congress.term_years or longest_term(law)
    return law.due(began_on, Period(years, Unit.YEAR)).day if years else None
