"""The addresses of the site."""

from django.contrib.auth.views import LogoutView
from django.urls import path, register_converter

from workflow.pages import (
    accounts,
    acts,
    agreements,
    archives,
    asking,
    attendance,
    boards,
    clauses,
    compare,
    congresses,
    contact_sheet,
    desk,
    federation,
    incidents,
    law,
    papers,
    polls,
    publications,
    rounds,
    scans,
    signing,
    sittings,
    template_versions,
    templates,
    verification,
    voting,
)


class Whole:
    """A row's number, short enough for every database."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return its figures."""
        return str(value)


class Kind:
    """The format of a file."""

    regex = "docx|pdf|xlsx"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


register_converter(Whole, "whole")
register_converter(Kind, "kind")

urlpatterns = [
    path("", desk.todo, name="desk"),
    path("done/", desk.done, name="done"),
    *acts.urlpatterns,
    path("rounds/", rounds.own, name="rounds"),
    path("rounds/<whole:pk>/", rounds.one, name="round"),
    path("clauses/", clauses.library, name="clauses"),
    path("agreements/<whole:pk>/", agreements.one, name="agreement"),
    path("agreements/<whole:pk>/compare/<whole:other>/", compare.compare, name="compare"),
    path(
        "agreements/<whole:pk>/compare/<whole:other>/redline.docx",
        compare.compare_file,
        name="compare_file",
    ),
    path("agreements/<whole:pk>/public/", publications.one, name="public_text"),
    path("agreements/<whole:pk>/public/file.<kind:kind>", publications.file, name="public_file"),
    path("agreements/<whole:pk>/public/<slug:what>/", publications.do, name="public_do"),
    path("agreements/<whole:pk>/readback/", compare.read_back, name="readback"),
    path("congresses/", congresses.listed, name="congresses"),
    path("congresses/<whole:pk>/", congresses.one, name="congress"),
    path("sittings/<whole:pk>/", sittings.one, name="sitting"),
    path("sittings/<whole:pk>/attendance/", attendance.roll, name="attendance"),
    path("sittings/<whole:pk>/attendance/cards/", attendance.cards, name="attendance_cards"),
    path("delegate/<slug:token>/", attendance.invitation, name="invitation"),
    path("delegate/<slug:token>/<whole:pk>.pdf", attendance.paper, name="invitation_paper"),
    path("congresses/<whole:pk>/board/", boards.poster, name="board_poster"),
    path("open/<slug:token>/", boards.board, name="board"),
    path("open/<slug:token>/sittings/<whole:pk>/", boards.announcement, name="board_sitting"),
    path("open/<slug:token>/<whole:pk>.pdf", boards.paper, name="board_paper"),
    path("sittings/<whole:pk>/polls/new/", polls.open_poll, name="poll_open"),
    path("polls/recount.py", polls.program, name="poll_recount"),
    path("polls/<whole:pk>/", polls.one, name="poll"),
    path("polls/<whole:pk>/recount.json", polls.export, name="poll_export"),
    path("polls/<whole:pk>/sheet-picture", polls.picture, name="poll_picture"),
    path("polls/<whole:pk>/<slug:what>/", polls.do, name="poll_do"),
    path("screen/<slug:token>/", polls.screen, name="poll_screen"),
    path("papers/", papers.own, name="papers"),
    path("papers/<whole:pk>/", papers.one, name="paper"),
    path("papers/<whole:pk>/file.<kind:kind>", papers.file, name="paper_file"),
    path("agreements/<whole:pk>/signing/", signing.page, name="signing"),
    path("agreements/<whole:pk>/signing/prepare/", signing.prepare, name="signing_prepare"),
    path("agreements/<whole:pk>/signing/sign/", signing.sign, name="signing_sign"),
    path("agreements/<whole:pk>/signing/seal/", signing.upload_seal, name="signing_seal"),
    path("seals/<whole:pk>/picture.png", signing.seal, name="seal_picture"),
    path("papers/<whole:pk>/signed-<whole:position>.pdf", signing.signed_file, name="signed_file"),
    path("scans/", scans.inbox, name="scans"),
    path("scans/<slug:token>/", scans.one, name="scan"),
    path("scans/<slug:token>/confirm/", scans.confirm, name="scan_confirm"),
    path("scans/<slug:token>/assign/", scans.assign, name="scan_assign"),
    path("scans/<slug:token>/original", scans.original, name="scan_original"),
    path("scans/<slug:token>/page-<whole:page>.jpg", scans.preview, name="scan_page"),
    path("federation/", federation.firms, name="federation"),
    path("filings/", federation.filings, name="filings"),
    path("jobs/", incidents.parked, name="incidents"),
    path("jobs/<whole:pk>/retry/", incidents.retry, name="incident_retry"),
    path("cases/<whole:pk>/archive/", archives.ask, name="archive_ask"),
    path("archives/<whole:pk>/", archives.one, name="archive"),
    path("archives/<whole:pk>/file.<slug:kind>", archives.file, name="archive_file"),
    *contact_sheet.urlpatterns,
    *templates.urlpatterns,
    path("template-versions/<whole:pk>/", template_versions.one, name="template_version"),
    path(
        "template-versions/<whole:pk>/approve/", template_versions.approve, name="template_approve"
    ),
    path(
        "template-versions/<whole:pk>/withdraw/",
        template_versions.withdraw,
        name="template_withdraw",
    ),
    path("template-versions/<whole:pk>/again/", template_versions.retry, name="template_retry"),
    path("template-versions/<whole:pk>/<str:name>", template_versions.file, name="template_file"),
    *asking.urlpatterns,
    *law.urlpatterns,
    *verification.urlpatterns,
    *voting.urlpatterns,
    path("account/", accounts.Password.as_view(), name="account"),
    path("office/", accounts.choose_office, name="office"),
    path("large-print/", accounts.large_print, name="large_print"),
    path("login/", accounts.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]

handler400 = "workflow.pages.faults.bad_request"
handler403 = "workflow.pages.faults.forbidden"
handler404 = "workflow.pages.faults.not_found"
handler500 = "workflow.pages.faults.broken"
