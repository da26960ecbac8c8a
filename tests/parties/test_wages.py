from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.deadlines.law import law_at
from contracts.parties import wages
from contracts.parties.models import MinimumWage
from contracts.parties.wages import WageRow, WageRowRefused, WageRowThere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2026, 11, 4)
ROW = WageRow(
    region="SY",
    tier="",
    monthly=Decimal(2100),
    hourly=Decimal("21.00"),
    effective_from=date(2026, 5, 1),
    source="辽人社发〔2026〕5号",
)


def month(on):
    return law_at(region="SY", path="00001.", on=on).local.min_wage_month


def test_a_new_row_holds_from_its_day_and_the_past_stays():
    wages.add([replace(ROW, monthly=Decimal(1910), effective_from=date(2021, 11, 1))], on=ON)

    wages.add([ROW], on=ON)

    assert (month(date(2026, 4, 30)), month(date(2026, 5, 1))) == (Decimal(1910), Decimal(2100))
    assert MinimumWage.objects.get(effective_from=date(2021, 11, 1)).effective_to is None


def test_a_row_that_would_rewrite_one_is_refused():
    wages.add([ROW], on=ON)

    with pytest.raises(WageRowRefused, match="不能改写"):
        wages.add([replace(ROW, monthly=Decimal(2200))], on=ON)

    assert MinimumWage.objects.get().monthly == Decimal(2100)


def test_a_row_that_is_there_is_passed_over():
    wages.add([ROW], on=ON)

    with pytest.raises(WageRowThere, match="已在表中"):
        wages.judge(ROW)
    assert wages.add([ROW], on=ON) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"monthly": None, "hourly": None}, "至少填一项"),
        ({"monthly": Decimal(0)}, "大于零"),
        ({"hourly": Decimal(-1)}, "大于零"),
        ({"effective_to": date(2026, 4, 30)}, "早于执行自"),
        ({"source": ""}, "请写明依据"),
    ],
)
def test_a_row_that_says_nothing_is_refused(change, reason):
    with pytest.raises(WageRowRefused, match=reason):
        wages.judge(replace(ROW, **change))


def test_one_bad_row_keeps_all_out():
    with pytest.raises(WageRowRefused):
        wages.add([ROW, replace(ROW, tier="郊区", source="")], on=ON)

    assert MinimumWage.objects.count() == 0
