"""The forms by which a congress is founded: what they make, and what they tell while one types."""

from datetime import date

import pytest

from contracts.congress import foundings, rosters
from contracts.congress.models import ElectionUnit
from contracts.parties.actors import acting_as
from contracts.parties.references import reference
from tests.factories.congress import CongressFactory
from tests.factories.forms import TODAY, chair_of, opened, refused, rows, sent
from tests.factories.founding import (
    ELECTED_ON,
    PlanFactory,
    RequestFactory,
    RosterFactory,
    vote,
)
from tests.factories.parties import UnionFactory
from workflow import forms
from workflow.forms import ComesLater

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
UNITS = (
    {"unit": "机加车间", "workers": 90, "seats": 15},
    {"unit": "铸造车间", "workers": 84, "seats": 15},
)


def said(act, subject, actor, typed=None):
    """Return what the form says to the figures, outcome and words."""
    with acting_as(actor):
        form = opened(act, subject, actor, typed)
        return [(row.outcome, row.message) for row in form.figures()]


def aided(act, subject, actor, aid, typed):
    """Return the form after a button that helps to fill it in."""
    with acting_as(actor):
        form = opened(act, subject, actor, typed)
        return type(form)(form.data, subject=subject, actor=actor, today=TODAY, more=aid)


def test_a_request_starts_from_the_form_and_term_that_fit():
    congress = CongressFactory(since=date(2024, 3, 26), term_years=3)
    chair = chair_of(congress)

    with acting_as(chair):
        form = opened("congress.request", None, chair)
        shown = (form["form"].value(), form["term_years"].value())
        advice = form.advice()

    assert shown == ("congress", 3)
    assert advice == ("本届已届满67天，属于逾期换届，请尽快办。届满以后开会、表决容易有争议。",)
    assert sent("congress.request", congress, chair, form="congress", term_years=5) == {
        "form": "congress",
        "term_years": 5,
    }


def test_a_new_election_before_the_end_of_the_term_says_who_decides():
    congress = CongressFactory(since=date(2025, 6, 2), term_years=3)
    chair = chair_of(congress)

    with acting_as(chair):
        advice = opened("congress.request", congress, chair).advice()

    assert advice == ("离届满还有367天。届满以前换届，提前或延期换届由职代会或其授权机构决定。",)


def test_a_congress_that_is_being_founded_is_not_asked_for_again():
    congress = RequestFactory()

    with pytest.raises(ComesLater) as later:
        forms.find("congress.request").resolve(congress)

    assert str(later.value) == "本单位已经有一个正在筹建的职代会，请在那里继续办理。"


def test_a_term_outside_the_law_is_told_while_it_is_typed():
    congress = RequestFactory()

    told = said(
        "congress.approve", congress, chair_of(congress), {"form": "congress", "term_years": 6}
    )

    assert told[0] == ("block", "届期6年。每届3至5年。")


def test_a_plan_starts_from_the_least_number_and_tells_every_share():
    congress = RequestFactory()
    chair = chair_of(congress)
    typed = {"seats": 30, **rows("units", *UNITS), "management": 7, "women": 9, "dispatch": 1}

    with acting_as(chair):
        shown = opened("congress.plan_seats", congress, chair)["seats"].value()
    told = said("congress.plan_seats", congress, chair, typed)

    assert shown == 30
    assert [outcome for outcome, _ in told] == ["ok", "ok", "warn", "ok", "ok"]
    assert told[0][1] == "各选举单位的名额加起来30名，代表总数30名 ✓。"
    assert told[2][1].startswith(
        "代表30名，其中中层以上管理人员和领导人员7名（不超过五分之一，即≤6名 ✗，多1名）。"
    )


def test_seats_that_do_not_add_up_are_told_before_they_are_sent():
    congress = RequestFactory()

    told = said(
        "congress.plan_seats", congress, chair_of(congress), {"seats": 32, **rows("units", *UNITS)}
    )

    assert told[0] == ("block", "各选举单位的名额加起来30名，代表总数32名，少2名。")


def test_the_seats_are_dealt_out_by_the_workers_of_each_unit():
    congress = RequestFactory()
    chair = chair_of(congress)
    bare = [
        {"unit": "机加", "workers": 90},
        {"unit": "铸造", "workers": 84},
        {"unit": "仓储", "workers": 4},
    ]

    form = aided(
        "congress.plan_seats", congress, chair, "propose", {"seats": 30, **rows("units", *bare)}
    )

    assert [row["seats"].value() for row in form.tables["units"].filled()] == ["15", "14", "1"]
    assert form["seats"].value() == "30"


def test_a_plan_keeps_only_what_is_recorded():
    congress = RequestFactory()
    typed = {"seats": 30, **rows("units", *UNITS), "management": 5}

    data = sent("congress.plan_seats", congress, chair_of(congress), **typed)

    assert data == {"seats": 30, "units": list(UNITS)}


def test_a_unit_without_seats_is_asked_for_them():
    congress = RequestFactory()
    typed = {"seats": 30, **rows("units", {"unit": "机加车间", "workers": 90})}

    found = refused("congress.plan_seats", congress, chair_of(congress), **typed)

    assert found == {"units-0-seats": ["请填名额，或者按“按人数分配名额”。"]}


def test_an_assembly_has_no_seats_and_no_elections():
    congress = RequestFactory(form="assembly")
    for act in ("congress.plan_seats", "congress.elect"):
        with pytest.raises(ComesLater) as later:
            forms.find(act).resolve(congress)
        assert later.value.act == "congress.notify"


def test_an_election_before_the_plan_leads_to_the_plan():
    congress = RequestFactory()
    foundings.approve(congress, on=ELECTED_ON)

    with pytest.raises(ComesLater) as later:
        forms.find("congress.elect").resolve(congress)

    assert (later.value.act, later.value.about) == ("congress.plan_seats", congress)


