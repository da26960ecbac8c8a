"""What each paper is: declared in ``catalogue/*.yaml``, read once, never changed."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

CATALOGUE = Path(__file__).parent / "catalogue"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "docx"
SHARED = "shared"
#: What every paper may print besides its own fields: the line of marks (copy, draft, secrecy).
ON_EVERY_PAPER = frozenset({"marks"})
#: The blanks that print a paper's own number (文号, 编号).
NUMBERS = frozenset({"doc_no", "offer_no", "registry_no", "resolution_no", "sheet_no"})


class DocumentUnknown(Exception):
    """No paper of this code is in the catalogue."""


class Field(NamedTuple):
    """One blank of a paper, or one column of its table."""

    name: str
    label: str
    type: str
    required: bool
    options: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table of a paper: one row per thing."""

    name: str
    label: str
    required: bool
    columns: tuple[Field, ...]


class Declaration(NamedTuple):
    """A paper as the catalogue declares it; ``concept`` is the folder it belongs to."""

    code: str
    concept: str
    title: str
    title_en: str
    process: str
    also_used_in: tuple[str, ...]
    stage: str
    priority: str
    issued_by: tuple[str, ...]
    received_by: tuple[str, ...]
    trigger: str
    deadlines: tuple[str, ...]
    legal_basis: tuple[str, ...]
    variants: tuple[str, ...]
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]
    signatures: tuple[str, ...]
    seals: tuple[str, ...]
    copies: int
    formats: tuple[str, ...]
    confidentiality: str
    retention: str
    gates: tuple[str, ...]
    hint: str

    @property
    def names(self) -> frozenset[str]:
        """The names a template of this paper may print: fields and tables."""
        fields = {field.name for field in self.fields}
        return ON_EVERY_PAPER | fields | {table.name for table in self.tables}

    @property
    def is_numbered(self) -> bool:
        """Test whether the paper prints a number; forms, rosters and notes use none up."""
        return any(field.name in NUMBERS for field in self.fields)


@lru_cache(maxsize=1)
def declarations() -> dict[str, Declaration]:
    """Read the whole catalogue, by code."""
    groups = shared()["field_groups"]
    return {
        entry["code"]: _declaration(entry, path.stem, groups)
        for path in sorted(CATALOGUE.glob("*.yaml"))
        if path.stem != SHARED
        for entry in _load(path)
    }


@lru_cache(maxsize=1)
def shared() -> dict[str, Any]:
    """Read what the papers refer to: roles, seals, levels of confidentiality, retention."""
    loaded: dict[str, Any] = _load(CATALOGUE / f"{SHARED}.yaml")
    return loaded


def declaration(code: str) -> Declaration:
    """Give the declaration of one paper.

    :raises DocumentUnknown: if the catalogue has no such code.
    """
    try:
        return declarations()[code]
    except KeyError:
        message = f"文书目录中没有 {code}"
        raise DocumentUnknown(message) from None


def template_path(code: str) -> Path:
    """Name the Word template of a paper; whether it exists is the caller's question."""
    return TEMPLATES / declaration(code).concept / f"{code}.docx"


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _declaration(entry: dict[str, Any], concept: str, groups: dict[str, Any]) -> Declaration:
    own = [field for group in entry["include_field_groups"] for field in groups[group]]
    fields = {field["name"]: _field(field) for field in own + entry["fields"]}
    plain: dict[str, Any] = {
        name: entry.get(name, "")
        for name in (
            *("code", "title", "title_en", "process", "stage", "priority", "trigger"),
            *("copies", "confidentiality", "retention", "hint"),
        )
    }
    lists: dict[str, Any] = {
        name: tuple(entry.get(name, ()))
        for name in (
            *("also_used_in", "issued_by", "received_by", "deadlines", "legal_basis", "variants"),
            *("signatures", "seals", "formats", "gates"),
        )
    }
    tables = tuple(
        Table(
            table["name"],
            table["label"],
            table["required"],
            tuple(_field(column) for column in table["columns"]),
        )
        for table in entry["tables"]
    )
    return Declaration(
        concept=concept, fields=tuple(fields.values()), tables=tables, **plain, **lists
    )


def _field(field: dict[str, Any]) -> Field:
    return Field(
        field["name"],
        field["label"],
        field["type"],
        field["required"],
        tuple(str(option) for option in field.get("options", ())),
    )
