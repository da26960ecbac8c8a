"""What the papers of the congress have in common: names, agenda items, shares, articles of law."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from contracts.agreements.models import Agreement
from contracts.bargaining.choices import INSTRUMENT_NAMES
from contracts.congress.models import Ballot, Congress, Sitting
from contracts.documents import chinese
from contracts.parties import tree
from contracts.parties.models import Kind

LISTEN, DELIBERATE, VOTE = "听取", "审议", "审议并表决"
SECRET, HANDS = "无记名投票", "举手"
NO_VOTE = "—"
_SPECIAL = "专项"
CENTS = Decimal("0.01")
_REPORT = re.compile("^听取|报告|通报")
_DISCUSSION = re.compile("^(讨论|审议)(?!.*草案)")
_DRAFT = re.compile("（草案）$")
_ARTICLE = re.compile(r"第(?P<articles>\d+(?:[-、]\d+)*)条(?:第(?P<item>\w+)项)?$")
_WIDE = str.maketrans("()", "（）")


def company(congress: Congress) -> str:
    """Return the firm's name, or the area's."""
    return congress.place_name


def union(congress: Congress) -> str:
    """Return the union's name."""
    return congress.workers_party.name if congress.workers_party else "工会委员会"


def superior(congress: Congress) -> str:
    """Return the union next above."""
    above = tree.higher_union(congress.workers_party) if congress.workers_party else None
    return above.name if above else "上级工会"


def chair(congress: Congress) -> str:
    """Return the union's chair, where he is known."""
    head = congress.workers_party.head if congress.workers_party else None
    return head.name if head else ""


def contact(congress: Congress) -> str:
    """Return whom to ask: the union's chair, with his number where it is known."""
    head = congress.workers_party.head if congress.workers_party else None
    if head is None:
        return ""
    return f"{head.name}　{head.phone}" if head.phone else head.name


def maybe_day(value: date | None) -> str:
    """Return a day in Chinese form, or nothing."""
    return chinese.day(value) if value else ""


def long_day(value: date) -> str:
    """Return a day with its weekday: 2027年3月26日（星期五）."""
    return f"{chinese.day(value)}（{chinese.weekday(value)}）"


def maybe_count(number: int | None) -> str:
    """Return a number, or nothing where nobody counted."""
    return "" if number is None else str(number)


def official(words: str) -> str:
    """Return words with the full-width brackets of official papers: 工资专项集体合同（草案）."""
    return words.translate(_WIDE)


def without_draft(item: str) -> str:
    """Return an item without its closing （草案）."""
    return _DRAFT.sub("", official(item))


def items(sitting: Sitting) -> list[str]:
    """Return the items of the agenda as a paper prints them."""
    return [official(item) for item in sitting.agenda]


def handling(item: str) -> str:
    """Return what is done with an item: reports are heard, drafts are voted on."""
    if _REPORT.search(item):
        return LISTEN
    return DELIBERATE if _DISCUSSION.search(item) else VOTE


def voted_items(sitting: Sitting) -> list[str]:
    """Return the items that come to a vote."""
    return [item for item in items(sitting) if handling(item) == VOTE]


def draft_of(item: str, drafts: Sequence[Agreement]) -> Agreement | None:
    """Return the draft an item of the agenda speaks of: the one with the longest fitting name."""
    stem = without_draft(item)
    fitting = [
        draft
        for draft in drafts
        if stem.endswith(_name(draft))
        and (draft.kind != Kind.COMPREHENSIVE or _SPECIAL not in stem)
    ]
    return max(fitting, key=lambda draft: (len(_name(draft)), draft.pk), default=None)


def _name(draft: Agreement) -> str:
    return INSTRUMENT_NAMES[Kind(draft.kind)]


def numbered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with a running number in front."""
    return [{"seq": str(number), **row} for number, row in enumerate(rows, start=1)]


def blank_rows(number: int, *columns: str) -> list[dict[str, Any]]:
    """Return numbered rows to be filled in by hand (no roster of delegates is kept yet)."""
    return numbered(dict.fromkeys(columns, "") for _ in range(number))


def percentage(part: int | None, whole: int | None) -> str:
    """Return a share as a percentage with at most two decimals, or nothing if not known."""
    if part is None or not whole:
        return ""
    share = (Decimal(part) * 100 / whole).quantize(CENTS, rounding=ROUND_HALF_UP)
    return chinese.percent(share)


def quorum_result(*, has_quorum: bool) -> str:
    """Say whether enough people were present."""
    return "已达到法定人数" if has_quorum else "未达到法定人数"


def mode(ballot: Ballot) -> str:
    """Return how the vote was taken."""
    return SECRET if ballot.is_secret else HANDS


def result(ballot: Ballot) -> str:
    """Return how the vote ended."""
    return "通过" if ballot.is_passed else "未通过"


def voices(ballot: Ballot) -> dict[str, str]:
    """Return the three voices of a vote."""
    return {
        "votes_for": str(ballot.yes),
        "votes_against": str(ballot.no),
        "votes_abstain": str(ballot.abstain),
    }


def articles(source: str) -> str:
    """Return a stored source as prose names law: 《集体合同规定》第三十六条和《企业民主管理规定》….

    Articles of one instrument stand together; what cannot be read stands as it was stored.
    """
    grouped: dict[str, list[str]] = {}
    for part in filter(None, source.split("；")):
        title = re.split(r"[ (（]", part, maxsplit=1)[0].translate(str.maketrans("《》", "〈〉"))
        match = _ARTICLE.search(part)
        grouped.setdefault(title, []).extend([_article(match)] if match else [])
    named = [f"《{title}》{'、'.join(dict.fromkeys(parts))}" for title, parts in grouped.items()]
    return "、".join(named[:-1]) + ("和" if named[1:] else "") + "".join(named[-1:])


def _article(match: re.Match[str]) -> str:
    written = re.sub(
        r"\d+",
        lambda number: f"第{chinese.numeral(int(number[0]))}条",
        match["articles"],
    ).replace("-", "至")
    return f"{written}第{match['item']}项" if match["item"] else written
