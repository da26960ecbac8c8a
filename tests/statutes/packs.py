"""A folder of law for tests: the words of the house, and packs as the test writes them."""

import shutil
from pathlib import Path

from contracts.statutes import rulebook

LAW = Path(rulebook.__file__).parent
RULE = """\
zh: 测试
en: Test
parent: null
reviewed_on: '2026-01-31'
rules:
- key: cb.offer.response_deadline
  zh: 收到要约后20日内书面回应
  en: written response in 20 days
  value: {type: duration, amount: 20, unit: natural_day, from_event: offer_received}
  basis: [{src: CC22, art: '32'}]
  scope: [ALL]
  effective_from: '2004-05-01'
  confidence: known
"""
NEXT = """\
- key: cb.offer.response_deadline
  zh: 收到要约后10日内书面回应
  en: written response in 10 days
  value: {type: duration, amount: 10, unit: natural_day, from_event: offer_received}
  basis: [{src: CC22, art: '32'}]
  scope: [ALL]
  effective_from: '2026-07-01'
  confidence: known
"""
ENDED = RULE.replace("'2004-05-01'", "'2004-05-01'\n  effective_to: '2026-06-30'")


def folder_at(place):
    """Make a folder of law without packs."""
    for name in ("sources.yaml", "vocabulary.yaml"):
        shutil.copy(LAW / name, place / name)
    (place / "packs").mkdir()
    return place


def write(folder, **packs):
    """Write packs into a folder of law."""
    for region, text in packs.items():
        (folder / "packs" / f"{region}.yaml").write_text(text, encoding="utf-8")
    return folder
