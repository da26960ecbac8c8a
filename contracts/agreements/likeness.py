"""How alike texts are: the free words of an agreement to its template, and two texts.

Figures, blanks and punctuation do not count: the template has blanks where a firm has figures.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from contracts.agreements.library import clause_types, free_words
from contracts.agreements.wordings import articles_of, document_of
from contracts.parties.choices import Scope

HUNDRED = 100
PLACES = Decimal("0.001")
_ASIDE = re.compile(r"\{\w+\}|[\W\d_]+")


def to_template(clauses: Mapping[str, Any], *, kind: str, scope: str) -> Decimal | None:
    """Return how like its template the free words of a text are: a fraction of one.

    Each clause is likened to the nearest paragraph or article of the template and counts by its
    length. None where the text has no words of its own, only figures.
    """
    passages = template(document_of(kind, is_area=scope != Scope.ENTERPRISE))
    own = [plain for _, words in free_words(clauses) if (plain := _plain(words))]
    if not own or not passages:
        return None
    scores = [(len(words), _nearest(words, passages)) for words in own]
    return _fraction(sum(n * score for n, score in scores) / sum(n for n, _ in scores))


def nearest(text: str, others: Iterable[str], *, least: Decimal) -> Decimal:
    """Return how like the nearest of other texts a text is; 0 where none is as like as ``least``.

    Texts too short or too long to be so like are not compared at all.
    """
    found = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=float(least) * HUNDRED)
    return _fraction(found[1]) if found else Decimal(0)


@cache
def template(document: str) -> tuple[str, ...]:
    """Return the passages of a contract's template: articles, their paragraphs, usual words."""
    passages: list[str] = []
    for clause, article in articles_of(document):
        passages += [article.words, *article.words.splitlines()]
        passages += [clause_types()[key].default for key in clause.variables]
    return tuple(dict.fromkeys(plain for words in passages if (plain := _plain(words))))


def _nearest(words: str, passages: Iterable[str]) -> float:
    found = process.extractOne(words, passages, scorer=fuzz.ratio)
    return float(found[1]) if found else 0.0


def _plain(words: str) -> str:
    return _ASIDE.sub("", words)


def _fraction(score: float) -> Decimal:
    return (Decimal(str(score)) / HUNDRED).quantize(PLACES)
