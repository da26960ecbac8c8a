"""The journal: one chain per case, broken links are found, private entries stay private."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from contracts.bargaining.models import Round
from contracts.journal import entries
from contracts.journal.models import Entry, Head
from contracts.parties.actors import acting_as
from contracts.parties.choices import Role
from tests.factories.bargaining import RoundFactory
from tests.factories.parties import actor_of

DAY = date(2027, 3, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def written(number: int = 3) -> Round:
    """Return a round in whose case so many acts are journalled."""
    made = RoundFactory()
    for place in range(number):
        entries.append(made.case, "bargaining.meet", {"place": place}, on=DAY)
    return made


def rewrite(pk: int, **columns: object) -> None:
    """Change an entry behind the application's back, as somebody with the database could."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_entry_stays")
    Entry.objects.filter(pk=pk).update(**columns)


def test_entries_of_a_case_are_numbered_and_chained_from_the_zero_hash():
    case = written().case

    rows = list(Entry.objects.filter(case=case).order_by("sequence"))

    assert [row.sequence for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [entries.START, rows[0].digest, rows[1].digest]
    assert entries.breaks(case) == []


def test_a_changed_entry_breaks_the_chain_at_its_place():
    case = written().case
    second = Entry.objects.get(case=case, sequence=2)

    rewrite(second.pk, body=second.body.replace('"place":1', '"place":9'))

    assert entries.breaks(case) == [entries.Break(case.pk, 2, "内容或链接被改动")]


def test_a_cut_tail_is_seen_by_the_head():
    case = written().case

    Entry.objects.filter(case=case, sequence=3).delete()

    assert entries.breaks(case) == [entries.Break(case.pk, 3, "链尾被截断或链头被改动")]


def test_a_missing_entry_is_seen_by_its_number():
    case = written().case

    Entry.objects.filter(case=case, sequence=2).delete()

    assert [found.reason for found in entries.breaks(case)] == ["缺号", "内容或链接被改动"]


def test_the_database_itself_refuses_to_change_an_entry():
    case = written().case

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(case=case, sequence=1).update(summary="改写")

    assert Entry.objects.get(case=case, sequence=1).summary == ""


def test_two_cases_have_chains_of_their_own():
    one, other = written(2), written(1)

    assert Head.objects.get(case=one.case).sequence == 2
    assert Head.objects.get(case=other.case).sequence == 1


def test_a_private_entry_is_read_by_its_own_side_only():
    made = RoundFactory()
    union = actor_of(made.workers_party, Role.UNION_CHAIR)
    firm = actor_of(made.employer_party, Role.EMPLOYER_OFFICER)

    with acting_as(union):
        entries.append(made.case, "bargaining.plan", {}, on=DAY, is_private=True)

    with acting_as(union):
        assert Entry.objects.count() == 1
    with acting_as(firm):
        assert Entry.objects.count() == 0


def test_an_audit_administrator_reads_every_entry():
    made = written(2)
    auditor = actor_of(made.workers_party, Role.AUDIT_ADMIN)

    with acting_as(auditor):
        assert Entry.objects.count() == 2
