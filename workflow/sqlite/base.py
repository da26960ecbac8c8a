"""Django's SQLite backend, with a turnstile in front of the one write lock.

SQLite lets writers poll: who comes often gets in, who waits may starve until “database is locked”.
Here each transaction first waits for a lock on a file beside the database, where the kernel wakes
the next in line at once; only then it asks for the write lock. A killed process leaves no lock.
"""

import fcntl
import os
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """One writer after the other, first come, first served (as far as the kernel keeps order)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: BufferedWriter | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db() or self._turn is not None:
            return
        place = Path(f"{self.settings_dict['NAME']}.turn")
        turn = place.open("ab")
        fcntl.flock(turn, fcntl.LOCK_EX)
        self._turn = turn

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            with suppress(OSError):
                turn.close()
            os.sched_yield()
