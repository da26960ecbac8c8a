from datetime import date

import pytest

from contracts.congress.checks import boards
from contracts.congress.checks.boards import Board
from contracts.statutes.law import Law

LAW = Law(instruments=(), on=date(2027, 5, 20))


@pytest.mark.parametrize(
    ("workers", "board", "needed"),
    [
        (299, Board(), False),
        (300, Board(), None),
        (300, Board(has_board=False), True),
        (300, Board(has_board=True), None),
        (300, Board(has_board=True, employee_supervisors=1), False),
        (300, Board(has_board=True, employee_supervisors=0), True),
        (300, Board(supervisors=1), True),
        (300, Board(supervisors=1, employee_supervisors=1), True),
        (300, Board(supervisors=3, employee_supervisors=1), False),
        (300, Board(employee_supervisors=1), None),
    ],
)
def test_from_three_hundred_workers_on_one_of_them_sits_on_a_board(workers, board, needed):
    assert boards.needs_director(workers=workers, board=board, law=LAW) is needed


@pytest.mark.parametrize(
    ("supervisors", "employees", "outcome", "required"),
    [(3, 1, "ok", 1), (4, 1, "block", 2), (4, 2, "ok", 2), (5, 1, "block", 2)],
)
def test_a_third_of_the_supervisors_are_workers(supervisors, employees, outcome, required):
    verdict = boards.check_supervisors(
        supervisors=supervisors, employee_supervisors=employees, law=LAW
    )

    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, employees, required)
    assert verdict.citations == ("CL 76,130",)
