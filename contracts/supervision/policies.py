"""A federation's policy for its subtree: stricter than its pack, never laxer (政策层).

Only a block that rests on a joint document or on practice alone may be turned down to a warning.
Every change is kept: who, when, why, what stood before and after.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from contracts.deadlines import clock
from contracts.deadlines.catalogue import CataloguedDeadline, deadlines, title_of
from contracts.deadlines.law import policy_of
from contracts.parties import actors
from contracts.parties.choices import Kind
from contracts.parties.models import MinimumWage, Organisation, Policy, PolicyChange
from contracts.statutes import rulebook
from contracts.statutes.law import Law, instrument_codes
from contracts.statutes.periods import Direction, Period
from contracts.verdicts import softening
from contracts.verdicts.catalogue import rules
from contracts.verdicts.verdict import Refused

ROLL_RULE = "time.last_day_rollover"
REVIEW_CODE = "DL_REVIEW"
ROLLS = "statutory_holiday"
RANGE = ".."  # a term the sides choose (1..3 years) is no deadline to meet early


class LaxerThanLaw(Refused):
    """这样设定比法规宽，不能保存；只能从严。"""

    rule = "policy"


class NothingChanged(Refused):
    """设定和原来一样，没有改动。"""

    rule = "policy"


class StandardMissing(Refused):
    """最低工资表里没有这一档；请先由系统管理员录入。"""

    rule = "policy"


class ReasonMissing(Refused):
    """请写明改动的理由，以备查考。"""

    rule = "policy"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a federation may set for one deadline: the legal period of each kind of contract."""

    entry: CataloguedDeadline
    periods: tuple[Period, ...]
    target: int | None

    @property
    def ground(self) -> str:
        """Return whether law or habit sets the period."""
        return "惯例" if self.entry.is_practice else "法定"

    @property
    def legal(self) -> str:
        """Return the legal periods in words."""
        return "或".join(dict.fromkeys(str(period) for period in self.periods))


def laws_of(federation: Organisation, *, on: date) -> list[Law]:
    """Return the law at a federation's place on a day, once for each kind of contract."""
    book = rulebook.refresh()
    return [
        Law(on=on, region=federation.region, instruments=instrument_codes(kind), rulebook=book)
        for kind in Kind.values
    ]


def choices(federation: Organisation, policy: Policy | None, *, on: date) -> list[Choice]:
    """Return the deadlines a federation may set a target for, with what the law asks."""
    laws = laws_of(federation, on=on)
    targets = policy.targets if policy else {}
    found = []
    for code, entry in deadlines().items():
        periods = _periods(code, laws) if entry.is_urged else ()
        if periods and RANGE not in entry.offset:
            found.append(Choice(entry, periods, targets.get(code)))
    return found


def _periods(code: str, laws: Collection[Law]) -> tuple[Period, ...]:
    """Return the different periods that run on from an event; windows that run back have none."""
    found = (clock.period_of(code, law)[0] for law in laws)
    running_on = (p for p in found if p is not None and p.direction is Direction.AFTER)
    return tuple(dict.fromkeys(running_on))


@transaction.atomic
def change(
    federation: Organisation,
    *,
    on: date,
    reason: str,
    rolls_holidays: bool,
    effective_offset: int | None,
    targets: Mapping[str, int],
    softened: Collection[str],
    standard: tuple[str, str] | None = None,
) -> Policy:
    """Set a federation's policy from this day on; deadlines that run are left as they are.

    A federation's first policy begins with what held for its place so far. ``standard`` is the
    region and tier of the minimum wage that holds here; nothing leaves it as it is.

    :raises LaxerThanLaw: if a choice is laxer than the pack of the place.
    :raises MayNotBeSoftened: if a rule to be turned down rests on a binding text.
    :raises StandardMissing: if the table of minimum wages has no such region and tier.
    :raises ReasonMissing: if nobody says why.
    :raises NothingChanged: if everything stands like this already.
    """
    if not reason.strip():
        raise ReasonMissing(ReasonMissing.__doc__ or "")
    _refuse_laxer(rolls_holidays, effective_offset, targets, softened, laws_of(federation, on=on))
    policy = own_policy(federation)
    after: dict[str, Any] = {
        "rolls_holidays": rolls_holidays,
        "effective_offset": effective_offset,
        "targets": dict(targets),
        "softened": {code: list(rules()[code].keys) for code in sorted(softened)},
        **_standard(federation, standard),
    }
    before = {field: getattr(policy, field) for field in after}
    if before == after:
        raise NothingChanged(NothingChanged.__doc__ or "")
    for field, choice in after.items():
        setattr(policy, field, choice)
    policy.save()
    return _write_down(policy, before, after, on=on, reason=reason.strip())


