from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.parties.models import Role
from contracts.statutes.counting import count
from contracts.statutes.law import Law
from contracts.statutes.periods import Period, Unit
from tests.factories.acts import seat_parties
from tests.factories.pages import Desk
from workflow.asking import acts, catalogue, rules
from workflow.pages.asking import months_of, offered_deadlines

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 5)
WRITES = ("INSERT", "UPDATE", "DELETE")
OF_LOGIN = ("django_session", "parties_account", "axes_")


def address(asked):
    return f"{reverse('law_ask')}?{urlencode(asked)}"


def page(**asked):
    parties = seat_parties()
    return Desk(parties.union, Role.UNION_CHAIR).get(address(asked), on=ON)


def text(visit):
    return " ".join(visit.page.text_content().split())


def test_whoever_is_not_signed_in_is_asked_to():
    answer = Client().get(reverse("law_ask"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


def test_a_last_day_is_shown_with_its_source_and_every_day_counted():
    visit = page(
        what="deadline", code="DL_OFFER_REPLY", region="HZ", kind="wage", base="2025-09-24"
    )

    assert visit.page.xpath("string(//h2[@id='answer-title'])") == "最迟：2025年10月14日 周二"
    assert "杭州市企业工资集体协商条例 第24条" in text(visit)
    assert visit.page.xpath("//td[@class='last']/text()")[0].strip() == "14"
    assert visit.page.xpath("//td[@class='base']/text()")[0].strip() == "24"
    counted = visit.page.xpath("//td/span[@class='nth']/text()")
    assert counted == [str(number) for number in range(1, 11)]


def test_an_act_is_judged_with_figures_and_what_to_do():
    visit = page(
        what="act",
        code="congress.plan_seats",
        region="SH",
        base="2027-01-05",
        workers="420",
        seats="44",
        management="9",
    )

    assert visit.page.xpath("string(//h2[@id='answer-title'])") == "不行"
    assert "须≥45名 ✗，差1名" in text(visit)
    assert "怎么办：请减少1名中层以上管理人员和领导人员" in text(visit)


def test_a_rule_answers_in_a_word_and_asks_for_what_is_missing():
    asked = {"what": "rule", "code": "R_LAYOFF", "region": "CN", "base": "2027-01-05"}
    enough = page(**asked, cut="9", workers="90")
    missing = page(**asked, cut="9")

    title = "string(//h2[@id='answer-title'])"
    assert enough.page.xpath(title) == "达到（触发）"
    assert missing.page.xpath(title) == "还缺情况，说不准"
    assert "职工总数" in text(missing)


def test_grouped_facts_reach_the_law():
    visit = page(
        **{
            "what": "rule",
            "code": "R_LAYOFF",
            "region": "CN",
            "base": "2027-01-05",
            "cut": "12",
            "workers": "2000",
            "branch.workers": "100",
            "branch.licensed": "true",
            "signed_by": "branch",
        }
    )

    assert visit.page.xpath("string(//h2[@id='answer-title'])") == "达到（触发）"


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "deadline", "code": "DL_NOBODY", "region": "CN", "base": "2027-01-05"},
        {"what": "deadline", "code": "DL_COORD", "region": "XX", "base": "2027-01-05"},
        {"what": "deadline", "code": "DL_COORD", "region": "CN", "base": "不知道"},
        {"what": "act", "code": "congress.vote", "region": "CN", "base": "2027-01-05", "yes": "多"},
        {"what": "act", "code": "congress.vote", "region": "CN", "base": "2027-01-05", "yes": "3"},
        {"what": "nothing", "code": "😀", "region": ""},
    ],
)
def test_a_question_nobody_understands_is_explained_and_answers_nothing(asked):
    visit = page(**asked)

    assert visit.page.xpath("//h2[@id='answer-title']") == []
    assert visit.page.xpath("//*[@role='alert']")


def test_asking_writes_nothing_but_who_logged_in():
    parties = seat_parties()
    desk = Desk(parties.firm, Role.EMPLOYER_OFFICER)
    asked = {"what": "deadline", "code": "DL_COORD", "region": "CN", "base": "2027-01-05"}
    desk.get(address(asked), on=ON)

    with CaptureQueriesContext(connection) as spoken:
        desk.get(address(asked), on=ON)

    written = [q["sql"] for q in spoken.captured_queries if q["sql"].startswith(WRITES)]
    assert [sql for sql in written if not any(table in sql for table in OF_LOGIN)] == []


def test_the_months_of_a_period_hold_its_days_and_a_long_one_only_its_ends():
    calendar = Law(on=ON).local.calendar
    short = count(date(2027, 1, 29), Period(10, Unit.NATURAL_DAY), calendar)
    long = count(date(2027, 1, 29), Period(5, Unit.YEAR), calendar)

    assert [month.title for month in months_of(short)] == ["2027年1月", "2027年2月"]
    assert [month.title for month in months_of(long)] == ["2027年1月", "2032年1月"]


def test_what_the_page_offers_can_be_asked():
    assert set(catalogue.topics("acts")) <= set(acts.CHECKS)
    assert {code for code, _ in offered_deadlines()} >= {"DL_OFFER_REPLY", "wc.publish"}
    assert set(catalogue.topics("rules")) & set(rules.SAYERS)
