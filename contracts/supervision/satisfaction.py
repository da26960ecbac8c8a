"""Ask the workers how an agreement is kept (满意度测评): the sheet's items, and the count."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.supervision.models import Satisfaction, SatisfactionItem
from contracts.verdicts.verdict import Outcome, Refused

PUBLISHED, CHECKED, ANSWERED = "合同内容的公布和宣传", "履约检查和结果公开", "职工反映问题的处理"
GENERAL = (PUBLISHED, CHECKED, ANSWERED)


class SheetsDoNotAddUp(Refused):
    """测评表的份数对不上，请核对。"""

    rule = "R_VOTE_ARITH"


class NothingAsked(Refused):
    """没有写测评项目，请至少写一项。"""

    rule = "nothing_to_check"


@dataclass(frozen=True, slots=True)
class Answers:
    """How an item was answered, in sheets."""

    item: str
    satisfied: int
    basic: int
    dissatisfied: int
    unknown: int

    @property
    def total(self) -> int:
        """Return how many sheets answer the item."""
        return self.satisfied + self.basic + self.dissatisfied + self.unknown


def items_of(agreement: Agreement) -> list[str]:
    """Return what the sheet asks about: each heading of the agreement once, then the ways."""
    headings = agreement.clause_set.order_by("position").values_list("heading", flat=True)
    return [*dict.fromkeys(heading for heading in headings if heading), *GENERAL]


@transaction.atomic
def record(
    agreement: Agreement,
    *,
    sent: int,
    returned: int,
    valid: int,
    answers: Sequence[Answers],
    on: date,
) -> Outcome:
    """Record a survey's count; what does not add up is no count.

    :raises NothingAsked: if no item is named.
    :raises SheetsDoNotAddUp: if more came back than went out, or an item has too many answers.
    """
    if not answers:
        raise NothingAsked
    _need_sum(sent, returned, valid, answers)
    made = Satisfaction.objects.create(
        **Satisfaction.belonging_to(agreement.case),
        agreement=agreement,
        surveyed_on=on,
        sent=sent,
        returned=returned,
        valid=valid,
    )
    owner = SatisfactionItem.belonging_to(agreement.case)
    SatisfactionItem.objects.bulk_create(
        SatisfactionItem(**owner, survey=made, **asdict(row)) for row in answers
    )
    return Outcome(made=made, looked_at=[agreement])


def _need_sum(sent: int, returned: int, valid: int, answers: Sequence[Answers]) -> None:
    if returned > sent:
        raise SheetsDoNotAddUp(f"收回{returned}份，比发放的{sent}份还多，请核对。")
    if valid > returned:
        raise SheetsDoNotAddUp(f"有效{valid}份，比收回的{returned}份还多，请核对。")
    for row in answers:
        if row.total > valid:
            words = f"“{row.item}”四档共{row.total}份，比有效的{valid}份还多，请核对。"
            raise SheetsDoNotAddUp(words)
    if len({row.item for row in answers}) < len(answers):
        raise SheetsDoNotAddUp("同一个测评项目写了两次，请合并。")
