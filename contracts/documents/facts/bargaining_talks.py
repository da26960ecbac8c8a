"""Fill the papers of the talks: agenda, sign-in, record, summary, suspension, consensus."""

from typing import Any

from contracts.bargaining import offers, queries, seating
from contracts.bargaining.models import (
    Attendance,
    Position,
    Representative,
    Round,
    Session,
    Settlement,
    Suspension,
)
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.topic_words import base_in_words, in_words
from contracts.documents.filling import PaperContext, fills
from contracts.parties import tree
from contracts.parties.models import Person, Side

_SILENT = "（没有发表意见）"


def _session(session: Session) -> dict[str, Any]:
    """Return what every paper of a session says: which one it was, and about what."""
    return {
        "company_name": words.parties(session.round)["company_name"],
        "contract_name": session.round.instrument_name,
        "meeting_no": chinese.numeral(session.number),
    }


def _positions(session: Session) -> list[Position]:
    return list(session.positions.order_by("place"))


def _present(session: Session, side: str) -> list[Person]:
    """Return who of a side was there; where nobody noted it, everybody who sits on it."""
    noted = session.attendances.filter(side=side).select_related("person").order_by("pk")
    if session.attendances.exists():
        return [row.person for row in noted]
    return [row.person for row in seating.rows(session.round, side)]


def _observers(session: Session) -> list[Attendance]:
    rows = session.attendances.filter(side="").select_related("person").order_by("pk")
    return [row for row in rows if row.person_id != session.recorder_id]


def _recorder(session: Session) -> str:
    return session.recorder.name if session.recorder else ""


def _chair(session: Session) -> str:
    """Return the chair with his role: 曲明远（企业方首席代表）."""
    if session.chair is None:
        return ""
    side = Side(session.chair_side).label if session.chair_side else ""
    chief = queries.chief(session.round, session.chair_side) if side else None
    is_chief = chief is not None and chief.person_id == session.chair_id
    title = "首席代表" if is_chief else "协商代表"
    return f"{session.chair.name}（{side}{title}）" if side else session.chair.name


