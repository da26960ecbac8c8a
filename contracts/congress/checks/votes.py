"""What the law asks of attendance and votes. The base is all entitled, never those present."""

from dataclasses import dataclass

from contracts.statutes.law import Law
from contracts.statutes.majorities import Op, Share
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

CONGRESS_QUORUM = "wc.session.quorum"
QUORUM_KEYS = ("cb.draft.quorum", CONGRESS_QUORUM)
DRAFT_MAJORITY = "cb.draft.pass"
CONGRESS_MAJORITY = "wc.vote.base"
SECRECY = "wc.vote.secret"
DELEGATES = "代表"
_ALL_MATTERS = {"all", "all_pass_matters"}


@dataclass(frozen=True, slots=True)
class Counts:
    """The tellers' count: sheets issued and returned, valid and invalid, and the three voices."""

    issued: int
    returned: int
    valid: int
    invalid: int
    yes: int
    no: int
    abstain: int

    @property
    def has_negative(self) -> bool:
        """Test whether a number is below nothing, which no count can be."""
        return min(self.issued, self.returned, self.valid, self.invalid, *self.voices) < 0

    @property
    def voices(self) -> tuple[int, int, int]:
        """Return for, against, abstained."""
        return self.yes, self.no, self.abstain


@dataclass(frozen=True, slots=True)
class Majority:
    """What it takes to pass a matter in a place: the texts in force and their shares."""

    rules: tuple[Rule, ...]
    shares: tuple[Share, ...]
    is_half_enough: bool

    def required(self, entitled: int) -> int:
        """Return the least number of votes for, out of everybody entitled."""
        return max((share.required(entitled) for share in self.shares), default=entitled)

    def safe(self, entitled: int) -> int:
        """Return the number that is enough by every text in force."""
        shares = [rule.safe_share for rule in self.rules if rule.safe_share]
        return max((share.required(entitled) for share in shares), default=entitled)


def majority(law: Law, *, is_draft: bool = True) -> Majority:
    """Return what passes a draft contract, or another matter of the congress.

    集体合同规定 第三十六条 says 半数以上, 企业民主管理规定 第二十条 says 过半数: the stricter one
    holds, except where the place's own texts on the matter all say 半数以上. There half is enough.
    """
    keys = (DRAFT_MAJORITY, CONGRESS_MAJORITY) if is_draft else (CONGRESS_MAJORITY,)
    rules = tuple(rule for key in keys if (rule := law.find(key)) is not None)
    national = law.rulebook.chain(law.region)[-1]
    own = [rule.share for rule in rules if rule.pack != national and rule.share]
    is_half_enough = bool(own) and all(share.op is Op.GTE for share in own)
    strict = [rule.safe_share for rule in rules if rule.safe_share]
    return Majority(rules, tuple(own if is_half_enough else strict), is_half_enough)


def quorum_needed(entitled: int, law: Law) -> int:
    """Return how many of those entitled must be present.

    :raises RuleMissing: if no pack speaks of it.
    """
    share = _quorum_rules(law)[0].share
    return share.required(entitled) if share else entitled


def _quorum_rules(law: Law) -> list[Rule]:
    found = [rule for key in QUORUM_KEYS if (rule := law.find(key)) is not None]
    return found or [law.need(QUORUM_KEYS[0])]


def check_quorum(*, entitled: int, present: int, law: Law, members: str = DELEGATES) -> Verdict:
    """Judge R_VOTE_QUORUM: those present as a share of everybody entitled."""
    needed = quorum_needed(entitled, law)
    short = needed - present
    return judge(
        "R_VOTE_QUORUM",
        holds=short <= 0,
        law=_quorum_rules(law),
        found=present,
        required=needed,
        message=(
            f"应到{entitled}人，实到{present}人"
            f"（须≥{needed} {'✓' if short <= 0 else f'✗，差{short}人'}）"
        ),
        remedy=f"到会{members}不够法定人数，不能表决；还差{short}人，请改期，重新通知后再开。",
    )


