"""What the law asks of the election of delegates in a unit (选举单位): attendance and votes."""

from collections.abc import Sequence
from dataclasses import replace

from contracts.statutes.law import Law
from contracts.statutes.majorities import Op, Share
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

QUORUM_KEY = "wc.reps.election_quorum"
MAJORITY_KEY = "wc.reps.election_pass"
RECALL_KEY = "wc.reps.recall"
BY_CONGRESS = "procedure_set_by_congress"


def quorum_needed(workers: int, law: Law) -> int:
    """Return the least number of a unit's workers that must come to its election.

    :raises RuleMissing: if no pack speaks of it.
    """
    share = law.need(QUORUM_KEY).share
    return share.required(workers) if share else workers


def votes_needed(workers: int, law: Law) -> int:
    """Return the least votes that win a seat, out of all workers of the unit (not of those there).

    :raises RuleMissing: if no pack speaks of it.
    """
    share = _share(law.need(MAJORITY_KEY), law)
    return share.required(workers) if share else workers


def _share(rule: Rule, law: Law) -> Share | None:
    """Return the share that decides: 半数以上 only where the place's own text says so (上海)."""
    is_own = rule.pack != law.rulebook.chain(law.region)[-1]
    return rule.share if is_own and rule.share and rule.share.op is Op.GTE else rule.safe_share


def check_election(*, workers: int, attended: int, votes: Sequence[int], law: Law) -> Verdict:
    """Judge R_ELECTION_QUORUM: enough of the unit came, and each elected has enough votes.

    The figures are those that fail: attendance, else the votes of the weakest seat. With neither
    failing they are those of the attendance.
    """
    quorum, needed = law.need(QUORUM_KEY), quorum_needed(workers, law)
    if attended < needed or not votes:
        return _judge_attendance(workers, attended, needed, quorum)
    majority = law.need(MAJORITY_KEY)
    enough, fewest = votes_needed(workers, law), min(votes)
    if fewest < enough:
        return _judge_votes(workers, fewest, enough, majority, law)
    safe = majority.safe_share.required(workers) if majority.safe_share else enough
    if fewest < safe:
        return _judge_votes(workers, fewest, enough, majority, law)
    return _judge_attendance(workers, attended, needed, quorum)


def check_recall(*, workers: int, votes: int, law: Law) -> Verdict:
    """Judge wc.reps.recall: who elected a delegate takes the seat back by votes of all of them.

    Where the text only says that it goes as the election does, the election's majority holds;
    where it leaves the way to the congress (辽宁), the same figure is advice.
    """
    rule = law.need(RECALL_KEY)
    majority = law.need(MAJORITY_KEY)
    needed = rule.share.required(workers) if rule.share else votes_needed(workers, law)
    is_left_open = rule.share is None and rule.value.get("value") == BY_CONGRESS
    short = needed - votes
    return judge(
        RECALL_KEY,
        holds=short <= 0,
        law=[rule] if rule.share else [rule, majority],
        found=votes,
        required=needed,
        message=f"本单位职工{workers}人，赞成撤免{votes}票"
        f"（{'参照' if is_left_open else '须'}≥{needed}票）。{rule.zh}。",
        remedy=f"还差{short}票，代表资格不变；要撤免的，请在原选举单位重新表决。",
        softly=is_left_open,
    )


def check_all_done(*, units: int, law: Law) -> Verdict:
    """Return the verdict that every unit that voted filled its seats."""
    return judge(
        "R_ELECTION_QUORUM",
        holds=True,
        law=[law.need(QUORUM_KEY), law.need(MAJORITY_KEY)],
        message=f"{units}个选举单位的选举到会和得票都够数，没有要重选的。",
    )


def must_repeat(verdict: Verdict, *, units: str) -> Verdict:
    """Return the verdict on a failed election as credentials tell it: which units vote again."""
    return replace(verdict, message=f"还要重新选举：{units}。{verdict.message}")


def _judge_attendance(workers: int, attended: int, needed: int, rule: Rule) -> Verdict:
    short = needed - attended
    share = rule.share.words if rule.share else ""
    mark = "✓" if short <= 0 else f"✗，差{short}人"
    return judge(
        "R_ELECTION_QUORUM",
        holds=short <= 0,
        law=rule,
        found=attended,
        required=needed,
        message=f"本单位职工{workers}人，到会{attended}人"
        f"（须全体职工{share}，即≥{needed}人 {mark}）。",
        remedy=f"到会人数不够，选举无效；还差{short}人，请另定时间重新选举。",
    )


def _judge_votes(workers: int, fewest: int, enough: int, rule: Rule, law: Law) -> Verdict:
    """Return the verdict on the weakest seat; exactly half, where it is enough, warns."""
    share = _share(rule, law)
    short = enough - fewest
    is_tie = share is not None and share.is_tie(fewest, workers)
    mark = "✓" if short <= 0 else f"✗，差{short}票"
    words = (
        f"当选人最少得{fewest}票（须全体职工{share.words if share else ''}，"
        f"即≥{enough}票 {mark}，按本单位{workers}人计）。"
    )
    if is_tie:
        words += "正好一半，" + ("达到半数以上，多一票更稳妥。" if short <= 0 else "不是过半数。")
    return judge(
        "R_ELECTION_QUORUM",
        holds=False,
        law=rule,
        found=fewest,
        required=enough,
        message=words,
        remedy=f"票数不够的不算当选，请就空缺名额重新选举；还差{short}票。"
        if short > 0
        else "结果有效；以后争取多一票，免得有争议。",
        softly=short <= 0,
    )
