"""Outside signing services: the place of licensed CAs, also of those that sign with SM2.

A service gets the digest of the prepared PDF and answers with a finished signature (CMS in DER),
at once or later; the key never comes here. What a service signs with is its own affair: this
program can check RSA and ECDSA, knows no SM2, and claims no conformity to national ciphers.
"""

import base64
import json
import urllib.request
from dataclasses import dataclass
from typing import Protocol
from urllib.error import URLError
from urllib.parse import urlsplit

from django.conf import settings

MOST_SECONDS = 30
LARGEST_ANSWER = 64 * 1024


class ServiceFailed(Exception):
    """The service did not sign; the text says why and that nothing was changed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a service is asked to sign: the digest of a document, for whom, which document."""

    digest: bytes
    algorithm: str
    holder: str
    organisation: str
    document: str


class SigningService(Protocol):
    """An outside signing service."""

    name: str

    def sign(self, wanted: Wanted) -> bytes:
        """Return a detached signature over the digest as CMS in DER.

        :raises ServiceFailed: if the service refuses or does not answer.
        """


class HttpService:
    """A service reached by one POST of JSON.

    Asked: ``digest`` (base64), ``algorithm``, ``holder``, ``organisation``, ``document``.
    Answered: ``cms`` (base64 of the DER), or ``refused`` with a reason.
    """

    def __init__(self, address: str) -> None:
        """Take the address of the service: http or https."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ServiceFailed("外部签章服务的地址不对，请管理员核对 XIEYUE_SIGNING_SERVICE。")
        self.address = address
        self.name = parts.hostname

    def sign(self, wanted: Wanted) -> bytes:
        """Ask the service and read its answer."""
        asked = {
            "digest": base64.b64encode(wanted.digest).decode(),
            "algorithm": wanted.algorithm,
            "holder": wanted.holder,
            "organisation": wanted.organisation,
            "document": wanted.document,
        }
        request = urllib.request.Request(  # noqa: S310 -- the scheme was looked at
            self.address,
            data=json.dumps(asked).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=MOST_SECONDS) as answer:  # noqa: S310
                said = json.loads(answer.read(LARGEST_ANSWER))
            if refused := said.get("refused"):
                raise ServiceFailed(f"外部签章服务没有签：{str(refused)[:200]}。文件没有改动。")
            return base64.b64decode(said["cms"], validate=True)
        except (URLError, OSError, ValueError, KeyError, AttributeError, TypeError) as fault:
            raise ServiceFailed(
                "外部签章服务没有答复，或者答复看不懂；文件没有改动，请稍后再试。"
            ) from fault


def configured() -> SigningService | None:
    """Return the service of this installation, or nothing."""
    return HttpService(settings.SIGNING_SERVICE) if settings.SIGNING_SERVICE else None
