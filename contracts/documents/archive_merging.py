"""One PDF of a whole case file: cover, index, every paper's pages in order, numbers stamped.

Only PDFs this house made or sealed are opened here; scans come in as the pictures the limited
child drew of them.
"""

import io
from collections.abc import Callable, Iterator

import pikepdf
from PIL import Image

from contracts.documents import store
from contracts.documents.archive_contents import Contents, Item

#: A4 in points, and where the number is stamped: top right, beside the paper's QR code.
WIDTH, HEIGHT = 595.276, 841.89
STAMP_WIDTH, STAMP_HEIGHT, RIGHT, TOP = 68.03, 22.68, 96.0, 26.0
LEAF_MARGIN = 36.0
NOT_PART = ("/Annots", "/StructParents", "/AA", "/Metadata", "/B", "/PieceInfo")


def collect(contents: Contents, tell: Callable[[], None]) -> pikepdf.Pdf:
    """Return all papers' pages as one PDF, and note in each item where its pages lie."""
    whole = pikepdf.new()
    for item in contents.items:
        item.first = len(whole.pages) + 1
        for document in _documents(item):
            whole.pages.extend(document.pages)
        item.pages = len(whole.pages) + 1 - item.first
        tell()
    return whole


def _documents(item: Item) -> Iterator[pikepdf.Pdf]:
    """Return what of an item can be leafed through: the last signed version, else the print."""
    issued = next((file.sha256 for file in item.files if file.format == "pdf"), "")
    sha256 = item.signed[-1].sha256 if item.signed else issued
    notes = []
    if sha256:
        try:
            yield _flat(sha256)
        except (pikepdf.PdfError, OSError):
            notes.append("PDF不能并入，见压缩包")
    else:
        notes.append("见压缩包" if item.files else "没有文件")
    for scan in item.scans:
        yield _leaves(scan.previews)
    if item.signed:
        notes.append(f"电子签署{len(item.signed)}次")
    if item.scans:
        notes.append(f"附扫描件{len(item.scans)}份")
    item.note = "；".join(notes)


def _flat(sha256: str) -> pikepdf.Pdf:
    """Open a paper for leafing through: signature fields become part of the picture."""
    document = pikepdf.open(store.place_of(sha256))
    document.flatten_annotations("all")
    for page in document.pages:
        for name in NOT_PART:
            if name in page.obj:
                del page.obj[name]
    return document


def _leaves(pictures: list[str]) -> pikepdf.Pdf:
    """Return a PDF of the pictures of a scan, one to a page."""
    document = pikepdf.new()
    for sha256 in pictures:
        data = store.get(sha256)
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            space = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
        image = pikepdf.Stream(document, data)
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
            ColorSpace=pikepdf.Name(space), BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
        scale = min((WIDTH - 2 * LEAF_MARGIN) / width, (HEIGHT - 2 * LEAF_MARGIN) / height)
        drawn = f"q {width * scale:.2f} 0 0 {height * scale:.2f} {LEAF_MARGIN} {LEAF_MARGIN} cm"
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        page.obj.Contents = document.make_stream(f"{drawn} /Scan Do Q".encode())
    return document


def _stamp(whole: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page, number: int) -> None:
    """Lay a running number over a page, top right; under a name of its own, never a random one."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    place = pikepdf.Rectangle(
        max(right - RIGHT - STAMP_WIDTH, left),
        max(top - TOP - STAMP_HEIGHT, bottom),
        right - RIGHT,
        top - TOP,
    )
    form = whole.copy_foreign(stamp.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Stamp{number}"))
    drawn = page.calc_form_xobject_placement(form, name, place)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + drawn)


def bind(whole: pikepdf.Pdf, front: bytes, numbers: bytes, *, title: str) -> bytes:
    """Stamp each page with its number, put cover and index before, and return the bytes."""
    with pikepdf.open(io.BytesIO(numbers)) as stamps, pikepdf.open(io.BytesIO(front)) as cover:
        for number, (page, stamp) in enumerate(zip(whole.pages, stamps.pages, strict=False), 1):
            _stamp(whole, page, stamp, number)
        for at, page in enumerate(cover.pages):
            whole.pages.insert(at, page)
        whole.docinfo["/Title"] = title
        made = io.BytesIO()
        whole.save(
            made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return made.getvalue()
