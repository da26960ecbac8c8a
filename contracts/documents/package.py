"""The Word package as a zip: read with care, in one fixed order."""

import io
import re
import zipfile
from collections.abc import Iterable

MOST_PARTS = 200
MOST_PACKED = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
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
