"""The file store: bytes under their SHA-256, written whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def place_of(sha256: str) -> Path:
    """Return where the bytes with this hash lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes: the name they are stored under."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Store the bytes and return their SHA-256; safe to repeat, safe to be killed in between.

    Written to a temporary file, flushed to disk, renamed, and the folder flushed, in this order.
    """
    sha256 = digest(content)
    place = place_of(sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".new-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).rename(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def get(sha256: str) -> bytes:
    """Return the stored bytes.

    :raises FileNotFoundError: if nothing is stored under this hash.
    """
    return place_of(sha256).read_bytes()
