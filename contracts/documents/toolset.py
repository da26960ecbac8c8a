"""What a file was made with: fonts, libraries, the program's own layout, each by hash or version.

Kept beside the file, so that a paper made again years later tells why a byte differs.
"""

import ctypes
import hashlib
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import rfc8785

from contracts.documents import fonts
from contracts.documents.models import Toolset

HERE = Path(__file__).resolve().parent
PRINT = HERE.parents[1] / "templates" / "print"
#: What turns facts and template into bytes; a change here may change a byte there.
LAYOUT = (
    *(HERE / f"{name}.py" for name in ("word", "walker", "pdf", "qr", "sheets", "justification")),
    *(HERE / f"{name}.py" for name in ("package", "geometry", "slimming", "numbering", "tables")),
    *(PRINT / name for name in ("gb9704.css", "elements.css")),
)
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "jinja2", "lxml", "openpyxl", "segno")
NATIVE = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}
PARTS = {"fonts": "字体", "libraries": "程序库", "program": "排版程序"}


def current() -> dict[str, Any]:
    """Return what this machine makes files with now."""
    return {"fonts": _fonts(), "libraries": dict(_libraries()), "program": dict(_program())}


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 by which a set of tools is known (over its RFC 8785 text)."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def keep(content: dict[str, Any]) -> Toolset:
    """Keep a set of tools once, however many files were made with it."""
    return Toolset.objects.get_or_create(sha256=digest(content), defaults={"content": content})[0]


def differences(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return in Chinese what is other now than it was then, part by part."""
    found = []
    for part, word in PARTS.items():
        old, new = then.get(part, {}), now.get(part, {})
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                was, became = _short(old.get(name)), _short(new.get(name))
                found.append(f"{word} {name}：当时 {was}，现在 {became}")
    return found


def _short(value: str | None) -> str:
    if value is None:
        return "没有"
    return f"{value[:12]}…" if len(value) == hashlib.sha256().digest_size * 2 else value


def _fonts() -> dict[str, str]:
    return {family: _hashed(path) for family, path in sorted(fonts.files().items())}


def _hashed(path: Path) -> str:
    seen = path.stat()
    return _hash_of(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=256)
def _hash_of(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _libraries() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_versions()))


def _versions() -> Iterator[tuple[str, str]]:
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    for name in LIBRARIES:
        try:
            yield name.lower(), metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    for name, (library, function) in NATIVE.items():
        try:
            said = getattr(ctypes.CDLL(library), function)
        except (OSError, AttributeError):
            continue
        said.restype = ctypes.c_char_p
        yield name, said().decode()


@cache
def _program() -> tuple[tuple[str, str], ...]:
    return tuple((path.name, _hashed(path)) for path in LAYOUT)
