"""Firm by firm, confirm a regional or industry contract (逐户签章确认)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from contracts.agreements import library, queries
from contracts.agreements.checks.filing import FirmAnswer, check_answers
from contracts.agreements.models import Agreement, Confirmation
from contracts.parties.models import Organisation, OrganisationKind
from contracts.verdicts.verdict import Outcome, Refused


class NotAnAreaContract(Refused):
    """Only a regional or industry contract is confirmed firm by firm."""

    rule = "not_an_area_contract"


@transaction.atomic
def confirm(agreement: Agreement, *, on: date, firms: Sequence[Mapping[str, Any]]) -> Outcome:
    """Record each firm's answer; a later answer of the same firm replaces the earlier one.

    ``made`` is the list of rows. A firm that pays less than the contract is named, so are those
    that refuse.

    :raises NotAnAreaContract: if the agreement is one firm's own.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if not agreement.is_area:
        raise NotAnAreaContract("只有区域性、行业性合同才逐户确认；企业合同由双方签字即可。")
    rows = [_answer(agreement, firm, on=on) for firm in firms]
    law = queries.law_of(agreement, on=on)
    answers = [FirmAnswer(row.firm_name, row.answer, row.own_min_wage) for row in rows]
    floor = queries.min_wage_of(agreement)
    verdicts = check_answers(answers, floor, agreement.title, law)
    return Outcome(made=rows, verdicts=verdicts, looked_at=[agreement])


def _answer(agreement: Agreement, firm: Mapping[str, Any], *, on: date) -> Confirmation:
    wage = firm.get("own_min_wage")
    known = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER, name=firm["name"]).first()
    row, _ = Confirmation.objects.update_or_create(
        agreement=agreement,
        firm_name=firm["name"],
        defaults={
            **Confirmation.belonging_to(agreement.case),
            "firm": known,
            "workers": firm.get("workers") or 0,
            "migrant": firm.get("migrant") or 0,
            "women": firm.get("women") or 0,
            "answer": firm["answer"],
            "own_min_wage": None if wage is None else library.number(wage),
            "answered_on": on,
        },
    )
    return row
