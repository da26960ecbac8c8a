"""Fill how the workers' representatives were chosen: the minutes, and the notice on the board."""

from collections.abc import Sequence
from typing import Any

from contracts.bargaining import queries, seating
from contracts.bargaining.models import Representative, Round
from contracts.deadlines import clock
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Level, Side

NOTICE = "DL_REP_NOTICE"
UNION_SENDS, WORKERS_RECOMMEND = "工会选派", "职工民主推荐"
MIGRANT, WOMAN, YES = "农民工", "女", "是"


@fills("rep_election_minutes")
def rep_election_minutes(round_: Round, paper: PaperContext) -> dict[str, Any]:
    """Keep how the workers' side was chosen; what nobody entered is written in at the meeting."""
    rows = _seated(round_)
    chief = queries.chief(round_, Side.WORKERS)
    union = round_.workers_party
    return {
        **words.parties(round_),
        **words.instrument(round_),
        "meeting_date": chinese.day(rows[0].named_on if rows else paper.issued_on),
        "place": paper.extra.get("place", ""),
        "host": union.head.name if union and union.head else "",
        "recorder": words.recorder_names(round_),
        "should_attend": "",
        "attended": "",
        "election_mode": _mode(round_),
        "consent_count": "",
        "seats": str(len(rows)),
        "frontline_n": str(sum(row.person.level == Level.FRONT_LINE for row in rows)),
        "women_n": str(sum(row.person.gender == WOMAN for row in rows)),
        "chief": chief.person.name if chief else "",
        "minutes": "",
        "candidates": [_candidate(row) for row in rows],
    }


def _candidate(row: Representative) -> dict[str, str]:
    person = row.person
    return {
        "name": person.name,
        "dept": words.post(person),
        "post_level": person.level,
        "gender": person.gender,
        "is_migrant": YES if MIGRANT in person.employment else "",
        "votes": "",
        "role": words.role(row),
    }


@fills("rep_public_notice")
def rep_public_notice(round_: Round, paper: PaperContext) -> dict[str, Any]:
    """Put the workers' side on the notice board; nothing of a person but name, post and role."""
    rows = _seated(round_)
    until = clock.reckon(NOTICE, base=paper.issued_on, law=paper.law)
    return {
        **words.parties(round_),
        "doc_no": paper.number,
        "contract_name": round_.instrument_name,
        "election_mode": _mode(round_),
        "produce_date": chinese.day(rows[0].named_on if rows else paper.issued_on),
        "notice_start": chinese.day(paper.issued_on),
        "notice_end": words.maybe_day(until.due.day if until else None),
        "channels": paper.extra.get("channels", ""),
        "objection_contact": words.contact(round_, Side.WORKERS),
        "reps": words.numbered(
            {"name": row.person.name, "dept": words.post(row.person), "role": words.role(row)}
            for row in rows
        ),
    }


def _seated(round_: Round) -> Sequence[Representative]:
    return list(seating.rows(round_, Side.WORKERS).select_related("person"))


def _mode(round_: Round) -> str:
    """Return how the side was chosen: a union sends it (集体合同规定 20), else the workers do."""
    return UNION_SENDS if round_.workers_party else WORKERS_RECOMMEND
