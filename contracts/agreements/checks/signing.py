"""The gate of signing: order of days, signatures and seals, the vote."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from contracts.agreements.models import Seal
from contracts.agreements.texts import History
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

BEFORE_CONGRESS = "before_congress"


@dataclass(frozen=True, slots=True)
class Page:
    """A signature page as plain values."""

    workers: date | None
    employer: date | None
    seals: Collection[str] = ()

    @property
    def is_signed(self) -> bool:
        """Test whether both chiefs signed with a date."""
        return self.workers is not None and self.employer is not None


@dataclass(frozen=True, slots=True)
class VoteState:
    """What the congress said of the draft, as far as it was asked."""

    drafted_on: date | None = None
    passed_on: date | None = None
    rejected_on: date | None = None
    faults: Sequence[str] = ()


def signs_before_congress(law: Law) -> bool:
    """Test whether the place has the chiefs sign the draft before the congress (上海)."""
    rule = law.find("cb.sign.order")
    return rule is not None and rule.value.get("value") == BEFORE_CONGRESS


def check_order(page: Page, vote: VoteState, history: History, law: Law) -> Verdict:
    """Return R_ORDER: 要约≤应约≤协商≤一致≤通过≤签字, and nothing dated back (倒签)."""
    signed = [day for day in (page.workers, page.employer) if day is not None]
    first = min(signed, default=None)
    passed = None if signs_before_congress(law) else vote.passed_on
    chain = [
        ("要约", history.offered_on),
        ("应约", history.answered_on),
        ("首次协商", history.first_met_on),
        ("协商一致", history.settled_on),
        ("职代会通过", passed),
        ("签字", first),
    ]
    fault = _first_inversion(chain) or _first_inversion(
        [("草案形成", vote.drafted_on), ("职代会通过", passed), ("签字", first)],
    )
    return judge(
        "R_ORDER",
        holds=not fault,
        law=[law.find("cb.sign.order"), law.find("cb.draft.to_congress")],
        message=fault or "要约、应约、协商、通过、签字的日期顺序正确。",
        remedy="按实际日期更正；先签后议的，重新提交职代会，通过后再签。",
    )


def _first_inversion(chain: Sequence[tuple[str, date | None]]) -> str:
    known = [(name, day) for name, day in chain if day is not None]
    for (before, earlier), (after, later) in pairwise(known):
        if later < earlier:
            return f"{after}（{later}）早于{before}（{earlier}），应先{before}后{after}。"
    return ""


def check_seals(page: Page, law: Law) -> Verdict:
    """Return R_SEALS: both signatures dated, both sides' seals, the cross-page seal."""
    missing = [seal.label for seal in Seal if seal.value not in page.seals]
    lacking = [
        name
        for name, day in (
            ("职工方首席代表签字", page.workers),
            ("企业方首席代表签字", page.employer),
        )
        if day is None
    ]
    names = [*lacking, *missing]
    return judge(
        "R_SEALS",
        holds=not names,
        law=law.find("cb.sign.by"),
        found=len(Seal) - len(missing),
        required=len(Seal),
        message=f"还缺：{'、'.join(names)}。" if names else "签字、日期、印章和骑缝章齐全。",
        remedy="补齐后重新出具签字页。",
    )


def check_vote(vote: VoteState, law: Law) -> list[Verdict]:
    """Return R_VOTE_QUORUM and R_VOTE_PASS as blocks where the draft was not passed.

    No vote at all breaks both; a vote that failed breaks what it failed by. What else it failed by
    (an open ballot, a count that does not add up) stands open against the draft.
    """
    if vote.passed_on is not None or (signs_before_congress(law) and vote.rejected_on is None):
        return []
    rules = {
        "R_VOTE_QUORUM": (law.find("cb.draft.quorum"), "出席人数"),
        "R_VOTE_PASS": (law.find("cb.draft.pass"), "赞成票"),
    }
    if vote.rejected_on is None:
        message = "草案还没有经职代会（全体职工）讨论表决，{}无从认定。"
        broken: Collection[str] = rules
    else:
        message = f"草案在{vote.rejected_on}的表决中没有通过（{{}}不足）。"
        broken = [rule for rule in rules if rule in vote.faults]
        broken = broken or ([] if vote.faults else ["R_VOTE_PASS"])
    return [
        judge(
            rule,
            holds=False,
            law=[rules[rule][0], law.find("cb.draft.to_congress")],
            message=message.format(rules[rule][1]),
            remedy="提交职代会，出席和赞成都够数、获得通过后再签字。",
        )
        for rule in rules
        if rule in broken
    ]
