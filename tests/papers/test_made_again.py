"""Papers are looked at and made again years later: the same bytes, or the difference explained."""

import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from contracts.documents import store, toolset
from contracts.documents.models import Paper, PaperFile, Toolset
from contracts.statutes import rulebook
from tests.factories.acts import offer, open_round, seat_parties
from workflow.jobs.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.fixture
def paper(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    with time_machine.travel("2027-01-10 09:00+08:00", tick=True):
        parties = seat_parties()
        offer(parties, open_round(parties))
        with Worker() as one:
            one.run_once()
    return Paper.objects.get(code="offer_letter")


def told(*words):
    """Return the exit status of a subcommand and the lines it says."""
    out = io.StringIO()
    try:
        call_command("documents", *map(str, words), stdout=out)
    except CommandError as error:
        return error.returncode, [*out.getvalue().splitlines(), str(error)]
    return 0, out.getvalue().splitlines()


def damage(paper, kind):
    """Change one byte of a stored file."""
    file = paper.files.get(format=kind)
    place = store.place_of(file.sha256)
    place.chmod(0o600)
    data = bytearray(place.read_bytes())
    data[100] ^= 1
    place.write_bytes(data)


def test_a_paper_as_issued_holds_and_is_made_again_byte_by_byte(paper, tmp_path):
    count = Paper.objects.count()
    again = tmp_path / "again"

    assert told("verify", "--all") == (0, [f"核对{count}件，全部与签发时一致。"])
    assert told("reissue", paper.token, "--out", again) == (
        0,
        ["DOCX：一字不差", "PDF：一字不差"],
    )
    assert (again / f"{paper.pk}_offer_letter.pdf").read_bytes() == store.get(
        paper.files.get(format="pdf").sha256
    )
    assert paper.packs == [f"CN@{rulebook.shipped().packs['CN'].sha256}"]
    assert Toolset.objects.get().content == toolset.current()


def test_a_byte_changed_on_disk_is_seen(paper):
    damage(paper, "docx")

    status, lines = told("verify", "--case", paper.case_id)

    assert status == 1
    assert [line.partition("（")[0] for line in lines[:-1]] == [
        f"{paper.pk}　{paper}：DOCX文件内容被改动"
    ]


def test_facts_changed_since_are_seen_and_explain_the_difference(paper):
    Paper.objects.filter(pk=paper.pk).update(facts={**paper.facts, "addressee": "另一家公司"})

    assert told("verify", "--case", paper.case_id)[1][0] == (
        f"{paper.pk}　{paper}：要素与签发时的要素校验值不符"
    )
    assert told("reissue", paper.pk) == (
        1,
        [
            "DOCX：有差别",
            "PDF：有差别",
            "原因：要素与签发时的要素校验值不符",
            f"{paper}：重印的与签发的不同。",
        ],
    )


def test_another_font_is_named_where_bytes_differ(paper):
    file = paper.files.get(format="pdf")
    then = {**toolset.current()}
    then["fonts"] = {**then["fonts"], "XY Fang": "a" * 64}
    other = toolset.keep(then)
    PaperFile.objects.filter(pk=file.pk).update(made_with=other, sha256="0" * 64)

    status, lines = told("reissue", paper.pk)

    now = toolset.current()["fonts"]["XY Fang"][:12]
    assert status == 1
    assert f"原因：字体 XY Fang：当时 {'a' * 12}…，现在 {now}…" in lines
    assert "DOCX：一字不差" in lines


def test_without_its_template_a_paper_cannot_be_made_again(paper):
    Paper.objects.filter(pk=paper.pk).update(template_sha256="f" * 64)

    assert told("reissue", paper.pk)[0] == 2


def test_what_does_not_exist_has_a_status_of_its_own(paper):
    assert told("verify", "--case", 10**9) == (2, ["没有可核对的文书。"])
    assert told("reissue", "0" * 26)[0] == 2
    assert told("reissue", paper.token[:-1])[0] == 2


def test_old_papers_without_a_record_of_tools_and_rules_are_remarked_on(paper):
    papers = Paper.objects.filter(pk=paper.pk)
    papers.update(packs=["CN"])
    PaperFile.objects.filter(paper=paper).update(made_with=None)

    lines = told("verify", "--case", paper.case_id)[1]

    assert lines[:2] == [
        "说明：1件没有记录签发时的字体和程序库",
        "说明：1件没有记录签发时规则包的校验值",
    ]
