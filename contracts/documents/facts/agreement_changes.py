"""Fill what changes a signed text: amendment, termination, the note on a text filed anew."""

from typing import Any

from contracts.agreements.library import TEXT, clause_types, read
from contracts.agreements.models import Agreement, Amendment, Clause, Filing, Opinion, Termination
from contracts.bargaining.models import Position
from contracts.congress.models import Ballot
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.topic_words import in_words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Side

NOT_AGREED = "原合同没有约定。"
SEE_TEXT = "见重新签订的文本"
MUTUAL = "双方协商一致。"
#: Who keeps a copy besides the two sides: the department and the higher union.
OTHER_KEEPERS = 2


@fills("amendment_agreement")
def amendment_agreement(amendment: Amendment, paper: PaperContext) -> dict[str, Any]:
    """Set what stood before beside what stands now; it takes the same way as a new text."""
    agreement = amendment.agreement
    is_moved = amendment.term_to != amendment.term_to_before
    return {
        **_parties(agreement, paper),
        "term_from": words.maybe_day(agreement.term_from) or says.BLANK,
        "term_to_before": words.maybe_day(amendment.term_to_before) or says.BLANK,
        "term_to": words.maybe_day(amendment.term_to) if is_moved else "",
        "reason": says.stop(amendment.grounds) or MUTUAL,
        "agreed_on": chinese.day(amendment.agreed_on),
        "copies": _copies(paper),
        "changes": _changes(amendment),
    }


def _parties(agreement: Agreement, paper: PaperContext) -> dict[str, str]:
    """Return the parties and the text they change; the congress has not voted on it yet."""
    return {
        **says.heading(agreement),
        **says.chiefs(agreement),
        "hrss_name": says.department(agreement),
        "doc_no": paper.number,
        "sign_date": says.signed_on(agreement),
        "passed_on": "",
        "sitting": "",
    }


def _copies(paper: PaperContext) -> str:
    rule = paper.law.find("cb.file.copies")
    filed = int(rule.value["value"]) if rule else 0
    return chinese.numeral(filed + len(Side))


def _changes(amendment: Amendment) -> list[dict[str, str]]:
    before, after = read(amendment.before), read(amendment.clauses)
    rows = []
    for key, value in after.items():
        if key == TEXT:
            rows += _free_changes(before.get(TEXT) or {}, value or {})
        else:
            old = _words(key, before.get(key))
            rows.append((says.title(key), old, _words(key, value) or says.BLANK))
    return [
        {"clause": clause, "old_text": old or NOT_AGREED, "new_text": new}
        for clause, old, new in rows
    ]


def _free_changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (heading, says.stop(before.get(heading) or ""), says.stop(body or "") or says.BLANK)
        for heading, body in after.items()
    ]


def _words(key: str, value: Any) -> str:
    return says.stop(says.line(key, value))


@fills("termination_agreement")
def termination_agreement(termination: Termination, paper: PaperContext) -> dict[str, Any]:
    """End an agreement before its term, and say what workers keep until the next one."""
    agreement = termination.agreement
    return {
        **_parties(agreement, paper),
        **says.term(agreement),
        "reason": says.stop(termination.grounds) or MUTUAL,
        "terminate_date": chinese.day(termination.agreed_on),
        "worker_arrangement": "",
        "copies": chinese.numeral(len(Side) + OTHER_KEEPERS),
    }


@fills("objection_revision_note")
def objection_revision_note(filing: Filing, paper: PaperContext) -> dict[str, Any]:
    """Tell the department how what it objected to was bargained for again and signed anew."""
    agreement = filing.agreement
    opinion = _objection(filing)
    spoken = _spoken_since(opinion)
    revote = _revote(agreement, opinion)
    rule = paper.law.find("cb.file.copies")
    copies = filing.copies or (int(rule.value["value"]) if rule else 0)
    return {
        **says.heading(agreement),
        **says.chiefs(agreement),
        "hrss_name": says.department(agreement),
        "doc_no": paper.number,
        "first_received": words.maybe_day(opinion.filing.received_on if opinion else None)
        or says.BLANK,
        "opinion_received": words.maybe_day(opinion.served_on if opinion else None) or says.BLANK,
        "renegotiate_date": words.maybe_day(spoken[-1].session.held_on if spoken else None),
        "revote_date": words.maybe_day(revote.voted_on if revote else None),
        "revote_sitting": revote.sitting.title if revote else "",
        "resign_date": says.signed_on(agreement),
        "refile_date": chinese.day(paper.issued_on),
        "copies": chinese.numeral(copies),
        "changes": [_revised(name, agreement, spoken) for name in (opinion.clauses or [])]
        if opinion
        else [],
        "attachments": words.numbered({"name": name} for name in _enclosed(agreement, spoken)),
    }


def _objection(filing: Filing) -> Opinion | None:
    """Return the objection this filing answers: the latest one on an earlier filing."""
    rows = filing.agreement.opinion_set.filter(
        result=Opinion.Result.OBJECTION,
        filing__pk__lt=filing.pk,
    )
    opinion: Opinion | None = rows.select_related("filing").order_by("-pk").first()
    return opinion


def _spoken_since(opinion: Opinion | None) -> list[Position]:
    """Return what was settled at the table since the objection was served, in order."""
    round_ = says.round_of(opinion.agreement) if opinion else None
    if opinion is None or round_ is None:
        return []
    rows = Position.objects.filter(session__round=round_, session__held_on__gte=opinion.served_on)
    settled = rows.exclude(settled_words="").select_related("session")
    return list(settled.order_by("session__number", "place"))


def _revote(agreement: Agreement, opinion: Opinion | None) -> Ballot | None:
    ballot = says.passing_ballot(agreement)
    if opinion is None or ballot is None or ballot.voted_on < opinion.served_on:
        return None
    return ballot


def _revised(name: str, agreement: Agreement, spoken: list[Position]) -> dict[str, str]:
    """Return an objected clause as it was written, and as the sides settled it since."""
    old = [
        says.stop(clause.text)
        for clause in agreement.clause_set.order_by("position")
        if _is_called(clause, name)
    ]
    new = [
        in_words(row.topic, row.settled_words)
        for row in spoken
        if row.topic in name or name in row.topic
    ]
    return {
        "clause": name,
        "objection": "见审查意见书",
        "old_text": "".join(old) or words.NOTHING,
        "new_text": says.stop(new[-1] if new else SEE_TEXT),
    }


def _is_called(clause: Clause, name: str) -> bool:
    if clause.key == TEXT:
        return name in clause.heading or clause.heading in name
    return clause_types()[clause.key].is_called(name)


def _enclosed(agreement: Agreement, spoken: list[Position]) -> list[str]:
    names = [f"{says.contract_name(agreement)}（重新签订的文本）", "审查意见书复印件"]
    return [*names, "协商会议记录"] if spoken else names
