"""``documents reissue ID|TOKEN [--out DIR]``: make a paper again and compare it byte by byte."""

import hashlib
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from contracts.documents import toolset
from contracts.documents.child import Rendered, Renderer, RenderRefused, RenderStopped
from contracts.documents.models import Paper, PaperFile
from contracts.documents.template_choice import TemplateGone
from contracts.documents.tokens import LENGTH
from contracts.parties.actors import SYSTEM, acting_as
from workflow.jobs import papers
from workflow.papers import verify

NAME = "reissue"
HELP = "按签发时的要素和模板重印一件文书，逐字节比对（0一字不差，1有差别，2不能重印）"
DIFFERS, IMPOSSIBLE = 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Take the paper, and where to put what was made."""
    parser.add_argument("paper", metavar="编号或查验码", help="文书的编号或它的查验码")
    parser.add_argument("--out", type=Path, metavar="文件夹", help="把重印的文件放到这里")


def run(options: Mapping[str, Any], say: Callable[[str], None]) -> None:
    """Make the paper again and tell whether, and why not, it is the same.

    :raises CommandError: status 1 if a byte differs, 2 if it cannot be made or compared.
    """
    with acting_as(SYSTEM):
        paper = _find(options["paper"])
        stored = {file.format: file for file in _files(paper)}
        if not stored:
            raise CommandError(f"{paper}：没有签发过的文件可以比对。", returncode=IMPOSSIBLE)
        rendered = _made(paper)
        if options["out"] is not None:
            _put(options["out"], paper, rendered)
        different = [kind for kind in sorted(stored) if not _is_same(stored[kind], rendered)]
        for kind in sorted(stored):
            say(f"{kind.upper()}：{'有差别' if kind in different else '一字不差'}")
        if not different:
            return
        for reason in _reasons(paper, stored[different[0]]):
            say(f"原因：{reason}")
    raise CommandError(f"{paper}：重印的与签发的不同。", returncode=DIFFERS)


def _find(said: str) -> Paper:
    by = {"token": said.upper()} if len(said) == LENGTH else {"pk": said}
    paper = None
    if "token" in by or (said.isascii() and said.isdigit()):
        paper = Paper.objects.filter(**by).first()
    if paper is None:
        raise CommandError(f"没有编号或查验码为 {said} 的文书。", returncode=IMPOSSIBLE)
    return paper


def _files(paper: Paper) -> Iterator[PaperFile]:
    yield from PaperFile.objects.filter(paper=paper).select_related("made_with")


def _made(paper: Paper) -> Rendered:
    try:
        with Renderer() as renderer:
            return papers.print_again(paper, renderer)
    except (RenderRefused, RenderStopped, TemplateGone) as stopped:
        raise CommandError(f"{paper}：不能重印。{stopped}", returncode=IMPOSSIBLE) from stopped


def _put(folder: Path, paper: Paper, rendered: Rendered) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind in paper.formats:
        content = getattr(rendered, kind)
        if content is not None:
            (folder / f"{paper.pk}_{paper.code}.{kind}").write_bytes(content)


def _is_same(file: PaperFile, rendered: Rendered) -> bool:
    content = getattr(rendered, file.format)
    return content is not None and hashlib.sha256(content).hexdigest() == file.sha256


def _reasons(paper: Paper, file: PaperFile) -> Iterator[str]:
    """Return why the bytes differ: what was changed since, else that it cannot be explained."""
    found = [*verify.faults_of(paper)]
    if file.made_with is None:
        found.append("签发时没有记录字体和程序库，无从比较")
    else:
        found += toolset.differences(file.made_with.content, toolset.current())
    yield from found or ["要素、模板、字体、程序库都没有变化，差别无法解释；请保留现场并报告"]
