"""The random token of a paper and what the QR code on each of its prints says.

Whoever holds a print may ask about the paper by its token; nobody can guess one. The words of the
code use only the signs QR packs most tightly, so that it stays small and reads from a creased copy.
"""

import base64
import re
import secrets
from typing import NamedTuple

from django.conf import settings

BYTES = 16
LENGTH = 26
NOWHERE = "XIEYUE:"
SAID = re.compile(r"(?:HTTPS?://[^/]{1,200}|XIEYUE:)/V/([A-Z2-7]{26})/([0-9]{1,18})/([0-9]{1,4})")


class Read(NamedTuple):
    """What a QR code says: the paper's token and number, and which sheet (0: a Word print)."""

    token: str
    paper: int
    sheet: int


def new() -> str:
    """Make a token of 128 random bits: 26 capital letters and digits."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode().rstrip("=")


def said_by(token: str) -> str:
    """Return what the QR codes of a paper begin with; frozen at issue, as the address may move."""
    return f"{settings.PUBLIC_URL.rstrip('/').upper() or NOWHERE}/V/{token}"


def read(text: str) -> Read | None:
    """Read the words of a QR code; None if it is not one of ours."""
    found = SAID.fullmatch(text.strip().upper())
    return Read(found[1], int(found[2]), int(found[3])) if found else None
