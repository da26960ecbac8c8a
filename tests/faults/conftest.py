"""Installations of their own, cut from one that is migrated once."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

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


@pytest.fixture(scope="session")
def migrated_server(tmp_path_factory) -> Iterator[str]:
    """Return the name of a PostgreSQL database with empty tables, to be copied."""
    name = f"xieyue_{os.getpid()}_empty"
    with database(name) as address:
        Installation(tmp_path_factory.mktemp("server"), DATABASE_URL=address).migrate()
        yield name


class Installer:
    """Makes installations; whatever was made is ended at the close."""

    def __init__(self, request, folder: Path, stack: ExitStack) -> None:
        self.request, self.folder, self.stack = request, folder, stack
        self.made = 0

    def __call__(self, backend: str = "sqlite", **environment: str) -> Installation:
        self.made += 1
        folder = self.folder / f"installation-{self.made}"
        folder.mkdir()
        if backend == "postgresql":
            template = self.request.getfixturevalue("migrated_server")
            copy = database(f"xieyue_{os.getpid()}_{uuid4().hex[:8]}", template=template)
            address = self.stack.enter_context(copy)
            there = Installation(folder, **{"DATABASE_URL": address, **environment})
        else:
            migrated = self.request.getfixturevalue("migrated")
            there = Installation.like(migrated, folder, **environment)
        return self.stack.enter_context(there)


@pytest.fixture
def install(request, tmp_path) -> Iterator[Installer]:
    """Return what makes an installation on a backend; all are ended after the test."""
    with ExitStack() as stack:
        yield Installer(request, tmp_path, stack)


@pytest.fixture(scope="module")
def install_once(request, tmp_path_factory) -> Iterator[Installer]:
    """Return what makes an installation that serves the tests of a whole file."""
    with ExitStack() as stack:
        yield Installer(request, tmp_path_factory.mktemp("once"), stack)


class database:  # noqa: N801 -- reads as a block
    """Make a PostgreSQL database, and drop it at the end; skip where there is no server."""

    def __init__(self, name: str, *, template: str = "template0") -> None:
        psycopg = pytest.importorskip("psycopg", reason="psycopg（extra scale）没有安装")
        self.name, self.template = name, template
        try:
            self.line = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
        except psycopg.OperationalError as fault:
            pytest.skip(f"PostgreSQL 没有应答（XIEYUE_TEST_POSTGRES）：{fault}")

    def __enter__(self) -> str:
        self.line.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.line.execute(f'CREATE DATABASE "{self.name}" ENCODING UTF8 TEMPLATE "{self.template}"')
        return urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{self.name}"))

    def __exit__(self, *_: object) -> None:
        self.line.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self.line.close()
