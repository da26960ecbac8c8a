"""Keep a round where its main agreement stands."""

from contracts.agreements.models import Agreement
from contracts.bargaining import rounds
from contracts.bargaining.models import Round


def round_of(agreement: Agreement) -> Round | None:
    """Return the round the agreement came from; a standing one has none."""
    return Round.objects.filter(case=agreement.case).first()


def move_round(agreement: Agreement) -> None:
    """Let the round stand where its main agreement stands."""
    round_ = round_of(agreement)
    if round_ is not None and round_.kind == agreement.kind:
        rounds.advance_stage(round_, agreement.stage)
