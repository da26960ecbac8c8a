"""Set a congress up (建制): the request to the higher union and its approval."""

from datetime import date

from django.db import transaction

from contracts.congress import congresses
from contracts.congress.checks import foundings as checks
from contracts.congress.choices import CongressStage
from contracts.congress.models import Congress, Establishment
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties.models import Case, Organisation
from contracts.statutes.law import Law
from contracts.verdicts.verdict import WARN, Outcome, Refused, Verdict

APPROVAL_CODE = "DL_APPROVAL"


class AlreadyBeingFounded(Refused):
    """本单位已经有一个正在筹建的职代会，请在那里继续办理。"""

    rule = "already_being_founded"


class NothingToApprove(Refused):
    """没有等待批复的建制请示。"""

    rule = "R_ORDER"


class TooEarly(Refused):
    """办理日期早于前一步，请核对。"""

    rule = "R_ORDER"


@transaction.atomic
def request(of: Organisation, *, form: str, term_years: int | None = None, on: date) -> Outcome:
    """Ask the higher union to set a congress up (建制请示); the congress is made here.

    The answer is due within the period of practice, counted from this day.

    :raises AlreadyBeingFounded: if an earlier one has not come to its first session yet.
    """
    workers, employer = congresses.parties_of(of)
    Organisation.objects.select_for_update().get(pk=of.pk)
    under_way = Congress.objects.filter(workers_party=workers, employer_party=employer)
    if under_way.exclude(stage=CongressStage.STANDING).exists():
        raise AlreadyBeingFounded
    place = workers or employer or of
    case = Case.objects.create(
        matter=Case.Matter.CONGRESS,
        title=congresses.title_for(workers, employer, form),
        region=place.region,
        path=place.path,
        workers_party=workers,
        employer_party=employer,
        opened_on=on,
    )
    congress = Congress.objects.create(
        **Congress.belonging_to(case),
        form=form,
        stage=CongressStage.APPLY,
        term_years=term_years,
    )
    law = law_for(case, on=on)
    approval = clock.start(case, APPROVAL_CODE, base=on, law=law, subject=congress)
    Establishment.objects.create(
        **Establishment.belonging_to(case),
        congress=congress,
        form=form,
        term_years=term_years,
        requested_on=on,
        last_day=approval.last_day if approval else None,
    )
    return Outcome(made=congress, verdicts=_judge(congress, law))


@transaction.atomic
def approve(
    congress: Congress,
    *,
    by: Organisation | None = None,
    form: str = "",
    term_years: int | None = None,
    on: date,
) -> Outcome:
    """Record the higher union's approval (批复); what it fixes otherwise than asked counts.

    :raises NothingToApprove: if there is no request, or it was approved.
    :raises TooEarly: if the day is before the request.
    """
    congresses.lock(congress)
    establishment = Establishment.objects.filter(congress=congress).first()
    if establishment is None:
        raise NothingToApprove
    if establishment.approved_on is not None:
        raise NothingToApprove(f"已在{establishment.approved_on}批复，不用再批。")
    if on < establishment.requested_on:
        raise TooEarly(f"请示是{establishment.requested_on}提出的，批复不能早于这一天。")
    establishment.approved_on, establishment.approved_by = on, by
    establishment.save(update_fields=["approved_on", "approved_by"])
    congress.form = form or congress.form
    congress.term_years = term_years or congress.term_years
    congress.save(update_fields=["form", "term_years"])
    if congress.stage == CongressStage.APPLY:
        move(congress, CongressStage.PREPARE)
    clock.stop(congress, APPROVAL_CODE, on=on)
    verdicts = _judge(congress, law_for(congress.case, on=on))
    return Outcome(made=establishment, verdicts=verdicts, looked_at=[congress])


def _judge(congress: Congress, law: Law) -> list[Verdict]:
    found = [checks.check_term(years=congress.term_years, law=law)]
    firm = congress.employer_party
    if firm is not None and not congress.is_area:
        workers = firm.headcount_total or 0
        found.append(checks.check_form(form=congress.form, workers=workers, law=law))
    return [verdict for verdict in found if verdict is not None]


def waits_for_approval(congress: Congress) -> bool:
    """Test whether the higher union has not approved the request yet."""
    return Establishment.objects.filter(congress=congress, approved_on__isnull=True).exists()


def before_approval(congress: Congress) -> Verdict | None:
    """Warn that the higher union has not approved yet; a habit, so nothing stops for it."""
    if not waits_for_approval(congress):
        return None
    return Verdict(
        rule="R_ORDER",
        outcome=WARN,
        message="上级工会还没有批复建制请示；筹备可以先做，批复后再选举更稳妥。",
        remedy="请与上级工会联系，登记批复。",
    )


def move(congress: Congress, stage: CongressStage) -> None:
    """Let a congress that is being founded stand at a stage; an established one stays so."""
    if congress.is_established or congress.stage == stage:
        return
    congress.stage = stage
    congress.save(update_fields=["stage"])
