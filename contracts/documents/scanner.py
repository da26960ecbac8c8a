"""Look at a photo or scan in a limited child: which of our codes are on it, and a small preview.

Pictures come from strangers: they are decoded in a process of their own, without network, with a
limit of memory and time; what it hands back is text and pictures it has drawn anew.
"""

import base64
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from contracts.documents import child

MOST_SECONDS = 90
MOST_PAGES = 40
MOST_PIXELS = 60_000_000
MOST_ANSWER = 32 * 1024 * 1024
DOTS_IN_INCH = 200
PREVIEW_SIDE = 1000
PREVIEW_QUALITY = 70
#: Sizes a picture is looked at in, longest side in pixels: fine codes first, then less noise.
SIDES = (4000, 2400, 1600)
MAGIC = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"%PDF-": "pdf"}


class CannotLook(Exception):
    """The file cannot be opened; the text says why."""


class Page(NamedTuple):
    """One page of a scan: the words of the codes found, and a preview (JPEG)."""

    codes: list[str]
    preview: bytes


def kind_of(data: bytes) -> str:
    """Tell a JPEG, PNG or PDF by its first bytes, whatever it is called; else nothing."""
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), "")


def look(data: bytes) -> list[Page]:
    """Look at every page of a file.

    :raises CannotLook: if it is damaged, too large, or breaks a limit.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "contracts.documents.scanner"],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            cwd=child.REPOSITORY,
            env={name: os.environ[name] for name in child.KEPT if name in os.environ},
        )
    except subprocess.TimeoutExpired as stopped:
        raise CannotLook("这个文件太大或太复杂，识别超时；请分成几个文件再传。") from stopped
    if done.returncode != 0 or len(done.stdout) > MOST_ANSWER:
        raise CannotLook("打不开这个文件，可能已经损坏；请重新拍照或扫描。")
    said = json.loads(done.stdout)
    if said.get("refused"):
        raise CannotLook(said["refused"])
    return [Page(page["codes"], base64.b64decode(page["preview"])) for page in said["pages"]]


# ------------------------------------------------------------------------------ in the child


def main() -> None:
    """Read one file from standard input and write what was seen to standard output."""
    data = sys.stdin.buffer.read()
    child.confine()
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        said: dict[str, Any] = {"pages": [_seen(picture) for picture in _pictures(data)]}
    except CannotLook as refused:
        said = {"refused": str(refused)}
    sys.stdout.write(json.dumps(said))


def _pictures(data: bytes) -> Iterator[Any]:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 -- in the child only

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if kind_of(data) == "pdf":
        yield from _pages_of_pdf(data)
        return
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise CannotLook("这张图片太大，请缩小后再传。")
            yield ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise CannotLook("这张图片打不开，可能已经损坏；请重新拍照或扫描。") from fault


def _pages_of_pdf(data: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 -- in the child only

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise CannotLook("这个 PDF 打不开，可能已经损坏或有密码。") from fault
    if len(document) == 0:
        raise CannotLook("这个 PDF 里没有一页可以看的内容。")
    if len(document) > MOST_PAGES:
        raise CannotLook(f"这个 PDF 有 {len(document)} 页，一次最多 {MOST_PAGES} 页；请分开上传。")
    for page in document:
        width, height = page.get_size()
        longest = max(width, height, 1.0)
        scale = min(DOTS_IN_INCH / 72, SIDES[0] / longest)
        yield page.render(scale=scale).to_pil().convert("RGB")


def _seen(picture: Any) -> dict[str, Any]:
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=PREVIEW_QUALITY)
    return {"codes": _codes(picture), "preview": base64.b64encode(out.getvalue()).decode()}


def _codes(picture: Any) -> list[str]:
    """Read the codes of one page, the plain ways first.

    Only the red channel is looked at: red seals, which are often stamped over everything, vanish.
    """
    from PIL import ImageOps  # noqa: PLC0415 -- in the child only

    seen = picture.getchannel("R")
    for looked in (seen, ImageOps.autocontrast(seen, cutoff=1)):
        for tried in _ways(looked):
            if words := _read(tried):
                return words
    return []


def _ways(seen: Any) -> Iterator[Any]:
    from PIL import ImageFilter  # noqa: PLC0415 -- in the child only

    sharp = ImageFilter.UnsharpMask(radius=3, percent=250)
    for side in SIDES:
        looked = seen.copy()
        looked.thumbnail((side, side))
        yield looked
        yield looked.filter(sharp)
    looked = seen.copy()
    looked.thumbnail((SIDES[1], SIDES[1]))
    for part in _quarters(looked):
        grown = part.resize((part.width * 2, part.height * 2))
        yield grown.filter(ImageFilter.UnsharpMask(radius=5, percent=300))


def _quarters(seen: Any) -> Iterator[Any]:
    """Cut a page into quarters that overlap, the upper right one first: our code stands there."""
    wide, high = seen.width * 6 // 10, seen.height * 6 // 10
    for left in (seen.width - wide, 0):
        for top in (0, seen.height - high):
            yield seen.crop((left, top, left + wide, top + high))


def _read(seen: Any) -> list[str]:
    import zxingcpp  # noqa: PLC0415 -- in the child only

    found = zxingcpp.read_barcodes(
        seen, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return sorted({each.text for each in found if each.text})


if __name__ == "__main__":
    main()
