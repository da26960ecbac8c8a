"""Sample facts (样例) of each paper: invented, complete, for trial prints and previews."""

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "seeds" / "samples"


class NoSample(Exception):
    """Nobody wrote sample facts for this paper yet."""


def sample(code: str) -> dict[str, Any]:
    """Return the sample facts of a paper.

    :raises NoSample: if there are none.
    """
    try:
        facts: dict[str, Any] = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoSample(f"这种文书（{code}）还没有样例，不能试印。") from error
    return facts
