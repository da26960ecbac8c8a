"""Look at this machine and say in plain Chinese what is there, what is missing and what to do."""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from contracts.documents import fonts
from workflow.queue.models import Job

OLDEST_PYTHON = (3, 11)
MEGABYTE = 1024 * 1024
LEAST_DISK = 200 * MEGABYTE
COMFORTABLE_DISK = 2048 * MEGABYTE
SYNCHRONOUS_FULL = 2
LIBRARIES = {
    "libgobject-2.0.so.0": "libpango-1.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libfontconfig.so.1": "libpangoft2-1.0-0",
}
SUBSETTER = "libharfbuzz-subset.so.0"


class State(Enum):
    """How bad it is: good, worth knowing, or in the way."""

    GOOD = "✓"
    WARNING = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Sign:
    """One thing looked at, and what to do about it."""

    state: State
    text: str
    remedy: str = ""


def python() -> Iterator[Sign]:
    """Look at the interpreter."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= OLDEST_PYTHON:
        yield Sign(State.GOOD, f"Python {version}")
    else:
        yield Sign(State.BAD, f"Python {version} 太旧", "请安装 Python 3.11 或更高版本。")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def typesetting() -> Iterator[Sign]:
    """Look at the libraries that set pages; without them Word files are still made."""
    missing = sorted({package for name, package in LIBRARIES.items() if not _loads(name)})
    if missing:
        yield Sign(
            State.WARNING,
            "缺少排版库 Pango：仍可生成 Word，暂不能生成 PDF",
            f"apt-get install --no-install-recommends {' '.join(missing)}",
        )
        return
    yield Sign(State.GOOD, "排版库 Pango")
    if _loads(SUBSETTER):
        yield Sign(State.GOOD, "字体子集库 HarfBuzz")
    else:
        yield Sign(
            State.WARNING,
            "缺少字体子集库 HarfBuzz：每份 PDF 要慢几十倍",
            "apt-get install --no-install-recommends libharfbuzz-subset0",
        )


def typefaces() -> Iterator[Sign]:
    """Look for the fonts of official papers."""
    gaps = fonts.missing()
    if not gaps:
        yield Sign(State.GOOD, f"公文字体 {len(fonts.files())} 种")
        for face in fonts.in_use():
            whose = "自备" if face.is_own else "随系统"
            yield Sign(State.GOOD, f"    {face.zh}：{face.file}（{whose}）")
    for gap in gaps:
        yield Sign(State.WARNING, "字体不齐：仍可生成 Word，暂不能生成 PDF", gap)


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _sqlite() -> Iterator[Sign]:
    """Read back how SQLite is really run: two writers must neither fail nor lose."""
    asked = connection.settings_dict["OPTIONS"].get("transaction_mode")
    faults = [
        fault
        for fault, is_wrong in (
            ("journal_mode 应为 WAL", _pragma("journal_mode") != "wal"),
            ("synchronous 应为 FULL", _pragma("synchronous") < SYNCHRONOUS_FULL),
            ("transaction_mode 应为 IMMEDIATE", asked != "IMMEDIATE"),
        )
        if is_wrong
    ]
    if faults:
        yield Sign(
            State.BAD,
            "SQLite 设置不安全：" + "、".join(faults),
            "请恢复 workflow/settings.py 中的数据库设置；数据库不要放在网络盘上。",
        )
    else:
        yield Sign(State.GOOD, "SQLite：WAL、FULL、IMMEDIATE")


def _postgresql() -> Iterator[Sign]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding == "UTF8":
        yield Sign(State.GOOD, f"PostgreSQL {version}")
    else:
        yield Sign(State.BAD, f"PostgreSQL 编码是 {encoding}", "请建立 UTF8 编码的数据库。")


def database() -> Iterator[Sign]:
    """Look at the database: reachable, safely set, and up to date."""
    try:
        connection.ensure_connection()
        yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as fault:
        yield Sign(State.BAD, f"数据库连不上：{fault}", "请检查 DATABASE_URL 和数据库服务。")
        return
    if connection.settings_dict.get("ATOMIC_REQUESTS"):
        yield Sign(State.BAD, "ATOMIC_REQUESTS 会让每次读页面都占住写锁", "请设为 False。")
    if waiting:
        yield Sign(
            State.WARNING, f"有 {len(waiting)} 项数据库升级未执行", "请运行 ./run manage migrate"
        )
    else:
        yield Sign(State.GOOD, "数据库结构是最新的")


def _is_writable(folder: Path) -> bool:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def storage() -> Iterator[Sign]:
    """Look at the data folder and the room left on its disk."""
    folders = {"数据文件夹": Path(settings.DATA_DIR), "文书文件夹": Path(settings.FILES_DIR)}
    for name, folder in folders.items():
        if _is_writable(folder):
            yield Sign(State.GOOD, f"{name}可写：{folder}")
        else:
            yield Sign(
                State.BAD, f"{name}不可写：{folder}", "请改权限，或用 XIEYUE_DATA 换个位置。"
            )
    free = shutil.disk_usage(settings.DATA_DIR).free
    text = f"磁盘剩余 {free // MEGABYTE:,} MB"
    if free < LEAST_DISK:
        yield Sign(State.BAD, text, "空间将尽，请先腾出空间，以免文书写不下。")
    elif free < COMFORTABLE_DISK:
        yield Sign(State.WARNING, text, "空间不多了，请尽早扩容。")
    else:
        yield Sign(State.GOOD, text)


def jobs() -> Iterator[Sign]:
    """Look at the job table: what waits for a worker and what was given up."""
    if Job._meta.db_table not in connection.introspection.table_names():
        return
    waiting = Job.objects.filter(state=Job.State.READY).count()
    parked = Job.objects.filter(state=Job.State.FAILED).count()
    if parked:
        yield Sign(
            State.WARNING, f"{parked} 项后台任务多次失败，已停下", "请在页面上查看原因后重试。"
        )
    if waiting:
        yield Sign(
            State.WARNING,
            f"{waiting} 项后台任务在等待",
            "若数字不减，说明后台没有运行，请运行 ./run serve",
        )
    if not waiting and not parked:
        yield Sign(State.GOOD, "没有积压的后台任务")


LOOKS: tuple[Callable[[], Iterator[Sign]], ...] = (
    python,
    typesetting,
    typefaces,
    database,
    storage,
    jobs,
)


class Command(BaseCommand):
    """Print one line for each thing looked at; exit status 1 if one is in the way."""

    help = "检查本机环境：Python、排版库、字体、数据库、磁盘、后台任务"
    requires_system_checks: list[str] = []  # it must be able to speak when they fail

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look at everything, also after something bad was found.

        :raises CommandError: if something is in the way.
        """
        paint = {
            State.GOOD: self.style.SUCCESS,
            State.WARNING: self.style.WARNING,
            State.BAD: self.style.ERROR,
        }
        signs = [sign for look in LOOKS for sign in look()]
        for sign in signs:
            self.stdout.write(f"{paint[sign.state](sign.state.value)} {sign.text}")
            if sign.remedy:
                self.stdout.write(f"    → {sign.remedy}")
        bad = sum(sign.state is State.BAD for sign in signs)
        if bad:
            message = f"有 {bad} 处问题，解决以前不能正常使用。"
            raise CommandError(message)
