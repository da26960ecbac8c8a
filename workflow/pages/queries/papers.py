"""The papers an actor may know of: one, or the list narrowed by words, kind and state."""

from django.db.models import Q, QuerySet

from contracts.documents.models import Paper


def find(pk: int) -> Paper | None:
    """Return a paper the actor may know of, with its issuer and case."""
    return Paper.objects.filter(pk=pk).select_related("issuer", "case").first()


def listed(*, words: str = "", code: str = "", state: str = "") -> QuerySet[Paper]:
    """Return the papers that match, the newest first. State ``void`` asks for void ones."""
    rows = Paper.objects.select_related("issuer", "case").order_by("-issued_on", "-pk")
    if words:
        about = Q(title__icontains=words) | Q(number__icontains=words)
        rows = rows.filter(about | Q(case__title__icontains=words))
    if code:
        rows = rows.filter(code=code)
    if state == "void":
        return rows.filter(is_void=True)
    if state in Paper.State.values:
        rows = rows.filter(state=state, is_void=False)
    return rows


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of paper the actor has, as (code, title), by title."""
    rows = Paper.objects.order_by().values_list("code", "title").distinct()
    return sorted(dict(rows).items(), key=lambda pair: pair[1])
