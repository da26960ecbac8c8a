"""Make the public version of a contract in the background: mask, print, look what is left."""

import io
import zipfile
from datetime import UTC, date, datetime, time

from django.db import transaction
from lxml import etree

from contracts.documents import anonymising, store, template_choice
from contracts.documents.child import Renderer, RenderRefused, RenderStopped
from contracts.documents.declaration import declaration
from contracts.documents.features import W
from contracts.documents.models import Paper, PublicText
from contracts.documents.template_choice import TemplateGone
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = "public.make"
MARK = "公开版（个人信息已隐去）"


def ask(paper: Paper, *, on: date) -> PublicText:
    """Ask for the public version of a contract's text, once; its job is written with it."""
    with transaction.atomic():
        row, is_new = PublicText.objects.get_or_create(
            paper=paper, defaults={**PublicText.belonging_to(paper.case), "asked_on": on}
        )
        if is_new:
            jobs.enqueue(f"public:{row.pk}", TASK, public=row.pk)
    return row


def run(job: Job, renderer: Renderer) -> bool:
    """Make one: both files, what was masked and what is left; or why there are none."""
    row = PublicText.objects.select_related("paper__case").get(pk=job.args["public"])
    try:
        values = _made(row, renderer)
    except (RenderRefused, TemplateGone) as refused:
        reason = str(refused)
        return jobs.finish(job, lambda: _note(row, state=row.State.FAILED, failure=reason))
    except RenderStopped as stopped:
        jobs.give_back(job, str(stopped))
        return False
    return jobs.finish(job, lambda: _note(row, state=row.State.CHECKED, **values))


def _made(row: PublicText, renderer: Renderer) -> dict[str, object]:
    paper = row.paper
    names = anonymising.names_in(paper.case)
    facts, found = anonymising.masked(paper.facts, declaration(paper.code), names)
    rendered = renderer.render(
        code=paper.code,
        template=template_choice.place_of(paper.code, paper.template_sha256),
        facts={**facts, "marks": MARK},
        created=datetime.combine(paper.issued_on, time(), tzinfo=UTC),
        formats=("docx", "pdf"),
    )
    left = anonymising.left_in(_paragraphs(rendered.docx or b""), names)
    return {
        "masked": [list(each) for each in found],
        "left": [list(each) for each in left],
        "docx_sha256": store.put(rendered.docx) if rendered.docx else "",
        "pdf_sha256": store.put(rendered.pdf) if rendered.pdf else "",
        "failure": rendered.no_pdf_because,
    }


def _paragraphs(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def _note(row: PublicText, **values: object) -> None:
    PublicText.objects.filter(pk=row.pk).update(**values)
