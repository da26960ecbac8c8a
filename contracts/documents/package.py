"""Word and Excel packages as zips: read with care, written in one fixed order and time."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from datetime import datetime

MOST_PARTS = 200
MOST_PACKED = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
#: How hard to deflate: parts packed once, and parts packed for each paper (a quarter of the time).
SMALL, QUICK = 6, 3
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "_rels/.rels"
THUMBNAIL = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
EXTERNAL = re.compile(rb"<Relationship [^>]*TargetMode\s*=\s*[\"']External[^>]*>")
FORBIDDEN = re.compile(r"vbaProject|\.bin$|activeX|embeddings|afchunk|oleObject", re.IGNORECASE)


class PackageRefused(Exception):
    """The file is not a Word file we open."""


def ordered(names: Iterable[str]) -> list[str]:
    """Sort part names: the content types first, as the format asks, then by name."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name))


def parts(data: bytes) -> dict[str, bytes]:
    """Read all parts of a Word file, the preview picture left out.

    :raises PackageRefused: if it is too large, broken, or carries macros, links or entities.
    """
    if len(data) > MOST_PACKED:
        raise PackageRefused(_too("文件太大"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive.infolist(), len(data))
            found = {
                info.filename: archive.read(info)
                for info in archive.infolist()
                if not info.is_dir() and not info.filename.startswith("docProps/thumbnail")
            }
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise PackageRefused(_too("文件已损坏")) from error
    if "word/document.xml" not in found or CONTENT_TYPES not in found:
        raise PackageRefused(_too("不是 .docx 文件"))
    for name, raw in found.items():
        _refuse_part(name, raw)
    if RELATIONSHIPS in found:
        found[RELATIONSHIPS] = THUMBNAIL.sub(b"", found[RELATIONSHIPS])
    return found


def _refuse_bombs(infos: list[zipfile.ZipInfo], packed: int) -> None:
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS or len(set(names)) != len(names):
        raise PackageRefused(_too("内部文件过多或重名"))
    whole = sum(info.file_size for info in infos)
    if whole > MOST_UNPACKED or whole > MOST_RATIO * max(packed, 1):
        raise PackageRefused(_too("解压后过大"))


def _refuse_part(name: str, raw: bytes) -> None:
    if ".." in name or name.startswith("/") or "\\" in name:
        raise PackageRefused(_too("内部路径不合法"))
    if FORBIDDEN.search(name):
        raise PackageRefused(_too(f"含有宏或嵌入对象：{name}"))
    if b"<!DOCTYPE" in raw and name.endswith((".xml", ".rels")):
        raise PackageRefused(_too("含有实体声明"))
    if name.endswith(".rels") and any(
        b"/hyperlink" not in link.group() for link in EXTERNAL.finditer(raw)
    ):
        raise PackageRefused(_too("含有指向外部的链接"))


def _too(what: str) -> str:
    return f"这个 Word 文件不能使用：{what}。"


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
