"""Files an office uploads to fill a table: text, CSV or a sheet, read within limits."""

import csv
import io
import struct
import zipfile
import zlib
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from contracts.documents import zips
from contracts.documents.reasons import PackageRefused, Reason
from contracts.documents.relations import MACRO_NAME

LARGEST = 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 20
LARGEST_UNPACKED = 20 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
#: A document type in any encoding an XML part may have; no sheet has one.
TYPES_DECLARED = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
NO_SHEET = "这个文件不是 Excel 表（.xlsx），请重新另存后再上传。"
TOO_BIG = "这个文件展开后太大，请只留需要的那张表。"
#: What reading a broken or hostile sheet ends in.
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, InvalidFileException),
    *(KeyError, ValueError, IndexError, TypeError, AttributeError, OSError, EOFError),
    *(SyntaxError, RuntimeError, NotImplementedError, OverflowError),
)


class UploadRefused(Exception):
    """A file cannot be read; the text says why and what to send instead."""


def text_of(file: UploadedFile) -> str:
    """Return what a text file says, in the encodings Chinese offices use.

    :raises UploadRefused: if it is too big, or no text.
    """
    held = _bytes_of(file)
    for encoding in ENCODINGS:
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UploadRefused("这个文件不是文字，请上传 UTF-8 或 GBK 编码的文本、CSV 或 YAML 文件。")


def table_of(file: UploadedFile) -> list[list[str]]:
    """Return the rows of a CSV file or of the first sheet of an Excel file, as plain text.

    :raises UploadRefused: if it is too big, no such file, or has too many rows.
    """
    name = (file.name or "").lower()
    rows = _sheet_of(_bytes_of(file)) if name.endswith(".xlsx") else list(_csv_of(text_of(file)))
    rows = [row for row in rows if any(cell for cell in row)]
    if len(rows) > MOST_ROWS:
        raise UploadRefused(f"最多{MOST_ROWS}行，这个文件有{len(rows)}行，请分开上传。")
    return rows


def _bytes_of(file: UploadedFile) -> bytes:
    if file.size is None or file.size > LARGEST:
        raise UploadRefused(f"文件太大，最多{LARGEST // 1024 // 1024} MB。")
    file.seek(0)
    held: bytes = file.read()
    return held


def _csv_of(text: str) -> list[list[str]]:
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    except csv.Error as fault:
        raise UploadRefused(
            "这个 CSV 文件读不懂，请用 Excel 另存为 CSV 或 xlsx 后再上传。"
        ) from fault


def _sheet_of(held: bytes) -> list[list[str]]:
    try:
        _refuse_hostile(held)
        book = load_workbook(
            io.BytesIO(held), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        return [[_cell(cell.value) for cell in row] for row in rows]
    except PackageRefused as fault:
        raise UploadRefused(TOO_BIG if fault.reason is Reason.BOMB else NO_SHEET) from fault
    except UNREADABLE as fault:
        raise UploadRefused(NO_SHEET) from fault


def _refuse_hostile(held: bytes) -> None:
    """Refuse a zip that lies, bursts, brings macros or declares entities; nothing is parsed yet."""
    with zipfile.ZipFile(io.BytesIO(held)) as packed:
        zips.refuse_tricks(held, packed)
        members = packed.infolist()
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise UploadRefused(TOO_BIG)
        for member in members:
            if MACRO_NAME.search(member.filename):
                raise UploadRefused("这个文件带有宏，请另存为不带宏的 .xlsx 再上传。")
            raw = packed.read(member)
            if any(mark in raw for mark in TYPES_DECLARED):
                raise UploadRefused(
                    "这个文件里有实体声明，正常的 Excel 表没有；请重新另存后再上传。"
                )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
