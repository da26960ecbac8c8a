"""A case file: every paper in order, bound and packed; nothing of the other side; always alike."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
import pypdfium2
import pytest
from django.db import transaction
from django.test import override_settings

from contracts.documents import archive_packing, store
from contracts.documents.child import Renderer
from contracts.documents.models import Archive, Paper, PaperFile
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from tests.factories import canaries, site
from workflow.jobs import archives, papers
from workflow.queue import jobs

pytestmark = pytest.mark.django_db
ROLES = {"workers": Role.UNION_CHAIR, "employer": Role.EMPLOYER_OFFICER}
PRINTED = ("offer_letter", "wage_contract", "bargaining_plan_internal")


class Country:
    """The country with canaries, and the files both sides asked of the filed round."""

    def __init__(self) -> None:
        """Plant, print some papers for good, ask for both files."""
        self.country = site.country()
        self.place = self.country.places["neighbour"]
        with acting_as(SYSTEM), Renderer() as renderer:
            canaries.plant(self.country)
            for paper in Paper.objects.filter(case=self.place.round.case, code__in=PRINTED):
                PaperFile.objects.filter(paper=paper).delete()
                papers._note(paper, papers.make(paper, renderer))
        self.archives = {side: self.ask(side) for side in ROLES}

    def ask(self, side: str) -> Archive:
        """Ask for the file as somebody of a side, and do the job."""
        house = self.place.union if side == "workers" else self.place.firm
        account = self.country.account(ROLES[side])
        office = account.offices.get()
        office.organisation = house
        office.save()
        with acting_as(office.as_actor()):
            asked = archives.ask(self.place.round.case, office=office, on=site.FILED_ON)
        return done(asked)


def done(asked: Archive) -> Archive:
    """Do the job of a file."""
    job = jobs.claim_next([archives.TASK])
    with acting_as(SYSTEM), Renderer() as renderer:
        assert archives.run(job, renderer), job.note
        return Archive.objects.get(pk=asked.pk)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Country]:
    kept = override_settings(FILES_DIR=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), kept, transaction.atomic():
        yield Country()
        transaction.set_rollback(True)


def unpacked(archive: Archive) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(store.get(archive.zip_sha256)))


def streams(data: bytes) -> bytes:
    """Return every object of a PDF, its streams decompressed."""
    with pikepdf.open(io.BytesIO(data)) as document:
        parts = [repr(each).encode() for each in document.objects]
        found = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        parts += [each.read_bytes() for each in found if each.get("/Filter") != "/DCTDecode"]
    return b"\n".join(parts)


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def everything(archive: Archive) -> str:
    """Return all there is to read in a file: both results, their parts, their parts' parts."""
    read = [store.get(archive.pdf_sha256), store.get(archive.zip_sha256)]
    said = ""
    with unpacked(archive) as outer:
        read += [outer.read(name) for name in outer.namelist()]
        said += "".join(outer.namelist())
    for data in list(read[2:]):
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                read += [inner.read(name) for name in inner.namelist()]
    for data in read:
        if data.startswith(b"%PDF-"):
            with suppress(pikepdf.PdfError):
                said += streams(data).decode(errors="ignore") + words_of(data)
    return said + "".join(data.decode(errors="ignore") for data in read)


@pytest.mark.parametrize(
    ("side", "own"), [("workers", canaries.WORKERS), ("employer", canaries.EMPLOYER)]
)
def test_a_sides_file_holds_its_own_words_and_none_of_the_others(made, side, own):
    said = everything(made.archives[side])

    found = {word for word in canaries.all_words(list(made.country.places)) if word in said}

    assert found == {canaries.word(own, "neighbour"), canaries.word(canaries.BOTH, "neighbour")}


def test_cover_index_and_running_numbers(made):
    archive = made.archives["workers"]
    with pikepdf.open(io.BytesIO(store.get(archive.pdf_sha256))) as document:
        count = len(document.pages)
    words = "".join(words_of(store.get(archive.pdf_sha256)).split())

    assert archive.state == "ready"
    assert archive.done == archive.of
    assert archive.pages > 5
    assert count > archive.pages + 1
    assert "案卷封面" in words
    assert "卷内文件目录" in words
    assert f"共{archive.pages}页" in words


def test_made_again_after_a_kill_it_is_the_same_bytes(made):
    first = made.archives["workers"]
    told = []
    with acting_as(SYSTEM), Renderer() as renderer:
        asked = Archive.objects.select_related("office", "case").get(pk=first.pk)
        with acting_as(asked.office.as_actor()):
            again = archives.archive.make(asked, renderer, told.append)

    assert (again.pdf_sha256, again.zip_sha256) == (first.pdf_sha256, first.zip_sha256)
    assert told == list(range(1, first.of + 1))


def verified(folder, *arguments):
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-I", str(folder / "verify.py"), *map(str, arguments)],
        capture_output=True, check=False, text=True, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


def test_the_verifier_in_it_stands_alone_and_sees_every_change(made, tmp_path):
    with unpacked(made.archives["employer"]) as outer:
        outer.extractall(tmp_path)
        names = outer.namelist()
    listed = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))
    journal = tmp_path / listed["journals"][0]["name"]
    lines = journal.read_text(encoding="utf-8").splitlines()
    stubs = [line for line in lines if set(json.loads(line)) == {"sequence", "previous", "digest"}]

    assert verified(tmp_path) == (
        0,
        [f"文件{len(names) - 2}个、日志{len(listed['journals'])}本，全部相符。"],
    )
    assert stubs
    assert verified(tmp_path, tmp_path / "卷宗.pdf") == (0, ["出自本卷，原样：卷宗.pdf 合并卷"])
    assert verified(tmp_path, tmp_path / "SHA256SUMS")[0] == 1

    journal.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    name = listed["journals"][0]["name"]
    assert verified(tmp_path) == (1, [f"文件被改动：{name}", f"{name}：链尾被截断或改动"])


def test_names_in_the_zip_are_chinese_marked_utf8_and_of_bearable_length(made):
    with unpacked(made.archives["workers"]) as outer:
        infos = outer.infolist()

    chinese = [info for info in infos if not info.filename.isascii()]
    assert chinese
    assert {info.flag_bits & 0x800 for info in chinese} == {0x800}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert archive_packing.safe("名" * 80) == "名" * 50
    assert archive_packing.safe("a/b\u202egpj.exe\n") == "a_bgpj.exe"


def test_every_stored_paper_is_in_the_zip_and_in_the_list(made):
    archive = made.archives["workers"]
    with unpacked(archive) as outer:
        listed = json.loads(outer.read("清单.json"))["files"]
        found = {hashlib.sha256(outer.read(row["name"])).hexdigest() for row in listed}

    assert {row["sha256"] for row in listed} == found
    with acting_as(SYSTEM):
        wanted = PaperFile.objects.filter(paper__in=archive.contents["papers"])
        assert set(wanted.values_list("sha256", flat=True)) <= found
