import pytest
from django.core.checks import run_checks

from workflow import checks


def ids(found):
    return [fault.id for fault in found]


SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    },
}


def with_options(**changes):
    return {**SQLITE, "OPTIONS": {**SQLITE["OPTIONS"], **changes}}


def test_settings_as_shipped_are_safe():
    assert [fault for fault in run_checks() if fault.id.startswith("xieyue.")] == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"transaction_mode": "DEFERRED"}, "transaction_mode=IMMEDIATE"),
        ({"init_command": "PRAGMA synchronous=FULL;"}, "journal_mode=WAL"),
        (
            {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"},
            "synchronous=FULL",
        ),
    ],
)
def test_sqlite_that_loses_is_refused(changes, missing):
    found = checks.of_database("default", with_options(**changes))

    assert ids(found) == ["xieyue.E002"]
    assert found[0].msg == f"SQLite 数据库 default 设置不安全，缺少：{missing}。"


def test_transaction_as_long_as_a_request_is_refused():
    found = checks.of_database("default", {**SQLITE, "ATOMIC_REQUESTS": True})

    assert ids(found) == ["xieyue.E001"]


def test_development_pages_on_a_public_host_are_refused(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["localhost", "xieyue.example.cn"]

    assert ids(checks.site_is_closed()) == ["xieyue.E003"]


def test_secret_that_is_none_is_refused(settings):
    settings.SECRET_KEY = "kurz"

    assert ids(checks.site_is_closed()) == ["xieyue.E004"]


def test_other_viewflow_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "version", lambda _: "2.5.0")

    assert ids(checks.viewflow_is_pinned()) == ["xieyue.E005"]
