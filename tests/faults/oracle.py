"""What must hold in a database that survived: one plain picture of it, to compare and to judge."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

from django.conf import settings

from contracts.deadlines.models import Deadline
from contracts.documents import template_choice
from contracts.documents.declaration import declarations
from contracts.documents.models import Paper, PaperFile
from contracts.journal import entries
from contracts.journal.models import Entry
from contracts.parties.models import Case
from workflow.desk import rebuilding
from workflow.queue.models import Job


def state():
    """Return the picture: what happened, however often it was killed, and what is wrong."""
    happened = {"journal": journal(), "papers": papers(), "clocks": clocks()}
    return {**ranked(happened), "faults": [*chains(), *desks(), *jobs(), *files()]}


REFERENCE = re.compile(r"\b([a-z]+):(\d+)\b")


def ranked(happened):
    """Return the picture with rows named by their order: a number taken in vain leaves a gap."""
    text = json.dumps(happened, ensure_ascii=False)
    named = {(model, int(pk)) for model, pk in REFERENCE.findall(text)}
    ranks = {}
    for model, pk in sorted(named):
        ranks[model, pk] = sum(other == model for other, _ in ranks) + 1

    def rank(found):
        return f"{found[1]}:{ranks[found[1], int(found[2])]}"

    return json.loads(REFERENCE.sub(rank, text))


def journal():
    """Return what was done, without refused attempts (sending one again is no second effect)."""
    rows = Entry.objects.order_by("case_id", "sequence").values_list("case_id", "act", "body")
    done = []
    for case, act, body in rows:
        said = json.loads(body)
        if "refused" not in said["data"]:
            done.append([f"case:{case}", act, said["on"], said["data"]])
    return done


def papers():
    """Return the issued papers by their numbers."""
    fields = ("number", "code", "record", "issued_on", "marks", "is_void", "facts_sha256")
    rows = Paper.objects.order_by("pk").values_list("issuer__name", *fields)
    return [[str(value) for value in row] for row in rows]


def clocks():
    """Return the deadlines and where they stand."""
    fields = ("code", "subject", "base_on", "last_day", "state", "stopped_on")
    rows = Deadline.objects.order_by("pk").values_list(*fields)
    return [[str(value) for value in row] for row in rows]


def chains():
    """Return where a journal does not hold."""
    for case in Case.objects.order_by("pk"):
        for gap in entries.breaks(case):
            yield f"journal: {gap}"


def desks():
    """Return where the work items are not what flows and clocks ask for."""
    for case in Case.objects.order_by("pk"):
        for difference in rebuilding.differences(case):
            yield f"desk: {difference}"


def jobs():
    """Return papers without their job, jobs undone, and papers not made."""
    keys = set(Job.objects.values_list("key", flat=True))
    for paper in Paper.objects.exclude(state=Paper.State.UNLAID):
        if f"paper:{paper.pk}" not in keys:
            yield f"paper without job: {paper}"
        if paper.state != Paper.State.READY:
            yield f"paper not made: {paper} {paper.state} {paper.failure}"
    for job in Job.objects.exclude(state=Job.State.DONE):
        yield f"job not done: {job.key} {job.state} {job.note}"


def files():
    """Return files that are missing, changed, kept twice, or that nothing points at.

    The shipped templates are kept too, for papers to be printed again on what they were issued on.
    """
    folder = Path(settings.FILES_DIR)
    stored = {path.name: path for path in folder.glob("*/*") if not path.name.startswith(".")}
    named = set(PaperFile.objects.values_list("sha256", flat=True))
    for sha256 in sorted(named):
        path = stored.get(sha256)
        if path is None or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield f"file missing or changed: {sha256}"
    templates = {template_choice.shipped(code) for code in declarations()}
    for sha256 in sorted(stored.keys() - named - templates):
        yield f"file of nothing: {sha256}"
    wanted = {
        (paper.pk, name)
        for paper in Paper.objects.filter(state=Paper.State.READY, failure="")
        for name in paper.formats
    }
    there = Counter(PaperFile.objects.values_list("paper_id", "format"))
    for paper, name in sorted(wanted - there.keys()):
        yield f"file not made: {paper}.{name}"
