"""Word files from compiled templates: the same facts give the same bytes.

A template is compiled once: docxtpl's own clean-up of the tags, then Jinja in an immutable
sandbox. Rendering fills the compiled parts and packs them into a zip with fixed times. What the
template may say is a short list (names, loops, conditions, a few filters); the rest is refused
when the template is compiled, not when a paper is due.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from contracts.documents import chinese, package, qr

FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
CORE = "docProps/core.xml"
LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
#: What XML cannot carry, and what turns the reading order of a name round.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
SPECIAL = re.compile(f"[<>&'\"\t\n\r]|{UNPRINTABLE.pattern}")
FILTERS = ("join", "length", "first", "last", "trim", "default")
TESTS = ("defined", "odd", "even", "in", "==", "eq", "!=", "ne", "divisibleby")
ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.NSRef,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
    nodes.Keyword,
)


class TemplateRefused(Exception):
    """The template says something that templates may not say."""


class FactsDoNotFit(Exception):
    """The facts lack a name that the template prints, or hold something that is not text."""


class WordFile(NamedTuple):
    """A rendered Word file and the hash of its uncompressed parts."""

    data: bytes
    content_sha256: str


def printed(value: object) -> str:
    """Make a fact printable: escaped, line breaks and tabs as Word has them.

    :raises FactsDoNotFit: if the value is neither text nor a whole number.
    """
    if type(value) is str:
        return _cleaned(value) if SPECIAL.search(value) else value
    if type(value) is int:
        return str(value)
    if isinstance(value, StrictUndefined):
        str(value)  # raises with the name
    raise FactsDoNotFit(f"模板要打印的内容不是文字：{value!r}（空值须先写成文字）")


def _cleaned(text: str) -> str:
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return str(escape(text)).replace("\n", LINE_BREAK).replace("\t", TAB)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, where a dot reaches into plain data and loops only."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read a key of a fact or a property of the loop; never a method of a dict."""
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def environment() -> Sandbox:
    """Build the sandbox: no globals, few filters and tests, no missing names, no blank values.

    Whatever is printed passes :func:`printed`, which escapes it once and for all; Jinja's own
    escaping would only wrap each piece again, at three times the cost of the rendering.
    """
    env = Sandbox(
        undefined=StrictUndefined, autoescape=False, finalize=printed, keep_trailing_newline=True
    )
    env.globals.clear()
    env.filters = {name: env.filters[name] for name in FILTERS} | {"numeral": chinese.numeral}
    env.tests = {name: env.tests[name] for name in TESTS}
    return env


ENVIRONMENT = environment()


def refuse_foreign_nodes(tree: nodes.Template) -> None:
    """Refuse calls, arithmetic, assignments, macros, imports and private names.

    :raises TemplateRefused: naming what was found.
    """
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name not in ENVIRONMENT.filters:
            message = f"模板使用了不允许的过滤器：{node.name}"
            raise TemplateRefused(message)
        if not isinstance(node, ALLOWED_NODES):
            message = f"模板第{node.lineno}行使用了不允许的写法：{type(node).__name__}"
            raise TemplateRefused(message)
        name = getattr(node, "attr", None) or getattr(node, "name", None) or ""
        if isinstance(name, str) and name.startswith("_"):
            message = f"模板使用了不允许的名称：{name}"
            raise TemplateRefused(message)


class Part(NamedTuple):
    """One file of the package: packed bytes, or a compiled template."""

    name: bytes
    packed: tuple[bytes, bytes] | None
    digest: bytes
    template: Any


