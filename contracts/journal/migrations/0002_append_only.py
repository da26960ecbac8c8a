"""Refuse to change journal entries in the database itself: a speed bump, the chain is the proof.

SQLite refuses changes only: its tests empty tables by DELETE, and the chain shows what is missing.
"""

from typing import Any

from django.db import migrations

SQLITE = """CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal entries are append-only'); END"""
POSTGRESQL = (
    """CREATE FUNCTION journal_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'journal entries are append-only'; END $$""",
    """CREATE TRIGGER journal_entry_stays BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_stays()""",
)


def protect(_apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": (SQLITE,), "postgresql": POSTGRESQL}.get(vendor, ()):
        schema_editor.execute(statement)


def lift(_apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_entry_stays")
    elif vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER journal_entry_stays ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_entry_stays()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]

    operations = [migrations.RunPython(protect, lift)]
