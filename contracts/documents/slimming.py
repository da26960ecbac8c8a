"""Cut a font down to the characters asked for, with HarfBuzz, in a moment.

A face of 65,535 glyphs costs each paper the time to cut and squeeze it; the cut made here, once
per machine, costs it nothing. HarfBuzz is there already, for Pango. Without its library for cutting
the whole font is used.
"""

import ctypes
from collections.abc import Iterable
from ctypes import POINTER, byref, c_char_p, c_uint, c_void_p
from pathlib import Path

from fontTools.ttLib import TTFont

LIBRARIES = ("libharfbuzz.so.0", "libharfbuzz-subset.so.0")
COLLECTION = b"ttcf"
FAMILY_NAME = 1
MOST_FACES = 32


class CannotSlim(Exception):
    """The library is missing, or would not cut this font."""


def slim(path: Path, characters: Iterable[int], family: str = "") -> bytes:
    """Cut a font to these characters; ``family`` picks the face of a collection.

    :raises CannotSlim: if HarfBuzz is missing or fails.
    """
    plain, cutter = _libraries()
    blob = c_void_p(plain.hb_blob_create_from_file(str(path).encode()))
    face = c_void_p(plain.hb_face_create(blob, _index(path, family)))
    order = c_void_p(cutter.hb_subset_input_create_or_fail())
    wanted = c_void_p(cutter.hb_subset_input_unicode_set(order))
    for character in characters:
        plain.hb_set_add(wanted, character)
    cut = c_void_p(cutter.hb_subset_or_fail(face, order))
    if not cut:
        raise CannotSlim(str(path))
    written = c_void_p(plain.hb_face_reference_blob(cut))
    length = c_uint()
    start = plain.hb_blob_get_data(written, byref(length))
    data = ctypes.string_at(start, length.value)
    for release, thing in (
        (plain.hb_blob_destroy, written),
        (plain.hb_face_destroy, cut),
        (cutter.hb_subset_input_destroy, order),
        (plain.hb_face_destroy, face),
        (plain.hb_blob_destroy, blob),
    ):
        release(thing)
    return data


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    try:
        plain, cutter = (ctypes.CDLL(name) for name in LIBRARIES)
    except OSError as error:
        raise CannotSlim(str(error)) from error
    plain.hb_blob_create_from_file.argtypes = [c_char_p]
    plain.hb_face_create.argtypes = [c_void_p, c_uint]
    plain.hb_set_add.argtypes = [c_void_p, c_uint]
    plain.hb_blob_get_data.argtypes = [c_void_p, POINTER(c_uint)]
    for function in (
        plain.hb_blob_create_from_file,
        plain.hb_face_create,
        plain.hb_face_reference_blob,
        plain.hb_blob_get_data,
        cutter.hb_subset_input_create_or_fail,
        cutter.hb_subset_input_unicode_set,
        cutter.hb_subset_or_fail,
    ):
        function.restype = c_void_p
    return plain, cutter


def _index(path: Path, family: str) -> int:
    """Find the face of a collection by its family name."""
    with path.open("rb") as file:
        is_collection = file.read(4) == COLLECTION
    if not is_collection:
        return 0
    for index in range(MOST_FACES):
        with TTFont(path, fontNumber=index, lazy=True) as face:
            if face["name"].getDebugName(FAMILY_NAME) == family:
                return index
            if index + 1 >= face.reader.numFonts:
                break
    raise CannotSlim(family)
