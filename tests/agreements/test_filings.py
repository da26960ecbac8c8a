from datetime import date

import pytest

from contracts.agreements import confirmations, filings
from contracts.agreements.models import Filing
from contracts.agreements.texts import Coverage
from contracts.deadlines.models import Deadline
from tests.factories.agreements import (
    AreaCaseFactory,
    ConcludedFactory,
    DraftFactory,
    FiledFactory,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def state(agreement, code):
    row = Deadline.objects.get(subject=f"agreement:{agreement.pk}", code=code)
    return row.state, row.days_late


def test_receipt_stops_the_filing_clocks_and_starts_the_review():
    agreement = ConcludedFactory(signed_on=date(2027, 3, 29))

    outcome = filings.file(agreement, on=date(2027, 4, 6), copies=3)

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [
        ("R_FILING_SET", "ok"),
        ("R_SEALS", "ok"),
    ]
    assert state(agreement, "DL_FILE_WAGE") == ("late", 1)
    assert state(agreement, "DL_FILE_GENERAL") == ("met", 0)
    assert Deadline.objects.get(code="DL_REVIEW").last_day == date(2027, 4, 21)
    assert agreement.case.is_before_labour


def test_the_review_counts_from_receipt_not_from_sending():
    agreement = ConcludedFactory()

    filings.file(agreement, on=date(2027, 4, 6), received_on=date(2027, 4, 8), copies=3)

    assert Deadline.objects.get(code="DL_REVIEW").last_day == date(2027, 4, 23)


def test_a_text_that_was_never_passed_or_signed_is_refused_with_every_fault():
    agreement = DraftFactory()
    sign(agreement, seals=["union"])

    with pytest.raises(filings.FilingRefused) as refused:
        filings.file(agreement, on=date(2027, 4, 6), copies=2)

    assert [v.rule for v in refused.value.verdicts if v.blocks] == [
        "R_FILING_SET",
        "R_VOTE_QUORUM",
        "R_VOTE_PASS",
        "R_SEALS",
    ]
    assert not Filing.objects.exists()


def test_a_text_received_before_it_was_signed_is_out_of_order():
    agreement = ConcludedFactory(signed_on=date(2027, 3, 29))

    with pytest.raises(filings.FilingRefused) as refused:
        filings.file(agreement, on=date(2027, 3, 28), copies=3)

    assert [v.rule for v in refused.value.verdicts if v.blocks] == ["R_ORDER"]


def test_an_area_contract_claims_only_firms_that_confirmed():
    agreement = ConcludedFactory(AreaCaseFactory(), scope="industry")
    firms = [
        {"name": "华泰纸盒厂", "workers": 32, "migrant": 20, "answer": "confirmed"},
        {"name": "顺心纸盒厂", "workers": 18, "migrant": 11, "answer": "refused"},
    ]
    confirmations.confirm(agreement, on=date(2027, 4, 1), firms=firms)

    with pytest.raises(filings.FilingRefused) as refused:
        filings.file(agreement, on=date(2027, 4, 2), copies=3, claims=Coverage(firms=2))

    [block] = [v for v in refused.value.verdicts if v.blocks]
    assert (block.rule, block.found, block.required) == ("R_REGIONAL_CONFIRM", 2, 1)
    filings.file(agreement, on=date(2027, 4, 2), copies=3, claims=Coverage(1, 32, 20))
    assert agreement.filed_on == date(2027, 4, 2)


def test_a_filed_text_is_not_filed_twice():
    agreement = FiledFactory()

    with pytest.raises(filings.AlreadyFiled):
        filings.file(agreement, on=date(2027, 4, 7), copies=3)
