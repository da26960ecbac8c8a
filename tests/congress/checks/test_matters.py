from datetime import date

import pytest

from contracts.congress.checks import matters
from contracts.statutes import rulebook
from contracts.statutes.law import Law

DAY = date(2027, 5, 20)


def answer(region, name, ownership):
    found = matters.find(name, Law(region=region, instruments=(), on=DAY), ownership=ownership)
    return (found[0].action, found[0].citations) if found else None


@pytest.mark.parametrize(
    ("region", "name", "ownership", "action", "citations"),
    [
        ("CN", "collective_contract", "private", "pass", ["LCL 51", "TUL 21", "EDM 13"]),
        ("CN", "rules_direct_interest", "private", "deliberate", ["LCL 4", "EDM 13"]),
        ("CN", "dispatch_auxiliary_posts", "private", "deliberate", ["DISP 3"]),
        ("CN", "layoff", "private", "hear", ["LCL 41"]),
        ("CN", "settlement_plan", "private", "hear", ["CL 17", "EBL 8"]),
        ("CN", "settlement_plan", "state", "pass", ["EDM 14"]),
        ("CN", "settlement_plan", "collective", "hear", ["CL 17"]),
        ("BJ", "settlement_plan", "state", "pass", ["BJ-TU 45"]),
        ("BJ", "settlement_plan", "private", "hear", ["CL 17", "EBL 8"]),
        ("BJ", "work_safety_status", "private", "pass", ["BJ-TU 45"]),
        ("CN", "work_safety_status", "private", "hear", ["EDM 13"]),
        ("BJ", "welfare_fund", "private", "pass", ["BJ-TU 45"]),
        ("SH", "settlement_plan", "private", "deliberate", ["SH-WC 10-11"]),
        ("SH", "settlement_plan", "state", "pass", ["SH-WC 10-11"]),
        ("SH", "settlement_plan", "collective", "pass", ["SH-WC 10-11"]),
        ("SH", "pay_welfare_rules", "collective", "pass", ["SH-WC 10-11"]),
        ("SH", "pay_welfare_rules", "private", "deliberate", ["LCL 4", "EDM 13"]),
        (
            "SH",
            "special_contract_after_collective_dispute",
            "private",
            "pass",
            ["SH-WC 10-11"],
        ),
        ("LN", "rules_direct_interest", "private", "deliberate", ["LN-DM 9(1)"]),
        ("SY", "collective_contract", "private", "pass", ["LN-DM 9(2)"]),
        ("ZJ", "model_worker", "private", "pass", ["EDM 13"]),
    ],
)
def test_each_place_and_ownership_has_its_own_say(region, name, ownership, action, citations):
    assert answer(region, name, ownership) == (action, citations)


def test_an_unknown_matter_and_one_for_other_owners_have_no_row():
    assert answer("CN", "weather", "private") is None
    assert answer("CN", "leaders_appraisal", "private") is None


@pytest.mark.parametrize(
    ("written", "ownership"),
    [
        ("私营", "private"),
        ("外资", "private"),
        ("", "private"),
        ("国有控股", "state"),
        ("state_owned", "state"),
        ("集体", "collective"),
    ],
)
def test_ownership_is_read_as_registers_write_it(written, ownership):
    assert matters.ownership_of(written) == ownership


@pytest.mark.parametrize("region", sorted(rulebook.shipped().packs))
def test_every_row_of_every_matrix_names_its_source_and_what_is_done(region):
    for matter in matters.all_matters(Law(region=region, instruments=(), on=DAY)):
        assert matter.citations, matter.name
        assert matter.action in {"pass", "deliberate", "hear", "elect", "supervise", "appraise"}
