"""Word and Excel packages as zips: read with care, written in one fixed order and time."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from datetime import datetime

from contracts.documents import relations, zips
from contracts.documents.reasons import PackageRefused, Reason
from contracts.documents.relations import CONTENT_TYPES, DOCUMENT, RELATIONSHIPS

MOST_PACKED = 5 * 1024 * 1024
#: How hard to deflate: parts packed once, and parts packed for each paper (a quarter of the time).
SMALL, QUICK = 6, 3
THUMBNAIL = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
COMPOUND = b"\xd0\xcf\x11\xe0"
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError),
    *(ValueError, OSError, zlib.error, struct.error),
)


def ordered(names: Iterable[str]) -> list[str]:
    """Sort part names: the content types first, as the format asks, then by name."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name))


def parts(data: bytes) -> dict[str, bytes]:
    """Read all parts of a Word file, the preview picture left out.

    :raises PackageRefused: if it is too large, broken, or carries macros, links or entities.
    """
    refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            zips.refuse_tricks(data, archive)
            found = {
                info.filename: _read(archive, info)
                for info in archive.infolist()
                if not info.is_dir() and not info.filename.startswith("docProps/thumbnail")
            }
    except UNREADABLE as error:
        raise PackageRefused(Reason.BROKEN, "文件已损坏") from error
    if DOCUMENT not in found or CONTENT_TYPES not in found:
        raise PackageRefused(Reason.KIND, "不是 .docx 文件")
    relations.refuse_hostile(found)
    found[RELATIONSHIPS] = THUMBNAIL.sub(b"", found[RELATIONSHIPS])
    return found


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    raw = archive.read(info)
    if len(raw) != info.file_size:
        raise PackageRefused(Reason.BROKEN, "文件已损坏")
    return raw


def refuse_other_kinds(data: bytes) -> None:
    """Refuse what is too large, and by its first bytes what was only renamed to .docx.

    :raises PackageRefused: saying what to do instead.
    """
    if len(data) > MOST_PACKED:
        raise PackageRefused(Reason.SIZE, f"文件太大，最多{MOST_PACKED // 1024 // 1024} MB")
    if not data:
        raise PackageRefused(Reason.BROKEN, "文件是空的")
    if data.startswith(COMPOUND):
        raise PackageRefused(Reason.KIND, "是旧版 .doc 或设有密码的文件，请取消密码并另存为 .docx")
    if not data.startswith(b"PK"):
        raise PackageRefused(
            Reason.KIND, "不是 .docx 文件，改了后缀也不行，请在 Word 中另存为 .docx"
        )


def pack(name: bytes, raw: bytes, level: int = SMALL) -> tuple[bytes, bytes]:
    """Deflate one part: its zip header from the version field on (1980-01-01), and its bytes."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    body = squeeze.compress(raw) + squeeze.flush()
    head = struct.pack(
        "<HHHHHIIIHH", 20, 0x800, 8, 0, 33, zlib.crc32(raw), len(body), len(raw), len(name), 0
    )
    return head, body


def join(packed: list[tuple[bytes, bytes, bytes]]) -> bytes:
    """Write packed parts (name, header, bytes) as one zip file."""
    out, directory, offset = [], [], 0
    for name, head, body in packed:
        out += [b"PK\3\4", head, name, body]
        place = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory.append(b"PK\1\2\x14\0" + head + place + name)
        offset += 30 + len(name) + len(body)
    index = b"".join(directory)
    number = len(packed)
    end = struct.pack("<HHHHIIH", 0, 0, number, number, len(index), offset, 0)
    return b"".join(out) + index + b"PK\5\6" + end


def core_properties(created: datetime) -> bytes:
    """Write the package properties: only the day, nothing of the author or the tool."""
    stamp = f"{created:%Y-%m-%dT%H:%M:%SZ}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:language>zh-CN</dc:language>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
