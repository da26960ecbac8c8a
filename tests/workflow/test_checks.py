import pytest
from django.core.checks import run_checks

from contracts.statutes import rulebook
from tests.statutes.packs import RULE, folder_at, write
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


def test_a_faulty_pack_is_refused_at_the_start_with_file_line_and_reason(tmp_path, monkeypatch):
    folder = folder_at(tmp_path)
    write(folder, CN=RULE.replace("amount: 20", "amount: twenty"))
    monkeypatch.setattr(rulebook, "shelf", lambda: rulebook.Shelf(folder))

    found = checks.packs_hold()

    assert ids(found) == ["xieyue.E006"]
    assert found[0].msg == (
        "规则包不能使用：CN.yaml 第9行：cb.offer.response_deadline 的期限 twenty 不是天数"
    )
