"""Whole stories as an examiner would tell them; their expectations were worked out by hand."""

from pathlib import Path

import pytest

from workflow.cases import casefile, player

STORIES = sorted((Path(__file__).parent / "stories").glob("*.yaml"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story_comes_out_as_told(path):
    file = casefile.load(path)

    told = [
        f"第{played.line}行 {played.on} {played.do}：{failure}"
        for _, played in player.play(file)
        for failure in played.failures
    ]

    assert told == []
