"""Where stories are played: a database and a file store of their own, or the installation's."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

# Nothing here outlives the run, so nothing waits for the disk.
IN_HASTE = "PRAGMA synchronous=OFF;PRAGMA journal_mode=MEMORY;"


class NotMigrated(Exception):
    """The installation's database lacks tables that this version needs."""


class OwnStage:
    """A place for stories that no real data is touched by; each story gets an empty database."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.empty = place / "empty.sqlite3"
        self.count = 0
        _move_to(self.empty, place / "files")
        _make_tables()
        connections.close_all()

    def clear(self) -> None:
        """Give the next story an empty database and file store."""
        self.count += 1
        connections.close_all()
        database = self.place / f"story{self.count}.sqlite3"
        shutil.copyfile(self.empty, database)
        _move_to(database, self.place / f"files{self.count}")


class KeptStage:
    """The installation's own database: what is played stays."""

    def __init__(self) -> None:
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise NotMigrated

    def clear(self) -> None:
        """Leave everything where it is."""


@contextmanager
def stage(*, kept: bool) -> Iterator[OwnStage | KeptStage]:
    """Open the place where stories are played, and take it away afterwards if it is their own.

    :raises NotMigrated: if stories are to be kept and the database is not ready for them.
    """
    if kept:
        yield KeptStage()
        return
    real, files = connections.settings["default"], settings.FILES_DIR
    with tempfile.TemporaryDirectory(prefix="xieyue-play-") as place:
        try:
            yield OwnStage(Path(place))
        finally:
            _connect(real, files)


def _make_tables() -> None:
    """Make today's tables at once: an empty database has no past to migrate from."""
    real = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
    finally:
        settings.MIGRATION_MODULES = real


def _move_to(database: Path, files: Path) -> None:
    """Point Django at an embedded database and a file store."""
    embedded = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(database),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": IN_HASTE},
    }
    _connect({**connections.settings["default"], **embedded}, files)


def _connect(database: dict[str, Any], files: Path) -> None:
    connections.close_all()
    connections.settings["default"] = database
    with suppress(AttributeError):  # raised where no connection was opened yet
        del connections["default"]
    ContentType.objects.clear_cache()
    settings.FILES_DIR = files
