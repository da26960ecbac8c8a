"""G6: however often a code is tried at once, it makes one ballot."""

import statistics

import pytest

from tests.faults.conftest import BACKENDS, IS_LONG
from tests.faults.installation import answer, tell

VOTERS, PHONES = (1000, 8) if IS_LONG else (60, 4)
pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("backend", BACKENDS)
def test_so_many_voters_make_exactly_so_many_ballots(install, backend):
    there = install(backend)
    teller, *phones = [there.start("tests/faults/cast.py") for _ in range(PHONES + 1)]
    tell(teller, do="open", voters=VOTERS)
    box = answer(teller)

    for seed, phone in enumerate(phones):
        tell(phone, do="cast", poll=box["poll"], codes=box["codes"], seed=seed)
    came = [answer(phone) for phone in phones]
    tell(teller, do="count", poll=box["poll"], shares=box["shares"])

    assert [each["faults"] for each in came] == [[]] * PHONES
    assert sum(each["in"] for each in came) == VOTERS
    assert answer(teller) == {"yes": VOTERS, "returned": VOTERS, "receipts": VOTERS}
    seconds = sorted(second for each in came for second in each["seconds"])
    late = statistics.quantiles(seconds, n=100)[-1]
    print(f"{backend}: {len(seconds)} attempts, p99 {late:.3f} s")  # noqa: T201
