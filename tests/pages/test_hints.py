from datetime import date

import pytest

from contracts.statutes.law import Law
from workflow import access
from workflow.pages.hints import grounds_of, hint_for, hints

BY_THE_SYSTEM = {act for act, grant in access.GRANTS.items() if not grant.roles}
LAW = Law(on=date(2027, 3, 1), region="CN", instruments=("WAGE", "CC"))


def test_each_act_of_a_wage_round_is_explained():
    acts = {act for act in access.GRANTS if act.partition(".")[0] in {"bargaining", "agreements"}}

    assert acts - BY_THE_SYSTEM - set(hints()) == {"agreements.confirm"}


def test_a_step_of_an_act_shares_its_hint():
    assert hint_for("bargaining.coordination:apply") is hints()["bargaining.coordination"]


@pytest.mark.parametrize("act", sorted(hints()))
def test_each_hint_says_why_and_how_and_rests_on_rules_of_the_packs(act):
    hint = hints()[act]

    assert hint.why
    assert hint.how
    assert [key for key in hint.keys if LAW.find(key) is None] == []
    assert all(ground.source for ground in grounds_of(hint, LAW))
