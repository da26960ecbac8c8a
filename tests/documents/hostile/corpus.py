"""The whole corpus: every hostile Word file, made anew and the same each time."""

from tests.documents.hostile import containers, contents, injections
from tests.documents.hostile.good import Case, Targets


def cases(targets: Targets) -> list[Case]:
    """Make the corpus, aimed at the targets."""
    return [case for maker in (injections, containers, contents) for case in maker.cases(targets)]
