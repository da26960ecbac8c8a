"""Issuing: who may know of a paper, who may read it, and the number it carries."""

from datetime import date

import pytest

from contracts.deadlines.law import law_for
from contracts.documents import issuing
from contracts.documents.declaration import declarations
from contracts.documents.issuing import Request, sight
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.choices import Role
from tests.factories.bargaining import RoundFactory
from tests.factories.parties import FederationFactory, UnionFactory, actor_of

DAY = date(2027, 3, 1)


def issue(code: str) -> Paper:
    """Issue a paper about a new round of a firm below a town."""
    union = UnionFactory(parent=FederationFactory())
    made = RoundFactory(union=union)
    law = law_for(made.case, on=DAY, kind="wage")
    request = Request(code, made)
    return issuing.issue(request, case=made.case, issuer=union, law=law, on=DAY)


@pytest.mark.parametrize(
    ("code", "workers", "employer", "above", "read_above"),
    [
        ("offer_letter", True, True, True, True),
        ("bargaining_plan_internal", True, False, False, False),
        ("opinion_summary", True, False, True, True),
        ("bargaining_record", True, True, True, False),
        ("rep_roster", True, True, True, False),
        ("expiry_warning", True, False, True, True),
        ("vote_ballot", True, False, False, False),
    ],
)
def test_the_class_of_a_paper_settles_who_sees_it(
    *,
    code: str,
    workers: bool,
    employer: bool,
    above: bool,
    read_above: bool,
):
    seen = sight(declarations()[code], "workers")

    assert [
        seen["seen_by_workers"],
        seen["seen_by_employer"],
        seen["seen_above"],
        seen["read_above"],
    ] == [workers, employer, above, read_above]


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_what_a_side_holds_back_is_its_own_until_it_is_handed_over():
    union = UnionFactory()
    made = RoundFactory(union=union)
    law = law_for(made.case, on=DAY, kind="wage")
    request = Request("issue_list", made, is_held_back=True)
    with_numbers = {"case": made.case, "issuer": union, "law": law, "on": DAY}
    paper = issuing.issue(Request("talk_notice", made), **with_numbers)
    Paper.objects.filter(pk=paper.pk).update(
        code="issue_list",
        **issuing._sight_of(request, declarations()["issue_list"], "workers"),
    )
    firm = actor_of(union.firm, Role.EMPLOYER_CHIEF)

    with acting_as(firm):
        before = Paper.objects.count()
    issuing.hand_over(made.case, "issue_list", side="workers")
    with acting_as(firm):
        after = Paper.objects.count()

    assert (before, after) == (0, 1)


def test_a_draft_is_known_above_but_not_read_there():
    seen = sight(declarations()["wage_contract"], "workers", is_draft=True)

    assert (seen["seen_above"], seen["read_above"]) == (True, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_numbers_of_an_issuer_run_through_the_year():
    union = UnionFactory()

    numbers = issuing.next_numbers(union, 2027, 2)

    assert numbers == ["〔2027〕1号", "〔2027〕2号"]
    assert issuing.next_numbers(union, 2027, 1) == ["〔2027〕3号"]
    assert issuing.next_numbers(union, 2028, 1) == ["〔2028〕1号"]


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize(
    ("name", "entered", "number"),
    [
        ("沈阳市总工会", "", "沈总工〔2027〕1号"),
        ("临港街道总工会", "望临工发", "望临工发〔2027〕1号"),
    ],
)
def test_a_federation_numbers_under_its_own_word(name: str, entered: str, number: str):
    federation = FederationFactory(name=name, office_code=entered)

    assert issuing.next_numbers(federation, 2027, 1) == [number]


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_a_paper_that_prints_no_number_uses_none_up():
    first = issue("talk_notice")
    union, case = first.issuer, first.case
    law = law_for(case, on=DAY, kind="wage")
    written = {"case": case, "issuer": union, "law": law, "on": DAY}
    record = RoundFactory(union=union)

    numbers = [
        issuing.issue(Request(code, record), **written).number
        for code in ("talk_record", "talk_record", "supervise_note")
    ]

    assert numbers == ["", "", "〔2027〕2号"]


@pytest.mark.django_db
def test_the_other_side_never_finds_an_internal_plan():
    with acting_as(SYSTEM):
        paper = issue("regional_enterprise_list")
        Paper.objects.filter(pk=paper.pk).update(
            **sight(declarations()["bargaining_plan_internal"], "workers"),
        )
        union, firm, town = paper.workers_party, paper.employer_party, paper.workers_party.parent

    counts = []
    for organisation, role in (
        (union, Role.UNION_CHAIR),
        (firm, Role.EMPLOYER_CHIEF),
        (town, Role.FEDERATION_OFFICER),
    ):
        with acting_as(actor_of(organisation, role)):
            counts.append(Paper.objects.count())

    assert counts == [1, 0, 0]