class CompiledTemplate:
    """A Word template compiled for rendering many times."""

    def __init__(self, data: bytes) -> None:
        """Compile the parts that hold blanks and pack the others.

        :raises TemplateRefused: if the template is hostile, broken or uses what is not allowed.
        """
        parts = package.parts(data)
        self.parts = [self._part(name, parts[name]) for name in package.ordered(parts)]
        hung = {name: self._part(name, raw) for name, raw in qr.hang_in(parts).items()}
        known = {part.name.decode(): part for part in self.parts} | hung
        self.marked = [known[name] for name in package.ordered(known)] if hung else None

    def _part(self, name: str, raw: bytes) -> Part:
        key = name.encode()
        if FILLED.fullmatch(name):
            source = DocxTemplate(io.BytesIO()).patch_xml(raw.decode())
            if "{{" in source or "{%" in source:
                return Part(key, None, b"", self._compile(source))
        if name == CORE:
            return Part(key, None, b"", None)
        return Part(key, package.pack(key, raw), hashlib.sha256(raw).digest(), None)

    @staticmethod
    def _compile(source: str) -> Any:
        try:
            tree = ENVIRONMENT.parse(source)
            refuse_foreign_nodes(tree)
            return ENVIRONMENT.from_string(tree)
        except TemplateError as error:
            message = f"模板写法有误：{error.message}"
            raise TemplateRefused(message) from error

    def render(self, facts: Mapping[str, Any], created: datetime, code: str = "") -> WordFile:
        """Fill the blanks; ``created`` is the paper's day, written into its properties.

        ``code`` is what the QR code says; a template without footers has no place for one.

        :raises FactsDoNotFit: if a printed name is missing or its value is not text.
        """
        packed = []
        content = hashlib.sha256()
        try:
            for part in self._parts_with(code):
                filled, digest = self._filled(part, facts, created)
                content.update(part.name + b"\0" + digest)
                packed.append((part.name, *filled))
        except TemplateError as error:
            message = f"资料与模板不符：{error.message}"
            raise FactsDoNotFit(message) from error
        except FactsDoNotFit as error:
            raise FactsDoNotFit(f"{error}{_blanks(facts)}") from error
        return WordFile(package.join(packed), content.hexdigest())

    def _parts_with(self, code: str) -> list[Part]:
        if not code or self.marked is None:
            return self.parts
        picture = self._part(qr.PICTURE, qr.picture(code))
        return sorted([*self.marked, picture], key=_in_order)

    def _filled(
        self, part: Part, facts: Mapping[str, Any], created: datetime
    ) -> tuple[tuple[bytes, bytes], bytes]:
        if part.packed:
            return part.packed, part.digest
        if part.template is None:
            raw = package.core_properties(created)
        else:
            raw = part.template.render(facts).encode()
        return package.pack(part.name, raw, package.QUICK), hashlib.sha256(raw).digest()


def _in_order(part: Part) -> tuple[bool, str]:
    return part.name.decode() != package.CONTENT_TYPES, part.name.decode()


def content_hash(data: bytes) -> str:
    """Hash a Word file's uncompressed parts: equal content, whatever packed it."""
    content = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in package.ordered(archive.namelist()):
            content.update(name.encode() + b"\0" + hashlib.sha256(archive.read(name)).digest())
    return content.hexdigest()


@lru_cache(maxsize=256)
def compiled(data: bytes) -> CompiledTemplate:
    """Compile a template once per process."""
    return CompiledTemplate(data)


def render_word(template: bytes | Path, facts: Mapping[str, Any], created: datetime) -> bytes:
    """Render a template with facts: a Word file, byte for byte the same each time.

    :raises TemplateRefused: if the template may not be used.
    :raises FactsDoNotFit: if the facts do not fill it.
    """
    data = template if isinstance(template, bytes) else template.read_bytes()
    return compiled(data).render(facts, created).data


def _blanks(facts: object, path: str = "") -> str:
    """List where the facts hold None: the usual cause of a paper that does not print."""
    found: list[str] = []
    stack: list[tuple[str, object]] = [(path, facts)]
    while stack:
        where, value = stack.pop()
        if value is None:
            found.append(where)
        elif isinstance(value, Mapping):
            stack += [(f"{where}.{key}".lstrip("."), item) for key, item in value.items()]
        elif isinstance(value, list):
            stack += [(f"{where}[{place}]", item) for place, item in enumerate(value, 1)]
    return f"；空着的有：{'、'.join(sorted(found))}" if found else ""
