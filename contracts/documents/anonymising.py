"""The public version of a contract: persons are masked, and what is left of them is looked for.

Firms, unions, their addresses and codes stay: they are what is published. 个人信息保护法 第六条
asks for the least that serves the purpose; the wage table by post names nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from contracts.documents.declaration import Declaration
from contracts.parties.models import Case, Person

ID_NUMBER = re.compile(r"(?<![0-9A-Z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?![0-9A-Z])")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-－ ]?\d{7,8}(?!\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BANK_CARD = re.compile(r"(?<!\d)[3-6]\d{15,18}(?!\d)")
KINDS = {
    "身份证号": ID_NUMBER,
    "手机号": MOBILE,
    "银行卡号": BANK_CARD,
    "电话": LANDLINE,
    "电子邮箱": EMAIL,
}
#: Codes that look like numbers of a person and are a firm's.
STAYS = {"uscc", "doc_no", "contract_no"}
SHOWN = 3


class Found(NamedTuple):
    """Something of a person: what it is, in which blank or paragraph, how it looks masked."""

    kind: str
    where: str
    shown: str


def names_in(case: Case) -> list[str]:
    """Return the names of every person the case may speak of, the longest first."""
    parties = [party for party in (case.workers_party, case.employer_party) if party]
    firms = {party.firm_id or party.pk for party in parties} | {party.pk for party in parties}
    known = Person.objects.filter(works_at__in=firms) | Person.objects.filter(heads__in=firms)
    names = set(known.values_list("name", flat=True))
    return sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))


def masked(
    facts: Mapping[str, Any], declaration: Declaration, names: Iterable[str]
) -> tuple[dict[str, Any], list[Found]]:
    """Return the facts of a paper with persons masked, and what was masked where."""
    labels = {field.name: field.label for field in declaration.fields}
    labels |= {table.name: table.label for table in declaration.tables}
    known = list(names)
    found: list[Found] = []
    said = {
        name: value if name in STAYS else _mask(value, labels.get(name, name), known, found)
        for name, value in facts.items()
    }
    return said, found


def _mask(value: Any, where: str, names: list[str], found: list[Found]) -> Any:
    if isinstance(value, str):
        return _mask_text(value, where, names, found)
    if isinstance(value, Mapping):
        return {
            key: each if key in STAYS else _mask(each, where, names, found)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_mask(each, where, names, found) for each in value]
    return value


def _mask_text(text: str, where: str, names: list[str], found: list[Found]) -> str:
    for name in names:
        if name in text:
            shown = f"{name[0]}{'某' * (len(name) - 1)}"
            text = text.replace(name, shown)
            found.append(Found("姓名", where, shown))
    for kind, pattern in KINDS.items():
        found.extend(Found(kind, where, _short(each[0])) for each in pattern.finditer(text))
        text = pattern.sub(lambda match: _short(match[0]), text)
    return text


def _short(number: str) -> str:
    return f"{number[:SHOWN]}{'*' * (len(number) - SHOWN)}"


def left_in(paragraphs: Iterable[str], names: Iterable[str]) -> Iterator[Found]:
    """Look for what still belongs to a person in the finished text, paragraph by paragraph."""
    known = list(names)
    for number, paragraph in enumerate(paragraphs, 1):
        where = f"第{number}段“{paragraph.strip()[:12]}…”"
        for name in known:
            if name in paragraph:
                yield Found("姓名", where, name)
        for kind, pattern in KINDS.items():
            for match in pattern.finditer(paragraph):
                if not _is_of_a_firm(match[0], paragraph):
                    yield Found(kind, where, match[0])


def _is_of_a_firm(number: str, paragraph: str) -> bool:
    """Test whether an 18-digit number stands where a firm's code is told."""
    before = paragraph[: paragraph.index(number)]
    return before.rstrip("：: ").endswith("统一社会信用代码")
