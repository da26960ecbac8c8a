from datetime import date

import pytest

from contracts.congress.checks import presidia
from contracts.statutes.law import Law


def law(region="CN"):
    return Law(region=region, instruments=(), on=date(2027, 3, 25))


@pytest.mark.parametrize(
    ("members", "leaders", "needed", "outcome"),
    [
        (9, 2, 5, "ok"),
        (9, 4, 5, "ok"),
        (9, 5, 5, "block"),
        (8, 4, 4, "ok"),
        (8, 5, 4, "block"),
        (7, 4, 4, "block"),
    ],
)
def test_half_the_presidium_are_workers_technicians_and_staff(members, leaders, needed, outcome):
    verdicts = presidia.check_presidium(members=members, leaders=leaders, law=law())

    assert [(v.rule, v.outcome, v.found, v.required) for v in verdicts] == [
        ("R_PRESIDIUM", outcome, members - leaders, needed),
    ]


@pytest.mark.parametrize(
    ("delegates", "members", "outcomes"),
    [
        (32, 3, ["ok"]),
        (32, 5, ["ok"]),
        (32, 2, ["ok", "block"]),
        (32, 6, ["ok", "block"]),
        (100, 5, ["ok"]),
        (101, 6, ["ok", "block"]),
        (101, 7, ["ok"]),
        (None, 9, ["ok"]),
    ],
)
def test_shanghai_sets_the_size_by_the_number_of_delegates(delegates, members, outcomes):
    verdicts = presidia.check_presidium(
        members=members,
        leaders=0,
        delegates=delegates,
        law=law("SH"),
    )

    assert [v.outcome for v in verdicts] == outcomes


def test_a_size_that_is_off_says_what_the_place_asks():
    verdicts = presidia.check_presidium(members=9, leaders=2, delegates=32, law=law("SH"))

    assert verdicts[1].required == 5
    assert verdicts[1].remedy == "请把主席团调整为3至5人。"
    assert verdicts[1].citations == ("SH-WC 23",)


def test_a_range_nobody_can_read_is_an_error():
    with pytest.raises(ValueError, match="no range of numbers"):
        presidia.size_allowed({"about thirty": "3-5"}, 32)
