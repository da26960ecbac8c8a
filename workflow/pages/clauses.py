"""The clause library (条款库) for everybody signed in: what each contract says, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.agreements import wordings
from contracts.agreements.library import ClauseType, clause_types
from contracts.documents.declaration import declarations
from contracts.parties.choices import Kind
from contracts.statutes import rulebook
from contracts.statutes.law import Law, instrument_codes
from workflow.pages.gates import in_office

AREA = "area"
CONTRACTS = {
    Kind.COMPREHENSIVE.value: "综合",
    Kind.WAGE.value: "工资",
    Kind.WOMEN.value: "女职工",
    Kind.SAFETY.value: "劳动安全卫生",
    AREA: "区域（行业）",
}
NATION = "CN"
SCOPE_CODE = "C1"
NAME = re.compile(r"\{([a-z_.]+)\}")
PARTS = {
    "workday": "平日倍率",
    "rest_day": "休息日倍率",
    "holiday": "法定节假日倍率",
    "base": "计算基数",
    "years": "满几年",
    "upto": "不满几年",
    "days": "几天",
}


@dataclass(frozen=True, slots=True)
class Floor:
    """A rule a clause is judged by: its key, and what it says where the reader is."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause of the library as the page shows it; ``articles`` are (heading, paragraphs)."""

    clause: wordings.LibraryClause
    articles: Sequence[tuple[str, list[str]]]
    variables: Sequence[ClauseType]
    floors: Sequence[Floor]


@in_office
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Show the clauses of one contract: wording, variables, floors, what both sides usually say."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in CONTRACTS else Kind.WAGE.value
    law = _law(request, kind)
    context = {
        "here": "law",
        "kind": kind,
        "kinds": CONTRACTS.items(),
        "entries": _entries(_document(kind), law),
    }
    return render(request, "clauses.html", context)


def _document(kind: str) -> str:
    return wordings.AREA_DOCUMENT if kind == AREA else wordings.document_of(kind)


def _law(request: HttpRequest, kind: str) -> Law:
    """Return the law of the reader's own region today, as far as it needs no table of a place."""
    office = request.office  # type: ignore[attr-defined]
    region = office.organisation.region if office else NATION
    instruments = instrument_codes(
        Kind.WAGE if kind == AREA else kind, "regional" if kind == AREA else "enterprise"
    )
    is_known = region in rulebook.shipped().packs
    today = request.today  # type: ignore[attr-defined]
    return Law(on=today, region=region if is_known else NATION, instruments=instruments)


def _entries(document: str, law: Law) -> list[Entry]:
    labels = {field.name: field.label for field in declarations()[document].fields}
    found: dict[str, Entry] = {}
    for clause, article in wordings.articles_of(document):
        entry = found.setdefault(clause.code, _entry(clause, law))
        lines = [_readable(line, labels) for line in article.words.split("\n")]
        found[clause.code] = Entry(
            clause, [*entry.articles, (article.heading, lines)], entry.variables, entry.floors
        )
    return sorted(found.values(), key=lambda entry: _place(entry.clause.code, document))


def _place(code: str, document: str) -> int:
    """Return where a clause stands: whom it binds first, then the contract's own, then the rest."""
    if code == SCOPE_CODE or document == wordings.document_of(Kind.COMPREHENSIVE):
        return 0
    return 2 if code.startswith("C") else 1


def _entry(clause: wordings.LibraryClause, law: Law) -> Entry:
    rules = ((key, law.find(key)) for key in clause.floors)
    floors = [Floor(key, rule.zh if rule else key) for key, rule in rules]
    return Entry(clause, [], [clause_types()[key] for key in clause.variables], floors)


def _readable(line: str, labels: dict[str, str]) -> str:
    """Return a paragraph with the names of its blanks in Chinese."""
    return NAME.sub(lambda match: f"〔{_label(match[1], labels)}〕", line).replace("]*", "]…")


def _label(name: str, labels: dict[str, str]) -> str:
    key, _, part = name.partition(".")
    if part:
        return PARTS[part]
    kind = clause_types().get(key)
    return kind.title if kind else labels.get(name, name)
