"""Who acts: the current actor, set by the door, the middleware and the worker; never defaulted."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class NoActor(Exception):
    """A scoped table was asked without saying who asks; every door sets the actor first."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in an office, or the named system actor of timers, jobs and migrations."""

    name: str
    account_id: int | None = None
    office_id: int | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    organisation_kind: str = ""
    role: str = ""
    side: str = ""
    path: str = ""
    is_system: bool = False


SYSTEM = Actor(name="系统", is_system=True)

_current: ContextVar[Actor | None] = ContextVar("current_actor", default=None)


def current() -> Actor:
    """Return the actor of this context.

    :raises NoActor: if nobody set one.
    """
    actor = _current.get()
    if actor is None:
        raise NoActor("没有操作人：请先用 acting_as(...) 说明是谁在操作。")
    return actor


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Let everything inside the block happen in the name of this actor."""
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
