"""Pictures of seals: checked when they are uploaded, and the visible mark of a signature.

A picture alone proves nothing; what counts is the signature under it. An organisation's picture is
seen and used by that organisation only.
"""

import io
import math
from dataclasses import dataclass
from datetime import date

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from contracts.documents import fonts, store
from contracts.documents.signing import HEIGHT, SEAL, WIDTH
from contracts.documents.signing_tables import SealPicture
from contracts.parties.models import Organisation
from contracts.verdicts.verdict import Refused

LARGEST = 2 * 1024 * 1024
SIDES = (100, 2400)
MOST_UNLIKE = 1.25
DOTS_IN_MM = 8
SEEN_THROUGH = 200
LEAST_CLEAR = 0.05
RED = (200, 16, 16, 255)
DARK = (60, 60, 60, 255)
BIG, SMALL = 30, 17
POINTS = 5


class SealRefused(Refused):
    """这张图片不能作为印章图片。"""

    rule = "seal_picture"


def checked(data: bytes) -> bytes:
    """Return the picture as a plain PNG, without anything else the file carried.

    :raises SealRefused: if it is no PNG with a clear background, too big or too small.
    """
    if len(data) > LARGEST:
        raise SealRefused(f"图片太大，最多 {LARGEST // 1024 // 1024} MB；请缩小后再传。")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            _refuse_size(opened.size)
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise SealRefused("读不出这张图片；请上传背景透明的 PNG 图片。") from fault
    clear = picture.getchannel("A").histogram()
    if sum(clear[:SEEN_THROUGH]) < LEAST_CLEAR * picture.width * picture.height:
        raise SealRefused("图片的背景不透明，会盖住合同文字；请存成背景透明的 PNG 再传。")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _refuse_size(size: tuple[int, int]) -> None:
    least, most = SIDES
    if not (least <= min(size) and max(size) <= most):
        raise SealRefused(f"图片是 {size[0]}×{size[1]} 像素；长和宽都要在 {least} 到 {most} 之间。")
    if max(size) > MOST_UNLIKE * min(size):
        raise SealRefused("印章图片应当是方的（圆章裁到边）；请裁好再传。")


def keep(organisation: Organisation, data: bytes, *, by: str, on: date) -> SealPicture:
    """Keep an organisation's seal picture; it takes the place of the one before.

    :raises SealRefused: if the picture cannot be used.
    """
    sha256 = store.put(checked(data))
    SealPicture.objects.filter(organisation=organisation, retired_on=None).update(retired_on=on)
    return SealPicture.objects.create(
        organisation=organisation, sha256=sha256, kept_by=by, kept_on=on
    )


def current(organisation_id: int | None) -> SealPicture | None:
    """Return the picture an organisation uses now, if the actor may see it."""
    rows = SealPicture.objects.filter(organisation_id=organisation_id or 0, retired_on=None)
    return rows.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Mark:
    """What the visible mark of a signature says."""

    organisation: str
    holder: str
    on: date
    is_demo: bool = False
    is_system: bool = False


def mark(said: Mark, seal: bytes | None = None) -> Image.Image:
    """Draw the visible mark: the seal (or a plainly artificial one), and who signed when."""
    paper = Image.new("RGBA", (round(WIDTH * DOTS_IN_MM), round(HEIGHT * DOTS_IN_MM)), (0, 0, 0, 0))
    side = round(SEAL * DOTS_IN_MM)
    if seal is not None:
        with Image.open(io.BytesIO(seal), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA").resize((side, side), Image.Resampling.LANCZOS)
        paper.alpha_composite(picture)
    elif said.is_system:
        paper.alpha_composite(_system_seal(said.organisation, side))
    _write(paper, side, said)
    return paper


def _write(paper: Image.Image, top: int, said: Mark) -> None:
    pen = ImageDraw.Draw(paper)
    kind = "演示证书，无法律效力" if said.is_demo else "电子签名"
    lines = (f"{said.holder}　{said.on:%Y-%m-%d}", kind)
    for number, line in enumerate(lines):
        colour = RED if said.is_demo and number else DARK
        size = BIG - 6
        face = _font(size)
        while size > SMALL and pen.textlength(line, font=face) > paper.width:
            size -= 1
            face = _font(size)
        pen.text((0, top + 6 + number * (BIG + 2)), line, font=face, fill=colour)


def _system_seal(organisation: str, side: int) -> Image.Image:
    """Draw the system seal (系统印章): a ring, a star, the name; nobody takes it for a real one."""
    paper = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(paper)
    pen.ellipse((3, 3, side - 3, side - 3), outline=RED, width=5)
    middle = side / 2
    star = [
        (
            middle + radius * math.sin(math.pi * at / POINTS),
            middle * 0.5 - radius * math.cos(math.pi * at / POINTS),
        )
        for at in range(2 * POINTS)
        for radius in [side * (0.11 if at % 2 == 0 else 0.045)]
    ]
    pen.polygon(star, fill=RED)
    name = organisation if len(organisation) <= 9 else organisation[:9]  # noqa: PLR2004 -- a line
    rest = organisation[9:18]
    for number, line in enumerate(filter(None, (name, rest, "系统印章（演示）"))):
        face = _font(BIG - 2)
        width = pen.textlength(line, font=face)
        top = middle * 0.8 + number * (BIG + 4)
        pen.text((middle - width / 2, top), line, font=face, fill=RED)
    return paper


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    files = fonts.files()
    path = next((files[name] for name in ("XY WenKai", "XY Sans", "XY Hei") if name in files), None)
    return ImageFont.truetype(str(path), size) if path else ImageFont.load_default(size)