def standards(federation: Organisation) -> list[MinimumWage]:
    """Return the newest minimum wage of each place and tier a federation may say is its own.

    Of its own packs, and of places that have none; not of other regions.
    """
    packs = rulebook.shipped()
    foreign = set(packs.packs) - set(packs.chain(federation.region))
    newest: dict[tuple[str, str], MinimumWage] = {}
    for row in MinimumWage.objects.exclude(region__in=foreign).order_by(
        "region", "tier", "-effective_from", "-pk"
    ):
        newest.setdefault((row.region, row.tier), row)
    return list(newest.values())


def _standard(federation: Organisation, chosen: tuple[str, str] | None) -> dict[str, str]:
    """Return the fields of a chosen minimum wage; none where nothing was chosen."""
    if chosen is None:
        return {}
    region, tier = chosen
    known = {(row.region, row.tier) for row in standards(federation)} | {("", "")}
    if chosen not in known:
        raise StandardMissing(StandardMissing.__doc__ or "")
    return {"minimum_wage_region": region, "minimum_wage_tier": tier}


def _refuse_laxer(
    rolls_holidays: bool,  # noqa: FBT001 -- a private step of one verb
    effective_offset: int | None,
    targets: Mapping[str, int],
    softened: Collection[str],
    laws: list[Law],
) -> None:
    """Let choices pass that are as strict as the law of the place, or stricter."""
    if rolls_holidays:
        _refuse_rolling(laws[0])
    if effective_offset is not None:
        _refuse_offset(effective_offset, laws[0])
    for code, amount in targets.items():
        _refuse_target(code, amount, laws)
    for code in softened:
        softening.refuse_laxer(code, laws)


def own_policy(federation: Organisation) -> Policy:
    """Return a federation's own policy, or a new one that begins with what held here so far."""
    own = Policy.objects.select_for_update().filter(federation=federation).first()
    if own is not None:
        return own
    held = policy_of(federation.path)
    made = Policy(federation=federation, path=federation.path)
    if held is not None:
        for field in Policy._meta.concrete_fields:
            if field.name not in {"id", "federation", "path"}:
                setattr(made, field.name, getattr(held, field.name))
    return made


def _write_down(
    policy: Policy,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    on: date,
    reason: str,
) -> Policy:
    """Keep what changed, by whom and why; return the policy."""
    actor = actors.current()
    changed = [field for field in after if before[field] != after[field]]
    PolicyChange.objects.create(
        policy=policy,
        changed_on=on,
        changed_by=actor.name,
        account=actor.account_id,
        reason=reason,
        before={field: before[field] for field in changed},
        after={field: after[field] for field in changed},
    )
    return policy


def _refuse_rolling(law: Law) -> None:
    rule = law.find(ROLL_RULE)
    if rule is None or rule.value.get("value") != ROLLS:
        raise LaxerThanLaw("这一天的法规没有写末日遇休息日顺延，期限不能顺延计算。")


def offsets(federation: Organisation, *, on: date) -> tuple[int, ...]:
    """Return on which days after receipt a contract may take effect here if nobody objects."""
    period, _ = clock.period_of(REVIEW_CODE, laws_of(federation, on=on)[0])
    return (period.amount, period.amount + 1) if period else ()


def _refuse_offset(offset: int, law: Law) -> None:
    """Let a contract take effect on the last day of the review or the day after, nothing else."""
    period, rule = clock.period_of(REVIEW_CODE, law)
    if period is None:
        return
    allowed = (period.amount, period.amount + 1)
    if offset not in allowed:
        source = rule.source if rule else ""
        raise LaxerThanLaw(
            f"审查期是{period}（{source}），生效日只能取收到后第{allowed[0]}日或第{allowed[1]}日，"
            f"不能是第{offset}日。",
        )


def _refuse_target(code: str, amount: int, laws: Collection[Law]) -> None:
    """Let a target pass that is sooner than every legal period of the deadline.

    :raises LaxerThanLaw: if it is not, or the deadline has no period to be sooner than.
    """
    periods = _periods(code, laws) if code in deadlines() else ()
    if not periods:
        raise LaxerThanLaw(f"{title_of(code)}没有可以提前的法定期间。")
    least = min(period.amount for period in periods)
    if not 0 < amount < least:
        said = "或".join(dict.fromkeys(str(period) for period in periods))
        raise LaxerThanLaw(
            f"“{title_of(code)}”的期间是{said}，目标天数应少于{least}，不能是{amount}。",
        )
