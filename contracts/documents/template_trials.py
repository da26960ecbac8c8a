"""The trial print of a template version: the sample on the new template and on the old one."""

import difflib
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from lxml import etree

from contracts.documents import samples, store, template_choice
from contracts.documents.child import Rendered, Renderer, RenderRefused
from contracts.documents.features import W, text_of
from contracts.documents.template_models import TemplateTrial, TemplateVersion

Told = Callable[[int], None]
#: Pictures are for comparing at a glance; a longer paper is read in its PDF.
MOST_PAGES, SCALE = 20, 1.5


class TrialFailed(Exception):
    """The sample cannot be printed on the new template; the text says why."""


def run(version: TemplateVersion, renderer: Renderer, tell: Told) -> TemplateTrial:
    """Print the sample on both templates; return the trial with its files, not yet saved.

    ``tell`` hears how many of ``TemplateTrial.STEPS`` are done.

    :raises TrialFailed: if the new template cannot be printed.
    :raises RenderStopped: if a limit was broken or the child died.
    """
    trial = TemplateTrial.objects.get(version=version)
    try:
        new = _print(version, store.place_of(version.sha256), renderer)
    except (RenderRefused, samples.NoSample) as refused:
        raise TrialFailed(str(refused)) from refused
    tell(1)
    trial.replaced = template_choice.chosen(version.code, path=version.path, on=version.valid_from)
    old = None
    if trial.replaced:
        held = template_choice.place_of(version.code, trial.replaced)
        try:
            old = _print(version, held, renderer)
        except RenderRefused as refused:
            trial.no_pdf_because = f"原模板印不出样例：{refused}"
    tell(2)
    if new.pdf is None and (old is None or old.pdf is not None):
        raise TrialFailed(new.no_pdf_because)
    trial.no_pdf_because = trial.no_pdf_because or new.no_pdf_because
    trial.new_docx, trial.new_pdf = _kept(new.docx), _kept(new.pdf)
    trial.new_pages = _drawn(new.pdf)
    if old is not None:
        trial.old_docx, trial.old_pdf = _kept(old.docx), _kept(old.pdf)
        trial.old_pages = _drawn(old.pdf)
    trial.changes = differences(old.docx if old else None, new.docx)
    tell(TemplateTrial.STEPS)
    return trial


def _print(version: TemplateVersion, template: Path, renderer: Renderer) -> Rendered:
    return renderer.render(
        code=version.code,
        template=template,
        facts=samples.sample(version.code),
        created=datetime.combine(version.uploaded_on, time(), tzinfo=UTC),
        formats=("docx", "pdf"),
    )


def _kept(content: bytes | None) -> str:
    return store.put(content) if content else ""


def _drawn(pdf: bytes | None) -> list[str]:
    """Draw the pages of a PDF of our own making; return the hashes of the pictures."""
    if pdf is None:
        return []
    import pypdfium2  # noqa: PLC0415 -- a large library, needed for trial prints only

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for number in range(min(len(document), MOST_PAGES)):
            picture = io.BytesIO()
            drawn = document[number].render(scale=SCALE).to_pil()
            drawn.save(picture, format="PNG", optimize=True)
            pages.append(store.put(picture.getvalue()))
        return pages
    finally:
        document.close()


def differences(old: bytes | None, new: bytes | None) -> list[tuple[str, str]]:
    """Compare two Word files paragraph by paragraph: ``-`` gone, ``+`` new, blank for the same.

    Only the paragraphs next to a change are kept of those that stayed.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    lines: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(1):
        for kind, i, j, k, m in group:
            if kind == "equal":
                lines += [(" ", text) for text in before[i:j]]
            else:
                lines += [("-", text) for text in before[i:j]]
                lines += [("+", text) for text in after[k:m]]
    return lines


def _paragraphs(docx: bytes | None) -> list[str]:
    if docx is None:
        return []
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    texts = (text_of(paragraph).strip() for paragraph in root.iter(W + "p"))
    return [text for text in texts if text]
