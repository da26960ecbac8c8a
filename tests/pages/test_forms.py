"""What the forms of preparation make of what is typed, word for word as a case file."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.bargaining import surveys
from contracts.bargaining.surveys import TopicVotes
from contracts.parties.actors import acting_as
from contracts.parties.models import Person, Side
from tests.factories import agreements
from tests.factories.bargaining import (
    AreaRoundFactory,
    RoundFactory,
    SeatedRoundFactory,
    worker_of,
)
from tests.factories.forms import chair_of, officer_of, opened, refused, rows, sent
from tests.factories.parties import PersonFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_opening_a_round_names_the_old_agreement_as_a_thing():
    old = agreements.InForceFactory()

    data = sent(
        "bargaining.open",
        None,
        chair_of(old),
        kind="wage",
        scope="enterprise",
        previous=old.pk,
    )

    assert data == {"kind": "wage", "scope": "enterprise", "previous": old}


def test_opening_a_round_names_an_old_agreement_on_paper_by_its_term():
    round_ = RoundFactory()

    data = sent(
        "bargaining.open",
        None,
        chair_of(round_),
        kind="women",
        scope="enterprise",
        previous_from="2024-04-01",
        previous_to="2027-03-31",
    )

    assert data == {
        "kind": "women",
        "scope": "enterprise",
        "previous": {"from": date(2024, 4, 1), "to": date(2027, 3, 31)},
    }


def test_opening_an_area_round_lists_the_covered_firms():
    round_ = AreaRoundFactory()

    data = sent(
        "bargaining.open",
        None,
        chair_of(round_),
        kind="wage",
        scope="industry",
        **rows("covers", {"name": "甲A&B厂", "workers": 30, "women": 12, "mandate": "letter"}),
    )

    assert data == {
        "kind": "wage",
        "scope": "industry",
        "covers": [{"name": "甲A&B厂", "workers": 30, "women": 12, "mandate": "letter"}],
    }


def test_a_firm_sees_no_list_of_covered_firms():
    round_ = RoundFactory()

    with acting_as(chair_of(round_)):
        form = opened("bargaining.open", None, chair_of(round_))

    assert list(form.tables) == []


def test_survey_counts_sheets_and_votes():
    round_ = RoundFactory()

    data = sent(
        "bargaining.survey",
        round_,
        chair_of(round_),
        sent="１８４",
        returned=163,
        **rows("topics", {"topic": "涨工资", "votes": 141}, {"topic": "", "votes": ""}),
    )

    assert data == {
        "sent": 184,
        "returned": 163,
        "topics": [{"topic": "涨工资", "votes": 141}],
    }


def test_survey_that_does_not_add_up_is_told_which_figure():
    round_ = RoundFactory()
    typed = rows("topics", {"topic": "涨工资", "votes": 170}, {"topic": "涨工资", "votes": 3})

    found = refused("bargaining.survey", round_, chair_of(round_), sent=150, returned=163, **typed)

    assert found == {
        "returned": ["收回163份，比发出的150份还多，请核对。"],
        "topics-0-votes": ["有170人提到，比收回的163份还多，请核对。"],
        "topics-1-topic": ["“涨工资”写了两次，请合并成一行。"],
    }


def test_plan_takes_numbers_percentages_and_words():
    round_ = RoundFactory()

    data = sent(
        "bargaining.plan",
        round_,
        chair_of(round_),
        **rows(
            "positions",
            {"topic": "年度平均工资增幅", "ask": "8％", "target": "5%", "bottom": "4%"},
            {"topic": "企业最低工资", "ask": "2,100", "bottom": "1900元"},
            {"topic": "加班基数", "ask": "前12个月均值"},
        ),
    )

    assert data == {
        "side": "workers",
        "positions": [
            {"topic": "年度平均工资增幅", "ask": "8%", "target": "5%", "bottom": "4%"},
            {"topic": "企业最低工资", "ask": Decimal(2100), "bottom": Decimal(1900)},
            {"topic": "加班基数", "ask": "前12个月均值"},
        ],
    }


def test_plan_starts_from_what_the_workers_named():
    round_ = RoundFactory()
    topics = [TopicVotes("夜班津贴", 96), TopicVotes("涨工资", 141)]
    surveys.record(round_, sent=184, returned=163, topics=topics, on=date(2027, 3, 2))

    with acting_as(chair_of(round_)):
        form = opened("bargaining.plan", round_, chair_of(round_))

    assert [row["topic"].value() for row in form.tables["positions"]] == [
        "涨工资",
        "夜班津贴",
        None,
        None,
        None,
    ]


def test_naming_representatives_takes_people_of_the_case_and_writes_down_somebody_new():
    round_ = RoundFactory()
    chair = seat_head(round_.workers_party)
    worker, recorder = worker_of(round_), worker_of(round_)

    data = sent(
        "bargaining.name_representatives",
        round_,
        chair_of(round_),
        recorder=recorder.pk,
        **rows(
            "representatives",
            {"person": chair.pk, "chief": "on"},
            {"person": worker.pk, "mandate": "on", "relative": "on"},
            {"new_name": "冯䶮", "new_post": "数控操作工", "new_level": "一线"},
        ),
    )

    new = Person.objects.get(name="冯䶮")
    assert data == {
        "side": "workers",
        "representatives": [
            {"person": chair, "chief": True},
            {"person": worker, "mandate": True},
            {"person": new},
        ],
        "recorder": recorder,
        "relatives": [worker],
    }
    assert (new.works_at, new.post, new.level) == (round_.employer_party, "数控操作工", "一线")


def test_somebody_from_outside_works_at_neither_party():
    round_ = RoundFactory()
    typed = rows("representatives", {"new_name": "𬭳立", "new_post": "律师", "new_outside": "on"})

    data = sent("bargaining.name_representatives", round_, chair_of(round_), **typed)

    person = data["representatives"][0]["person"]
    assert (person.name, person.post, person.works_at) == ("𬭳立", "律师", None)


def test_somebody_written_down_twice_is_one_person():
    round_ = RoundFactory()
    typed = rows("representatives", {"new_name": "冯䶮", "new_post": "钳工"})

    for _ in range(2):
        sent("bargaining.name_representatives", round_, chair_of(round_), **typed)

    assert Person.objects.filter(name="冯䶮").count() == 1


def test_people_of_another_firm_cannot_be_named():
    round_ = RoundFactory()
    stranger = PersonFactory(works_at=RoundFactory().employer_party)
    typed = rows("representatives", {"person": stranger.pk})

    found = refused("bargaining.name_representatives", round_, chair_of(round_), **typed)

    assert found == {
        "representatives-0-person": [
            "选的这一项不在名单里（可能刚被改动），请重新选择。",
            "请选一位代表；没有的，展开“名单里没有，另填一位”写姓名。",
        ],
    }


def test_a_list_with_two_chiefs_and_a_person_twice_is_told_so():
    round_ = RoundFactory()
    worker = worker_of(round_)
    typed = rows(
        "representatives",
        {"person": worker.pk, "chief": "on"},
        {"person": worker.pk, "chief": "on"},
    )

    found = refused(
        "bargaining.name_representatives", round_, chair_of(round_), recorder=worker.pk, **typed
    )

    assert found == {
        "recorder": ["记录员不能同时是协商代表，请另选一位。"],
        "representatives-1-person": [f"{worker}写了两次，请去掉一行。"],
        "representatives-1-chief": ["每方只能有一名首席代表，请只勾一位。"],
    }


def test_replacing_a_representative_names_who_goes_and_who_comes():
    round_ = SeatedRoundFactory()
    leaving = round_.representatives.filter(side=Side.WORKERS).last().person
    joining = worker_of(round_)

    data = sent(
        "bargaining.replace_representative",
        round_,
        chair_of(round_),
        out=leaving.pk,
        successor=joining.pk,
        vacant_since="2027-05-20",
        mandate="on",
    )

    assert data == {
        "side": "workers",
        "out": leaving,
        "in": joining,
        "vacant_since": date(2027, 5, 20),
        "mandate": True,
    }


def test_a_vacancy_alone_names_nobody_new():
    round_ = SeatedRoundFactory()
    leaving = round_.representatives.filter(side=Side.EMPLOYER).last().person

    data = sent("bargaining.replace_representative", round_, officer_of(round_), out=leaving.pk)

    assert data == {"side": "employer", "out": leaving}


@pytest.mark.parametrize(("asked", "shown"), [("7", 7), ("999", 150), ("99999", 3), ("x", 3)])
def test_a_list_shows_as_many_rows_as_asked_within_reason(asked, shown):
    round_ = RoundFactory()

    with acting_as(chair_of(round_)):
        form = opened("bargaining.plan", round_, chair_of(round_), {"positions-count": asked})

    assert form.tables["positions"].count == shown
