"""What every page shows around its own content: the office, the menu and its count."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from contracts.parties.models import Office
from workflow.pages import gates
from workflow.pages.gates import actor_of
from workflow.pages.queries import desk

LARGE_PRINT = "large_print"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    name: str
    title: str
    address: str
    count: int | None = None


@dataclass(slots=True)
class Site:
    """The frame of a page."""

    today: date
    office: Office | None = None
    offices: list[Office] = field(default_factory=list)
    menu: list[Entry] = field(default_factory=list)
    is_large: bool = False


def site(request: HttpRequest) -> dict[str, Site]:
    """Return the frame of the page: who acts, the menu, whether in large print."""
    office: Office | None = getattr(request, "office", None)
    frame = Site(
        today=getattr(request, "today", None) or timezone.localdate(),
        office=office,
        offices=getattr(request, "offices", []),
        is_large=bool(getattr(request, "session", {}).get(LARGE_PRINT)),
    )
    if office is not None:
        frame.menu = _menu(request)
    return {"site": frame}


def _menu(request: HttpRequest) -> list[Entry]:
    role = actor_of(request).role
    entries = [
        Entry("desk", "待办", reverse("desk"), desk.count_open(actor_of(request))),
        Entry("done", "已办", reverse("done")),
    ]
    if role in gates.PARTIES:
        entries.append(Entry("rounds", "我的协商", reverse("rounds")))
    if role in gates.WATCHERS:
        entries.append(Entry("federation", "辖区企业", reverse("federation")))
    if role in gates.PARTIES | gates.WATCHERS:
        entries.append(Entry("congresses", "职代会", reverse("congresses")))
    if role in gates.LABOUR:
        entries.append(Entry("filings", "报送审查", reverse("filings")))
    if role in gates.PARTIES | gates.WATCHERS | gates.LABOUR:
        entries.append(Entry("papers", "文书", reverse("papers")))
    if role in gates.FEDERATION:
        entries.append(Entry("policy", "本级政策", reverse("policy")))
    if role in gates.TEMPLATE_READERS:
        entries.append(Entry("templates", "文书模板", reverse("templates")))
    entries.append(Entry("law", "规则", reverse("law")))
    entries.append(Entry("law_ask", "算一算", reverse("law_ask")))
    if role in gates.OPERATORS:
        entries.append(Entry("incidents", "后台任务", reverse("incidents")))
    return entries
