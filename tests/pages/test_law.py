from datetime import date

import pytest
from django.urls import reverse

from contracts.parties.models import Role
from contracts.statutes import rulebook
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, UnionFactory
from tests.statutes.packs import RULE, folder_at, write

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


@pytest.fixture
def chair(as_system):
    return Desk(UnionFactory(region="SY"), Role.UNION_CHAIR)


def rows(visit):
    table = visit.page.xpath("//table[contains(@class,'law-table')]/tbody/tr")
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in table]


def test_the_book_opens_at_the_region_of_the_reader(chair):
    visit = chair.get(reverse("law"), on=ON)

    assert visit.page.xpath("//select[@name='region']/option[@selected]/@value") == ["SY"]
    assert "沈阳的规则，哪些没有核实" in visit.page.xpath("string(//main)")


def test_liaoning_says_what_is_unverified_and_what_it_takes_over(chair):
    visit = chair.get(f"{reverse('law')}?region=LN", on=ON)

    text = " ".join(visit.page.xpath("string(//section[1])").split())
    assert "只作提示，不拦截" in text
    assert "没有查到条文：辽宁省企业工资集体协商条例的程序各章" in text
    assert "本地条文没有查到、沿用上级规则包的 14 项" in text
    assert "上次核对条文：2025年4月19日" in text


def test_a_rule_is_found_by_words_of_its_text_its_source_or_its_key(chair):
    by_word = chair.get(f"{reverse('law')}?region=ZJ&words=书面答复", on=ON)
    by_source = chair.get(f"{reverse('law')}?region=ZJ&words=ZJ-CC+7", on=ON)
    by_key = chair.get(f"{reverse('law')}?region=ZJ&words=offer.response_deadline", on=ON)

    wanted = [
        "10个工作日内书面答复，不得拒绝 cb.offer.response_deadline",
        "自收到要约起10个工作日内",
        "各类合同",
        "浙江省集体合同条例(2010修订) 第7条",
        "2011-01-01起",
        "已核对条文 可以拦截",
    ]
    assert wanted in rows(by_word)
    assert wanted in rows(by_source)
    assert rows(by_key) == [wanted]


def test_the_book_is_that_of_the_day_asked_for(chair):
    address = f"{reverse('law')}?region=ZJ&words=offer.response_deadline&on=2010-12-31"

    (row,) = rows(chair.get(address, on=ON))

    assert row[1] == "自收到要约起20日内"
    assert row[3].endswith("沿用全国默认")


def test_a_family_narrows_the_book(chair):
    visit = chair.get(f"{reverse('law')}?region=CN&family=esign", on=ON)

    assert {row[0].rpartition(" ")[2].partition(".")[0] for row in rows(visit)} == {"esign"}


@pytest.mark.parametrize("asked", ["region=XX", "region=../CN"])
def test_an_unknown_region_does_not_exist(chair, asked):
    assert chair.get(f"{reverse('law')}?{asked}", on=ON).status == 404


def test_a_day_that_is_none_is_today(chair):
    visit = chair.get(f"{reverse('law')}?on=2026-13-45", on=ON)

    assert visit.page.xpath("//input[@name='on']/@value") == ["2026-11-25"]


def test_one_key_stands_as_a_table_of_all_regions(chair):
    visit = chair.get(reverse("law_key", args=["cb.offer.response_deadline"]), on=ON)

    found = rows(visit)
    assert len({row[0].split()[0] for row in found}) == len(rulebook.shipped().packs)
    assert ["山东", "自收到要约起10日内", "工资专项"] in [[r[0], r[1], r[3]] for r in found]
    assert ["山东 沿用全国默认", "自收到要约起20日内", "各类合同"] in [
        [r[0], r[1], r[3]] for r in found
    ]


def test_only_the_system_administrator_reads_the_packs_again(chair, as_system):
    admin = Desk(FederationFactory(), Role.SYSTEM_ADMIN)

    visit = admin.post(reverse("law_reload"), {}, on=ON)

    assert admin.messages(visit, on=ON) == ["规则包已重新读入。"]
    assert chair.post(reverse("law_reload"), {}, on=ON).status == 404


def test_a_faulty_pack_is_shown_to_who_can_mend_it_and_the_old_one_stays(
    chair, as_system, tmp_path, monkeypatch
):
    shelf = rulebook.Shelf(write(folder_at(tmp_path), CN=RULE))
    monkeypatch.setattr(rulebook, "shelf", lambda: shelf)
    write(tmp_path, CN=RULE.replace("amount: 20", "amount: twenty"))
    admin = Desk(FederationFactory(), Role.SYSTEM_ADMIN)

    visit = admin.get(f"{reverse('law')}?region=CN", on=ON)

    assert "CN.yaml 第9行" in " ".join(visit.words("is-bad"))
    assert rows(visit)[0][1] == "自收到要约起20日内"
    assert "CN.yaml" not in chair.get(f"{reverse('law')}?region=CN", on=ON).page.text_content()


def test_every_signed_in_person_reads_and_nobody_else(chair, client):
    assert client.get(reverse("law")).status_code == 302
