"""The signing page: both sides sign one copy, by certificate or by ink; nothing secret is kept."""

import io
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image, ImageDraw

from contracts.agreements.models import Agreement, Signing
from contracts.documents import demo_ca, signatures, signing, store
from contracts.documents.models import Paper, SealPicture, SignedVersion
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from contracts.parties.references import reference
from tests.documents.contracts_to_sign import PASSWORD, Authority, contract
from tests.factories import site
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory

pytestmark = pytest.mark.django_db
ON = site.SIGNED_ON
NOW = datetime(ON.year, ON.month, ON.day, 4, tzinfo=UTC)


def seal_png(size: int = 300) -> bytes:
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, size - 4, size - 4), outline=(200, 0, 0, 255), width=8)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def place(settings, tmp_path):
    """A firm whose draft the congress has passed."""
    settings.DATA_DIR = tmp_path
    made = site.place("own", FederationFactory(name="甲县总工会"))
    site.walk_to_vote(made)
    chair = Role.UNION_CHAIR
    made.do(chair, "congress.sit", to=made.sitting, on=site.SITS_ON, entitled=32, present=29)
    count = {"issued": 29, "returned": 29, "valid": 28, "invalid": 1}
    votes = {"item": "草案", "subject": made.agreement, "secret": True, **count}
    made.do(
        *(chair, "congress.vote"),
        to=made.sitting,
        on=site.SITS_ON,
        yes=25,
        no=2,
        abstain=1,
        **votes,
    )
    return made


@pytest.fixture
def chair(place):
    return Desk(place.union, Role.UNION_CHAIR)


@pytest.fixture
def chief(place):
    return Desk(place.firm, Role.EMPLOYER_CHIEF)


@pytest.fixture
def copy(place, chair):
    """The signing copy with its PDF, as the worker makes it."""
    chair.post(address("signing_prepare", place), {}, on=ON)
    with acting_as(SYSTEM):
        paper = Paper.objects.get(act=signatures.PREPARE)
        site.give_files(paper, contract(), "pdf")
    return paper


def address(name: str, place: site.Place) -> str:
    return reverse(name, args=[place.agreement.pk])


def told(visit) -> str:
    """Return why something was refused."""
    return " ".join(visit.words("is-bad"))


def system_seal(desk: Desk, place: site.Place, **changes):
    values = {"way": "system", "level": "B-LTA", "knows": "1"} | changes
    return desk.post(address("signing_sign", place), values, on=ON)


def signing_rows() -> list[tuple[str, int, str]]:
    with acting_as(SYSTEM):
        rows = SignedVersion.objects.order_by("position")
        return [(row.side, row.position, row.way) for row in rows]


def test_the_copy_is_issued_once_with_its_marks(place, chair, copy):
    again = chair.post(address("signing_prepare", place), {}, on=ON)

    assert again.status == 302
    with acting_as(SYSTEM):
        rows = Paper.objects.filter(act=signatures.PREPARE).order_by("pk")
        assert [(row.code, row.marks, row.is_void) for row in rows] == [
            ("wage_contract", "签字文本", True),
            ("wage_contract", "签字文本", False),
        ]


def test_nothing_is_signed_before_the_vote(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    made = site.place("own", FederationFactory(name="甲县总工会"))
    site.walk_to_vote(made)

    visit = Desk(made.union, Role.UNION_CHAIR).post(address("signing_prepare", made), {}, on=ON)

    assert visit.status == 422
    assert "还没有经职代会" in told(visit)


def test_both_sides_sign_with_the_system_seal_and_the_contract_is_concluded(
    place, chair, chief, copy
):
    demo_ca.create(at=NOW)

    first = system_seal(chief, place)
    second = system_seal(chair, place)

    assert (first.status, second.status) == (302, 302)
    assert signing_rows() == [("employer", 1, "system"), ("workers", 2, "system")]
    with acting_as(SYSTEM):
        agreement = Agreement.objects.get(pk=place.agreement.pk)
        page = Signing.objects.get(agreement=agreement)
        assert (agreement.concluded_on, page.is_void) == (ON, False)
        assert page.seals == ["company", "cross_page", "union"]
        latest = SignedVersion.objects.get(position=2)
        assert [(each["side"], each["is_good"]) for each in latest.judgements] == [
            ("employer", True),
            ("workers", True),
        ]
        assert latest.is_demo
        contracts = Paper.objects.filter(code="wage_contract", is_void=False)
        assert [paper.act for paper in contracts.order_by("pk")] == [
            "agreements.draft",
            signatures.PREPARE,
        ]
    words = " ".join(chair.get(address("signing", place), on=ON).words("tag"))
    assert words.count("已签，验证通过") == 2
    assert words.count("演示") == 2


def test_the_demonstration_must_be_known_for_what_it_is(place, chair, copy):
    demo_ca.create(at=NOW)

    visit = system_seal(chair, place, knows="")

    assert visit.status == 422
    assert "演示证书没有法律效力" in told(visit)
    assert signing_rows() == []


def own_certificate(desk: Desk, place: site.Place, data: bytes, password: str = PASSWORD):
    file = SimpleUploadedFile("own.pfx", data, "application/x-pkcs12")
    values = {"way": "own", "certificate": file, "password": password}
    return desk.post(address("signing_sign", place), values, on=ON)


def upload_seal(desk: Desk, place: site.Place, data: bytes):
    picture = SimpleUploadedFile("seal.png", data, "image/png")
    return desk.post(address("signing_seal", place), {"picture": picture}, on=ON)


@pytest.fixture
def authority(tmp_path):
    """A licensed CA this installation trusts."""
    made = Authority(at=NOW - timedelta(days=9))
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "licensed.pem").write_bytes(made.pem())
    return made


