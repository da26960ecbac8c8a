"""Fixtures of page tests: folders of their own for files and static files."""

import pytest


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Keep stored files out of the installation, and give the static files a folder."""
    settings.FILES_DIR = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path
