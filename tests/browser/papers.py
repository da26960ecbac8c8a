"""Papers as people meet them: waited for, opened, downloaded; and what they say inside."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape

from tests.browser.visitor import OPEN, Visitor

MAGIC = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}
WAITING = "生成中"
MOST_WAITS = 60
PAPER_MILLISECONDS = 60_000


def papers_on(who: Visitor, address: str) -> dict[str, str]:
    """Return the papers a page names: address and title."""
    who.go(address)
    who.page.locator("details").evaluate_all(OPEN)
    links = who.page.locator("a.paper-title")
    return {link.get_attribute("href") or "": link.inner_text() for link in links.all()}


def wait_for(who: Visitor, address: str) -> None:
    """Wait until no paper of a page is being made: the page of a paper tells by itself."""
    for _ in range(MOST_WAITS):
        who.go(address)
        who.page.locator("details").evaluate_all(OPEN)
        rows = who.page.locator("tr", has_text=WAITING)
        if not rows.count():
            return
        rows.last.locator("a.paper-title").click()
        who.page.wait_for_selector("p.files, .note.error", timeout=PAPER_MILLISECONDS)
    raise AssertionError(who.text)


def download(who: Visitor, words: str) -> tuple[str, bytes]:
    """Press the button of a file on the page of a paper; return its name and what it holds."""
    with who.page.expect_download() as waited:
        who.page.get_by_role("link", name=words).first.click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def files_of(who: Visitor, paper: str) -> dict[str, bytes]:
    """Return the files of a paper that somebody may read, by format."""
    kinds = set(re.findall(r'href="[^"]*/file\.(docx|xlsx|pdf)"', who.source_of(paper)))
    return {kind: who.context.request.get(f"{paper}file.{kind}").body() for kind in kinds}


def words_in(packed: bytes) -> str:
    """Return the words of a Word or Excel file, read out of its XML."""
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        parts = [opened.read(name).decode() for name in opened.namelist() if name.endswith(".xml")]
    return unescape(re.sub("<[^>]+>", "", "".join(parts)))
