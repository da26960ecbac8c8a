"""Looking through an uploaded template in a limited child: whatever it is, it harms nothing here.

The same child as for rendering (limits, empty environment, no network), without fonts and press:
nothing is printed, so it is ready at once.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from contracts.documents import lint, package
from contracts.documents.child import LENGTH, Renderer, RenderStopped, serve
from contracts.documents.declaration import declaration
from contracts.documents.lint import Fault, Report
from contracts.documents.reasons import PackageRefused, Reason

MOST_SECONDS = 20
STOPPED = "检查这个文件超出了时间或内存限制，已停止；正常的模板不会这样，请重新制作。"


class Inspector(Renderer):
    """One child that reads templates; use as a context manager, from one thread."""

    module = "contracts.documents.inspection"

    def __init__(self) -> None:
        """Give a template so many seconds."""
        super().__init__(seconds=MOST_SECONDS)

    def check(self, code: str, data: bytes) -> Report:
        """Look through the template of a paper; a file too large is not even handed over."""
        try:
            package.refuse_other_kinds(data)
        except PackageRefused as error:
            return Report([Fault(error.reason, str(error))], [], [])
        request = {"code": code, "template": base64.b64encode(data).decode()}
        try:
            head, _ = self._ask(json.dumps(request).encode())
        except RenderStopped:
            return Report([Fault(Reason.LIMIT, STOPPED)], [], [])
        faults = [Fault(Reason(reason), text) for reason, text in head["faults"]]
        return Report(faults, head["advice"], head["fields"])


_kept: ContextVar[Inspector | None] = ContextVar("inspector", default=None)


@contextmanager
def one_child() -> Iterator[Inspector]:
    """Let everything inside the block be looked through by one child: many files in a row."""
    with Inspector() as inspector:
        token = _kept.set(inspector)
        try:
            yield inspector
        finally:
            _kept.reset(token)


def check(code: str, data: bytes) -> Report:
    """Look through one template, in a child of its own unless one is kept."""
    if (kept := _kept.get()) is not None:
        return kept.check(code, data)
    with Inspector() as inspector:
        return inspector.check(code, data)


def answer(request: Mapping[str, Any]) -> bytes:
    """Say what the linter found."""
    data = base64.b64decode(request["template"])
    try:
        found = lint.report(data, declaration(request["code"]))
    except (MemoryError, RecursionError):
        found = Report([Fault(Reason.LIMIT, STOPPED)], [], [])
    head = json.dumps({"files": [], **found._asdict()}).encode()
    return LENGTH.pack(len(head)) + head


if __name__ == "__main__":
    serve(answer, warm=lambda: None)
