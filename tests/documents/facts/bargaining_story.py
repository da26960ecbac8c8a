"""The paper of a record of bargaining, filled and held against its declaration."""

from datetime import UTC, date, datetime

from contracts.bargaining import (
    rounds,
)
from contracts.documents import word
from contracts.documents.declaration import declaration, template_path
from contracts.documents.filling import PaperContext, filler_of
from contracts.parties.models import Side

WORKERS, EMPLOYER = Side.WORKERS, Side.EMPLOYER


def fill(code, record, *, on=date(2027, 1, 8)):
    round_ = getattr(record, "round", record)
    round_ = getattr(getattr(record, "offer", None), "round", round_)
    law = rounds.law_of(round_, on=on)
    paper = PaperContext(
        number="〔2027〕1号",
        issued_on=on,
        issuer=round_.workers_party,
        case=round_.case,
        law=law,
    )
    return filler_of(code)(record, paper)


def check_form(code, facts):
    """Check a paper against its declaration: the same names everywhere, plain strings only."""
    declared = declaration(code)
    assert set(facts) == declared.names - {"marks"}
    for table in declared.tables:
        for row in facts[table.name]:
            assert set(row) == {column.name for column in table.columns}
            assert all(isinstance(value, str) for value in row.values())
    assert all(isinstance(facts[field.name], str) for field in declared.fields)
    printed = word.render_word(
        template_path(code),
        {**facts, "marks": ""},
        datetime(2027, 1, 8, tzinfo=UTC),
    )
    assert printed[:2] == b"PK"
