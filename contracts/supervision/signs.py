"""Signs of empty form (走过场): advice from plain facts, each with what was seen and what to do.

A sign is no verdict: nothing is stopped by it, and every one of them has honest explanations. It
is shown to the firm first; a federation hears of it only if it stays (``contracts.supervision.
watch``). Every threshold stands in ``contracts/agreements/habits.yaml``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.agreements import likeness
from contracts.agreements.habits import SignLimits
from contracts.statutes.periods import Period, Unit, last_day
from contracts.statutes.workdays import Calendar

HUNDRED = 100
OF_TEXT = frozenset({"like_template", "like_other", "blanks", "vague"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that looks like empty form: what was found, and how to put it right."""

    code: str
    title: str
    found: str
    advice: str


@dataclass(frozen=True, slots=True)
class Talks:
    """The days of a round and what its minutes say."""

    offered_on: date | None = None
    concluded_on: date | None = None
    sessions: int = 0
    one_sided: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """A representative of the workers: place in the firm, post, kinship with its head."""

    level: str = ""
    post: str = ""
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """The count of one vote on a draft."""

    entitled: int
    present: int
    yes: int


@dataclass(frozen=True, slots=True)
class Words:
    """The text of an agreement: its clauses in words, and how many of them say a figure.

    ``template_likeness`` is a fraction of one, None where nobody compared.
    """

    clauses: tuple[str, ...] = ()
    numeric: int = 0
    blanks: tuple[str, ...] = ()
    template_likeness: Decimal | None = None

    @property
    def whole(self) -> str:
        """Return the whole text."""
        return "\n".join(self.clauses)


@dataclass(frozen=True, slots=True)
class Life:
    """The days of an agreement after its draft. ``filing_due_on`` is the last day to file it."""

    concluded_on: date | None = None
    filing_due_on: date | None = None
    filed_on: date | None = None
    in_force_on: date | None = None
    ended_on: date | None = None
    checked_on: date | None = None


def all_in_one_day(talks: Talks, limits: SignLimits) -> Sign | None:
    """Return a sign where offer, talks and signatures all fall on one day (一签了之)."""
    if talks.offered_on is None or talks.concluded_on is None:
        return None
    days = (talks.concluded_on - talks.offered_on).days
    if days > limits.round_days:
        return None
    return Sign(
        "one_day",
        "从要约到签字都在一天",
        f"{talks.offered_on}要约，{talks.concluded_on}签字。",
        "请补上当时的要约签收、协商记录和职代会材料；确实没有谈过的，建议重新协商。",
    )


def one_sided(talks: Talks) -> Sign | None:
    """Return a sign where the minutes hold the words of one side only."""
    if not talks.one_sided:
        return None
    return Sign(
        "one_sided",
        "协商记录只有一方意见",
        f"{talks.sessions}次会议中有{talks.one_sided}次只记了一方的意见。",
        "请双方和记录员一起补记另一方的意见并签名；没有发表意见的，如实写明。",
    )


def always_unanimous(votes: Sequence[Vote], limits: SignLimits) -> Sign | None:
    """Return a sign where every vote had everybody present and everybody in favour."""
    if len(votes) < limits.unanimous_votes:
        return None
    if any(vote.present < vote.entitled or vote.yes < vote.entitled for vote in votes):
        return None
    return Sign(
        "unanimous",
        "每次表决都是全到、全票赞成",
        f"{len(votes)}次表决，次次应到的人都到了，也都赞成。",
        "请确认是无记名投票，并保存签到表和票根；下次审议前把草案早些发到代表手里，听听意见。",
    )


def bosses_table(seats: Sequence[Seat], limits: SignLimits) -> Sign | None:
    """Return a sign where nobody on the workers' side is a plain worker."""
    if not seats or not all(_is_close(seat, limits) for seat in seats):
        return None
    relatives = sum(seat.is_relative for seat in seats)
    managers = len(seats) - relatives
    return Sign(
        "bosses_table",
        "职工方代表都是管理人员或负责人亲属",
        f"职工方{len(seats)}名代表，管理人员{managers}名，负责人近亲属{relatives}名。",
        "请补选一线职工、技术人员和女职工代表；近亲属不要作职工方代表。",
    )


