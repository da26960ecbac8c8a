"""Ask the rule book what a plain reading of the files, rule by rule, would answer."""

from datetime import date
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.statutes import rulebook

PACKS = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (Path(rulebook.__file__).parent / "packs").glob("*.yaml")
}
KEYS = sorted({rule["key"] for pack in PACKS.values() for rule in pack["rules"]})
INSTRUMENTS = ["CC", "WAGE", "OSH", "FEMALE", "REGION", "INDUSTRY", "WC", "SUP", "FLOOR"]


def plain_reading(key, region, instrument, on):
    """Walk the files as the convention ``merge`` of the vocabulary says, nothing kept."""
    pack = PACKS[region]
    for name in [f"{key}.wage", key] if instrument == "WAGE" else [key]:
        for rule in pack["rules"]:
            if rule["key"] != name or rule.get("status"):
                continue
            if not {"ALL", instrument} & set(rule["scope"]):
                continue
            if rule["effective_from"] <= on <= rule.get("effective_to", "9999-12-31"):
                return region, name, [part["src"] for part in rule["basis"]]
    return plain_reading(key, pack["parent"], instrument, on) if pack["parent"] else None


@settings(max_examples=3000, deadline=None)
@given(
    key=st.sampled_from([key for key in KEYS if not key.endswith(".wage")]),
    region=st.sampled_from(sorted(PACKS)),
    instrument=st.sampled_from(INSTRUMENTS),
    on=st.dates(date(1999, 1, 1), date(2027, 12, 31)),
)
def test_a_look_up_answers_what_the_files_say(key, region, instrument, on):
    rule = rulebook.shipped().find(key, region=region, instruments=(instrument,), on=on)

    found = rule and (rule.pack, rule.key, [part.src for part in rule.basis])
    assert found == plain_reading(key, region, instrument, on.isoformat())
