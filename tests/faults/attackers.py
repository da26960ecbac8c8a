"""Whoever holds the database, its files, its backups or the logs, and wants to know who voted what.

Each attacker returns the choices of a vote in the order in which he believes they were cast. He
knows from the web log who came when, and from the announcement how many voted what.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

TOKEN = re.compile(rb"abstain|yes|no(?=[^a-z])")
Held = dict[str, Any]


class Spoils:
    """What was stolen: a way to ask the database, and its files."""

    def __init__(self, line: Any, files: Iterable[Path] = (), *, is_sqlite: bool) -> None:
        self.line, self.files, self.is_sqlite = line, list(files), is_sqlite

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        rows: list[tuple[Any, ...]] = self.line.execute(sql).fetchall()
        return rows

    @property
    def physical(self) -> str:
        """Name where a row lies: its number in SQLite, its place in PostgreSQL."""
        return "rowid" if self.is_sqlite else "ctid"


def sqlite_spoils(folder: Path) -> Spoils:
    """Return what lies in a stolen data folder: database, log and the nightly copy."""
    line = sqlite3.connect(folder / "db.sqlite3")
    files = sorted([*folder.glob("db.sqlite3*"), *folder.glob("backup-*")])
    return Spoils(line, files, is_sqlite=True)


def postgres_spoils(address: str) -> Spoils:
    """Return what the administrator of the server sees."""
    import psycopg  # noqa: PLC0415 -- an extra

    line = psycopg.connect(address, autocommit=True)
    return Spoils(line, is_sqlite=False)


def ballots_of(held: Held) -> str:
    """Return the table of the votes, with which of its rows belong to this vote."""
    if "number" in held:
        return f"naive_ballot_{held['number']} WHERE true"
    return f"congress_castballot WHERE poll_id = {held['poll']}"


def by_place(spoils: Spoils, held: Held) -> list[str]:
    """Read the votes in the order in which they lie in the file (rowid, ctid)."""
    sql = f"SELECT choice FROM {ballots_of(held)} ORDER BY {spoils.physical}"  # noqa: S608
    return [row[0] for row in spoils.ask(sql)]


def by_transaction(spoils: Spoils, held: Held) -> list[str]:
    """Read the votes in the order of the transactions that wrote them (xmin)."""
    if spoils.is_sqlite:
        return by_place(spoils, held)
    sql = f"SELECT choice FROM {ballots_of(held)} ORDER BY xmin::text::bigint, ctid"  # noqa: S608
    return [row[0] for row in spoils.ask(sql)]


def by_key(spoils: Spoils, held: Held) -> list[str]:
    """Read the votes in the order of their first column."""
    sql = f"SELECT choice FROM {ballots_of(held)} ORDER BY 1"  # noqa: S608
    return [row[0] for row in spoils.ask(sql)]


def by_size(_: Spoils, held: Held) -> list[str]:
    """Tell the choices apart by the size of what the web server answered."""
    sizes = [size for *_, size in held["log"]]
    inside = sorted(range(len(sizes)), key=lambda at: sizes[at])
    announced = sorted(held["choices"], key=lambda choice: (len(choice), choice))
    guessed = dict(zip(inside, announced, strict=True))
    return [guessed[at] for at in range(len(sizes))]


def by_carving(spoils: Spoils, held: Held) -> list[str]:
    """Cut words that look like votes out of the raw files, where as many lie closest together.

    A page of SQLite is filled from its end, so that what was written first lies last.
    """
    wanted, announced = len(held["choices"]), sorted(held["choices"])
    best, closest = [], 0
    for file in spoils.files:
        found = list(TOKEN.finditer(file.read_bytes()))
        for at in range(len(found) - wanted + 1):
            part = [each[0].decode() for each in found[at : at + wanted]]
            span = found[at + wanted - 1].end() - found[at].start()
            if (not best or span < closest) and sorted(part) == announced:
                best, closest = part[::-1], span
    return best


def by_rows(spoils: Spoils, held: Held) -> list[str]:
    """Look in every row of every table for a voter's name or number beside a choice."""
    found: dict[str, str] = {}
    for line in dump(spoils):
        said = [choice for choice in ("yes", "no", "abstain") if f"|{choice}|" in line]
        named = [name for name in held["voters"] if f"|{name}|" in line]
        if len(said) == 1 and len(named) == 1:
            found[named[0]] = said[0]
    return [found.get(name, "") for name in held["voters"]] if found else []


def dump(spoils: Spoils) -> list[str]:
    """Return every row of every table as one line: journal, jobs, sessions, forms sent, all."""
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if spoils.is_sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    rows = []
    for (table,) in spoils.ask(tables):
        content = spoils.ask(f'SELECT * FROM "{table}"')  # noqa: S608
        rows += ["|" + "|".join(map(str, row)) + "|" for row in content]
    return rows


ATTACKERS: dict[str, Callable[[Spoils, Held], Sequence[str]]] = {
    "where it lies": by_place,
    "which transaction": by_transaction,
    "order of keys": by_key,
    "size of the answer": by_size,
    "carving the files": by_carving,
    "every row of every table": by_rows,
}
