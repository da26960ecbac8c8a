"""Rendering in a limited child process: a hostile template harms nothing but its own paper.

The parent (:class:`Renderer`) sends one request at a time over a socket: four bytes of length,
then JSON. The child answers with a JSON head of the same kind and the files behind it. The child
has an empty environment, its own temporary folder, limits on memory, processor time, file size
and open files, and no network where the machine allows to take it away. When it hangs the parent
kills it; when it dies the next request starts a new one.
"""

import base64
import ctypes
import json
import logging
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from contracts.documents import declaration, package, pdf, sheets, walker, word

MEBIBYTE = 1024 * 1024
#: Measured: a warm child with all faces mapped takes 460 MiB of address space.
MOST_MEMORY = 768 * MEBIBYTE
MOST_SECONDS_OF_CPU = 20
MOST_FILE = 64 * MEBIBYTE
MOST_OPEN_FILES = 64
MOST_SECONDS = 30
START_SECONDS = 60
MOST_ANSWER = 256 * MEBIBYTE
#: Measured: over 2,000 one-page offers a child grows from 127 to 132 MiB; a new one costs a second.
RECYCLE_AFTER = 2_000
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
COMPLAINTS = "stderr.log"
LOGGER = logging.getLogger(__name__)
LENGTH = struct.Struct(">I")
FORMATS = ("docx", "pdf", "xlsx")
REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LANG", "XIEYUE_FONT_DIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
REFUSALS = (word.TemplateRefused, word.FactsDoNotFit, package.PackageRefused)
NO_PDF = (pdf.PdfUnavailable, pdf.GlyphsMissing, walker.UnsupportedWord)


class RenderRefused(Exception):
    """The paper cannot be made: its template or its facts are at fault. The text says which."""


class RenderStopped(Exception):
    """The child broke a limit or died; nothing was made, and the next request gets a new child."""


class Rendered(NamedTuple):
    """The files of one paper; what was not asked for, or could not be made, is None.

    ``no_pdf_because`` says in plain Chinese why a PDF that was asked for is missing.
    """

    docx: bytes | None
    pdf: bytes | None
    xlsx: bytes | None
    content_sha256: str
    no_pdf_because: str


