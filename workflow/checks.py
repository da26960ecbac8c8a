"""System checks: settings that together would lose, leak or block are refused at the start."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from contracts.statutes import rulebook
from contracts.statutes.sheets import SheetFaulty

VIEWFLOW = "2.4.0"
SHORTEST_SECRET = 40
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})


@register
def databases_are_safe(**_: Any) -> list[CheckMessage]:
    """Refuse SQLite that loses writes or writers, and transactions as long as a request."""
    databases: dict[str, dict[str, Any]] = settings.DATABASES
    return [fault for name, database in databases.items() for fault in of_database(name, database)]


def of_database(name: str, database: dict[str, Any]) -> list[CheckMessage]:
    """Return what is unsafe about the settings of one database."""
    faults: list[CheckMessage] = []
    if database.get("ATOMIC_REQUESTS"):
        faults.append(
            Error(
                f"数据库 {name} 打开了 ATOMIC_REQUESTS：每次读页面都会占住唯一的写锁。",
                hint="请设为 False；每个动作由 workflow/door.py 自己开事务。",
                id="xieyue.E001",
            )
        )
    if "sqlite" in database["ENGINE"]:
        faults += _of_sqlite(name, database.get("OPTIONS") or {})
    return faults


def _of_sqlite(name: str, options: dict[str, Any]) -> list[CheckMessage]:
    commands = str(options.get("init_command", "")).replace(" ", "").upper()
    wanted = {
        "transaction_mode=IMMEDIATE": options.get("transaction_mode") == "IMMEDIATE",
        "journal_mode=WAL": "JOURNAL_MODE=WAL" in commands,
        "synchronous=FULL": "SYNCHRONOUS=FULL" in commands or "SYNCHRONOUS=EXTRA" in commands,
    }
    missing = [setting for setting, is_set in wanted.items() if not is_set]
    if not missing:
        return []
    return [
        Error(
            f"SQLite 数据库 {name} 设置不安全，缺少：{'、'.join(missing)}。",
            hint="多人同时办理会出现“database is locked”，断电会丢失已提交的内容；"
            "请恢复 workflow/settings.py 的设置，或用 DATABASE_URL 改用 PostgreSQL。",
            id="xieyue.E002",
        )
    ]


@register
def site_is_closed(**_: Any) -> list[CheckMessage]:
    """Refuse development pages on a public host, and a secret that is none."""
    faults: list[CheckMessage] = []
    public = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if settings.DEBUG and public:
        faults.append(
            Error(
                f"XIEYUE_DEBUG=1 只能用于本机，现在网站对外开放：{'、'.join(public)}。",
                hint="出错页面会把个人信息和密钥给外人看；请去掉 XIEYUE_DEBUG 或 XIEYUE_HOSTS。",
                id="xieyue.E003",
            )
        )
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        faults.append(
            Error(
                "密钥缺失或太短，登录状态可被伪造。",
                hint="请用 XIEYUE_SECRET 或 XIEYUE_SECRET_FILE 给出至少"
                f"{SHORTEST_SECRET}个随机字符；都不给时，系统会在数据文件夹里自动生成一个。",
                id="xieyue.E004",
            )
        )
    return faults


@register
def viewflow_is_pinned(**_: Any) -> list[CheckMessage]:
    """Refuse another Viewflow: its timers and node names are relied upon as they are in 2.4.0."""
    try:
        found = version("django-viewflow")
    except PackageNotFoundError:
        found = "未安装"
    if found == VIEWFLOW:
        return []
    return [
        Error(
            f"django-viewflow 应为 {VIEWFLOW}，现为 {found}。",
            hint="请按 requirements.txt 安装；要换版本，先跑完 tests/faults。",
            id="xieyue.E005",
        )
    ]


@register
def packs_hold(**_: Any) -> list[CheckMessage]:
    """Refuse to start with a faulty pack; once running, the last good packs stay in use."""
    try:
        rulebook.shipped()
    except SheetFaulty as fault:
        return [
            Error(
                f"规则包不能使用：{fault}",
                hint="请改正这一处，再用 ./run manage law check 核对全部规则包。",
                id="xieyue.E006",
            )
        ]
    return []
