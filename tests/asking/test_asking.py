"""Every question of ``cases/*.yaml`` is one test: what is asked, and what the law answers."""

from pathlib import Path

import pytest

from workflow.cases import asks, casefile, expectations
from workflow.cases.expectations import Seen

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def questions():
    for path in CASES:
        file = casefile.load(path)
        for row in file.acts:
            yield pytest.param(file, row, id=f"{path.stem}:{row.line}")


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize(("file", "row"), list(questions()))
def test_the_law_answers_as_written(file, row):
    data = asks.SHAPE.read(row.data, file.known)
    expect = expectations.SHAPE.read(row.expect, file.known)
    seen = Seen(on=row.on)

    asks.perform(data, on=row.on, region=file.region, asker=None).show(seen)

    assert [str(failure) for failure in expectations.failures(expect, seen)] == []
