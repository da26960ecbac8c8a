from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from contracts.agreements.models import Agreement
from contracts.congress.models import Congress
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Account, Case, Office, Organisation, Person, Policy, Role

pytestmark = pytest.mark.django_db
PASSWORD = "xieyue-demo-1"


def seed():
    said = StringIO()
    call_command("seed_demo", password=PASSWORD, stdout=said)
    return said.getvalue()


def counts():
    with acting_as(SYSTEM):
        tables = (Account, Office, Organisation, Person, Policy, Case, Agreement, Congress)
        return [table.objects.count() for table in tables]


def test_each_office_has_an_account_that_can_log_in():
    said = seed()

    assert {office.role for office in Office.objects.all()} == set(Role.values)
    assert all(account.check_password(PASSWORD) for account in Account.objects.all())
    assert f"新开的账号 13 个，密码都是：{PASSWORD}" in said


def test_a_second_run_changes_nothing():
    seed()
    before = counts()

    said = seed()

    assert counts() == before
    assert "账号都已存在，密码没有改动" in said


@time_machine.travel("2026-11-24 10:00+08:00", tick=False)
def test_the_old_agreement_runs_out_at_a_month_end_soon_enough_to_begin_the_next_round():
    seed()

    with acting_as(SYSTEM):
        agreement = Agreement.objects.get()

    assert str(agreement.term_from) == "2026-03-01"
    assert str(agreement.term_to) == "2027-02-28"
    assert agreement.number == "望工资2026-017"


def test_the_firm_lies_below_the_street_and_the_street_below_the_county():
    seed()

    county, town, firm = (
        Organisation.objects.get(name=name)
        for name in ("望海县总工会", "临港街道总工会", "望海海峰铸造机械有限公司")
    )
    labour = Organisation.objects.get(kind="labour_department")
    assert town.path.startswith(county.path)
    assert firm.path.startswith(town.path)
    assert firm.union.path == firm.path
    assert labour.path == county.path
