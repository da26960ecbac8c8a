"""The zip around a Word file, looked at before anything in it is unpacked.

Two programs must never read two different files out of the same bytes: the entries have to lie
one behind the other from the first byte to the directory, say the same in both places, and nothing
may stand before, between or after them.
"""

import re
import stat
import struct
import zipfile
from itertools import pairwise

from contracts.documents.reasons import PackageRefused, Reason

MOST_PARTS = 200
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
#: Below this size a part may be squeezed as well as it likes: blanks do not burst anything.
SMALL_PART = 1024 * 1024
LOCAL = struct.Struct("<4s5H3I2H")
END = struct.Struct("<4s4H2IH")
LOCATOR_64 = b"PK\6\7"
IS_LOCKED, IS_STREAMED = 0x1, 0x8
#: What a streamed entry writes behind its bytes: a mark, the checksum and both sizes.
DESCRIPTOR = 24
NAME = re.compile(r"[A-Za-z0-9_\-.\[\]%+~() ]+(/[A-Za-z0-9_\-.\[\]%+~() ]+)*/?")
WHOLE_64 = 0xFFFFFFFF


def refuse_tricks(data: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse a zip that is hostile or says different things to different readers.

    :raises PackageRefused: naming what is wrong with it.
    """
    infos = archive.infolist()
    for info in infos:
        _refuse_entry(info)
    names = [info.filename.casefold() for info in infos]
    if len(infos) > MOST_PARTS or len(set(names)) != len(names):
        raise PackageRefused(Reason.TRICK, "内部文件过多或重名")
    directory, number = _directory_of(data)
    if number != len(infos):
        raise PackageRefused(Reason.TRICK, "压缩包的目录不正常")
    ends = [_end_of(data, info) for info in sorted(infos, key=lambda each: each.header_offset)]
    starts = sorted(info.header_offset for info in infos)
    if not starts or starts[0] != 0:
        raise PackageRefused(Reason.TRICK, "压缩包前面藏有别的内容")
    for (end, is_streamed), (_, start) in zip(ends, pairwise([*starts, directory]), strict=True):
        room = DESCRIPTOR if is_streamed else 0
        if not end <= start <= end + room:
            raise PackageRefused(Reason.TRICK, "压缩包内的文件互相重叠或藏有别的内容")
    _refuse_bombs(infos, len(data))


def _refuse_entry(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename
    if info.flag_bits & IS_LOCKED:
        raise PackageRefused(Reason.LOCKED, "设有密码，请先在 Word 中取消密码")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise PackageRefused(Reason.PATH, "内部路径不合法（链接）")
    if NAME.fullmatch(name) is None or {".", ".."} & set(name.split("/")):
        raise PackageRefused(Reason.PATH, "内部路径不合法")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise PackageRefused(Reason.TRICK, "压缩方法不是 Word 使用的")
    if WHOLE_64 in {info.file_size, info.compress_size} or info.file_size > MOST_UNPACKED:
        raise PackageRefused(Reason.BOMB, "解压后过大")


def _directory_of(data: bytes) -> tuple[int, int]:
    """Read where the directory begins and how many entries it lists.

    The end record has to be the very last thing in the file.
    """
    at = len(data) - END.size
    if at < 0 or data[at : at + 4] != b"PK\5\6":
        raise PackageRefused(Reason.TRICK, "压缩包后面藏有别的内容")
    _, disk, first, here, whole, size, start, comment = END.unpack_from(data, at)
    is_plain = (disk, first, comment) == (0, 0, 0) and here == whole
    if not is_plain or start + size != at or data[at - 20 : at - 16] == LOCATOR_64:
        raise PackageRefused(Reason.TRICK, "压缩包的目录不正常")
    return int(start), int(whole)


def _end_of(data: bytes, info: zipfile.ZipInfo) -> tuple[int, bool]:
    """Return where an entry's bytes end, and whether it is streamed, its own header checked."""
    try:
        mark, _, flags, method, _, _, crc, packed, whole, name, extra = LOCAL.unpack_from(
            data, info.header_offset
        )
    except struct.error as error:
        raise PackageRefused(Reason.BROKEN, "文件已损坏") from error
    begins = info.header_offset + LOCAL.size
    is_streamed = bool(flags & IS_STREAMED)
    said = (info.CRC, info.compress_size, info.file_size)
    is_same = is_streamed or (crc, packed, whole) == said
    spelled = data[begins : begins + name]
    if (
        (mark, flags, method) != (b"PK\3\4", info.flag_bits, info.compress_type)
        or spelled != info.orig_filename.encode()
        or not is_same
    ):
        raise PackageRefused(Reason.TRICK, "压缩包前后说法不一")
    return begins + name + extra + info.compress_size, is_streamed


def _refuse_bombs(infos: list[zipfile.ZipInfo], packed: int) -> None:
    whole = sum(info.file_size for info in infos)
    bursting = [
        info
        for info in infos
        if info.file_size > SMALL_PART and info.file_size > MOST_RATIO * info.compress_size
    ]
    if bursting or whole > MOST_UNPACKED or whole > MOST_RATIO * max(packed, 1):
        raise PackageRefused(Reason.BOMB, "解压后过大")
