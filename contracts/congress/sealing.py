"""The seal of a ballot box: its key, the key's three shares, envelopes and one-time codes.

The key exists in memory only while a box is made and while it is opened. Between, it lies in three
shares on paper, of which any two open the box (Shamir, 2 of 3). Nothing here knows a voter.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from Crypto.Protocol.SecretSharing import Shamir
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from contracts.verdicts.verdict import Refused

SHARES, NEEDED = 3, 2
SEED_BYTES = 16
CODE_BYTES = 10
PLAINTEXT_BYTES = 32
GROUP = 4
CHECK = 2
RECEIPT = 16
CONTEXT = b"xieyue ballot box"


class ShareUnreadable(Refused):
    """密钥抄写有误，请对照密钥纸逐组核对。"""

    rule = "share_unreadable"


class SharesDoNotOpen(Refused):
    """这两份密钥打不开这只票箱，请核对密钥纸上的投票名称。"""

    rule = "shares_do_not_open"


@dataclass(frozen=True, slots=True)
class Box:
    """A new box: the key that closes it, and the shares that open it, shown once."""

    public_key: bytes
    shares: tuple[str, ...]


def new_box() -> Box:
    """Make the key of a box and split it; the key itself is forgotten on return."""
    seed = secrets.token_bytes(SEED_BYTES)
    parts = Shamir.split(NEEDED, SHARES, seed)
    shares = tuple(_printed(number, bytes(part)) for number, part in parts)
    return Box(bytes(_key(seed).public_key), shares)


def private_key(shares: Sequence[str], public_key: bytes) -> PrivateKey:
    """Put two shares together to the key of a box.

    :raises ShareUnreadable: if a share has a slip of the pen.
    :raises SharesDoNotOpen: if they are not two shares of this box.
    """
    parts = dict(_read(share) for share in shares)
    if len(parts) < NEEDED:
        raise SharesDoNotOpen("需要两份不同的密钥，请由另一名持有人输入。")
    chosen = list(parts.items())[:NEEDED]
    key = _key(bytes(Shamir.combine(chosen)))
    if bytes(key.public_key) != public_key:
        raise SharesDoNotOpen("这两份密钥不是这只票箱的，请核对密钥纸上的投票名称。")
    return key


def seal(choice: str, public_key: bytes) -> bytes:
    """Put a choice into an envelope; every envelope of a box has the same size."""
    padded = choice.encode().ljust(PLAINTEXT_BYTES, b"\0")
    return bytes(SealedBox(PublicKey(public_key)).encrypt(padded))


def unseal(envelope: bytes, key: PrivateKey) -> str:
    """Take a choice out of its envelope; one that does not open counts as spoiled (empty)."""
    try:
        return SealedBox(key).decrypt(envelope).rstrip(b"\0").decode()
    except (CryptoError, UnicodeDecodeError):
        return ""


def receipt(envelope: bytes) -> str:
    """Return the receipt of an envelope: it proves that it lies in the box, not what is in it."""
    return hashlib.sha256(envelope).hexdigest()[:RECEIPT]


def new_code() -> str:
    """Return a one-time code of 80 bits for a slip or an access letter: XXXX-XXXX-XXXX-XXXX."""
    return _grouped(base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode())


def code_digest(code: str) -> str:
    """Return what is kept of a code, however it was typed (small letters, no hyphens, 0 for O)."""
    return hashlib.sha256(b"xieyue code" + _plain(code).encode()).hexdigest()


def _key(seed: bytes) -> PrivateKey:
    return PrivateKey(hashlib.sha256(CONTEXT + seed).digest())


def _printed(number: int, part: bytes) -> str:
    text = base64.b32encode(part).decode().rstrip("=")
    return f"{number}-{_grouped(text + _check(number, text))}"


def _read(share: str) -> tuple[int, bytes]:
    number, _, rest = share.strip().partition("-")
    text = _plain(rest)
    body, check = text[:-CHECK], text[-CHECK:]
    if not number.isdigit() or check != _check(int(number), body):
        raise ShareUnreadable(f"密钥“{share.strip()[:12]}…”抄写有误，请对照密钥纸逐组核对。")
    return int(number), base64.b32decode(body + "=" * (-len(body) % 8))


def _check(number: int, text: str) -> str:
    digest = hashlib.sha256(f"{number}-{text}".encode()).digest()
    return base64.b32encode(digest).decode()[:CHECK]


def _plain(code: str) -> str:
    kept = "".join(mark for mark in code.upper() if mark.isascii() and mark.isalnum())
    return kept.translate(str.maketrans("018", "OIB"))


def _grouped(text: str) -> str:
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
