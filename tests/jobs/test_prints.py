"""What the worker prints is found again by the code on it."""

import pytest
import time_machine

from contracts.documents import scanner, store, tokens
from contracts.documents.models import Paper
from tests.factories.acts import offer, open_round, seat_parties
from workflow.jobs.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@time_machine.travel("2027-01-10 09:00+08:00", tick=True)
def test_every_sheet_leads_back_to_its_paper(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    parties = seat_parties()
    offer(parties, open_round(parties))
    with Worker() as one:
        one.run_once()
    paper = Paper.objects.get(code="offer_letter")

    pages = scanner.look(store.get(paper.files.get(format="pdf").sha256))

    assert [tokens.read(code) for page in pages for code in page.codes] == [
        tokens.Read(paper.token, paper.pk, sheet) for sheet in range(1, len(pages) + 1)
    ]
