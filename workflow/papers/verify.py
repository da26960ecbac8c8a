"""``documents verify [--case N|--all]``: is every paper still what was issued?"""

import hashlib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import rfc8785
from django.core.management.base import CommandError

from contracts.documents import store, template_choice, toolset
from contracts.documents.models import Paper, PaperFile, SignedVersion
from contracts.documents.template_choice import TemplateGone
from contracts.parties.actors import SYSTEM, acting_as
from contracts.statutes import rulebook

NAME = "verify"
HELP = "核对文书：文件、要素、模板是否与签发时一致（有不符退出码为1）"
NOTHING = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Take one case, or all."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", type=int, metavar="编号", help="只核对这一案")
    which.add_argument("--all", action="store_true", help="核对全部")


def run(options: Mapping[str, Any], say: Callable[[str], None]) -> None:
    """Tell what does not hold, and what was made with other tools or rules than today's.

    :raises CommandError: status 1 if a paper does not hold, 2 if there is none to look at.
    """
    count, faults, remarks = 0, 0, Counter[str]()
    with acting_as(SYSTEM):
        papers = Paper.objects.order_by("pk")
        if options["case"] is not None:
            papers = papers.filter(case_id=options["case"])
        for paper in papers.iterator(chunk_size=500):
            count += 1
            for fault in faults_of(paper):
                faults += 1
                say(f"{paper.pk}　{paper}：{fault}")
            remarks.update(remarks_of(paper))
    if not count:
        raise CommandError("没有可核对的文书。", returncode=NOTHING)
    for remark, number in sorted(remarks.items()):
        say(f"说明：{number}件{remark}")
    if faults:
        raise CommandError(f"核对{count}件，{faults}处不符。请从备份恢复，并查清原因。")
    say(f"核对{count}件，全部与签发时一致。")


def faults_of(paper: Paper) -> Iterator[str]:
    """Return what of a paper is not what was issued: facts, files, template."""
    if hashlib.sha256(rfc8785.dumps(paper.facts)).hexdigest() != paper.facts_sha256:
        yield "要素与签发时的要素校验值不符"
    for file in PaperFile.objects.filter(paper=paper).order_by("format"):
        yield from _fault_of_file(f"{file.format.upper()}文件", file.sha256, file.size)
    for version in SignedVersion.objects.filter(paper=paper).order_by("position"):
        yield from _fault_of_file(
            f"第{version.position}次签署后的文件", version.sha256, version.size
        )
    if paper.template_sha256:
        yield from _fault_of_template(paper)


def _fault_of_file(name: str, sha256: str, size: int) -> Iterator[str]:
    place = store.place_of(sha256)
    try:
        with place.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        yield f"{name}读不到（应为 {sha256}）"
        return
    if found != sha256:
        yield f"{name}内容被改动（应为 {sha256}，实为 {found}）"
    elif place.stat().st_size != size:
        yield f"{name}登记的大小不对（登记{size}，实为{place.stat().st_size}字节）"


def _fault_of_template(paper: Paper) -> Iterator[str]:
    try:
        place = template_choice.place_of(paper.code, paper.template_sha256)
    except TemplateGone as gone:
        yield str(gone)
        return
    if hashlib.sha256(place.read_bytes()).hexdigest() != paper.template_sha256:
        yield f"保存的模板内容被改动（应为 {paper.template_sha256}）"


def remarks_of(paper: Paper) -> Iterator[str]:
    """Return what is other today than at issue and is no fault: rules, fonts, libraries."""
    made = PaperFile.objects.filter(paper=paper).select_related("made_with").first()
    if made is not None:
        if made.made_with is None:
            yield "没有记录签发时的字体和程序库"
        elif made.made_with.sha256 != toolset.digest(toolset.current()):
            yield "是用另一套字体、程序库或排版程序生成的，重印可能不同"
    yield from remarks_on_rules(paper)


def remarks_on_rules(paper: Paper) -> Iterator[str]:
    """Return which rule packs were changed since the paper was issued."""
    packs = rulebook.shipped().packs
    for mark in paper.packs:
        region, at, sha256 = mark.partition("@")
        if not at:
            yield "没有记录签发时规则包的校验值"
        elif region not in packs:
            yield f"签发时用的规则包“{region}”已不在"
        elif packs[region].sha256 != sha256:
            yield f"签发后规则包“{region}”有过更新"