def test_an_election_tells_who_is_missing_for_quorum_majority_and_cap():
    congress = PlanFactory()
    two = (
        {"name": "邓长江", "votes": 5, "category": "中层以上"},
        {"name": "曹宝成", "votes": 6, "category": "工人"},
    )
    typed = {"unit": "仓储运输", "workers": 10, "attended": 6, **rows("elected", *two)}

    told = said("congress.elect", congress, chair_of(congress), typed)

    assert [outcome for outcome, _ in told] == ["block", "block", "ok"]
    assert told[0][1] == "本单位职工10人，到会6人（须全体职工三分之二以上，即≥7人 ✗，差1人）。"
    assert told[1][1] == "没有当选：邓长江5票，差1票（按本单位10人计，须≥6票）。"
    assert told[2][1].startswith(
        "代表30名，其中中层以上管理人员和领导人员1名（不超过五分之一，即≤6名 ✓）。"
    )


def test_an_election_opened_about_a_unit_knows_its_workers_and_open_seats():
    congress = PlanFactory()
    unit = ElectionUnit.objects.get(name="仓储运输")
    form_class = forms.find("congress.elect")
    chair = chair_of(congress)

    subject, first = form_class.resolve(unit)
    with acting_as(chair):
        form = form_class(subject=subject, actor=chair, today=TODAY, initial=first)
        shown = (form["unit"].value(), form["workers"].value(), form.tables["elected"].count)

    assert shown == ("仓储运输", 10, 2)


def test_a_repeated_election_starts_from_those_who_failed():
    congress = PlanFactory()
    vote(congress, attended=6)
    chair = chair_of(congress)
    first = {"unit": "仓储运输"}

    with acting_as(chair):
        form = forms.find("congress.elect")(
            subject=congress, actor=chair, today=TODAY, initial=first
        )
        names = [row["name"].value() for row in form.tables["elected"]]
        facts = dict(form.facts())

    assert names[:2] == ["仓储运输1", "仓储运输2"]
    assert facts["要重选"] == "仓储运输"
    assert facts["还空"] == "机加车间15名、铸造车间13名、仓储运输2名"


def test_a_pasted_list_fills_the_rows_and_keeps_what_it_cannot_read():
    congress = PlanFactory()
    titles = "序号\t姓名\t得票数\t类别\t性别"
    pasted = f"{titles}\n1\t邓长江\t8\t一线工人\t男\n2\t曹宝成\t7\t中层\t女\n3\t\t2\t\t"

    form = aided(
        "congress.elect",
        congress,
        chair_of(congress),
        "paste",
        {"unit": "仓储运输", "workers": 10, "paste": pasted, **rows("elected")},
    )

    shown = [
        [row[name].value() for name in ("name", "votes", "category", "gender")]
        for row in form.tables["elected"].filled()
    ]
    assert shown == [["邓长江", "8", "工人", "男"], ["曹宝成", "7", "中层以上", "女"]]
    assert form["paste"].value() == "3\t\t2\t\t"


def test_a_by_election_names_the_seats_given_up():
    congress = RosterFactory()
    left = rosters.standing(congress).last()
    typed = {
        "unit": "仓储运输",
        "workers": 10,
        "attended": 9,
        "replaces": [left.pk],
        **rows("elected", {"name": "于庆海", "votes": 8}),
    }

    data = sent("congress.elect", congress, chair_of(congress), **typed)

    assert data == {
        "unit": "仓储运输",
        "workers": 10,
        "attended": 9,
        "elected": [{"name": "于庆海", "votes": 8}],
        "replaces": ["仓储运输2"],
    }


def test_a_congress_entered_by_numbers_names_those_who_left_in_words():
    congress = CongressFactory()
    typed = {
        "unit": "仓储运输",
        "workers": 10,
        "attended": 9,
        "names_left": "曹宝成",
        **rows("elected", {"name": "于庆海", "votes": 8}),
    }

    data = sent("congress.elect", congress, chair_of(congress), **typed)

    assert data["replaces"] == ["曹宝成"]


def test_credentials_show_what_the_report_will_say():
    congress = RosterFactory(managers=7)

    told = said("congress.certify", congress, chair_of(congress))

    assert [outcome for outcome, _ in told].count("warn") >= 1
    assert any("中层以上管理人员和领导人员7名" in words for _, words in told)


def test_a_public_notice_starts_from_the_usual_days_and_ends_after_it_begins():
    congress = RosterFactory()
    chair = chair_of(congress)

    with acting_as(chair):
        shown = opened("congress.announce_delegates", congress, chair)["until"].value()
    found = refused("congress.announce_delegates", congress, chair, until="2027-05-01")

    assert shown == date(2027, 6, 6)
    assert found == {"until": ["公示截止日（2027-05-01）早于开始日（2027-06-01），请核对。"]}


def test_every_form_of_the_founding_is_about_the_congress():
    congress = RosterFactory()
    names = ("approve", "plan_seats", "elect", "certify", "announce_delegates")

    found = [forms.find(f"congress.{name}").resolve(congress)[0] for name in names]

    assert {reference(each) for each in found} == {reference(congress)}


def test_the_operators_of_an_area_are_capped_while_one_types():
    congress = CongressFactory(union=UnionFactory(firm=None, area="沙岗镇纸盒行业"))

    told = said("congress.plan_seats", congress, chair_of(congress), {"seats": 40, "operators": 9})

    assert [outcome for outcome, _ in told] == ["block"]
    assert told[0][1].startswith("区域（行业）职代会代表40名，其中企业经营者9名")
    assert "即≤8名 ✗，多1名" in told[0][1]