class Renderer:
    """One child process; use as a context manager, from one thread."""

    module = "contracts.documents.child"

    def __init__(
        self, *, seconds: float = MOST_SECONDS, recycle_after: int = RECYCLE_AFTER
    ) -> None:
        """Set the limits; the child starts with the first request."""
        self.seconds = seconds
        self.recycle_after = recycle_after
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made = 0

    def __enter__(self) -> Self:
        """Return the renderer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is no child."""
        return None if self._process is None else self._process.pid

    def render(
        self,
        *,
        code: str,
        template: Path | bytes,
        facts: Mapping[str, Any],
        created: datetime,
        formats: Collection[str] = ("docx", "pdf"),
        qr: str = "",
    ) -> Rendered:
        """Make one paper; ``qr`` is what its codes say before the sheet's number, or nothing.

        :raises RenderRefused: if template or facts are at fault.
        :raises RenderStopped: if a limit was broken or the child died.
        """
        request = {
            "code": code,
            "facts": dict(facts),
            "created": created.isoformat(),
            "qr": qr,
            "formats": [name for name in FORMATS if name in formats],
        }
        if isinstance(template, bytes):
            request["template"] = base64.b64encode(template).decode()
        else:
            request["path"] = str(template)
        head, files = self._answered(request)
        return Rendered(
            docx=files.get("docx"),
            pdf=files.get("pdf"),
            xlsx=files.get("xlsx"),
            content_sha256=head["content_sha256"],
            no_pdf_because=head["no_pdf_because"],
        )

    def print_page(self, page: str, created: datetime) -> bytes:
        """Print a page of our own as PDF, within the same limits. Raises as :meth:`render`."""
        head, files = self._answered({"page": page, "created": created.isoformat()})
        if "pdf" not in files:
            raise RenderRefused(head["no_pdf_because"])
        return files["pdf"]

    def _answered(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
        head, files = self._ask(json.dumps(request, ensure_ascii=True).encode())
        if refused := head.get("refused"):
            raise RenderRefused(refused)
        if stopped := head.get("stopped"):
            self.close()
            raise RenderStopped(stopped)
        return head, files

    def close(self) -> None:
        """End the child and take its folder away."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._folder is not None:
            self._folder.cleanup()
        self._line = self._process = self._folder = None

    def _ask(self, request: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
        is_dead = self._process is not None and self._process.poll() is not None
        if is_dead or self._made >= self.recycle_after:
            self.close()
        try:
            line = self._line or self._start()
            until = time.monotonic() + self.seconds
            line.settimeout(self.seconds)
            line.sendall(LENGTH.pack(len(request)) + request)
            head = json.loads(_received(line, until))
            files = {name: _received(line, until) for name in head["files"]}
        except TimeoutError as error:
            self.close()
            message = f"生成文书超过 {self.seconds:g} 秒，已停止。请检查模板中的循环和资料的长度。"
            raise RenderStopped(message) from error
        except (OSError, EOFError, ValueError) as error:
            self._log_complaints()
            self.close()
            message = "生成文书的子进程超出内存或时间限制，已停止。请检查模板和资料。"
            raise RenderStopped(message) from error
        self._made += 1
        return head, files

    def _log_complaints(self) -> None:
        """Keep what the child said last before its folder goes."""
        if self._folder is not None:
            said = (Path(self._folder.name) / COMPLAINTS).read_text("utf-8", "replace")
            LOGGER.warning("render child died: %s", said[-2000:])

    def _start(self) -> socket.socket:
        """Start the child in a clean surrounding and wait until it is ready."""
        self._folder = tempfile.TemporaryDirectory(
            prefix="xieyue-render-", ignore_cleanup_errors=True
        )
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        ours, theirs = socket.socketpair()
        with theirs, (Path(self._folder.name) / COMPLAINTS).open("wb") as complaints:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module
                [sys.executable, "-m", self.module],
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=complaints,
                cwd=self._folder.name,
                env=kept
                | {
                    "TMPDIR": self._folder.name,
                    "HOME": self._folder.name,
                    "PYTHONPATH": str(REPOSITORY),
                    "PYTHONHASHSEED": "0",
                    "PYTHONUTF8": "1",
                    "TZ": "UTC",
                },
                start_new_session=True,
            )
        self._line, self._made = ours, 0
        ours.settimeout(START_SECONDS)
        _received(ours, time.monotonic() + START_SECONDS)
        return ours


def _received(line: socket.socket, until: float | None = None) -> bytes:
    """Read one message: its length, then so many bytes; until a moment, or as long as it takes."""
    length = LENGTH.unpack(_bytes(line, LENGTH.size, until))[0]
    if length > MOST_ANSWER:
        message = "answer too long"
        raise ValueError(message)
    return _bytes(line, length, until)


def _bytes(line: socket.socket, length: int, until: float | None) -> bytes:
    got = bytearray()
    while len(got) < length:
        if until is not None:
            line.settimeout(max(until - time.monotonic(), 0.001))
        chunk = line.recv(min(length - len(got), MEBIBYTE))
        if not chunk:
            raise EOFError
        got += chunk
    return bytes(got)


# ------------------------------------------------------------------------------ in the child


def main() -> None:
    """Render papers until the parent closes the line."""
    serve(answer, warm=pdf.press)


def serve(answering: Callable[[Mapping[str, Any]], bytes], *, warm: Callable[[], object]) -> None:
    """Answer requests within the limits until the parent closes the line."""
    line = socket.socket(fileno=os.dup(1))
    os.dup2(2, 1)
    confine()
    with suppress(pdf.PdfUnavailable):
        warm()
    line.settimeout(None)
    line.sendall(LENGTH.pack(2) + b"{}")
    while True:
        try:
            request = json.loads(_received(line))
        except EOFError:
            return
        allow_more_time()
        line.sendall(answering(request))


def confine() -> None:
    """Lay on the limits, and take the network away where the machine allows it."""
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_FILE),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def allow_more_time() -> None:
    """Give the next request its own seconds of processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + MOST_SECONDS_OF_CPU, hard))


def answer(request: Mapping[str, Any]) -> bytes:
    """Make what was asked for, or say in Chinese why not."""
    files: dict[str, bytes] = {}
    head: dict[str, Any] = {"files": [], "content_sha256": "", "no_pdf_because": ""}
    try:
        head |= _make(request, files)
    except REFUSALS as error:
        files, head["refused"] = {}, str(error)
    except OSError as error:
        files, head["refused"] = {}, f"读不到模板：{error.strerror}"
    except (MemoryError, RecursionError):
        files, head["stopped"] = {}, "生成文书超出内存限制，已停止。请检查模板和资料的长度。"
    head["files"] = list(files)
    parts = [json.dumps(head).encode(), *files.values()]
    return b"".join(LENGTH.pack(len(part)) + part for part in parts)


def _make(request: Mapping[str, Any], files: dict[str, bytes]) -> dict[str, str]:
    created = datetime.fromisoformat(request["created"])
    outcome = {"content_sha256": "", "no_pdf_because": ""}
    if "page" in request:
        try:
            files["pdf"] = pdf.print_own(request["page"], created=created)
        except NO_PDF as error:
            outcome["no_pdf_because"] = str(error)
        return outcome
    facts, formats = request["facts"], request["formats"]
    if "docx" in formats or "pdf" in formats:
        template = (
            base64.b64decode(request["template"])
            if "template" in request
            else Path(request["path"]).read_bytes()
        )
        code = f"{request['qr']}/0" if request["qr"] else ""
        docx, outcome["content_sha256"] = word.compiled(template).render(facts, created, code)
        if "docx" in formats:
            files["docx"] = docx
    if "pdf" in formats:
        try:
            files["pdf"] = pdf.render_pdf(
                docx, name=request["code"], created=created, code=request["qr"]
            )
        except NO_PDF as error:
            outcome["no_pdf_because"] = str(error)
    if "xlsx" in formats:
        declared = declaration.declaration(request["code"])
        files["xlsx"] = sheets.render_sheet(declared, facts, created)
    return outcome


if __name__ == "__main__":
    main()
