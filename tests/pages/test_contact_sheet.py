"""The contact sheet: what is printed shows its first page; what is not says why."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from contracts.documents import contact_sheet
from contracts.documents.child import Renderer
from contracts.parties.models import Role
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 5)
PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CONTACT_SHEET_DIR = tmp_path / "sheet"
    return settings.CONTACT_SHEET_DIR


@pytest.fixture
def officer():
    return Desk(FederationFactory(), Role.FEDERATION_OFFICER)


def card(visit, code):
    (found,) = visit.page.xpath(f"//li[p[contains(., '代码 {code}　')]]")
    return found


def test_a_printed_paper_shows_its_first_page_and_its_files(officer, folder):
    with Renderer() as renderer:
        (look,) = contact_sheet.make(folder, renderer, ["progress_bulletin"])

    found = card(officer.get(reverse("template_sheet"), on=ON), "progress_bulletin")

    assert look.files == ("docx", "pdf", "xlsx", "png")
    assert found.xpath(".//img/@src") == ["/templates/sheet/progress_bulletin.png"]
    assert found.xpath(".//p/a/@href") == [
        f"/templates/sheet/progress_bulletin.{kind}" for kind in ("docx", "pdf", "xlsx")
    ]
    answer = officer.get("/templates/sheet/progress_bulletin.png", on=ON).response
    assert (answer.content[:4], answer["Content-Type"]) == (PNG, "image/png")


def test_without_a_sheet_every_paper_is_listed_all_the_same(officer):
    visit = officer.get(reverse("template_sheet"), on=ON)

    assert visit.page.xpath("//img") == []
    assert len(visit.page.xpath("//ul[@class='sheet']/li")) == 113
    assert "还没有印样张" in visit.page.xpath("string(//div[@role='status'])")


def test_a_template_changed_since_is_marked(officer, folder):
    with Renderer() as renderer:
        list(contact_sheet.make(folder, renderer, ["talk_record"]))
    listed = folder / contact_sheet.LIST
    sha256 = contact_sheet.read(folder)["talk_record"].template_sha256
    listed.write_text(listed.read_text("utf-8").replace(sha256, "0" * 64), "utf-8")

    found = card(officer.get(reverse("template_sheet"), on=ON), "talk_record")

    assert "样张已旧" in found.text_content()


def test_the_command_prints_what_is_named_and_refuses_an_unknown_code(tmp_path, capsys):
    out = tmp_path / "out"

    call_command("documents", "contact-sheet", str(out), "--only", "talk_record")

    assert capsys.readouterr().out == f"印出 1 种，{out}/index.html\n"
    assert (out / "talk_record.png").read_bytes()[:4] == PNG
    with pytest.raises(CommandError, match="文书目录中没有 talk_recrod"):
        call_command("documents", "contact-sheet", str(out), "--only", "talk_recrod")
