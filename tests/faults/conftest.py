"""Installations of their own, cut from one that is migrated once."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.faults.installation import Installation

POSTGRES = os.environ.get("XIEYUE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("XIEYUE_TEST_REDIS", "redis://127.0.0.1:6379/0")
IS_LONG = os.environ.get("XIEYUE_LONG") == "1"
BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """Return the folder of an embedded installation with empty tables."""
    folder = tmp_path_factory.mktemp("migrated")
    Installation(folder).migrate()
    return folder


@pytest.fixture
def install(migrated, tmp_path) -> Iterator[Callable[..., Installation]]:
    """Return what makes an installation on a backend; all are ended after the test."""
    with ExitStack() as stack:

        def made(backend: str = "sqlite", **environment: str) -> Installation:
            folder = tmp_path / f"installation-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            if backend == "postgresql":
                address = stack.enter_context(database(f"xieyue_{os.getpid()}_{folder.name[13:]}"))
                there = stack.enter_context(
                    Installation(folder, **{"DATABASE_URL": address, **environment})
                )
                there.migrate()
                return there
            return stack.enter_context(Installation.like(migrated, folder, **environment))

        yield made


class database:  # noqa: N801 -- reads as a block
    """Make an empty PostgreSQL database, and drop it at the end; skip where there is no server."""

    def __init__(self, name: str) -> None:
        psycopg = pytest.importorskip("psycopg", reason="psycopg（extra scale）没有安装")
        self.name = name
        try:
            self.line = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
        except psycopg.OperationalError as fault:
            pytest.skip(f"PostgreSQL 没有应答（XIEYUE_TEST_POSTGRES）：{fault}")

    def __enter__(self) -> str:
        self.line.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.line.execute(f'CREATE DATABASE "{self.name}" ENCODING UTF8 TEMPLATE template0')
        return urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{self.name}"))

    def __exit__(self, *_: object) -> None:
        self.line.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.line.close()
