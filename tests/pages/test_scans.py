"""Signed prints that come back: they land by their code, are checked, and do the act."""

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from contracts.agreements.models import Signing
from contracts.documents import pdf, signatures, store
from contracts.documents.models import Paper, Scan
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from tests.documents import building
from tests.factories import site
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory
from workflow.jobs import scans as jobs
from workflow.queue import jobs as queue

pytestmark = pytest.mark.django_db
ON = site.SIGNED_ON
ALL_SEEN = ["signature", "union", "company", "cross_page", "pages"]


@pytest.fixture
def place(settings, tmp_path):
    """A firm whose draft the congress has passed, with its signing copy of two sheets."""
    settings.DATA_DIR = tmp_path
    settings.SCANS_DIR = tmp_path / "scans"
    made = site.place("own", FederationFactory(name="甲县总工会"))
    site.walk_to_vote(made)
    chair = Role.UNION_CHAIR
    made.do(chair, "congress.sit", to=made.sitting, on=site.SITS_ON, entitled=32, present=29)
    count = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
    votes = {"item": "草案", "subject": made.agreement, "secret": True, **count}
    votes |= {"yes": 25, "no": 2, "abstain": 1}
    made.do(chair, "congress.vote", to=made.sitting, on=site.SITS_ON, **votes)
    made.do(chair, signatures.PREPARE, to=made.agreement, on=ON)
    with acting_as(SYSTEM):
        paper = Paper.objects.get(act=signatures.PREPARE)
        site.give_files(paper, printed(paper), "pdf")
    made.things["copy"] = paper
    return made


def printed(paper: Paper, code: str = "") -> bytes:
    build = building.Build()
    build.add("第一条　职工工资平均增长百分之五。")
    build.document.add_page_break()
    build.add("甲方（盖章）　乙方（盖章）")
    code = code or f"{paper.qr}/{paper.pk}"
    return pdf.render_pdf(build.bytes(), name="x", created=building.DAY, code=code)


def photo(data: bytes, sheet: int = 0, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture = pypdfium2.PdfDocument(data)[sheet].render(scale=200 / 72).to_pil().convert("RGB")
    picture.save(out, kind, quality=80)
    return out.getvalue()


def scanned(data: bytes) -> bytes:
    """Scan every sheet into one PDF of pictures."""
    sheets = [Image.open(io.BytesIO(photo(data, sheet))) for sheet in (0, 1)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=200)
    return out.getvalue()


def upload(desk: Desk, data: bytes, name: str = "照片.jpg"):
    file = SimpleUploadedFile(name, data)
    return desk.post(reverse("scans"), {"files": file}, on=ON)


def read_all() -> None:
    with acting_as(SYSTEM):
        while job := queue.claim_next([jobs.TASK]):
            jobs.run(job)


def only_scan() -> Scan:
    with acting_as(SYSTEM):
        return Scan.objects.select_related("paper").get()


@pytest.fixture
def chair(place):
    return Desk(place.union, Role.UNION_CHAIR)


@pytest.fixture
def chief(place):
    return Desk(place.firm, Role.EMPLOYER_CHIEF)


def confirm(desk: Desk, **values):
    address = reverse("scan_confirm", args=[only_scan().token])
    return desk.post(address, {"seen": ALL_SEEN, "signed_on": str(ON)} | values, on=ON)


def test_a_scan_lands_and_confirming_it_signs_for_the_own_side(place, chair):
    data = scanned(printed(place.things["copy"]))

    visit = upload(chair, data, "签好.pdf")
    read_all()

    scan = only_scan()
    assert visit.response["Location"] == reverse("scan", args=[scan.token])
    assert (scan.state, scan.paper, scan.kind) == ("landed", place.things["copy"], "pdf")
    assert [(sheet["page"], sheet["sheet"]) for sheet in scan.sheets] == [(1, 1), (2, 2)]
    assert store.get(scan.sha256) == data
    page = chair.get(reverse("scan", args=[scan.token]), on=ON)
    assert "页数齐全" in page.response.content.decode()
    assert confirm(chair).status == 302
    with acting_as(SYSTEM):
        signed = Signing.objects.get(agreement=place.agreement)
        assert (signed.workers_signed_on, signed.employer_signed_on) == (ON, None)
        assert signed.seals == ["company", "cross_page", "union"]
    assert only_scan().confirmed_on == ON


def test_both_sides_confirm_their_ink_and_the_contract_is_concluded(place, chair, chief):
    upload(chair, scanned(printed(place.things["copy"])))
    read_all()
    confirm(chair)
    with acting_as(SYSTEM):
        Scan.objects.all().delete()
    upload(chief, photo(printed(place.things["copy"])))
    read_all()
    confirm(chief)

    with acting_as(SYSTEM):
        place.agreement.refresh_from_db()
        assert place.agreement.concluded_on == ON


def test_a_missing_seal_is_found_as_always(place, chair, chief):
    data = scanned(printed(place.things["copy"]))
    upload(chair, data)
    read_all()
    confirm(chair, seen=["signature", "union", "pages"])
    with acting_as(SYSTEM):
        Scan.objects.all().delete()
    upload(chief, data)
    read_all()
    confirm(chief, seen=["signature", "pages"])

    with acting_as(SYSTEM):
        page = Signing.objects.get(agreement=place.agreement)
        assert (page.is_void, page.seals) == (True, ["union"])


@pytest.mark.parametrize("missing", ["signature", "pages"])
def test_without_signature_or_all_pages_nothing_is_signed(place, chair, missing):
    upload(chair, photo(printed(place.things["copy"])))
    read_all()

    visit = confirm(chair, seen=[each for each in ALL_SEEN if each != missing])

    assert visit.status == 422
    with acting_as(SYSTEM):
        assert not Signing.objects.exists()


def test_the_sheets_not_seen_are_named(place, chair):
    upload(chair, photo(printed(place.things["copy"]), sheet=1))
    read_all()

    page = chair.get(reverse("scan", args=[only_scan().token]), on=ON)

    assert "还没有看到第 1 页" in page.response.content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("XIEYUE:/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ/1", "二维码不属于您能看到的文书"),
        ("HTTPS://EXAMPLE.CN/MENU", "没有读到本系统的二维码"),
    ],
)
def test_a_code_nobody_knows_waits_to_be_assigned_by_hand(place, chair, code, words):
    copy = place.things["copy"]
    upload(chair, photo(printed(copy, code)))
    read_all()

    scan = only_scan()
    assert (scan.state, scan.paper) == ("lost", None)
    assert scan.note.startswith(words)
    assert confirm(chair).status == 422
    chair.post(reverse("scan_assign", args=[scan.token]), {"paper": copy.pk}, on=ON)
    assert (only_scan().state, only_scan().paper) == ("landed", copy)


