"""The tellers' stand-alone program, on a thousand random votes, beside sums of its own (G7b)."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.congress import recount

CHOICES = ("yes", "no", "abstain", "spoiled")


@st.composite
def exports(draw):
    """A vote that adds up: so many by slip, letter and paper, some of whom did not return it."""
    cast = draw(st.lists(st.sampled_from(CHOICES), max_size=40))
    kept = draw(st.integers(0, 5))
    remote = draw(st.integers(0, len(cast)))
    sheet = {name: draw(st.integers(0, 9)) for name in ("yes", "no", "abstain", "invalid")}
    sheet["returned"] = sum(sheet.values())
    silent = draw(st.integers(0, 9))
    means = ["remote"] * remote + ["slip"] * (len(cast) - remote + kept)
    means += ["paper"] * (sheet["returned"] + kept) + [""] * silent
    roll = [{"unit": "", "name": f"甲{at}", "means": each} for at, each in enumerate(means)]
    tally = Counter(cast)
    told = {name: tally[name] + sheet[name] for name in ("yes", "no", "abstain")}
    needed = len(roll) // 2 + 1
    told |= {
        "issued": len(means) - silent,
        "returned": len(cast) + sheet["returned"],
        "valid": sum(told.values()),
        "invalid": tally["spoiled"] + sheet["invalid"],
        "is_passed": told["yes"] >= needed,
    }
    return {
        "item": "细则",
        "entitled": len(roll),
        "present": len(roll),
        "quorum_needed": 0,
        "pass_needed": needed,
        "roll": roll,
        "receipts": [f"{at:016x}" for at in range(len(cast))],
        "ballots": sorted(cast),
        "sheet": sheet,
        "announced": told,
    }


@settings(max_examples=1000, deadline=None)
@given(exports())
def test_the_program_agrees_with_what_was_announced(export):
    assert recount.faults(export) == []
    assert recount.count(export) == {
        name: number for name, number in export["announced"].items() if name != "is_passed"
    }


@settings(max_examples=200, deadline=None)
@given(exports(), st.sampled_from(sorted(recount.WORDS)))
def test_one_number_announced_wrongly_is_found(export, name):
    export["announced"][name] += 1

    assert any("公布" in fault for fault in recount.faults(export))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda e: e["ballots"].append("yes"), "票箱清单1条，开出2张票"),
        (lambda e: e["roll"].append(dict(e["roll"][0])), "名册里有重复的人"),
        (lambda e: e["ballots"].__setitem__(0, "maybe"), "1张票的内容不认识"),
        (lambda e: e["roll"][0].update(means=""), "开出1张票，多于登记的0人"),
    ],
)
def test_what_does_not_fit_is_said(change, words):
    export = {
        "item": "细则", "entitled": 1, "present": 1, "quorum_needed": 1, "pass_needed": 1,
        "roll": [{"unit": "", "name": "甲", "means": "slip"}],
        "receipts": ["00"], "ballots": ["yes"],
        "sheet": dict.fromkeys(("returned", "invalid", "yes", "no", "abstain"), 0),
        "announced": {
            "issued": 1, "returned": 1, "valid": 1, "invalid": 0,
            "yes": 1, "no": 0, "abstain": 0, "is_passed": True,
        },
    }  # fmt: skip
    assert recount.faults(export) == []

    change(export)

    assert any(words in fault for fault in recount.faults(export))
