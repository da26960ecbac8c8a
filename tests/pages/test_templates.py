"""The pages of template care: list, upload with faults told, trial print, approval, files."""

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.documents import inspection, store
from contracts.documents.child import Renderer
from contracts.documents.reasons import Reason
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.parties.models import Role
from tests.documents.hostile import corpus, good
from tests.factories import templates
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, UnionFactory
from workflow.jobs import trials
from workflow.queue import jobs

pytestmark = pytest.mark.django_db
ON = date(2027, 2, 1)
CODE = templates.CODE
TOLD = {"note": "加一句", "valid_from": "2027-03-01", "place": ""}
State = TemplateVersion.State


@dataclass
class Office:
    """A county: who puts templates in and who approves them."""

    county: object
    keeper: Desk
    second: Desk
    officer: Desk


@pytest.fixture
def office(as_system):
    county = FederationFactory(name="甲县总工会")
    seats = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.FEDERATION_OFFICER)
    return Office(county, *(Desk(county, role) for role in seats))


def upload(desk, data, **changes):
    file = SimpleUploadedFile("要约书.docx", data)
    told = {**TOLD, **changes, "file": file}
    return desk.post(reverse("template_upload", args=[CODE]), told, on=ON)


def run_trial():
    with Renderer() as renderer:
        return trials.run(jobs.claim_next([trials.TASK]), renderer)


def of(name, version, *more):
    return reverse(name, args=[version.pk, *more])


def look_again(desk, version, headers):
    """Ask as the page asks by itself every two seconds."""
    with time_machine.travel(f"{ON} 10:00+08:00", tick=False):
        desk.client.force_login(desk.account)
        return desk.client.get(of("template_version", version), **headers)


def rows(visit):
    return {
        " ".join(row.text_content().split())
        for row in visit.page.xpath("//table[contains(@class, 'template-list')]/tbody/tr")
    }


def test_the_list_says_what_every_paper_is_printed_on_here(office):
    town = FederationFactory(parent=office.county)
    templates.approved(office.county)
    templates.approved(town, "街道的一句。")
    templates.tried(office.county, "再一句。")

    listed = rows(office.officer.get(f"{reverse('templates')}?words=集体协商要约书", on=ON))

    said = "集体协商要约书 第1版（甲县总工会） 2027-02-01 1 个组织 1 版待试印或批准"
    assert listed == {said}


def test_a_paper_shows_its_fields_to_copy_with_their_meaning(office):
    page = office.officer.get(reverse("template", args=[CODE]), on=ON).page

    first = [" ".join(cell.text_content().split()) for cell in page.xpath("//tbody/tr[2]/td")]
    assert "{{ addressee }}" in page.text_content()
    assert first[0].startswith("{{ ")
    assert not page.xpath("//input[@type='file']")


def test_the_template_in_force_can_be_taken_away_and_edited(office):
    version = templates.approved(office.county)

    response = office.officer.get(reverse("template_current", args=[CODE]), on=ON).response

    assert response.content == store.get(version.sha256)
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def printed(office):
    """Return a version put in by the keeper, its trial print done."""
    upload(office.keeper, templates.changed_template("新的一句。"))
    assert run_trial()
    return TemplateVersion.objects.get()


def test_an_upload_waits_for_its_trial_print_and_the_page_reloads_when_it_is_done(office):
    made = upload(office.keeper, templates.changed_template("新的一句。"))
    version = TemplateVersion.objects.get()
    watching = {"HTTP_HX_REQUEST": "true"}
    page = office.second.get(of("template_version", version), on=ON).page

    assert made.response["Location"] == of("template_version", version)
    assert "已完成 0 步，共 3 步" in page.text_content()
    assert "HX-Refresh" not in look_again(office.second, version, watching).headers
    assert run_trial()
    assert look_again(office.second, version, watching).headers["HX-Refresh"] == "true"


def test_the_trial_print_lies_beside_the_old_one_with_the_words_that_changed(office, printed):
    page = office.second.get(of("template_version", printed), on=ON)

    trial = TemplateTrial.objects.get(version=printed)
    assert (trial.state, trial.step) == ("ready", 3)
    assert page.words("is-new") == ["增新的一句。"]
    assert page.words("is-gone") == []
    for name in ("new.pdf", "old.pdf"):
        look = office.second.get(f"{of('template_file', printed, name)}?look=1", on=ON).response
        assert look.content.startswith(b"%PDF-")
        assert look["Content-Disposition"].startswith("inline; ")
    pictures = page.page.xpath("//figure//img/@src")
    names = [f"{which}-{number}.png" for number in (1, 2, 3) for which in ("old", "new")]
    assert pictures == [of("template_file", printed, name) for name in names]
    for picture in pictures:
        drawn = office.second.get(picture, on=ON).response
        assert drawn.content.startswith(b"\x89PNG")
        assert drawn["Content-Type"] == "image/png"
    beyond = office.second.get(of("template_file", printed, "new-4.png"), on=ON)
    assert beyond.status == 404