def test_the_code_of_a_foreign_case_says_no_more_than_an_unknown_one(place, chair):
    stranger = site.place("outside", FederationFactory(name="乙县总工会"))
    desk = Desk(stranger.union, Role.UNION_CHAIR)
    copy = place.things["copy"]

    upload(desk, photo(printed(copy)))
    read_all()

    assert (only_scan().state, only_scan().paper) == ("lost", None)
    visit = desk.post(reverse("scan_assign", args=[only_scan().token]), {"paper": copy.pk}, on=ON)
    assert visit.status == 422
    assert only_scan().paper is None


def test_a_scan_is_its_uploaders_own_until_it_is_confirmed(place, chair, chief):
    upload(chair, photo(printed(place.things["copy"])))
    read_all()
    token = only_scan().token
    addresses = [
        reverse("scan", args=[token]),
        reverse("scan_original", args=[token]),
        reverse("scan_page", args=[token, 1]),
    ]

    before = [chief.get(address, on=ON).status for address in addresses]
    confirm(chair)
    after = [chief.get(address, on=ON).status for address in addresses]

    assert (before, after) == ([404, 404, 404], [200, 200, 200])
    assert chief.post(reverse("scan_confirm", args=[token]), {}, on=ON).status == 404


def test_the_paper_lists_its_scans_for_whoever_may_see_them(place, chair, chief):
    upload(chair, photo(printed(place.things["copy"])), name="签好的第一页.jpg")
    read_all()
    address = reverse("paper", args=[place.things["copy"].pk])

    before = [
        "签好的第一页" in desk.get(address, on=ON).response.content.decode()
        for desk in (chair, chief)
    ]
    confirm(chair)
    after = "签好的第一页" in chief.get(address, on=ON).response.content.decode()

    assert (before, after) == ([True, False], True)


def test_the_original_is_a_download_under_a_name_of_ours(place, chair):
    upload(chair, photo(printed(place.things["copy"])), name='x"><script>.jpg')
    read_all()
    scan = only_scan()

    answer = chair.get(reverse("scan_original", args=[scan.token]), on=ON).response

    assert answer["Content-Disposition"].startswith('attachment; filename="document.jpg"')
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


@pytest.mark.parametrize("data", [b"MZ\x90\0", b"<html>", b"", b"GIF89a"])
def test_what_is_no_picture_is_refused(place, chair, data):
    visit = upload(chair, data or b" ", "照片.jpg")

    assert visit.status == 422
    assert "只收照片" in " ".join(visit.words("is-bad"))


def test_the_same_file_twice_is_one_scan(place, chair):
    data = photo(printed(place.things["copy"]))

    upload(chair, data)
    upload(chair, data)

    with acting_as(SYSTEM):
        assert Scan.objects.count() == 1


def test_a_damaged_picture_is_kept_and_said_to_be_so(place, chair):
    upload(chair, b"\xff\xd8\xff\xe0 damaged")
    read_all()

    assert only_scan().state == "bad"
    assert "打不开" in only_scan().note


def put(place, name: str, data: bytes, settings) -> None:
    folder = settings.SCANS_DIR / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "扫描0001.pdf").write_bytes(data)


def test_what_a_scanner_puts_into_its_folder_comes_in(place, chair, settings, monkeypatch):
    monkeypatch.setattr(jobs, "SETTLED_SECONDS", -1)
    put(place, chair.account.username, scanned(printed(place.things["copy"])), settings)
    put(place, "nobody", b"%PDF-", settings)

    with acting_as(SYSTEM):
        taken = jobs.sweep(ON)
    read_all()

    assert taken == 1
    assert (only_scan().state, only_scan().paper) == ("landed", place.things["copy"])
    left = sorted(str(p.relative_to(settings.SCANS_DIR)) for p in settings.SCANS_DIR.rglob("*.*"))
    assert left == sorted(
        [
            f"{chair.account.username}/已收/扫描0001.pdf",
            "nobody/已退/扫描0001.pdf",
            "nobody/已退/扫描0001.pdf.txt",
        ]
    )


def test_a_print_of_the_draft_signs_nothing(place, chair):
    with acting_as(SYSTEM):
        draft = Paper.objects.get(act="agreements.draft", code="wage_contract")
        site.give_files(draft, printed(draft), "pdf")
    upload(chair, photo(printed(draft)))
    read_all()

    page = chair.get(reverse("scan", args=[only_scan().token]), on=ON)
    confirm(chair)

    assert "这是草案的打印件" in page.response.content.decode()
    with acting_as(SYSTEM):
        assert not Signing.objects.exists()
