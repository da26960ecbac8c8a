"""The contact sheet (样张): every paper of the catalogue printed with its sample, side by side.

It is made into a folder by ``manage.py documents contact-sheet`` and looked at from there: Word,
PDF, Excel and a picture of the first page of each paper, ``index.html``, and what was made of what.
"""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from contracts.documents import samples, template_choice
from contracts.documents.child import Rendered, Renderer, RenderRefused, RenderStopped
from contracts.documents.declaration import declarations, shared, template_path

#: The day the samples are issued on: the same sample gives the same bytes.
DAY = datetime(2027, 3, 29, tzinfo=UTC)
LIST = "sheet.json"
INDEX = "index.html"
#: Pixels to the point: a first page is some 300 wide.
SCALE = 0.5
PICTURE = "png"
STYLE = (
    "body{font:14px/1.5 sans-serif;margin:16px}"
    "ul{display:flex;flex-wrap:wrap;gap:16px;list-style:none;padding:0}"
    "li{width:300px}img{border:1px solid #999;width:100%}.missing{color:#a00}"
)


class Look(NamedTuple):
    """What one paper looks like: its files, how many pages, of which template; or why not."""

    code: str
    files: tuple[str, ...] = ()
    pages: int = 0
    template_sha256: str = ""
    fault: str = ""


def make(folder: Path, renderer: Renderer, codes: Sequence[str] = ()) -> Iterator[Look]:
    """Print the papers named, or all, into a folder, and write its list and its page last."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = read(folder)
    for code in codes or declarations():
        looks[code] = _made(code, folder, renderer)
        yield looks[code]
    (folder / LIST).write_text(
        json.dumps([look._asdict() for look in looks.values()], ensure_ascii=False, indent=1),
        encoding="utf-8",
    )
    (folder / INDEX).write_text(_page(looks), encoding="utf-8")


def read(folder: Path) -> dict[str, Look]:
    """Return what a folder holds, by code; nothing where no sheet was made."""
    try:
        rows: list[dict[str, Any]] = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {row["code"]: Look(**{**row, "files": tuple(row["files"])}) for row in rows}


def is_stale(look: Look) -> bool:
    """Test whether the shipped template changed since the paper was printed for the sheet."""
    return look.template_sha256 != template_choice.shipped(look.code)


def _made(code: str, folder: Path, renderer: Renderer) -> Look:
    sha256 = template_choice.shipped(code)
    if not sha256:
        return Look(code, fault="尚无模板")
    declared = declarations()[code]
    try:
        rendered = renderer.render(
            code=code,
            template=template_path(code),
            facts=samples.sample(code),
            created=DAY,
            formats={"docx", "pdf", *declared.formats},
        )
    except (RenderRefused, RenderStopped, samples.NoSample) as fault:
        return Look(code, template_sha256=sha256, fault=str(fault))
    files, pages = _kept(code, folder, rendered)
    return Look(code, files, pages, sha256, rendered.no_pdf_because)


def _kept(code: str, folder: Path, rendered: Rendered) -> tuple[tuple[str, ...], int]:
    """Write a paper's files; return their formats and the number of pages."""
    contents = {"docx": rendered.docx, "pdf": rendered.pdf, "xlsx": rendered.xlsx}
    pages = 0
    if rendered.pdf is not None:
        contents[PICTURE], pages = _first_page(rendered.pdf)
    made = {name: content for name, content in contents.items() if content is not None}
    for name, content in made.items():
        (folder / f"{code}.{name}").write_bytes(content)
    return tuple(made), pages


def _first_page(data: bytes) -> tuple[bytes, int]:
    """Draw the first page of a PDF of our own making; return the picture and the page count."""
    import pypdfium2  # noqa: PLC0415 -- a large library, needed for sheets only

    document = pypdfium2.PdfDocument(data)
    try:
        picture = io.BytesIO()
        document[0].render(scale=SCALE).to_pil().save(picture, format="PNG", optimize=True)
        return picture.getvalue(), len(document)
    finally:
        document.close()


def _page(looks: dict[str, Look]) -> str:
    titles = {row["code"]: row["title_zh"] for row in shared()["processes"]}
    parts = []
    for process, title in titles.items():
        mine = [d for d in declarations().values() if d.process == process and d.code in looks]
        items = "".join(_item(looks[declared.code], declared.title) for declared in mine)
        parts.append(f"<h2>{escape(title)}（{len(mine)}种）</h2><ul>{items}</ul>" if mine else "")
    head = f'<meta charset="utf-8"><title>文书样张</title><style>{STYLE}</style>'
    body = "".join(parts)
    return f'<!doctype html><html lang="zh-Hans"><head>{head}</head><body>{body}</body></html>\n'


def _item(look: Look, title: str) -> str:
    name = f"<strong>{escape(title)}</strong><br>{look.code}"
    if not look.files:
        return f'<li>{name}<br><span class="missing">{escape(look.fault)}</span></li>'
    links = " ".join(
        f'<a href="{look.code}.{kind}">{kind}</a>' for kind in look.files if kind != PICTURE
    )
    picture = f'<img src="{look.code}.{PICTURE}" alt="" loading="lazy">' if look.pages else ""
    fault = f'<br><span class="missing">{escape(look.fault)}</span>' if look.fault else ""
    return f"<li>{name}　{look.pages}页　{links}{fault}<br>{picture}</li>"
