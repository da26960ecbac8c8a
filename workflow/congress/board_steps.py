"""The steps of the firm's open page."""

from contracts.congress import boards
from workflow.door import Doing, Done, step


@step("congress.open_board")
def open_board(doing: Doing) -> Done:
    """Open the page that any worker can read without a login."""
    return Done(boards.open_board(doing.to, on=doing.on))


@step("congress.close_board")
def close_board(doing: Doing) -> Done:
    """Close it; its address leads nowhere any more."""
    return Done(boards.close_board(doing.to, on=doing.on))
