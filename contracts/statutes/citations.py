"""Instruments and articles: how they are written for people, and whether one holds another."""

from __future__ import annotations

import re
from dataclasses import dataclass

# How the catalogue writes an instrument in a few words.
SHORT_TITLES = {
    "22号令": "CC22",
    "9号令": "WA9",
    "企业民主管理规定": "EDM",
    "劳动合同法": "LCL",
    "劳动法": "LL",
    "工会法": "TUL",
    "公司法": "CL",
    "妇女权益保障法": "WPL",
    "女职工劳动保护特别规定": "FEMALE",
    "保障农民工工资支付条例": "MIGRANT",
    "劳动争议调解仲裁法": "LDMA",
}
_MENTION = re.compile(rf"({'|'.join(SHORT_TITLES)})((?:、?§\d+(?:[–-]\d+)?)+)")
_PART = re.compile(r"(\d+)(?:-(\d+))?(?:\((\w+)\))?\Z")


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: the instrument's code and title, and its article as the pack writes it.

    An article may be a list (``27,43``), a range (``32-35``), an item of one (``54(4)``), or empty.
    ``is_binding`` is false for joint documents, guidance and other papers that are no law; ``note``
    says how much of the instrument was read, in Chinese.
    """

    src: str
    title: str
    art: str = ""
    is_binding: bool = True
    note: str = ""

    @property
    def citation(self) -> str:
        """Return the short form, ``CC22 32``; without an article the code alone."""
        return f"{self.src} {self.art}".strip()

    def __str__(self) -> str:
        """Return the form people read: 集体合同规定 劳动和社会保障部令第22号 第32条."""
        return f"{self.title} {article(self.art)}".strip()


def article(art: str) -> str:
    """Return an article as Chinese writes it: 第32条, 第32-35条, 第27、43条, 第54条第4项."""
    if not art:
        return ""
    if item := re.fullmatch(r"(\d+)\((\w+)\)", art):
        return f"第{item[1]}条第{item[2]}项"
    return f"第{art.replace(',', '、')}条"


def in_text(basis: str) -> list[str]:
    """Return the citations a short basis of the catalogue names.

    ``22号令§42、§44；9号令§17`` is ``CC22 42``, ``CC22 44`` and ``WA9 17``; what is no instrument
    of the packs (实务惯例, 省规) is left out.
    """
    return [
        f"{SHORT_TITLES[title]} {art.replace('–', '-')}"
        for title, arts in _MENTION.findall(basis)
        for art in arts.replace("、", "").strip("§").split("§")
    ]


def cites(asked: str, shown: str) -> bool:
    """Test whether the citation shown covers every article of the one asked for.

    ``SH-WC 10`` is covered by ``SH-WC 10-11``, ``LDMA 43`` by ``LDMA 27,43``, ``TUL 54`` and
    ``TUL 54(4)`` by each other; ``TUL 54(1)`` is not covered by ``TUL 54(4)``. A code asked for
    without an article is covered by any article of it.
    """
    asked_src, _, asked_art = asked.partition(" ")
    shown_src, _, shown_art = shown.partition(" ")
    if asked_src != shown_src:
        return False
    held = _parts(shown_art)
    return all(any(_holds(part, other) for other in held) for part in _parts(asked_art))


def _parts(art: str) -> list[tuple[int, int, str]]:
    """Return (first, last, item) of each readable member of an article list."""
    found = (_PART.match(part.strip()) for part in art.split(",") if part.strip())
    return [(int(m[1]), int(m[2] or m[1]), m[3] or "") for m in found if m]


def _holds(asked: tuple[int, int, str], shown: tuple[int, int, str]) -> bool:
    inside = shown[0] <= asked[0] and asked[1] <= shown[1]
    return inside and (asked[2] == shown[2] or not asked[2] or not shown[2])
