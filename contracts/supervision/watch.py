"""Look through cases for signs of empty form, tell the firm, and later whoever is above it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from contracts.agreements.habits import habits
from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.parties.models import Case
from contracts.parties.references import reference
from contracts.supervision import evidence, signs
from contracts.supervision.models import FormSign, SignWatch
from contracts.supervision.signs import Life, Sign

ONE_DAY = timedelta(days=1)


@transaction.atomic
def look(case: Case, *, on: date) -> list[FormSign]:
    """Look through one case; return the signs that stand open in it.

    A sign that is gone is marked as mended; one that stays keeps the day it was found.
    """
    lives = {row: evidence.life_of(row) for row in evidence.agreements_of(case)}
    found = {(subject, sign.code): sign for subject, sign in _found_in(case, lives, on)}
    open_now = {(row.subject, row.code): row for row in open_signs(case).select_for_update()}
    for name, row in open_now.items():
        if name not in found:
            row.mended_on = on
            row.save(update_fields=["mended_on"])
    kept = []
    for name, sign in found.items():
        kept.append(_keep(case, name[0], sign, open_now.get(name), on=on))
    SignWatch.objects.update_or_create(
        case=case,
        defaults={"version": case.version, "looked_on": on, "next_on": _next(lives, on)},
    )
    return kept


def _keep(case: Case, subject: str, sign: Sign, row: FormSign | None, *, on: date) -> FormSign:
    if row is None:
        return FormSign.objects.create(
            **FormSign.belonging_to(case),
            subject=subject,
            code=sign.code,
            title=sign.title,
            found=sign.found,
            advice=sign.advice,
            found_on=on,
            report_on=on + timedelta(days=habits().signs.mend_days),
        )
    if row.found != sign.found:
        row.found, row.advice = sign.found, sign.advice
        row.save(update_fields=["found", "advice"])
    return row


def _found_in(case: Case, lives: dict[Agreement, Life], on: date) -> Iterator[tuple[str, Sign]]:
    """Return every sign of a case with the row it is about."""
    limits = habits().signs
    concluded = next((row for row, life in lives.items() if life.concluded_on), None)
    for round_ in Round.objects.filter(case=case):
        talks = evidence.talks_of(round_, concluded)
        of_round = (
            signs.all_in_one_day(talks, limits),
            signs.one_sided(talks),
            signs.always_unanimous(evidence.votes_of(case), limits),
            signs.bosses_table(evidence.seats_of(round_), limits),
        )
        yield from ((reference(round_), sign) for sign in of_round if sign)
    for agreement, life in lives.items():
        words = evidence.words_of(agreement)
        others: list[str] = []
        if words.numeric < limits.numeric_clauses:
            others = evidence.other_texts(agreement, newest=limits.neighbours)
        of_text = (
            signs.like_template(words, limits),
            signs.like_other_firm(words, others, limits),
            signs.with_blanks(words),
            signs.without_figures(words, limits),
            signs.never_filed(life, on=on),
            signs.never_checked(life, limits, on=on),
        )
        yield from ((reference(agreement), sign) for sign in of_text if sign)


def _next(lives: dict[Agreement, Life], on: date) -> date | None:
    """Return the next day on which time alone may bring a sign."""
    days = []
    for life in lives.values():
        if life.concluded_on and life.filed_on is None and life.filing_due_on:
            days.append(life.filing_due_on + ONE_DAY)
        if due := signs.check_due_on(life, habits().signs):
            days.append(due + ONE_DAY)
    return min((day for day in days if day > on), default=None)


def due(*, on: date) -> QuerySet[Case]:
    """Return the cases of bargaining to look through: changed since, or their day has come."""
    watched = Q(signwatch__version=F("version")) & (
        Q(signwatch__next_on__isnull=True) | Q(signwatch__next_on__gt=on)
    )
    return (
        Case.objects.filter(matter__in=[Case.Matter.ROUND, Case.Matter.STANDING])
        .exclude(watched)
        .order_by("pk")
    )


def report(*, on: date) -> int:
    """Let those above see the signs that stayed longer than the firm had to mend them.

    What quotes a text waits until it is signed: a draft is the two sides' own.
    """
    rows = FormSign.objects.filter(
        reported_on__isnull=True,
        mended_on__isnull=True,
        report_on__lte=on,
    )
    drafts = _drafts_among(rows.filter(code__in=signs.OF_TEXT).values_list("subject", flat=True))
    return rows.exclude(code__in=signs.OF_TEXT, subject__in=drafts).update(reported_on=on)


def _drafts_among(subjects: Iterable[str]) -> list[str]:
    """Return which of these agreements are not signed yet."""
    numbers = [subject.partition(":")[2] for subject in set(subjects)]
    open_ = Agreement.objects.filter(pk__in=numbers, concluded_on__isnull=True, is_standing=False)
    return [reference(agreement) for agreement in open_]


def open_signs(case: Case) -> QuerySet[FormSign]:
    """Return the signs of a case that stand, the first one found first."""
    return FormSign.objects.filter(case=case, mended_on__isnull=True).order_by("found_on", "pk")