def check_pass(
    *,
    entitled: int,
    yes: int,
    law: Law,
    is_draft: bool = True,
    members: str = DELEGATES,
) -> Verdict:
    """Judge R_VOTE_PASS: votes for, as a share of everybody entitled.

    Exactly half blocks where the texts in force differ or say 过半数; where the place's own texts
    say 半数以上 it is enough, with a warning.
    """
    rule = majority(law, is_draft=is_draft)
    needed, safe = rule.required(entitled), rule.safe(entitled)
    short = needed - yes
    mark = "✓" if short <= 0 else f"✗，差{short}票"
    words = f"赞成{yes}票（须≥{needed} {mark}，按全体{members}{entitled}人计）"
    is_tie = any(share.is_tie(yes, entitled) for share in rule.shares)
    if is_tie and short <= 0:
        words += f"。正好一半：当地规定半数以上即可，国家规定是过半数，达到{safe}票更稳妥"
    elif is_tie:
        words += "。正好一半，不是过半数"
    return judge(
        "R_VOTE_PASS",
        holds=short <= 0 and yes >= safe,
        law=rule.rules,
        found=yes,
        required=needed,
        message=words,
        remedy=_after_failing(short, is_draft=is_draft),
        softly=short <= 0,
    )


def _after_failing(short: int, *, is_draft: bool) -> str:
    if short <= 0:
        return "结果有效；下次表决争取多一票，免得有争议。"
    if is_draft:
        return f"还差{short}票，没有通过。请双方重新协商、修改草案，再提交表决。"
    return f"还差{short}票，没有通过。请听取意见修改后再提交表决。"


def check_arithmetic(counts: Counts, *, present: int) -> Verdict:
    """Judge R_VOTE_ARITH: the tellers' numbers must fit together and fit those present."""
    faults = _faults(counts, present)
    return judge(
        "R_VOTE_ARITH",
        holds=not faults,
        message="；".join(faults)
        or (
            f"发出{counts.issued}票，收回{counts.returned}票"
            f"＝有效{counts.valid}＋废票{counts.invalid}；"
            f"有效{counts.valid}＝赞成{counts.yes}＋反对{counts.no}＋弃权{counts.abstain}。票数相符"
        ),
        remedy="请计票人、监票人当场重新清点，按实际票数更正；对不上的，这次表决不算数。",
    )


def _faults(counts: Counts, present: int) -> list[str]:
    parts, voices = counts.valid + counts.invalid, sum(counts.voices)
    faults = {
        "票数不能小于零": counts.has_negative,
        f"收回{counts.returned}票，多于发出的{counts.issued}票": counts.returned > counts.issued,
        f"收回{counts.returned}票≠有效{counts.valid}＋废票{counts.invalid}（合计{parts}）": (
            counts.returned != parts
        ),
        f"有效{counts.valid}票≠赞成{counts.yes}＋反对{counts.no}＋弃权{counts.abstain}"
        f"（合计{voices}）": counts.valid != voices,
        f"发出{counts.issued}票，多于实到的{present}人": counts.issued > present,
    }
    return [words for words, is_true in faults.items() if is_true]


def check_secret(*, is_secret: bool, law: Law, is_draft: bool = True) -> Verdict:
    """Judge R_SECRET_BALLOT: contracts always, other matters where the place says all of them.

    Elsewhere only important matters (重要事项) need it, which is for the union to say: advice.
    """
    rule = law.need(SECRECY)
    must = is_draft or rule.value.get("matters") in _ALL_MATTERS
    return judge(
        "R_SECRET_BALLOT",
        holds=is_secret,
        law=rule,
        message="无记名投票，一事一票。" if is_secret else f"没有用无记名投票。{rule.zh}。",
        remedy="请印发表决票，用无记名投票重新表决这一项。",
        softly=not must,
    )
