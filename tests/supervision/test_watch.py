from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.parties.actors import acting_as
from contracts.parties.models import Case, Role
from contracts.supervision import evidence, reviews, watch
from contracts.supervision.models import FormSign, SignWatch
from tests.factories.agreements import (
    CaseFactory,
    ConcludedFactory,
    DraftFactory,
    InForceFactory,
    local_values,
)
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.pages import Desk
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
)
from workflow.jobs import signs as job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
SIGNED_ON = date(2027, 3, 29)
FILING_ENDS = date(2027, 4, 8)
FOUND_ON = date(2027, 4, 9)
TOLD_ON = date(2027, 4, 24)
VAGUE = {"text": {"工资增长": "按国家规定执行，双方另行协商。"}}


@pytest.fixture(autouse=True)
def _values():
    local_values()


@pytest.fixture
def county():
    return FederationFactory()


@pytest.fixture
def unfiled(county):
    """An agreement signed and not filed, below a county."""
    return ConcludedFactory(CaseFactory(union=UnionFactory(parent=county)))


def look(agreement, on):
    case = Case.objects.get(pk=agreement.case_id)
    return [row.code for row in watch.look(case, on=on)]


def test_signed_and_not_filed_is_a_sign_the_day_after_the_last_day(unfiled):
    assert look(unfiled, FILING_ENDS) == []
    assert look(unfiled, FOUND_ON) == ["unfiled"]


def test_a_sign_keeps_the_day_it_was_found_and_ends_when_it_is_mended(unfiled):
    look(unfiled, FOUND_ON)
    look(unfiled, date(2027, 4, 11))
    Agreement.objects.filter(pk=unfiled.pk).update(filed_on=date(2027, 4, 12))

    assert look(unfiled, date(2027, 4, 12)) == []

    row = FormSign.objects.get()
    assert (row.found_on, row.report_on, row.mended_on) == (
        FOUND_ON,
        TOLD_ON,
        date(2027, 4, 12),
    )


def test_a_check_that_is_missing_shows_after_half_a_year_and_goes_with_the_check():
    agreement = InForceFactory(in_force_on=date(2027, 4, 22))

    assert look(agreement, date(2027, 10, 22)) == []
    assert look(agreement, date(2027, 10, 23)) == ["unchecked"]

    reviews.review(agreement, on=date(2027, 10, 25), checked=[{"clause": "工资", "result": "done"}])
    assert look(agreement, date(2027, 10, 25)) == []


def test_the_next_day_time_alone_brings_something_is_kept(unfiled):
    look(unfiled, SIGNED_ON)

    row = SignWatch.objects.get()
    assert (row.looked_on, row.next_on) == (SIGNED_ON, FOUND_ON)
    case = Case.objects.get()
    assert list(watch.due(on=FILING_ENDS)) == []
    assert list(watch.due(on=FOUND_ON)) == [case]
    Case.objects.update(version=case.version + 1)
    assert list(watch.due(on=FILING_ENDS)) == [case]


def test_both_sides_see_a_sign_at_once_and_those_above_only_if_it_stays(unfiled, county):
    look(unfiled, FOUND_ON)
    union, firm = unfiled.workers_party, unfiled.employer_party
    own = (actor_of(union, Role.UNION_CHAIR), actor_of(firm, Role.EMPLOYER_OFFICER))
    above = (actor_of(county, Role.FEDERATION_OFFICER), actor_of(county, Role.INSTRUCTOR))

    def seen_by(actor):
        with acting_as(actor):
            return FormSign.objects.count()

    watch.report(on=date(2027, 4, 23))
    assert [seen_by(actor) for actor in (*own, *above)] == [1, 1, 0, 0]
    watch.report(on=TOLD_ON)
    assert [seen_by(actor) for actor in (*own, *above)] == [1, 1, 1, 1]
    look(unfiled, date(2027, 4, 25))
    Agreement.objects.filter(pk=unfiled.pk).update(filed_on=date(2027, 4, 25))
    look(unfiled, date(2027, 4, 25))
    assert [seen_by(actor) for actor in (*own, *above)] == [1, 1, 0, 0]


def test_nobody_else_ever_sees_a_sign(unfiled):
    look(unfiled, FOUND_ON)
    watch.report(on=date(2027, 6, 1))
    strangers = [
        actor_of(FederationFactory(), Role.FEDERATION_OFFICER),
        actor_of(UnionFactory(), Role.UNION_CHAIR),
        actor_of(LabourDepartmentFactory(path=unfiled.path), Role.LABOUR_CLERK),
    ]

    for actor in strangers:
        with acting_as(actor):
            assert FormSign.objects.count() == 0


