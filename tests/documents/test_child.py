import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from contracts.documents import word
from contracts.documents.child import Renderer, RenderRefused, RenderStopped
from tests.documents import reading
from tests.documents.building import DAY, paper

TEMPLATE = paper("{{ name }}")
NESTED = paper(
    *(f"{{%p for r{depth} in rows %}}" for depth in range(6)),
    "{{ name }}",
    *("{%p endfor %}" for _ in range(6)),
)
GOOD = {"name": "甲方"}


@pytest.fixture(scope="module")
def renderer():
    with Renderer() as shared:
        yield shared


def made(renderer, template=TEMPLATE, facts=GOOD, formats=("docx", "pdf")):
    return renderer.render(
        code="offer_letter", template=template, facts=facts, created=DAY, formats=formats
    )


def test_child_makes_what_this_process_makes(renderer):
    ours = word.CompiledTemplate(TEMPLATE).render(GOOD, DAY)

    rendered = made(renderer)

    assert (rendered.docx, rendered.content_sha256) == (ours.data, ours.content_sha256)
    assert rendered.pdf is not None
    assert reading.pdf_pages(rendered.pdf) == ["甲方"]
    assert (rendered.xlsx, rendered.no_pdf_because) == (None, "")


def test_template_can_be_named_by_its_path(renderer, tmp_path):
    path = tmp_path / "paper.docx"
    path.write_bytes(TEMPLATE)

    assert made(renderer, path) == made(renderer)


def test_only_the_formats_asked_for_are_made(renderer):
    rendered = made(renderer, formats=("xlsx",))

    assert (rendered.docx, rendered.pdf, rendered.content_sha256) == (None, None, "")
    assert rendered.xlsx is not None


@pytest.mark.parametrize(
    ("template", "facts", "said"),
    [
        (paper('{{ cycler.__init__.__globals__.os.popen("id") }}'), GOOD, "不允许"),
        (paper('{{ "a" * 200000000 }}'), GOOD, "不允许"),
        (paper("{% for i in range(99999) %}{% endfor %}"), GOOD, "不允许"),
        (TEMPLATE, {}, "name"),
        (TEMPLATE, {"name": None}, "空"),
        (b"PK", GOOD, "已损坏"),
        (Path("/nowhere/paper.docx"), GOOD, "读不到模板"),
    ],
)
def test_fault_of_template_or_facts_is_told_and_the_child_lives_on(renderer, template, facts, said):
    made(renderer)
    before = renderer.pid

    with pytest.raises(RenderRefused, match=said):
        made(renderer, template, facts)

    made(renderer)
    assert renderer.pid == before


def test_what_cannot_be_printed_still_gives_the_word_file(renderer):
    rendered = made(renderer, facts={"name": "\U0010fffd"})

    assert rendered.docx is not None
    assert rendered.pdf is None
    assert "U+10FFFD" in rendered.no_pdf_because


def test_endless_loop_is_stopped_and_the_next_paper_is_made():
    with Renderer(seconds=5) as renderer:
        made(renderer)
        renderer.seconds = 1
        rows = [{"n": str(number)} for number in range(200)]

        with pytest.raises(RenderStopped, match="超过 1 秒"):
            made(renderer, NESTED, {"name": "甲", "rows": rows})

        renderer.seconds = 30
        assert made(renderer).docx is not None


def test_too_much_memory_is_stopped_and_the_next_paper_is_made(renderer):
    template = paper("{%p for r in rows %}", "{{ name }}", "{%p endfor %}")
    facts = {"name": "甲" * 4_000_000, "rows": [{}] * 100}

    with pytest.raises(RenderStopped, match="限制"):
        made(renderer, template, facts, formats=("docx",))

    assert made(renderer).docx is not None


def test_killed_child_is_replaced_unseen(renderer):
    made(renderer)
    killed = renderer.pid
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)

    assert made(renderer).docx is not None
    assert renderer.pid != killed


def test_child_is_recycled_after_so_many_papers():
    with Renderer(recycle_after=2) as renderer:
        pids = []
        for _ in range(3):
            made(renderer, formats=("docx",))
            pids.append(renderer.pid)

    assert pids[0] == pids[1] != pids[2]


def test_child_knows_nothing_of_our_environment_and_leaves_no_folder(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    with Renderer() as renderer:
        made(renderer, formats=("docx",))
        said = Path(f"/proc/{renderer.pid}/environ").read_bytes().decode()
        folder = Path(f"/proc/{renderer.pid}/cwd").resolve()

    names = {pair.split("=")[0] for pair in said.split("\0") if pair}
    assert "DATABASE_URL" not in names
    assert "SECRET_KEY" not in names
    assert not folder.exists()


def test_child_has_its_limits_and_no_network(renderer):
    made(renderer, formats=("docx",))

    limits = Path(f"/proc/{renderer.pid}/limits").read_text()
    routes = Path(f"/proc/{renderer.pid}/net/dev").read_text().splitlines()[2:]

    assert "805306368" in limits.split("Max address space")[1].split("\n")[0]
    assert "67108864" in limits.split("Max file size")[1].split("\n")[0]
    if os.geteuid() == 0:
        assert [line.split(":")[0].strip() for line in routes] == ["lo"]


def test_several_renderers_work_side_by_side():
    names = ["甲", "乙"]

    def one(name):
        with Renderer() as renderer:
            return made(renderer, facts={"name": name}).pdf

    with ThreadPoolExecutor(2) as pool:
        papers = list(pool.map(one, names))

    assert [reading.pdf_pages(data) for data in papers] == [["甲"], ["乙"]]


class Burner(Renderer):
    module = "tests.documents.burning"


def test_processor_time_is_limited_for_each_paper_and_not_for_the_life_of_the_child():
    with Burner() as renderer:
        pids = set()
        for _ in range(6):
            made(renderer, facts={"seconds": 0.8}, formats=())
            pids.add(renderer.pid)

        with pytest.raises(RenderStopped, match="时间限制"):
            made(renderer, facts={"seconds": 60}, formats=())

    assert len(pids) == 1
