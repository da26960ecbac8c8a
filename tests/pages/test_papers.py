from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse

from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from tests.factories import site
from tests.factories.acts import offer, open_round, seat_parties
from tests.factories.pages import Desk

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 9)


@pytest.fixture
def parties():
    made = seat_parties()
    offer(made, open_round(made))
    return made


@pytest.fixture
def letter(parties):
    """The offer letter, as Word and PDF."""
    with acting_as(SYSTEM):
        paper = Paper.objects.get(code="offer_letter")
        site.give_files(paper, b"PK bytes", "docx", "pdf")
        paper.refresh_from_db()
    return paper


def test_a_file_is_handed_out_as_a_download_with_its_chinese_name(parties, letter):
    address = reverse("paper_file", args=[letter.pk, "docx"])

    answer = Desk(parties.union, Role.UNION_CHAIR).get(address, on=ON).response

    name = quote(f"{parties.union.name}_集体协商要约书_20270108.docx", safe="")
    assert answer.content == b"PK bytes"
    assert answer["Content-Disposition"] == (
        f"attachment; filename=\"document.docx\"; filename*=UTF-8''{name}"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_pdf_may_be_looked_at_in_place_and_word_may_not(parties, letter):
    desk = Desk(parties.firm, Role.EMPLOYER_OFFICER)
    pdf = desk.get(reverse("paper_file", args=[letter.pk, "pdf"]) + "?look=1", on=ON)
    word = desk.get(reverse("paper_file", args=[letter.pk, "docx"]) + "?look=1", on=ON)

    assert pdf.response["Content-Disposition"].startswith("inline; ")
    assert word.response["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_a_file_that_was_not_made_is_not_there(parties, kind):
    with acting_as(SYSTEM):
        paper = Paper.objects.get(code="service_receipt")
    address = reverse("paper_file", args=[paper.pk, kind])

    assert Desk(parties.union, Role.UNION_CHAIR).get(address, on=ON).status == 404


def test_a_paper_under_way_says_so_and_looks_again_by_itself(parties):
    with acting_as(SYSTEM):
        paper = Paper.objects.get(code="offer_letter")

    visit = Desk(parties.union, Role.UNION_CHAIR).get(reverse("paper", args=[paper.pk]), on=ON)

    assert visit.words("tag") == ["生成中"]
    assert visit.page.xpath("//noscript/meta/@content") == ["5"]
    assert visit.page.xpath("//@hx-trigger") == ["every 2s"]


def test_a_paper_that_failed_says_why(parties, letter):
    with acting_as(SYSTEM):
        Paper.objects.filter(pk=letter.pk).update(state="failed", failure="缺少“企业名称”")

    visit = Desk(parties.union, Role.UNION_CHAIR).get(reverse("paper", args=[letter.pk]), on=ON)

    assert visit.words("note")[0].startswith("文件没有生成：缺少“企业名称”")


def test_a_void_paper_says_so_on_its_page_and_in_its_file_name(parties, letter):
    with acting_as(SYSTEM):
        Paper.objects.filter(pk=letter.pk).update(is_void=True)
    desk = Desk(parties.union, Role.UNION_CHAIR)

    visit = desk.get(reverse("paper", args=[letter.pk]), on=ON)
    file = desk.get(reverse("paper_file", args=[letter.pk, "pdf"]), on=ON)

    assert visit.words("note") == ["这份文书已经作废，仅作留存，请勿使用。"]
    assert quote("要约书（作废）") in file.response["Content-Disposition"]


def test_the_facts_of_a_paper_stand_beside_its_preview_in_words(parties, letter):
    visit = Desk(parties.firm, Role.EMPLOYER_CHIEF).get(reverse("paper", args=[letter.pk]), on=ON)

    facts = dict(
        zip(
            visit.page.xpath("//dl/dt/text()"),
            visit.page.xpath("//dl/dd/text()"),
            strict=True,
        )
    )
    assert facts["签发单位"] == parties.union.name
    assert facts["主送单位"] == parties.firm.name
    assert facts["答复期限届满日"] == "2027年1月28日"


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("?code=offer_letter", ["集体协商要约书"]),
        ("?words=送达", ["送达回执"]),
        ("?state=void", []),
        ("?words=没有这样的", []),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(parties, asked, titles):
    desk = Desk(parties.union, Role.UNION_CHAIR)

    visit = desk.get(reverse("papers") + asked, on=ON)

    assert visit.page.xpath("//tbody//a/text()") == titles
