from datetime import date

import pytest

from contracts.congress import ballots, foundings, queries, sittings
from contracts.verdicts import findings
from tests.factories.congress import (
    SITS_ON,
    CongressFactory,
    DraftFactory,
    NoticeFactory,
    SessionFactory,
    counts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_congress_is_found_by_its_firm_and_by_its_union():
    congress, other = CongressFactory(), CongressFactory()

    assert queries.congress_of(congress.workers_party) == congress
    assert queries.congress_of(congress.employer_party) == congress
    assert queries.congress_of(other.employer_party) == other


def test_the_open_sitting_is_the_one_not_closed():
    sitting = SessionFactory()
    assert queries.open_sitting(sitting.congress) == sitting

    sittings.close(sitting, on=SITS_ON)

    assert queries.open_sitting(sitting.congress) is None


def test_submitted_drafts_are_those_that_wait_for_this_congress():
    congress, other = CongressFactory(), CongressFactory()
    draft = DraftFactory(congress)
    DraftFactory(congress, superseded_on=date(2027, 3, 20))
    DraftFactory(congress, stage="draft")
    DraftFactory(other)

    assert list(queries.submitted_drafts(congress)) == [draft]


def test_the_faults_behind_a_draft_are_those_of_its_sittings():
    sitting = NoticeFactory()
    done = sittings.sit(sitting, entitled=32, present=21, on=SITS_ON)
    findings.record(
        sitting.case,
        sitting,
        done.verdicts,
        act="congress.sit",
        on=SITS_ON,
        is_standing=True,
    )
    draft = DraftFactory(sitting.congress)
    ballots.count(
        sitting,
        item="草案",
        subject=draft,
        counts=counts(),
        is_secret=True,
        on=SITS_ON,
    )

    assert [finding.rule for finding in queries.faults_behind(draft)] == ["R_VOTE_QUORUM"]
    assert queries.faults_behind(DraftFactory(sitting.congress)) == []


def test_a_congress_counts_from_its_first_valid_session():
    failed = SessionFactory(present=21)
    sittings.close(failed, on=SITS_ON)
    valid = SessionFactory(
        failed.congress,
        title="第一届职工代表大会第二次会议",
        sits_on=date(2027, 4, 8),
        on=date(2027, 4, 8),
    )
    sittings.close(valid, on=date(2027, 4, 9))
    congress = valid.congress

    assert not queries.is_established(congress, on=date(2027, 4, 7))
    assert queries.is_established(congress, on=date(2027, 4, 8))
    assert queries.last_session_on(congress, on=date(2027, 4, 7)) is None
    assert queries.last_session_on(congress, on=date(2027, 12, 31)) == date(2027, 4, 8)


def test_a_standing_congress_brings_its_own_last_session():
    congress = CongressFactory(since=date(2025, 6, 10), last_session_on=date(2026, 6, 20))

    assert queries.is_established(congress, on=date(2025, 6, 10))
    assert queries.last_session_on(congress, on=date(2027, 1, 1)) == date(2026, 6, 20)


def test_while_a_new_congress_is_elected_the_one_that_stands_is_the_congress():
    standing = CongressFactory(since=date(2024, 3, 26), term_years=3)
    new = foundings.request(standing.workers_party, form="congress", on=date(2027, 3, 1)).made

    assert queries.congress_of(standing.employer_party) == standing
    assert list(queries.congresses_of(standing.workers_party)) == [new, standing]
    assert [queries.term_number(each) for each in (standing, new)] == [1, 2]
