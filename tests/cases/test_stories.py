"""Whole stories as an examiner would tell them; their expectations were worked out by hand."""

from pathlib import Path

import pytest

from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case
from workflow.cases import casefile, player
from workflow.desk.rebuilding import differences

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
    with acting_as(SYSTEM):
        drifted = [str(each) for case in Case.objects.all() for each in differences(case)]
    assert drifted == []
