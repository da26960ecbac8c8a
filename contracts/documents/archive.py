"""Make a case file (卷宗): a PDF to leaf through, a ZIP of all originals; the same bytes each time.

Everything is read as the office that asked, so that what is not for its side is never found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from contracts.documents import archive_contents as contents_of
from contracts.documents import archive_merging, archive_packing, archive_pages, store
from contracts.documents.archive_models import Archive
from contracts.documents.child import Renderer
from contracts.parties import actors
from contracts.parties.models import Case, Office

#: Steps besides one per paper: cover and numbers, volume, ZIP.
STEPS_BESIDES = 3


@dataclass(frozen=True, slots=True)
class Made:
    """The stored results."""

    pdf_sha256: str
    zip_sha256: str
    pages: int


def ask(case: Case, *, office: Office, on: date) -> tuple[Archive, bool]:
    """Ask for the file of a case as it stands; False if just this one was asked for before."""
    actor, contents = actors.current(), contents_of.gather(case)
    for earlier in Archive.objects.filter(case=case, asked_on=on).order_by("-pk"):
        is_same = earlier.contents == contents and earlier.office_id == office.pk
        if is_same and earlier.state != Archive.State.FAILED:
            return earlier, False
    made = Archive.objects.create(
        **Archive.belonging_to(case),
        office=office,
        side=actor.side,
        asked_by=f"{office.organisation.name}　{actor.name}"[:420],
        asked_on=on,
        contents=contents,
        of=len(contents["papers"]) + STEPS_BESIDES,
    )
    return made, True


def make(archive: Archive, renderer: Renderer, tell: Callable[[int], None]) -> Made:
    """Make both files and store their bytes; no row is written. ``tell`` hears of each step.

    :raises RenderRefused: if cover or index cannot be printed.
    :raises RenderStopped: if the child broke a limit or died.
    """
    steps = iter(range(1, archive.of + 1))
    step = lambda: tell(next(steps, archive.of))  # noqa: E731 -- the next number, told
    contents = contents_of.read(archive.contents)
    moment = datetime.combine(archive.asked_on, time(), tzinfo=UTC)
    whole = archive_merging.collect(contents, step)
    pages = len(whole.pages)
    front = renderer.print_page(archive_pages.front(archive, contents, pages=pages), moment)
    numbers = renderer.print_page(archive_pages.stamps(1, max(pages, 1)), moment)
    step()
    volume = archive_merging.bind(whole, front, numbers, title=archive.case.title)
    step()
    packed = archive_packing.pack(contents, volume)
    step()
    return Made(store.put(volume), store.put(packed), pages)
