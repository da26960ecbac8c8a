"""Fixtures of all tests: who acts."""

from collections.abc import Iterator

import pytest

from contracts.parties.actors import SYSTEM, Actor, acting_as


@pytest.fixture
def as_system() -> Iterator[Actor]:
    """Act as the named system actor, who sees every row."""
    with acting_as(SYSTEM):
        yield SYSTEM
