"""Reading the code of a print from what people send: straight, turned, blurred, askew, damaged."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from contracts.documents import pdf, scanner
from contracts.documents.scanner import CannotLook
from tests.documents import building

CODE = "HTTPS://XIEYUE.EXAMPLE.CN/V/ABCDEFGHIJKLMNOPQRSTUVWXYZ/1234567"
DOTS = 200


@pytest.fixture(scope="module")
def sheet() -> Image.Image:
    """One printed page as a scanner at 200 dots an inch gives it."""
    docx = building.paper("第一条　职工工资平均增长百分之五。")
    data = pdf.render_pdf(docx, name="x", created=building.DAY, code=CODE)
    return pypdfium2.PdfDocument(data)[0].render(scale=DOTS / 72).to_pil().convert("RGB")


def saved(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, quality=80)
    return out.getvalue()


def on_a_desk(picture: Image.Image) -> Image.Image:
    desk = Image.new("RGB", (picture.width + 400, picture.height + 400), (96, 72, 50))
    desk.paste(picture, (200, 200))
    return desk


def askew(picture: Image.Image) -> Image.Image:
    """Look at the sheet from one side, as a telephone held at an angle does."""
    desk = on_a_desk(picture)
    width, height = desk.size
    corners = (120, 60, 10, height - 20, width - 180, height - 140, width - 40, 150)
    return desk.transform(desk.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)


def stamped(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    pen = ImageDraw.Draw(made, "RGBA")
    pen.ellipse((made.width - 420, 150, made.width - 80, 490), outline=(200, 20, 20, 160), width=9)
    return made


WAYS = {
    "straight": lambda sheet: sheet,
    "turned by a right angle": lambda sheet: sheet.transpose(Image.Transpose.ROTATE_90),
    "upside down": lambda sheet: sheet.transpose(Image.Transpose.ROTATE_180),
    "turned by seven degrees": lambda sheet: on_a_desk(sheet).rotate(
        7, Image.Resampling.BICUBIC, expand=True
    ),
    "blurred": lambda sheet: sheet.filter(ImageFilter.GaussianBlur(1.6)),
    "askew": askew,
    "askew and blurred": lambda sheet: askew(sheet).filter(ImageFilter.GaussianBlur(1.1)),
    "dark and grey": lambda sheet: sheet.point(lambda value: 40 + value * 0.35),
    "sealed over": stamped,
    "small": lambda sheet: sheet.resize((sheet.width * 3 // 4, sheet.height * 3 // 4)),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_code_is_read(way, sheet):
    (page,) = scanner.look(saved(WAYS[way](sheet)))

    assert page.codes == [f"{CODE}/1"]
    with Image.open(io.BytesIO(page.preview)) as preview:
        assert (preview.format, max(preview.size)) == ("JPEG", 1000)


def test_several_pages_of_a_scanned_pdf_are_read_in_their_order(sheet):
    blank = Image.new("RGB", sheet.size, "white")
    out = io.BytesIO()
    sheet.save(out, "PDF", save_all=True, append_images=[blank, sheet], resolution=DOTS)

    assert [page.codes for page in scanner.look(out.getvalue())] == [
        [f"{CODE}/1"],
        [],
        [f"{CODE}/1"],
    ]


def test_a_png_is_known_by_its_bytes(sheet):
    assert scanner.kind_of(saved(sheet, "PNG")) == "png"
    assert scanner.kind_of(b"GIF89a") == ""


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0 not a photo",
        b"%PDF-1.7 not a document",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_what_is_damaged_is_refused(data):
    with pytest.raises(CannotLook):
        scanner.look(data)


def test_a_picture_that_would_fill_the_memory_is_refused():
    header = Image.new("1", (30_000, 30_000))

    with pytest.raises(CannotLook):
        scanner.look(saved(header, "PNG"))