@fills("talks_agenda")
def talks_agenda(session: Session, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """List the steps of a session in the order 集体合同规定 第三十四条 gives them."""
    chair = session.chair.name if session.chair else ""
    return {
        **_session(session),
        "contract_type": words.instrument(session.round)["contract_type"],
        "meeting_time": chinese.day(session.held_on),
        "place": "",
        "chair": chair,
        "chair_side": Side(session.chair_side).label if session.chair_side else "本次主持方",
        "recorder": _recorder(session),
        "discipline": "",
        "items": words.numbered(
            {"item": item, "speaker": speaker, "minutes_planned": ""}
            for item, speaker in _steps(session, chair)
        ),
    }


def _steps(session: Session, chair: str) -> list[tuple[str, str]]:
    chiefs = {side: queries.chief(session.round, side) for side in Side}
    names = {side: row.person.name if row else "" for side, row in chiefs.items()}
    first = Side(session.chair_side) if session.chair_side else Side.WORKERS
    other = first.other
    topics = words.join(position.topic for position in _positions(session))
    return [
        ("宣布议程和会议纪律，介绍双方代表", chair),
        (f"{first.label}提出协商的具体内容和要求", names[first]),
        (f"{other.label}就{first.label}的要求作出回应", names[other]),
        (f"双方就{topics or '商谈事项'}发表意见，充分讨论", "双方代表"),
        (
            "双方首席代表归纳意见，核对并签署会议记录",
            words.join(name for name in names.values() if name),
        ),
    ]


@fills("talks_signin")
def talks_signin(session: Session, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- as above
    """List who signs in: the workers' side, the employer's, those who sit in, the recorder."""
    rows = [
        _signs(side.label, person, _seat(session.round, side, person))
        for side in Side
        for person in _present(session, side)
    ]
    rows += [_signs("列席", row.person, None) for row in _observers(session)]
    if session.recorder:
        rows.append(_signs("记录员", session.recorder, None))
    return {
        **_session(session),
        "meeting_date": chinese.day(session.held_on),
        "place": "",
        "signins": rows,
    }


def _seat(round_: Round, side: str, person: Person) -> Representative | None:
    return seating.rows(round_, side).filter(person=person).first()


def _signs(side: str, person: Person, seat: Representative | None) -> dict[str, str]:
    role = f"{words.long_role(seat)}，{words.post(person)}" if seat else words.post(person)
    return {"side": side, "name": person.name, "role": role, "arrive_time": ""}


@fills("bargaining_record")
def bargaining_record(session: Session, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- as above
    """Set down both sides' words on each topic, and how far they came."""
    positions = _positions(session)
    return {
        **_session(session),
        "meeting_date": chinese.day(session.held_on),
        "start_end": "",
        "place": "",
        "chair": _chair(session),
        "union_present": words.join(p.name for p in _present(session, Side.WORKERS)),
        "employer_present": words.join(p.name for p in _present(session, Side.EMPLOYER)),
        "observers": words.join(row.person.name for row in _observers(session)),
        "recorder": _recorder(session),
        "next_meeting": "",
        "conclusion": _conclusion(positions),
        "rounds": words.numbered(_spoken(position) for position in positions),
    }


def _conclusion(positions: list[Position]) -> str:
    settled = sum(position.is_settled for position in positions)
    if not settled:
        return "未一致"
    return "达成一致" if settled == len(positions) else "部分一致"


def _spoken(position: Position) -> dict[str, str]:
    status = "一致" if position.is_settled else "分歧" if position.is_two_sided else "搁置"
    return {
        "topic": position.topic,
        "union_position": in_words(position.topic, position.workers_words) or _SILENT,
        "employer_position": in_words(position.topic, position.employer_words) or _SILENT,
        "data_cited": base_in_words(position.base_words),
        "status": status,
        "settled_text": in_words(position.topic, position.settled_words),
    }


@fills("talks_summary")
def talks_summary(session: Session, paper: PaperContext) -> dict[str, Any]:
    """Tell the workers what is agreed and what is still open, without either side's figures.

    The summary goes to the workers and to the unions above: positions stay with the two sides.
    """
    positions = _positions(session)
    still_open = _still_open(session.round)
    return {
        **_session(session),
        "union_name": words.parties(session.round)["union_name"],
        "doc_no": paper.number,
        "issue_date": chinese.day(paper.issued_on),
        "meeting_date": chinese.day(session.held_on),
        "chair": _chair(session),
        "union_count": str(len(_present(session, Side.WORKERS))),
        "employer_count": str(len(_present(session, Side.EMPLOYER))),
        "agreed": [
            {
                "topic": position.topic,
                "settled": in_words(position.topic, position.settled_words),
            }
            for position in positions
            if position.is_settled
        ],
        "outstanding": [
            {"topic": topic, "union_position": "", "employer_position": ""} for topic in still_open
        ],
        "next_step": (
            "双方继续协商尚未一致的事项，下次会议由另一方首席代表主持，时间另行商定。"
            if still_open
            else "双方首席代表签署协商一致意见，共同起草合同草案。"
        ),
        "publish_ok": "是",
    }


def _still_open(round_: Round) -> list[str]:
    """Return the topics named in the offer or in a session that no session has settled."""
    latest = queries.latest_positions(round_)
    settled = {row.topic for row in latest.values() if row.is_settled}
    named = [*words.offer_topics(offers.latest_offer(round_)), *latest]
    return [topic for topic in dict.fromkeys(named) if topic not in settled]


@fills("suspension_agreement")
def suspension_agreement(suspension: Suspension, paper: PaperContext) -> dict[str, Any]:
    """Suspend the talks until a named day, and name what is taken up again."""
    round_ = suspension.round
    above = tree.higher_union(round_.workers_party) if round_.workers_party else None
    return {
        **words.parties(round_),
        "contract_name": round_.instrument_name,
        "doc_no": paper.number,
        "suspend_date": chinese.day(suspension.suspended_on),
        "reason": suspension.because.reason or "双方未能就全部议题达成一致",
        "resume_date": chinese.day(suspension.until),
        "resume_place": "",
        "resume_topics": words.join(_still_open(round_)),
        "prev_contract_expiry": words.maybe_day(round_.previous_expires_on),
        "superior_union": words.name_of(above),
    }


@fills("consensus_statement")
def consensus_statement(settlement: Settlement, paper: PaperContext) -> dict[str, Any]:
    """Set what was asked, what was offered and what was agreed side by side."""
    round_, first = settlement.round, queries.first_positions(settlement.round)
    return {
        **words.parties(round_),
        "contract_name": round_.instrument_name,
        "doc_no": paper.number,
        "agree_date": chinese.day(settlement.settled_on),
        "meetings_held": str(settlement.sessions_held),
        "meeting_dates": _days(round_),
        "contract_from": "",
        "contract_to": "",
        "items": words.numbered(
            {
                "topic": position.topic,
                "before": "",
                "union_ask": in_words(position.topic, first[position.topic].workers_words),
                "employer_counter": in_words(position.topic, first[position.topic].employer_words),
                "settled": in_words(position.topic, position.settled_words),
                "beneficiaries": "",
            }
            for position in queries.settled_positions(round_)
        ),
    }


def _days(round_: Round) -> str:
    """Return the days of the sessions; the year is named once: 2027年2月2日、3月2日."""
    texts, year = [], 0
    for session in queries.sessions_of(round_):
        text = chinese.day(session.held_on)
        texts.append(text.partition("年")[2] if session.held_on.year == year else text)
        year = session.held_on.year
    return words.join(texts)
