from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from contracts.parties.models import Account, Office, Role
from tests.factories.parties import UnionFactory

pytestmark = pytest.mark.django_db
PASSWORD = "xieyue-right-1"


def an_account(name="sunlijun", **office):
    account = Account.objects.create_user(username=name, password=PASSWORD)
    union = UnionFactory()
    Office.objects.create(account=account, organisation=union, role=Role.UNION_CHAIR, **office)
    return account


def log_in(client, name, password):
    return client.post(reverse("login"), {"username": name, "password": password})


def words(response):
    """Return what the page says, without the mark that differs on every page."""
    text = response.content.decode()
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_right_password_leads_to_the_desk():
    an_account()

    answer = log_in(Client(), "sunlijun", PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk"))


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer():
    an_account()

    wrong = words(log_in(Client(), "sunlijun", "no"))
    unknown = words(log_in(Client(), "sunlijum", "no"))

    assert [line.replace("sunlijum", "sunlijun") for line in unknown] == wrong


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one():
    an_account()
    client = Client()
    for _ in range(5):
        last = log_in(client, "sunlijun", "no")

    right = log_in(client, "sunlijun", PASSWORD)

    assert last.status_code == 429
    assert right.status_code == 429
    assert "请过一刻钟再试" in right.content.decode()


def test_an_account_that_is_switched_off_is_out_at_the_next_page():
    account = an_account()
    client = Client()
    log_in(client, "sunlijun", PASSWORD)
    before = client.get(reverse("desk")).status_code
    Account.objects.filter(pk=account.pk).update(is_active=False)

    after = client.get(reverse("desk"))

    assert before == 200
    assert after.status_code == 302


def test_an_office_that_ended_yesterday_is_gone_at_the_next_page():
    account = an_account(until=date(2027, 3, 1))
    client = Client()
    with time_machine.travel("2027-03-01 10:00+08:00", tick=False):
        client.force_login(account)
        last_day = client.get(reverse("desk")).context["site"].office
    with time_machine.travel("2027-03-02 10:00+08:00", tick=False):
        client.force_login(account)
        after = client.get(reverse("desk"))

    assert last_day.role == Role.UNION_CHAIR
    assert after.context["site"].office is None
    assert "您的账号还没有职务" in after.content.decode()


def test_somebody_with_two_offices_acts_through_the_one_chosen():
    account = an_account()
    second = Office.objects.create(
        account=account, organisation=UnionFactory(), role=Role.WORKER_REPRESENTATIVE
    )
    client = Client()
    client.force_login(account)

    client.post(reverse("office"), {"office": second.pk})

    assert client.get(reverse("desk")).context["site"].office == second


def test_nobody_acts_through_an_office_of_somebody_else():
    other = Office.objects.get(account=an_account("other"))
    account = an_account()
    client = Client()
    client.force_login(account)

    client.post(reverse("office"), {"office": other.pk})

    assert client.get(reverse("desk")).context["site"].office.account == account


def test_large_print_stays_on_until_it_is_switched_off():
    client = Client()
    client.force_login(an_account())

    client.post(reverse("large_print"), {"next": reverse("done")})
    on = client.get(reverse("done")).content.decode()
    client.post(reverse("large_print"), {"next": reverse("done")})
    off = client.get(reverse("done")).content.decode()

    assert '<html lang="zh-Hans" class="large">' in on
    assert '<html lang="zh-Hans">' in off


def test_the_way_back_never_leads_to_another_site():
    client = Client()
    client.force_login(an_account())

    answer = client.post(reverse("large_print"), {"next": "//example.invalid/"})

    assert answer["Location"] == reverse("desk")


def test_a_new_password_is_kept_and_the_session_stays():
    client = Client()
    client.force_login(an_account())
    new = {"old_password": PASSWORD, "new_password1": "dongshan-88", "new_password2": "dongshan-88"}

    client.post(reverse("account"), new)

    assert client.get(reverse("desk")).status_code == 200
    assert Account.objects.get().check_password("dongshan-88")
