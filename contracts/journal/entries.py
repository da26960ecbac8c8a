"""Write and check journal entries: each is chained to the one before it.

A chain alone cannot show that its tail was cut; the head is therefore printed on papers and handed
to both parties, so that somebody outside holds it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import rfc8785

from contracts.journal.models import Entry, Head
from contracts.parties import actors
from contracts.parties.actors import Actor
from contracts.parties.models import Case

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold, and why."""

    case_id: int
    sequence: int
    reason: str


def link(previous: str, body: str) -> str:
    """Return the hash of an entry: SHA-256 over a zero byte, the previous hash and the body."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(previous) + body.encode()).hexdigest()


def append(
    case: Case,
    act: str,
    payload: dict[str, Any],
    *,
    on: date,
    summary: str = "",
    is_private: bool = False,
    is_first: bool = False,
) -> Entry:
    """Write the next entry of the case, inside the transaction of the act itself.

    The payload holds numbers and references, never personal data in clear. ``is_first`` says that
    this act opened the case, so that there is no chain to look for.
    """
    actor = actors.current()
    head = (None if is_first else _head(case)) or Head(case=case)
    body = _body(head, act, payload, actor, on=on)
    entry = Entry.objects.create(
        **Entry.belonging_to(case),
        sequence=head.sequence + 1,
        act=act,
        done_on=on,
        actor_name=actor.name[:420],
        side=actor.side,
        is_private=is_private,
        summary=summary[:400],
        body=body,
        previous=head.digest,
        digest=link(head.digest, body),
    )
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"] if head.pk else None)
    return entry


def _head(case: Case) -> Head | None:
    """Lock the end of the case's chain; there is one at most."""
    return next(iter(Head.objects.select_for_update().filter(case=case)), None)


def _body(head: Head, act: str, payload: dict[str, Any], actor: Actor, *, on: date) -> str:
    """Return the canonical text of the next entry (RFC 8785), which the chain is made of."""
    return rfc8785.dumps(
        {
            "v": 1,
            "case": head.case_id,
            "seq": head.sequence + 1,
            "act": act,
            "on": on.isoformat(),
            "office": actor.office_id,
            "side": actor.side,
            "data": payload,
        },
    ).decode()


def breaks(case: Case) -> list[Break]:
    """Return every place where the case's chain is broken; an empty list means it holds."""
    found: list[Break] = []
    previous = START
    sequence = 0
    for entry in Entry.objects.filter(case=case).order_by("sequence"):
        sequence += 1
        if entry.sequence != sequence:
            found.append(Break(case.pk, entry.sequence, "缺号"))
            sequence = entry.sequence
        if entry.previous != previous or entry.digest != link(entry.previous, entry.body):
            found.append(Break(case.pk, entry.sequence, "内容或链接被改动"))
        previous = entry.digest
    head = Head.objects.filter(case=case).first()
    if head and (head.sequence != sequence or head.digest != previous):
        found.append(Break(case.pk, head.sequence, "链尾被截断或链头被改动"))
    return found
