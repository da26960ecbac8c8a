"""Zips that lie, written by hand: what no honest library writes."""

import struct
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

DEFLATED, STORED = 8, 0
UTF8, LOCKED, STREAMED = 0x800, 0x1, 0x8


@dataclass(frozen=True)
class Entry:
    """One file of a zip; what is None is said truly."""

    name: bytes
    raw: bytes = b"x"
    method: int = DEFLATED
    flags: int = UTF8
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    local_crc: int | None = None
    local_size: int | None = None
    local_method: int | None = None
    mode: int = 0
    offset: int | None = None
    behind: bytes = b""
    extra: bytes = b""

    @property
    def body(self) -> bytes:
        return _deflated(self.raw) if self.method == DEFLATED else self.raw


@lru_cache(maxsize=200)
def _deflated(raw):
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return squeeze.compress(raw) + squeeze.flush()


def _said(value, true):
    return true if value is None else value


def _local(entry, body):
    name = _said(entry.local_name, entry.name)
    crc = _said(entry.local_crc, _said(entry.crc, zlib.crc32(entry.raw)))
    size = _said(entry.local_size, _said(entry.size, len(entry.raw)))
    packed = _said(entry.packed_size, len(body))
    method = _said(entry.local_method, entry.method)
    head = struct.pack(
        "<4s5H3I2H",
        *(b"PK\3\4", 20, entry.flags, method, 0, 33, crc, packed, size),
        *(len(name), len(entry.extra)),
    )
    return head + name + entry.extra + body + entry.behind


def _central(entry, body, offset):
    crc = _said(entry.crc, zlib.crc32(entry.raw))
    sizes = _said(entry.packed_size, len(body)), _said(entry.size, len(entry.raw))
    return (
        struct.pack(
            "<4s6H3I5H2I",
            *(b"PK\1\2", 0x314, 20, entry.flags, entry.method, 0, 33, crc, *sizes),
            *(len(entry.name), 0, 0, 0, 0, entry.mode << 16, _said(entry.offset, offset)),
        )
        + entry.name
    )


def zipped(entries, *, before=b"", behind=b"", comment=b"", between=b"", count=None):
    """Write entries as a zip, with bytes before, between and behind, and a count that may lie."""
    out, directory = bytearray(before), b""
    for entry in entries:
        body, offset = entry.body, len(out)
        out += _local(entry, body)
        directory += _central(entry, body, offset)
    out += between
    start, number = len(out), _said(count, len(entries))
    out += directory
    out += struct.pack(
        *("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(directory), start, len(comment)),
    )
    return bytes(out) + comment + behind


def entries_of(parts):
    """List the parts of a Word file as entries, the content types first."""
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    return [Entry(name.encode(), parts[name]) for name in names]


def with_entry(entries, name, **changes):
    """Change what one entry says."""
    return [
        replace(entry, **changes) if entry.name == name.encode() else entry for entry in entries
    ]
