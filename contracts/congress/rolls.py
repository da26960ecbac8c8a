"""The roll of a vote (表决人名册): who is entitled, checked before the box opens."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from contracts.congress.models import Delegate, Sitting
from contracts.verdicts.verdict import Refused


class RollDoesNotFit(Refused):
    """名册与会议不符，请核对。"""

    rule = "roll_does_not_fit"


class SheetDoesNotFit(Refused):
    """计票单的数字对不上，请当场重新清点。"""

    rule = "R_VOTE_ARITH"


class Voter(NamedTuple):
    """Somebody on the roll."""

    unit: str
    name: str

    def __str__(self) -> str:
        return f"{self.unit} {self.name}".strip()


def of(sitting: Sitting, given: Sequence[Voter] = ()) -> list[Voter]:
    """Return the roll of a sitting: its elected delegates, else the list given.

    :raises RollDoesNotFit: if somebody stands twice, is no delegate, or the number differs from
        those entitled at the sitting.
    """
    delegates = elected(sitting)
    if delegates:
        known(given, delegates)
    roll = delegates or list(given)
    twice = [str(voter) for voter, times in Counter(roll).items() if times > 1]
    if twice:
        raise RollDoesNotFit(
            f"名册里有重复的人：{'、'.join(twice)}。每人只列一次，同名的请写明单位。"
        )
    entitled = sitting.entitled or 0
    if len(roll) != entitled:
        raise RollDoesNotFit(
            f"名册上有{len(roll)}人，会议应到{entitled}人，差{abs(len(roll) - entitled)}人。"
            "表决权人以应到为准，请补全名册，或者更正会议的应到人数。"
        )
    return roll


def elected(sitting: Sitting) -> list[Voter]:
    """Return the delegates who sit in the congress now; none where it was entered by numbers."""
    seats = Delegate.objects.filter(congress=sitting.congress_id, left_on__isnull=True)
    return [Voter(seat.unit, seat.name) for seat in seats.order_by("unit", "pk")]


def known(given: Collection[Voter], roll: Sequence[Voter]) -> list[Voter]:
    """Return those given, as they stand on the roll.

    :raises RollDoesNotFit: if one of them is not on it.
    """
    strangers = [str(voter) for voter in given if voter not in roll]
    if strangers:
        raise RollDoesNotFit(
            f"{'、'.join(strangers)}不在代表名册上，不能表决。请核对姓名和选举单位；"
            "补选的代表先办补选登记。"
        )
    return list(given)


def need_slips(sitting: Sitting, slips: int) -> int:
    """Return the number of slips to print: never more than people are present.

    :raises RollDoesNotFit: if more are asked for.
    """
    present = sitting.present or 0
    if not 0 <= slips <= present:
        raise RollDoesNotFit(f"要印{slips}张票条，实到只有{present}人。票条不能多于实到人数。")
    return slips


def need_sheet(*, handed: int, returned: int, parts: Mapping[str, int]) -> None:
    """See that a count sheet adds up.

    :raises SheetDoesNotFit: if it does not.
    """
    if min(returned, *parts.values()) < 0:
        raise SheetDoesNotFit("票数不能小于零，请核对。")
    total = sum(parts.values())
    if total != returned:
        words = "＋".join(f"{name}{number}" for name, number in parts.items())
        raise SheetDoesNotFit(
            f"收回{returned}张≠{words}（合计{total}张），差{abs(total - returned)}张。"
            "请当场重新清点。"
        )
    if returned > handed:
        raise SheetDoesNotFit(
            f"收回纸质票{returned}张，登记领取的只有{handed}人，多出{returned - handed}张。"
            "请核对领票签名；查不清的这次投票作废、重新表决。"
        )
