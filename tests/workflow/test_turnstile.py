"""Writers on the embedded database are served one after the other."""

import sqlite3
import threading

import pytest

from workflow.sqlite.base import DatabaseWrapper


@pytest.fixture(autouse=True)
def databases_of_our_own(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def connected(place):
    settings = {
        "NAME": str(place),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.1},
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
    }
    return DatabaseWrapper(settings)


def begin(connection):
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection):
    connection.commit()
    connection.set_autocommit(True)


def test_second_writer_waits_longer_than_sqlite_would_and_gets_in(tmp_path):
    first = connected(tmp_path / "db.sqlite3")
    begin(first)
    came_in = []

    def write():
        second = connected(tmp_path / "db.sqlite3")
        begin(second)
        came_in.append("second")
        end(second)
        second.close()

    other = threading.Thread(target=write)
    other.start()
    other.join(0.5)  # five times the patience of SQLite itself
    assert came_in == []
    end(first)
    other.join(10)

    assert came_in == ["second"]
    first.close()


def test_turn_ends_with_a_rollback_and_with_a_closed_connection(tmp_path):
    first, second = connected(tmp_path / "db.sqlite3"), connected(tmp_path / "db.sqlite3")

    begin(first)
    first.rollback()
    first.set_autocommit(True)
    begin(second)
    second.close()
    begin(first)
    end(first)

    first.close()


def test_what_others_write_is_still_refused_by_sqlite_itself(tmp_path):
    ours = connected(tmp_path / "db.sqlite3")
    begin(ours)
    stranger = sqlite3.connect(tmp_path / "db.sqlite3", timeout=0, isolation_level=None)

    try:
        stranger.execute("BEGIN IMMEDIATE")
        refused = False
    except sqlite3.OperationalError:
        refused = True

    assert refused
    end(ours)
    ours.close()
    stranger.close()
