"""Fill the papers of electing delegates: notice, measures, slip, result, by-election."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from contracts.congress import seats
from contracts.congress.models import Candidate, Delegate, Election, SeatPlan
from contracts.documents import chinese
from contracts.documents.facts import congress_founding_words as founding
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills

WON, LOST = "当选", "未当选"
REPEAT = "请{unit}选举单位另定时间重新选举，到会人数和票数的要求相同；没有选出以前，席位空缺。"
NOTE = (
    "1. 每名候选人只选一格画“○”，三格都不画为弃权。"
    "2. 赞成和另选他人合计不得多于{seats}名，多选为废票。"
    "3. 另选他人的写明姓名。4. 不得署名；盖有企业工会印章有效。"
)
#: So many lines with two candidates each leave room for three slips, and for two, on a sheet.
THREE_UP, TWO_UP = 1, 6


@fills("election_notice")
def election_notice(plan: SeatPlan, paper: PaperContext) -> dict[str, Any]:
    """Announce the elections; time and place of each unit are written in by hand.

    ``extra`` may tell ``voting_date`` and ``nominate_due``, which no act names.
    """
    congress = plan.congress
    units = [
        {"unit": unit.name, "quota": str(unit.seats), "time": "", "place": ""}
        for unit in plan.units.order_by("pk")
    ]
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "delegates_total": str(plan.seats),
        "term_years": founding.years(congress.term_years),
        "notice_date": chinese.day(paper.issued_on),
        "voting_date": founding.told(paper.extra.get("voting_date")),
        "nominate_due": founding.told(paper.extra.get("nominate_due")),
        **founding.unit_shares(paper.law),
        "contact": words.contact(congress),
        "units": units,
    }


@fills("election_measures")
def election_measures(plan: SeatPlan, paper: PaperContext) -> dict[str, Any]:
    """Lay down how delegates are nominated and elected; what is open is ticked by hand."""
    congress = plan.congress
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "congress_no": founding.number_of(congress),
        "local_law": founding.local_law(paper.law),
        "delegates_total": str(plan.seats),
        "manager_cap": founding.manager_cap(paper.law),
        "nominate_mode": founding.told(paper.extra.get("nominate_mode")),
        "differential": founding.told(paper.extra.get("differential")),
        **founding.unit_shares(paper.law),
        "public_days": founding.days_of(founding.PUBLIC_NOTICE, paper.law),
        "passed_date": chinese.day(paper.issued_on),
    }


@fills("election_ballot")
def election_ballot(election: Election, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Print the slips of a unit, two candidates a line, as many slips as fit on a sheet."""
    names = [candidate.name for candidate in _candidates(election)]
    pairs = [{"left": left, "right": right} for left, right in _in_pairs(names)]
    up = 3 if len(pairs) <= THREE_UP else 2 if len(pairs) <= TWO_UP else 1
    return {
        "company_name": words.company(election.congress),
        "unit": election.unit,
        "voting_date": chinese.day(election.held_on),
        "workers": str(election.workers),
        "ballots": str(election.workers),
        "seats": str(seats_to_fill(election)),
        "note_text": NOTE.format(seats=seats_to_fill(election)),
        "slips": [{"seq": str(number)} for number in range(1, up + 1)],
        "candidates": pairs,
    }


def _in_pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Lay names out in two columns, left to right; at least one line, for names written in."""
    filled = [*names, *[""] * (len(names) % 2 or (2 if not names else 0))]
    return list(zip(filled[::2], filled[1::2], strict=True))


def _candidates(election: Election) -> list[Candidate]:
    return list(election.candidates.order_by("pk"))


def seats_to_fill(election: Election) -> int:
    """Return how many seats the unit had to fill: the plan's, less those who sat there then."""
    stood = len(_candidates(election))
    planned = seats.planned_unit(election.congress, election.unit)
    if planned is None:
        return stood
    sat = Delegate.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=election.held_on),
        congress=election.congress_id,
        unit=election.unit,
        candidate__election__lt=election.pk,
    )
    return max(planned.seats - sat.count(), stood)


def attendance(election: Election) -> dict[str, str]:
    """Return who came, who had to, and whether it was enough."""
    return {
        "voting_date": chinese.day(election.held_on),
        "should_attend": str(election.workers),
        "attended": str(election.attended),
        "quorum_needed": str(election.quorum_needed),
        "quorum_result": words.quorum_result(has_quorum=election.is_valid),
        "votes_needed": str(election.votes_needed),
    }


@fills("election_result")
def election_result(election: Election, paper: PaperContext) -> dict[str, Any]:
    """Report the count of a unit; how many slips there were is not on record: written in."""
    return {
        "company_name": words.company(election.congress),
        "unit": election.unit,
        "seats": str(seats_to_fill(election)),
        "replaces": "、".join(election.replaces),
        **attendance(election),
        **founding.unit_shares(paper.law),
        **{
            name: founding.told(paper.extra.get(name))
            for name in ("issued", "returned", "valid", "invalid")
        },
        "outcome": outcome_of(election),
        "next_step": _next_step(election),
        "elected": words.numbered(
            {
                "name": candidate.name,
                "gender": candidate.gender,
                "category": candidate.category,
                "employment": words.official(candidate.employment),
                "votes": str(candidate.votes),
                "elected": WON if candidate.is_elected else LOST,
            }
            for candidate in _candidates(election)
        ),
    }


def outcome_of(election: Election) -> str:
    """Say who is elected, and who is not."""
    if not election.is_valid:
        return (
            f"到会{election.attended}人，不足法定的{election.quorum_needed}人，"
            "本次选举无效，没有人当选。"
        )
    people = _candidates(election)
    won = [one.name for one in people if one.is_elected]
    lost = [one.name for one in people if not one.is_elected]
    failed = f"{'、'.join(lost)}得票不足{election.votes_needed}票，未当选。" if lost else ""
    if not won:
        return f"本次选举有效，没有人当选。{failed}"
    return f"本次选举有效。{'、'.join(won)}共{len(won)}人当选为职工代表。{failed}"


def _next_step(election: Election) -> str:
    if not election.is_valid:
        return REPEAT.format(unit=election.unit)
    open_now = seats_to_fill(election) - sum(one.is_elected for one in _candidates(election))
    if open_now <= 0:
        return ""
    return (
        f"应选名额还空缺{open_now}名，由{election.unit}选举单位另定时间选举，"
        "到会人数和票数的要求相同。"
    )


@fills("delegate_change_record")
def delegate_change_record(election: Election, paper: PaperContext) -> dict[str, Any]:
    """Record who gave up a seat and who was elected to it.

    ``extra`` names the ``old_delegate`` and may tell ``kind`` and ``event_date``, else ticked and
    written in by hand.
    """
    congress = election.congress
    name = paper.extra["old_delegate"]
    left = Delegate.objects.filter(congress=congress, name=name, left_on__isnull=False)
    old = left.order_by("-left_on", "-pk").first()
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "congress_no": founding.number_of(congress),
        "unit": election.unit,
        "delegates_total": words.maybe_count(congress.delegates_total),
        "old_delegate": name,
        "old_since": words.maybe_day(old.since if old else None),
        "kind": founding.told(paper.extra.get("kind")),
        "event_date": founding.told(paper.extra.get("event_date")),
        **attendance(election),
        "outcome": outcome_of(election),
        "candidates": words.numbered(
            {
                "name": candidate.name,
                "category": candidate.category,
                "votes": str(candidate.votes),
                "result": WON if candidate.is_elected else LOST,
            }
            for candidate in _candidates(election)
        ),
    }
