"""Fixtures of the browser tests: one site, one headless Chromium, an album."""

import faulthandler
import shutil
from collections.abc import Iterator
from pathlib import Path

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
]


@pytest.fixture(autouse=True)
def long_way() -> None:
    """Let a round take its time: the tests here have time limits of their own."""
    faulthandler.cancel_dump_traceback_later()


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


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo data, to be copied."""
    folder = tmp_path_factory.mktemp("seeded")
    Site(folder).seed()
    return folder


@pytest.fixture
def fresh_site(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run the site on a free port, as nobody has used it yet."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with Site(folder) as running:
        yield running


@pytest.fixture(scope="module")
def site(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run the site on a free port, one for the tests of a file."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with Site(folder) as running:
        yield running
