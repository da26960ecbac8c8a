"""The command that checks every chain says what is broken, and where."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from contracts.journal import entries
from contracts.journal.models import Entry
from tests.factories.bargaining import RoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_whole_chains_are_said_to_be_whole():
    entries.append(RoundFactory().case, "bargaining.open", {}, on=date(2027, 3, 1))
    said = StringIO()

    call_command("journal_verify", stdout=said)

    assert said.getvalue() == "1 案的日志链完整\n"


def test_a_cut_chain_is_named_and_the_command_fails():
    case = RoundFactory().case
    entries.append(case, "bargaining.open", {}, on=date(2027, 3, 1))
    Entry.objects.filter(case=case).delete()
    said = StringIO()

    with pytest.raises(CommandError, match="1 处对不上"):
        call_command("journal_verify", stdout=said)

    assert said.getvalue() == f"案卷{case.pk} 第1条：链尾被截断或链头被改动\n"
