"""Make the files of a story's papers, several at once, with progress on a terminal."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TextIO

from contracts.documents.child import Renderer
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from workflow.jobs import papers
from workflow.queue import jobs


def render_all(stream: TextIO = sys.stderr, *, workers: int | None = None) -> int:
    """Do every rendering job that waits; return how many papers were made.

    Rendering runs in child processes beside each other; rows are written by this thread alone.
    """
    claimed = []
    while job := jobs.claim_next([papers.TASK]):
        claimed.append((job, Paper.objects.get(pk=job.args["paper"])))
    renderers: SimpleQueue[Renderer] = SimpleQueue()
    number = workers or min(os.cpu_count() or 1, 4)
    for _ in range(number):
        renderers.put(Renderer())

    def make(paper: Paper) -> papers.Made:
        renderer = renderers.get()
        try:
            return papers.make(paper, renderer)
        finally:
            renderers.put(renderer)

    with ThreadPoolExecutor(number) as pool:
        futures = [(job, paper, pool.submit(make, paper)) for job, paper in claimed]
        for done, (job, paper, future) in enumerate(futures, start=1):
            with acting_as(SYSTEM):
                papers.settle(job, paper, future)
            if stream.isatty():
                stream.write(f"\r正在生成文书 {done}/{len(futures)} ")
                stream.flush()
    if stream.isatty() and claimed:
        stream.write("\n")
    while not renderers.empty():
        renderers.get().close()
    return len(claimed)
