"""docxtemplater (npm) on one of our contracts: its template is ours, put into its language.

Conditions are settled beforehand and only those that hold are left in: docxtemplater has less to
do than we have. Loops and blanks stay. It is installed into the cache by its lock, which names
versions and hashes; without node and npm there is nothing to compare with.
"""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from contracts.documents import package, word

HERE = Path(__file__).resolve().parent / "node"
CACHE = HERE.parents[1] / ".cache" / "docxtemplater"
MAIN = "word/document.xml"
INSTALL_SECONDS = 120
TOKEN = re.compile(r"\{%-?\s*(.*?)\s*-?%\}|\{\{\s*(.*?)\s*\}\}", re.DOTALL)
TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
PARAGRAPH = "<w:p><w:r><w:t>{{%s}}</w:t></w:r></w:p>"


class Missing(Exception):
    """There is no node, no npm, or the package cannot be had; the text says which."""


def modules() -> Path:
    """Return the folder of the installed packages, installing them by the lock if need be.

    :raises Missing: if that cannot be done.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        raise Missing("node or npm is not installed")
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = CACHE / "installed"
    if not stamp.exists() or stamp.read_bytes() != lock:
        CACHE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, CACHE)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        try:
            subprocess.run(  # noqa: S603 -- our own command
                command, cwd=CACHE, check=True, capture_output=True, timeout=INSTALL_SECONDS
            )
        except (subprocess.SubprocessError, OSError) as fault:
            raise Missing("docxtemplater could not be installed") from fault
        stamp.write_bytes(lock)
    return CACHE / "node_modules"


@contextmanager
def engine(template: bytes, facts: Mapping[str, Any], folder: Path) -> Iterator["Engine"]:
    """Start node with the template in its language, and end it.

    :raises Missing: if it is not installed.
    """
    installed = modules()
    (folder / "template.docx").write_bytes(translated(template, facts))
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 -- our own script
        [shutil.which("node") or "node", str(HERE / "render.js"), str(installed), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Engine(process, folder)


class Engine:
    """A running node that renders at each call."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        """Take over a process that waits for lines."""
        self.process, self.folder = process, folder

    def once(self) -> float:
        """Render once and return the seconds it took."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def text(self) -> str:
        """Return the text of the file made last, without white space."""
        return text_of((self.folder / "theirs.docx").read_bytes())


def text_of(docx: bytes) -> str:
    """Return the text of a Word file without white space."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(MAIN))
    return "".join("".join(map(str, root.itertext("{*}t"))).split())


def translated(template: bytes, facts: Mapping[str, Any]) -> bytes:
    """Put a template of ours into docxtemplater's language."""
    parts = package.parts(template)
    source = DocxTemplate(io.BytesIO()).patch_xml(parts[MAIN].decode())
    parts[MAIN] = Translation(facts).of(source).encode()
    packed = [(name.encode(), *package.pack(name.encode(), raw)) for name, raw in parts.items()]
    return package.join(packed)


class Translation:
    """One pass over a template: conditions settled, loops and blanks kept."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        """Start outside every condition and loop."""
        self.facts = facts
        #: For each open condition: whether its branch is printed, and whether one was before.
        self.branches: list[tuple[bool, bool]] = []
        self.loop = ""
        self.row = ""
        self.inner: list[str] = []
        self.out: list[str] = []
        self.before: list[str] = []

    def of(self, source: str) -> str:
        """Return the source in the other language."""
        place = 0
        for found in TOKEN.finditer(source):
            self._write(source[place : found.start()])
            said, blank = found.groups()
            self._write("{{" + self._field(blank) + "}}") if said is None else self._say(said)
            place = found.end()
        self._write(source[place:])
        return "".join(self.out)

    def _write(self, text: str) -> None:
        if all(printed for printed, _ in self.branches):
            self.out.append(text)

    def _field(self, blank: str) -> str:
        return blank.removeprefix(f"{self.row}.") if self.loop else blank

    def _holds(self, condition: str) -> bool:
        return bool(word.ENVIRONMENT.compile_expression(condition)(**self.facts))

    def _say(self, said: str) -> None:
        verb, _, rest = said.partition(" ")
        if self.loop and verb in {"if", "endif", "else", "elif"}:
            self._say_inside(verb, rest)
        elif verb == "if":
            holds = self._holds(rest)
            self.branches.append((holds, holds))
        elif verb in {"elif", "else"}:
            _, was = self.branches.pop()
            holds = not was and (verb == "else" or self._holds(rest))
            self.branches.append((holds, was or holds))
        elif verb == "endif":
            self.branches.pop()
        else:
            self._loop(verb, rest)

    def _say_inside(self, verb: str, rest: str) -> None:
        if verb == "if":
            self.inner.append(self._field(rest))
            self._write("{{#" + self.inner[-1] + "}}")
        elif verb == "endif":
            self._write("{{/" + self.inner.pop() + "}}")
        else:
            message = f"no way to say {verb} in their language"
            raise ValueError(message)

    def _loop(self, verb: str, rest: str) -> None:
        if verb == "for":
            self.row, _, self.loop = rest.split(" ")
            self.before, self.out = self.out, []
        elif verb == "endfor":
            body, self.out = "".join(self.out), self.before
            self._write(looped(body, self.loop))
            self.loop = self.row = ""
        else:
            message = f"no way to say {verb} in their language"
            raise ValueError(message)


def looped(body: str, name: str) -> str:
    """Put the marks of a loop round rows of a table, or round paragraphs."""
    if not body.lstrip().startswith("<w:tr"):
        return PARAGRAPH % f"#{name}" + body + PARAGRAPH % f"/{name}"
    *_, last = TEXT.finditer(body)
    body = body[: last.end(2)] + "{{/" + name + "}}" + body[last.end(2) :]
    first = TEXT.search(body)
    return body[: first.start(2)] + "{{#" + name + "}}" + body[first.start(2) :] if first else body