def test_a_second_person_approves_and_the_first_is_refused(office, printed):
    approve = {"valid_from": "2027-03-01"}
    refused = office.keeper.post(of("template_approve", printed), approve, on=ON)
    assert refused.status == 422
    assert any("不能自己批准" in each for each in refused.errors)

    done = office.officer.post(of("template_approve", printed), approve, on=ON)

    assert office.officer.messages(done, on=ON) == [
        "已批准，2027-03-01起签发的文书用第1版。",
    ]
    printed.refresh_from_db()
    assert (printed.state, printed.approver) == (State.APPROVED, office.officer.account.pk)


def test_faults_are_told_with_page_paragraph_and_what_was_meant_and_nothing_typed_is_lost(office):
    visit = upload(office.keeper, templates.changed_template("{{ adressee }}"), note="改了称呼")

    faults = visit.page.xpath("//ol[@class='faults']/li")
    said = [" ".join(each.text_content().split()) for each in faults]
    assert visit.status == 422
    assert len(said) == 1
    assert said[0].startswith("未知字段 约第1页 第")
    assert said[0].endswith("「{{ adressee }}」 未知字段 adressee，是否指 addressee？")
    assert visit.values["note"] == "改了称呼"
    assert visit.values["valid_from"] == "2027-03-01"
    assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_from": "2027-01-31"}, "不能早于今天"),
        ({"place": "乙县总工会"}, "没有（或不止一个）叫“乙县总工会”的组织"),
        ({"note": ""}, "请填写这一项"),
    ],
)
def test_what_is_wrong_in_the_form_is_told(office, changes, said):
    FederationFactory(name="乙县总工会")

    visit = upload(office.keeper, templates.changed_template("新"), **changes)

    assert visit.status == 422
    assert any(said in error for error in visit.errors)
    assert visit.values["note"] == changes.get("note", "加一句")


def test_a_version_may_be_for_one_union_below(office):
    union = UnionFactory(parent=office.county, name="甲厂工会委员会")

    upload(office.keeper, templates.changed_template("新"), place="甲厂工会委员会")

    assert TemplateVersion.objects.get().path == union.path


def test_a_trial_that_fails_says_why_and_cannot_be_approved(office):
    upload(office.keeper, templates.changed_template("{{ issues[0].name.first }}"))
    version = TemplateVersion.objects.get()
    run_trial()

    page = office.officer.get(of("template_version", version), on=ON)

    assert any("试印没有成功" in words for words in page.words("error"))
    retry = office.officer.post(of("template_retry", version), {}, on=ON)
    assert retry.status == 302
    assert TemplateTrial.objects.get().state == "waiting"
    assert jobs.claim_next([trials.TASK]).key == f"trial:{version.pk}:1"


def test_a_version_is_withdrawn_with_a_reason(office):
    version = templates.approved(office.county)

    empty = office.officer.post(of("template_withdraw", version), {"reason": ""}, on=ON)
    done = office.officer.post(of("template_withdraw", version), {"reason": "有错字"}, on=ON)

    assert empty.status == 422
    assert office.officer.messages(done, on=ON) == ["第1版已撤下；已签发的文书不变。"]
    version.refresh_from_db()
    assert (version.state, version.withdrawal) == (State.WITHDRAWN, "有错字")


def test_another_county_and_a_draft_from_above_do_not_exist(office):
    outside = templates.approved(FederationFactory())
    town = Desk(FederationFactory(parent=office.county), Role.FEDERATION_OFFICER)
    draft, held = templates.tried(office.county), templates.approved(office.county, "又一句")

    assert office.officer.get(of("template_version", outside), on=ON).status == 404
    assert town.get(of("template_version", draft), on=ON).status == 404
    assert town.get(of("template_version", held), on=ON).status == 200
    assert town.post(of("template_withdraw", held), {"reason": "x"}, on=ON).status == 404


@pytest.mark.timeout(900)
def test_every_hostile_file_is_refused_at_this_door_and_nothing_is_kept(office, settings):
    wrong = []
    with inspection.one_child():
        for case in corpus.cases(good.Targets()):
            visit = upload(office.keeper, case.data)
            said = visit.page.xpath("//ol[@class='faults']/li[1]/span") or [None]
            reason = said[0].text_content() if said[0] is not None else "".join(visit.errors)
            expected = case.reason.value if case.data else "这个文件是空的。"
            if (visit.status, reason) != (422, expected):
                wrong.append((case.name, visit.status, reason))

    assert wrong == []
    assert not TemplateVersion.objects.exists()
    assert not settings.FILES_DIR.exists()
    assert {case.reason for case in corpus.cases(good.Targets())} == set(Reason)
