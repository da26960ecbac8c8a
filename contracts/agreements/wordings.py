"""The articles of the five contracts as the clause library words them, by code (C1, W6, F2 …)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contracts.agreements.library import seed
from contracts.parties.choices import Kind

AREA_DOCUMENT = "regional_contract"
DOCUMENTS = {
    Kind.WAGE: "wage_contract",
    Kind.WOMEN: "women_contract",
    Kind.COMPREHENSIVE: "cc_contract",
    Kind.SAFETY: "safety_contract",
}


def document_of(kind: str, *, is_area: bool = False) -> str:
    """Return the document that is the text of an agreement of this kind."""
    return AREA_DOCUMENT if is_area else DOCUMENTS[Kind(kind)]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the printed text: its heading and its words, one line per paragraph.

    ``{key}`` is a variable or a figure of the case, ``[..]`` is printed only where agreed,
    ``[a|b]`` is either of the two, ``[..]*`` repeats.
    """

    heading: str
    words: str
    contracts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryClause:
    """One clause of the library with its articles.

    ``floors`` are keys of the packs; the three positions say what is usually asked by the workers,
    answered by the employer, and settled.
    """

    code: str
    title: str
    variables: tuple[str, ...]
    floors: tuple[str, ...]
    article: str
    hint: str
    asked: str
    answered: str
    settled: str
    articles: tuple[Article, ...]


@cache
def clauses() -> tuple[LibraryClause, ...]:
    """Return the clauses of the library in the order of the file."""
    return tuple(
        LibraryClause(
            code=row["code"],
            title=row["title"],
            variables=tuple(row["variables"]),
            floors=tuple(row["floors"]),
            article=row["article"],
            hint=row["hint"],
            asked=row["positions"]["workers"],
            answered=row["positions"]["employer"],
            settled=row["positions"]["settled"],
            articles=tuple(
                Article(each["heading"], each["words"], tuple(each["contracts"]))
                for each in row["articles"]
            ),
        )
        for row in seed()["clauses"]
    )


def articles_of(contract: str) -> Iterator[tuple[LibraryClause, Article]]:
    """Return the articles of a contract's Word text (``wage_contract``), clause by clause."""
    for clause in clauses():
        for article in clause.articles:
            if contract in article.contracts:
                yield clause, article


@cache
def variables_of(contract: str) -> frozenset[str]:
    """Return the keys of the library that a contract's Word text prints."""
    return frozenset(key for clause, _ in articles_of(contract) for key in clause.variables)


def clause_of(contract: str, heading: str) -> LibraryClause | None:
    """Return the clause an article of a contract belongs to, by its heading."""
    found = (clause for clause, each in articles_of(contract) if each.heading == heading)
    return next(found, None)


@cache
def clause_with(key: str, contract: str) -> LibraryClause | None:
    """Return the clause of a contract in which a variable stands."""
    found = (clause for clause, _ in articles_of(contract) if key in clause.variables)
    return next(found, None)
