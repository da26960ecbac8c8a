"""The file store: bytes lie under their hash, whole, once."""

import hashlib
from pathlib import Path

import pytest

from contracts.documents import store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Path:
    """Keep the stored files of a test apart."""
    settings.FILES_DIR = tmp_path
    return tmp_path


def test_bytes_come_back_by_their_hash():
    sha256 = store.put("合同".encode())

    assert sha256 == hashlib.sha256("合同".encode()).hexdigest()
    assert store.get(sha256) == "合同".encode()


def test_the_same_bytes_are_stored_once(folder: Path):
    store.put(b"one")
    store.put(b"one")

    assert [path.name for path in folder.rglob("*") if path.is_file()] == [
        hashlib.sha256(b"one").hexdigest(),
    ]


def test_nothing_half_written_is_left_behind(folder: Path):
    store.put(b"one")

    assert list(folder.rglob(".new-*")) == []


def test_an_unknown_hash_is_said_plainly():
    with pytest.raises(FileNotFoundError):
        store.get("0" * 64)
