"""What the law asks of a presidium (主席团): who sits in it, and how many."""

import re

from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

PRESIDIUM_KEY = "wc.presidium"
_BOUNDS = re.compile(r"(?P<op>>=|>)?(?P<low>\d+)(?:-(?P<high>\d+))?")


def workers_needed(members: int, law: Law) -> int:
    """Return how many members must be workers, technicians or staff (企业民主管理规定 19).

    :raises RuleMissing: if no pack speaks of it.
    """
    share = law.need(PRESIDIUM_KEY).share
    return share.required(members) if share else 0


def check_presidium(
    *,
    members: int,
    leaders: int,
    law: Law,
    delegates: int | None = None,
) -> list[Verdict]:
    """Judge R_PRESIDIUM: the share of workers, technicians and staff, and the size of the place.

    ``leaders`` are the firm's leading people (企业领导人员); everybody else counts for the share.
    """
    rule = law.need(PRESIDIUM_KEY)
    others, needed = members - leaders, workers_needed(members, law)
    short = needed - others
    share = judge(
        "R_PRESIDIUM",
        holds=short <= 0,
        law=rule,
        found=others,
        required=needed,
        message=(
            f"主席团{members}人，其中工人、技术人员、管理人员{others}人"
            f"（须≥{needed} {'✓' if short <= 0 else f'✗，差{short}人'}），企业领导人员{leaders}人。"
        ),
        remedy=f"请换上{short}名工人、技术人员或管理人员，再提交预备会议表决。",
    )
    size = _check_size(members, delegates, law)
    return [share, size] if size else [share]


def _check_size(members: int, delegates: int | None, law: Law) -> Verdict | None:
    """Return a fault of size where the place sets one for this many delegates (上海)."""
    rule = law.need(PRESIDIUM_KEY)
    low, high = size_allowed(rule.value.get("sizes") or {}, delegates)
    if low <= members and (high is None or members <= high):
        return None
    asked = f"{low}人以上" if high is None else f"{low}至{high}人"
    return judge(
        "R_PRESIDIUM",
        holds=False,
        law=rule,
        found=members,
        required=low if members < low else high,
        message=f"职工代表{delegates}人，主席团应为{asked}，现在是{members}人。{rule.zh}。",
        remedy=f"请把主席团调整为{asked}。",
    )


def size_allowed(sizes: dict[str, str], delegates: int | None) -> tuple[int, int | None]:
    """Return the least and the most members for so many delegates; no limit where none is set.

    ``sizes`` is as the pack writes it: ``{"30-100": "3-5", ">100": ">=7"}``.
    """
    for population, allowed in sizes.items():
        least, most = _bounds(population)
        if delegates is not None and least <= delegates and (most is None or delegates <= most):
            return _bounds(allowed)
    return 0, None


def _bounds(written: str) -> tuple[int, int | None]:
    match = _BOUNDS.fullmatch(written)
    if match is None:
        message = f"no range of numbers: {written!r}"
        raise ValueError(message)
    low = int(match["low"]) + (match["op"] == ">")
    return low, int(match["high"]) if match["high"] else None