def _is_close(seat: Seat, limits: SignLimits) -> bool:
    is_manager = seat.level in limits.manager_levels
    named_so = any(word in seat.post for word in limits.manager_words)
    return seat.is_relative or is_manager or (not seat.level and named_so)


def like_template(words: Words, limits: SignLimits) -> Sign | None:
    """Return a sign where a text is the template again, with hardly a figure of its own."""
    if words.template_likeness is None or words.numeric >= limits.numeric_clauses:
        return None
    if words.template_likeness < limits.likeness:
        return None
    return Sign(
        "like_template",
        "和范本几乎一样",
        f"与范本相似{_percent(words.template_likeness)}%，有数字的条款只有{words.numeric}条。",
        "请按本企业的情况改写：涨多少、从哪天起、津贴多少，至少把谈成的几件事写上数字。",
    )


def like_other_firm(words: Words, others: Iterable[str], limits: SignLimits) -> Sign | None:
    """Return a sign where a text is another firm's again; whose is not said."""
    if words.numeric >= limits.numeric_clauses or not words.whole:
        return None
    alike = likeness.nearest(words.whole, others, least=limits.likeness)
    if alike < limits.likeness:
        return None
    return Sign(
        "like_other",
        "和别的企业的合同几乎一样",
        f"与另一家企业的合同相似{_percent(alike)}%，有数字的条款只有{words.numeric}条。",
        "请对照本企业的工资、岗位和职工意见，把条款改成自己的；需要时请指导员帮忙。",
    )


def with_blanks(words: Words) -> Sign | None:
    """Return a sign where clauses are there without words or figures."""
    if not words.blanks:
        return None
    return Sign(
        "blanks",
        "条款留有空白",
        f"空着的条款：{'、'.join(words.blanks)}。",
        "请把空白填上，或删去这一条。",
    )


def without_figures(words: Words, limits: SignLimits) -> Sign | None:
    """Return a sign where clauses point at the law or good will and say no figure (按国家规定)."""
    vague = [clause for clause in words.clauses if _is_vague(clause, limits)]
    if len(vague) < limits.vague_clauses:
        return None
    return Sign(
        "vague",
        "条款只写“按国家规定”，没有数字",
        f"这样的条款有{len(vague)}条，如：{vague[0][: limits.quoted]}",
        "国家规定本来就要执行；请写成本企业的具体数字、日期和办法，便于半年后逐条核对。",
    )


def _is_vague(clause: str, limits: SignLimits) -> bool:
    says_so = any(word in clause for word in limits.vague_words)
    return says_so and not any(mark.isdecimal() for mark in clause)


def never_filed(life: Life, *, on: date) -> Sign | None:
    """Return a sign where an agreement was signed and the last day to file it has passed."""
    if life.concluded_on is None or life.filed_on is not None or life.filing_due_on is None:
        return None
    if on <= life.filing_due_on:
        return None
    return Sign(
        "unfiled",
        "签了字没有报送",
        f"{life.concluded_on}签订，报送期限{life.filing_due_on}已过，还没有报送的记录。",
        "请企业尽快报送人社部门；已经报送的，把回执补录进来。",
    )


def never_checked(life: Life, limits: SignLimits, *, on: date) -> Sign | None:
    """Return a sign where an agreement has been in force for long and nobody checked it."""
    due = check_due_on(life, limits)
    if due is None or on <= due or (life.ended_on is not None and life.ended_on <= due):
        return None
    since = life.checked_on or life.in_force_on
    return Sign(
        "unchecked",
        "生效后很久没有检查",
        f"从{since}到现在超过{limits.unchecked_months}个月，没有履约检查的记录。",
        "请双方组成检查小组，逐条核对，抽查工资条，结果向职工公布。",
    )


def check_due_on(life: Life, limits: SignLimits) -> date | None:
    """Return the last day on which nobody would wonder that an agreement was not checked."""
    since = life.checked_on or life.in_force_on
    if since is None:
        return None
    return last_day(since, Period(limits.unchecked_months, Unit.MONTH), Calendar())


def _percent(share: Decimal) -> str:
    text = f"{share * HUNDRED:.1f}"
    return text.removesuffix(".0")
