"""Fixtures of the browser tests: one site, one headless Chromium, an album."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.album import Album
from tests.browser.site import Site

STATIONS = ("preparing", "talking", "concluding", "keeping", "watching", "papers", "visitor")
pytest.register_assert_rewrite(*(f"tests.browser.{name}" for name in STATIONS))
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run headless Chromium with a fresh profile."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def album() -> Album:
    """Return the album the environment asks for."""
    return Album.from_environment()


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run the site on a free port with the demo data."""
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running