def test_words_of_a_draft_are_never_told_above():
    draft = DraftFactory(clauses=VAGUE)
    assert look(draft, date(2027, 3, 12)) == ["vague"]

    assert watch.report(on=date(2027, 6, 1)) == 0

    Agreement.objects.filter(pk=draft.pk).update(
        workers_signed_on=SIGNED_ON, employer_signed_on=SIGNED_ON, concluded_on=SIGNED_ON
    )
    assert watch.report(on=date(2027, 6, 1)) == 1


def test_a_text_is_compared_with_signed_ones_of_other_firms(county):
    def firm():
        return CaseFactory(union=UnionFactory(parent=county))

    long = {"text": {"工资增长": "工资随企业效益合理增长，具体由双方另行协商并向职工公布。" * 4}}
    ConcludedFactory(firm(), clauses=long)
    copied = DraftFactory(firm(), clauses=long)
    own_words = {"text": {"工资增长": "本厂铸造车间夜班津贴每班二十五元，高温补贴按月发放。" * 4}}
    other = DraftFactory(firm(), clauses=own_words)

    assert look(copied, date(2027, 4, 1)) == ["like_other"]
    assert look(other, date(2027, 4, 1)) == []


def test_a_round_that_is_all_in_one_day_is_a_sign():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    agreement = DraftFactory(round_.case)
    day = date(2027, 3, 1)
    Agreement.objects.filter(pk=agreement.pk).update(
        workers_signed_on=day, employer_signed_on=day, concluded_on=day
    )

    assert look(agreement, date(2027, 3, 2)) == ["one_day"]
    assert FormSign.objects.get().subject == f"round:{Round.objects.get().pk}"


def test_the_sweep_looks_at_what_is_due_and_goes_on_after_a_fault(unfiled, monkeypatch, caplog):
    second = ConcludedFactory(CaseFactory())
    whole = watch.look

    def broken_for_the_first(case, *, on):
        if case.pk == unfiled.case_id:
            raise RuntimeError
        return whole(case, on=on)

    monkeypatch.setattr(watch, "look", broken_for_the_first)

    assert job.sweep(FOUND_ON) == 2

    assert {row.case_id for row in FormSign.objects.all()} == {second.case_id}
    assert f"案件 {unfiled.case_id} 的走过场检查没有完成" in caplog.text
    assert job.sweep(FOUND_ON) == 0
    monkeypatch.setattr(watch, "look", whole)
    assert job.sweep(date(2027, 4, 10)) == 1
    assert unfiled.case_id in {row.case_id for row in FormSign.objects.all()}


def test_the_round_page_shows_signs_to_the_firm_first_and_to_the_county_later(county):
    union = UnionFactory(parent=county)
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1), union=union)
    ConcludedFactory(round_.case)
    day = FOUND_ON
    watch.look(Case.objects.get(pk=round_.case_id), on=day)
    chair = Desk(union, Role.UNION_CHAIR)
    officer = Desk(county, Role.FEDERATION_OFFICER)
    address = reverse("round", args=[round_.pk])

    def told(desk, on):
        page = desk.get(address, on=on).page
        return [
            " ".join(p.text_content().split())
            for p in page.xpath("//section[@aria-labelledby='signs-title']//li/p")
        ]

    assert told(chair, day) == [
        "签了字没有报送",
        "2027-03-29签订，报送期限2027-04-08已过，还没有报送的记录。",
        "请企业尽快报送人社部门；已经报送的，把回执补录进来。",
        "4月9日 周五发现；4月24日 周六以前改正的，上级工会看不到",
    ]
    assert told(officer, day) == []
    watch.report(on=TOLD_ON)
    assert told(officer, TOLD_ON)[0] == "签了字没有报送"


def test_a_text_is_compared_with_firms_below_the_same_federation_alone(county):
    here = DraftFactory(CaseFactory(union=UnionFactory(parent=county)), clauses=VAGUE)
    for above in (county, FederationFactory()):
        ConcludedFactory(CaseFactory(union=UnionFactory(parent=above)), clauses=VAGUE)

    with CaptureQueriesContext(connection) as captured:
        texts = evidence.other_texts(here, newest=200)

    assert texts == ["工资增长：按国家规定执行，双方另行协商。"]
    assert len(captured) == 3
