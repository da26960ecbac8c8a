"""Forms that were sent: the same key makes one effect, another body under it is refused."""

import hashlib
from typing import Any

import rfc8785
from django.db import IntegrityError, models

from contracts.parties.references import reference
from contracts.verdicts.verdict import Refused
from workflow.models import Sent
from workflow.plain import plain


class SentBefore(Refused):
    """同一张表单已经提交过，内容不同。请重新打开页面再填写；您刚才填写的内容已为您保留。"""

    rule = "sent_before"


class SentTwiceAtOnce(Exception):
    """The same form came through elsewhere while this one was worked on; this one is undone."""


def digest(act: str, to: Any, data: dict[str, Any]) -> str:
    """Return the SHA-256 of what a form says."""
    return hashlib.sha256(
        rfc8785.dumps({"act": act, "to": plain(to), "data": plain(data)}),
    ).hexdigest()


def earlier(account: int, key: str, body_sha256: str) -> Sent | None:
    """Return the same form sent before, or None if it is new.

    :raises SentBefore: if what was sent under this key said something else.
    """
    sent = Sent.objects.filter(account=account, key=key).first()
    if sent is not None and sent.body_sha256 != body_sha256:
        raise SentBefore
    return sent


def remember(account: int, key: str, body_sha256: str, made: Any) -> None:
    """Write down that the form took effect, and what it made.

    :raises SentTwiceAtOnce: if it did so elsewhere a moment ago.
    """
    name = reference(made) if isinstance(made, models.Model) else ""
    try:
        Sent.objects.create(
            account=account,
            key=key,
            body_sha256=body_sha256,
            result={"made": name},
        )
    except IntegrityError as twice:
        raise SentTwiceAtOnce from twice
