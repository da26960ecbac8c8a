"""Fill a paper from a record as the door does, and hold it against its declaration."""

from datetime import UTC, date, datetime, time

from contracts.deadlines.law import law_for
from contracts.documents import word
from contracts.documents.declaration import declaration, template_path
from contracts.documents.filling import PaperContext, filler_of


def fill(code, record, *, on=date(2027, 4, 26), issuer=None, kind="", scope="enterprise"):
    """Fill a paper, check it against its declaration, print it; return its facts."""
    paper = PaperContext(
        number="〔2027〕1号",
        issued_on=on,
        issuer=issuer or record.case.workers_party,
        case=record.case,
        law=law_for(record.case, on=on, kind=kind, scope=scope),
    )
    facts = filler_of(code)(record, paper)
    check_form(code, facts, on=on)
    return facts


def check_form(code, facts, *, on):
    """Check that a paper has the declared names, plain strings only, and can be printed."""
    declared = declaration(code)
    assert set(facts) == declared.names - {"marks"}
    assert {f.name for f in declared.fields if not isinstance(facts[f.name], str)} == set()
    for table in declared.tables:
        for row in facts[table.name]:
            assert set(row) == {column.name for column in table.columns}
            assert all(isinstance(value, str) for value in row.values())
    missing = {f.name for f in declared.fields if f.required and not facts[f.name]}
    assert missing == set()
    moment = datetime.combine(on, time(), tzinfo=UTC)
    assert word.render_word(template_path(code), {**facts, "marks": ""}, moment)[:2] == b"PK"
