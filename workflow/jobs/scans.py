"""Look at what came in as photo or scan, and take in what a scanner put into its folder.

A scanner writes into ``<folder>/<login name>/``; what was taken in moves to 已收, what was refused
to 已退 with the reason beside it. The same file twice is taken in once.
"""

import logging
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from contracts.documents import scanner, scans, store
from contracts.documents.models import Scan
from contracts.documents.scanner import CannotLook
from contracts.documents.scans import ScanRefused
from contracts.parties.models import Office
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = "scan.read"
TAKEN, RETURNED = "已收", "已退"
#: A file younger than this may still be growing.
SETTLED_SECONDS = 10
NO_OFFICE = "没有这个登录名，或者这个人现在没有职务。请把文件放进自己登录名的文件夹。"
log = logging.getLogger(__name__)


def take(data: bytes, *, name: str, office: Office, on: date) -> tuple[Scan, bool]:
    """Take a file in and write the job that looks at it; False if it was there before.

    :raises ScanRefused: if it cannot be taken.
    """
    with transaction.atomic():
        scan, is_new = scans.take(data, name=name, office=office, on=on)
        if is_new:
            jobs.enqueue(f"scan:{scan.pk}", TASK, scan=scan.pk)
    return scan, is_new


def run(job: Job) -> bool:
    """Look at one scan: its codes, its previews, its paper; or why it cannot be opened."""
    scan = Scan.objects.get(pk=job.args["scan"])
    try:
        pages = scanner.look(store.get(scan.sha256))
    except CannotLook as refused:
        reason = str(refused)
        return jobs.finish(job, lambda: scans.refuse(scan, reason))
    codes = [page.codes for page in pages]
    previews = [store.put(page.preview) for page in pages]
    office = Office.objects.filter(account=scan.account, organisation=scan.organisation).first()
    if office is None:
        return jobs.finish(job, lambda: scans.refuse(scan, NO_OFFICE))
    actor = office.as_actor()
    return jobs.finish(job, lambda: scans.land(scan, codes, previews, actor))


def sweep(on: date) -> int:
    """Take in what lies in the folder; return how many files were taken."""
    folder = Path(settings.SCANS_DIR)
    if not folder.is_dir():
        return 0
    taken = 0
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        for file in sorted(path for path in place.iterdir() if path.is_file()):
            if not file.is_symlink() and time.time() - file.stat().st_mtime >= SETTLED_SECONDS:
                taken += _take_in(file, on)
    return taken


def _take_in(file: Path, on: date) -> bool:
    offices = Office.objects.filter(account__username=file.parent.name, until=None)
    office = next((each for each in offices.order_by("pk") if each.as_actor().side), None)
    try:
        take(_read(file), name=file.name, office=_held(office), on=on)
    except ScanRefused as refused:
        _move(file, RETURNED)
        (file.parent / RETURNED / f"{file.name}.txt").write_text(str(refused), encoding="utf-8")
        return False
    _move(file, TAKEN)
    return True


def _held(office: Office | None) -> Office:
    if office is None:
        raise ScanRefused(NO_OFFICE)
    return office


def _read(file: Path) -> bytes:
    """Read a file; one byte too many is enough to refuse it."""
    with file.open("rb") as opened:
        return opened.read(scans.LARGEST + 1)


def _move(file: Path, where: str) -> None:
    folder = file.parent / where
    folder.mkdir(exist_ok=True)
    file.rename(folder / file.name)