def test_own_certificate_signs_and_nothing_of_it_is_kept(place, chair, copy, authority, caplog):
    data = authority.pkcs12("孙立军")
    upload_seal(chair, place, seal_png())
    caplog.set_level(logging.DEBUG)

    visit = own_certificate(chair, place, data)

    assert visit.status == 302
    assert signing_rows() == [("workers", 1, "own")]
    data_dir = signing_folder()
    for path in [path for path in data_dir.rglob("*") if path.is_file()]:
        assert data not in path.read_bytes()
        assert PASSWORD.encode() not in path.read_bytes()
    assert PASSWORD not in caplog.text
    assert_not_in_database(PASSWORD)


def signing_folder() -> Path:
    return Path(settings.DATA_DIR)


def assert_not_in_database(secret: str) -> None:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- our own tables
            assert secret not in repr(cursor.fetchall())


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_signs_nothing(place, chair, copy, authority, password):
    upload_seal(chair, place, seal_png())

    visit = own_certificate(chair, place, authority.pkcs12("孙立军"), password)

    assert visit.status == 422
    assert "密码不对" in told(visit)
    assert signing_rows() == []


def test_a_large_file_is_cut_off_before_it_touches_a_disk(place, chair, copy, settings):
    settings.FILE_UPLOAD_TEMP_DIR = "/nonexistent"
    upload_seal(chair, place, seal_png())

    visit = own_certificate(chair, place, b"x" * 4_000_000)

    assert visit.status == 422
    assert signing_rows() == []


def test_a_certificate_of_an_unknown_authority_is_refused(place, chair, copy):
    upload_seal(chair, place, seal_png())

    visit = own_certificate(chair, place, Authority(at=NOW).pkcs12("孙立军"))

    assert visit.status == 422
    assert "不在本系统的信任名单" in told(visit)
    assert signing_rows() == []


def test_a_side_signs_only_once(place, chair, copy):
    demo_ca.create(at=NOW)
    system_seal(chair, place)

    visit = system_seal(chair, place)

    assert visit.status == 422
    assert signing_rows() == [("workers", 1, "system")]


def test_whoever_signs_second_at_the_same_time_is_told(place, chair, chief, copy, monkeypatch):
    demo_ca.create(at=NOW)
    made = signing.sign

    def while_the_other_signs(pdf, **facts):
        signed = made(pdf, **facts)
        if facts["side"] == "workers":
            monkeypatch.setattr(signing, "sign", made)
            assert system_seal(chief, place).status == 302
        return signed

    monkeypatch.setattr(signing, "sign", while_the_other_signs)

    late = system_seal(chair, place)

    assert late.status == 422
    assert "对方刚好也签了" in told(late)
    assert signing_rows() == [("employer", 1, "system")]
    assert system_seal(chair, place).status == 302
    assert signing_rows() == [("employer", 1, "system"), ("workers", 2, "system")]


def test_a_void_copy_cannot_be_signed(place, chair, copy):
    demo_ca.create(at=NOW)
    with acting_as(SYSTEM):
        Paper.objects.filter(pk=copy.pk).update(is_void=True)

    assert system_seal(chair, place).status == 404


def test_a_copy_one_side_has_signed_is_not_exchanged(place, chair, chief, copy):
    demo_ca.create(at=NOW)
    system_seal(chair, place)

    visit = chief.post(address("signing_prepare", place), {}, on=ON)

    assert visit.status == 422
    assert "已有一方" in told(visit)


def test_only_the_chiefs_sign(place, copy):
    demo_ca.create(at=NOW)

    assert system_seal(Desk(place.firm, Role.EMPLOYER_OFFICER), place).status == 404


def test_a_seal_is_seen_by_its_own_organisation_only(place, chair, chief, copy):
    upload_seal(chair, place, seal_png())
    with acting_as(SYSTEM):
        picture = SealPicture.objects.get()
    where = reverse("seal_picture", args=[picture.pk])

    assert chair.get(where, on=ON).status == 200
    assert chief.get(where, on=ON).status == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a", "读不出"),
        (seal_png(90), "像素"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "读不出"),
    ],
)
def test_a_seal_that_is_no_seal_is_refused(place, chair, copy, data, words):
    visit = upload_seal(chair, place, data)

    assert visit.status == 422
    assert words in told(visit)


def test_an_opaque_picture_would_hide_the_text(place, chair, copy):
    out = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(out, "PNG")

    visit = upload_seal(chair, place, out.getvalue())

    assert "不透明" in told(visit)


def test_the_signed_file_is_a_download_for_both_sides(place, chair, chief, copy):
    demo_ca.create(at=NOW)
    system_seal(chair, place)

    answer = chief.get(reverse("signed_file", args=[copy.pk, 1]), on=ON).response

    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    with acting_as(SYSTEM):
        assert answer.content == store.get(SignedVersion.objects.get().sha256)
        assert reference(place.agreement) == copy.record
