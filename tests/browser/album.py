"""Pictures of every page reached, wide and narrow, numbered (``XIEYUE_SCREENS=folder``)."""

import os
from pathlib import Path

from playwright.sync_api import Page

WIDE, NARROW = 1360, 390
HEIGHT = 900


class Album:
    """Takes a picture of a page in both widths, or none where no folder was named."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.number = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("[0-9]*_*.png"):
                old.unlink()

    @classmethod
    def from_environment(cls) -> "Album":
        """Return the album the environment asks for."""
        folder = os.environ.get("XIEYUE_SCREENS", "")
        return cls(Path(folder) if folder else None)

    def take(self, page: Page, name: str) -> None:
        """Take the page as it stands, 1360 and 390 px wide; the page keeps its own width."""
        if self.folder is None:
            return
        self.number += 1
        own = page.viewport_size
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.evaluate("window.scrollTo(0, 0)")
            path = self.folder / f"{self.number:02}_{name}_{width}.png"
            page.screenshot(path=str(path), full_page=True)
        if own is not None:
            page.set_viewport_size(own)
