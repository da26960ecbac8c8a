from datetime import date

import pytest

from contracts.congress.checks import layoffs
from contracts.congress.checks.layoffs import Workforce
from contracts.statutes.law import Law

DAY = date(2027, 5, 20)


def law(region="CN"):
    return Law(region=region, instruments=(), on=DAY)


@pytest.mark.parametrize(
    ("cut", "workers", "triggered"),
    [
        (9, 90, True),
        (8, 90, False),
        (9, 91, False),
        (20, 5000, True),
        (19, 5000, False),
        (19, 190, True),
        (20, None, True),
        (19, None, None),
    ],
)
def test_twenty_people_or_a_tenth_are_a_layoff(cut, workers, triggered):
    assert layoffs.is_triggered(cut=cut, workers=workers, law=law()) is triggered


@pytest.mark.parametrize(
    ("workforce", "populations"),
    [
        (Workforce(company=1000), [1000]),
        (Workforce(company=1000, is_branch=True, branch=90, is_licensed=False), [1000]),
        (
            Workforce(
                company=1000, is_branch=True, branch=90, is_licensed=True, signed_by="company"
            ),
            [1000],
        ),
        (
            Workforce(
                company=1000, is_branch=True, branch=90, is_licensed=True, signed_by="branch"
            ),
            [90],
        ),
        (Workforce(company=1000, is_branch=True, branch=90, is_licensed=True), [90, 1000]),
        (Workforce(company=1000, is_branch=True, branch=90), [90, 1000]),
        (Workforce(is_branch=True, branch=90, is_licensed=False), [None]),
        (Workforce(company=1000, is_branch=True, is_licensed=True, signed_by="branch"), [None]),
    ],
)
def test_a_branch_counts_alone_only_with_a_licence_and_contracts_of_its_own(workforce, populations):
    assert workforce.populations() == populations


def test_a_layoff_told_too_late_is_refused_and_one_that_is_none_is_not():
    late = layoffs.check_layoff(cut=20, workers=300, notice_days=29, law=law())
    early = layoffs.check_layoff(cut=20, workers=300, notice_days=30, law=law())
    small = layoffs.check_layoff(cut=3, workers=300, notice_days=0, law=law())

    assert (late.outcome, late.found, late.required) == ("block", 29, 30)
    assert late.citations == ("LCL 41",)
    assert [early.outcome, small.outcome] == ["ok", "ok"]


def test_beijing_adds_its_own_channel():
    verdict = layoffs.check_layoff(cut=20, workers=300, law=law("BJ"))

    assert verdict.citations == ("LCL 41", "BJ-TU 23")
    assert "占300人的6.7%" in verdict.message
