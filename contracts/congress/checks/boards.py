"""Workers on the boards of the company: employee directors and supervisors (职工董事、职工监事)."""

from dataclasses import dataclass

from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

DIRECTOR_KEY = "wc.director.300"
SUPERVISOR_KEY = "wc.supervisor.third"


@dataclass(frozen=True, slots=True)
class Board:
    """The supervisory board (监事会) as far as known; a single supervisor is no board."""

    has_board: bool | None = None
    supervisors: int | None = None
    employee_supervisors: int | None = None

    @property
    def is_board(self) -> bool | None:
        """Test whether there is a supervisory board; nothing where nobody said."""
        if self.has_board is not None:
            return self.has_board
        return None if self.supervisors is None else self.supervisors > 1

    @property
    def has_employees(self) -> bool | None:
        """Test whether workers sit on a supervisory board; nothing where a fact is missing."""
        if self.is_board is False or self.employee_supervisors == 0:
            return False
        if self.is_board is None or self.employee_supervisors is None:
            return None
        return True


def needs_director(*, workers: int, board: Board, law: Law) -> bool | None:
    """Test whether the board of directors must hold a worker; nothing where a fact is missing.

    公司法 第六十八条: from so many workers on, unless workers sit on a supervisory board.
    """
    if workers < law.need(DIRECTOR_KEY).value["threshold"]:
        return False
    exempt = board.has_employees
    return None if exempt is None else not exempt


def check_supervisors(*, supervisors: int, employee_supervisors: int, law: Law) -> Verdict:
    """Judge the workers' share of a supervisory board (公司法 第七十六条)."""
    rule = law.need(SUPERVISOR_KEY)
    needed = rule.share.required(supervisors) if rule.share else 0
    short = needed - employee_supervisors
    mark = "✓" if short <= 0 else f"✗，差{short}名"
    return judge(
        SUPERVISOR_KEY,
        holds=short <= 0,
        law=rule,
        found=employee_supervisors,
        required=needed,
        message=f"监事{supervisors}名，"
        f"其中职工监事{employee_supervisors}名（须≥{needed}名 {mark}）。",
        remedy=f"请由职代会再选举{short}名职工监事。",
    )
