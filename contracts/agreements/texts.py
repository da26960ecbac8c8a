"""The text of an agreement as plain values: what the checks judge and the drafts keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One post of the wage table (岗位工资表): yuan a month before and after."""

    post: str
    headcount: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class AreaFloor:
    """The lowest wage (yuan a month) of a regional or industry contract the firm confirmed."""

    title: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A draft to be judged. ``similarity`` is a fraction of one, to the template.

    ``clauses`` are read values (see ``library.read``); a clause that is there but empty is None.
    ``women`` is the number of women in the firm, None where nobody counted.
    """

    kind: str
    scope: str = "enterprise"
    term_from: date | None = None
    term_to: date | None = None
    clauses: Mapping[str, Any] = field(default_factory=dict)
    grades: Sequence[GradeLine] = ()
    similarity: Decimal | None = None
    numeric_clauses: int | None = None
    women_content: str = ""
    women: int | None = None
    area_floor: AreaFloor | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The days of the round an agreement comes from, as far as it has them."""

    offered_on: date | None = None
    answered_on: date | None = None
    first_met_on: date | None = None
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many firms, workers and villagers (农民工) an area contract binds or claims."""

    firms: int | None = None
    workers: int | None = None
    migrant: int | None = None
