"""Templates of papers (文书模板) as a federation sees them: its own, those below, those above."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from contracts.documents import template_choice
from contracts.documents.declaration import Declaration, declarations
from contracts.documents.template_models import TemplateVersion
from contracts.parties import tree
from contracts.parties.models import Organisation
from contracts.parties.visibility import under

State = TemplateVersion.State
CONCEPTS = {
    "bargaining": "协商",
    "agreements": "合同",
    "congress": "职代会",
    "supervision": "监督",
    "disputes": "争议",
    "campaigns": "行动",
}


@dataclass(slots=True)
class Row:
    """One paper of the list: what it is printed on here, what is below, what waits."""

    declared: Declaration
    current: TemplateVersion | None = None
    below: int = 0
    waiting: int = 0
    is_laid: bool = True


@dataclass(slots=True)
class Group:
    """The papers of one concept."""

    title: str
    rows: list[Row] = field(default_factory=list)


def visible(federation: Organisation) -> QuerySet[TemplateVersion]:
    """Return the versions a federation may know of: all below it, what is in force from above."""
    above = Q(path__in=tree.ancestors(federation.path), state=State.APPROVED)
    return TemplateVersion.objects.filter(under(federation.path) | above).select_related(
        "place", "federation"
    )


def find(federation: Organisation, pk: int) -> TemplateVersion | None:
    """Return one version, none if the federation may not know of it."""
    return visible(federation).filter(pk=pk).first()


def groups(federation: Organisation, *, on: date, words: str = "") -> list[Group]:
    """Return every paper by concept with its template here on a day; one query for all."""
    versions: dict[str, list[TemplateVersion]] = defaultdict(list)
    for version in visible(federation):
        versions[version.code].append(version)
    found: dict[str, Group] = {}
    for code, declared in declarations().items():
        if words and words not in declared.title and words != code:
            continue
        title = CONCEPTS.get(declared.concept, declared.concept)
        row = _row(declared, versions[code], federation, on=on)
        found.setdefault(declared.concept, Group(title)).rows.append(row)
    order = list(CONCEPTS)
    return sorted(found.values(), key=lambda group: _place(group.title, order))


def _place(title: str, order: list[str]) -> int:
    titles = [CONCEPTS[name] for name in order]
    return titles.index(title) if title in titles else len(titles)


def _row(
    declared: Declaration,
    versions: Iterable[TemplateVersion],
    federation: Organisation,
    *,
    on: date,
) -> Row:
    held = list(versions)
    here = [
        version
        for version in held
        if version.state == State.APPROVED
        and version.valid_from <= on
        and federation.path.startswith(version.path)
    ]
    below = {
        version.path
        for version in held
        if version.state == State.APPROVED and version.path > federation.path
    }
    waiting = [version for version in held if version.state in {State.DRAFT, State.TRIAL}]
    return Row(
        declared=declared,
        current=max(here, key=lambda each: (each.path, each.valid_from, each.number), default=None),
        below=len(below),
        waiting=len(waiting),
        is_laid=bool(template_choice.shipped(declared.code)),
    )


def history(federation: Organisation, code: str) -> list[TemplateVersion]:
    """Return the versions of a paper's template, the newest first."""
    return list(visible(federation).filter(code=code).order_by("-pk"))


def place_named(federation: Organisation, name: str) -> Organisation | None:
    """Return the one organisation below a federation that bears this full name, or none."""
    rows = Organisation.objects.filter(under(federation.path), name=name)[:2]
    return rows[0] if len(rows) == 1 else None
