"""Role × URL × owner: what everybody gets at every address, and that no page springs a leak.

``access_matrix.csv`` is the reviewed contract. An address without a row fails; a foreign thing is
404 with the same bytes as a thing that does not exist. The neighbour's agreement is filed, so the
labour department knows of it and not of the others.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from contracts.congress import ballots, boards
from contracts.congress.models import Ballot, Elector, GroupNote, Invitation, NoticeBoard, Poll
from contracts.documents import declaration, tokens, word
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from contracts.parties.references import reference
from contracts.supervision.models import FormSign
from tests.factories import canaries, signing, site, templates
from tests.factories.site import Country
from workflow import access, forms
from workflow.queue.models import Job

pytestmark = pytest.mark.django_db
MATRIX = Path(__file__).with_name("access_matrix.csv")
WHO = ["anonymous", *Role.values]
OWNERS = {
    "-": "no object",
    "both": "the own firm's, of both sides",
    "workers": "the own firm's, of the workers' side alone",
    "employer": "the own firm's, of the employer's side alone",
    "neighbour": "another firm of the same county",
    "outside": "a firm of another county",
}
OF_AGREEMENTS = {
    *("compare", "compare_file", "readback"),
    *("public_text", "public_do", "public_file"),
}
MEETINGS = {
    *("attendance", "attendance_cards", "invitation", "invitation_paper"),
    *("board", "board_paper", "board_poster", "board_sitting"),
}
BEHIND_THE_SITE = {"static"}


def rows() -> list[dict[str, str]]:
    """Read the matrix."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of_urls() -> set[str]:
    """Return the name of every address of the site."""
    patterns = get_resolver().url_patterns
    return {str(pattern.name) for pattern in patterns} - BEHIND_THE_SITE


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Country]:
    """Return the country with canaries planted: made once, undone after the last test."""
    folder = tmp_path_factory.mktemp("site")
    kept = override_settings(FILES_DIR=folder / "files", STATIC_ROOT=folder)
    with django_db_blocker.unblock(), kept, transaction.atomic():
        made = site.country()
        with acting_as(SYSTEM):
            _employers_own_paper(made)
            _signs_of_form(made)
            _polls(made)
            _meetings(made)
            _template_versions(made)
            signing.plant(made)
            Job.objects.create(key="parked", task="paper.render", state=Job.State.FAILED)
            made.planted = canaries.plant(made)
            _texts_in_word(made)
        yield made
        transaction.set_rollback(True)


def _employers_own_paper(country: Country) -> None:
    """Issue what only the employer may read, as the union's plan is only for the union."""
    for place in country.places.values():
        paper = Paper.objects.get(case=place.round.case, code="bargaining_plan_internal")
        paper.pk, paper.number, paper.token = None, "内〔2027〕1号", tokens.new()
        paper.side, paper.issuer = "employer", place.firm
        paper.confidentiality = "employer_internal"
        paper.seen_by_workers, paper.seen_by_employer = False, True
        paper.save(force_insert=True)


def _texts_in_word(country: Country) -> None:
    """Let the text of each contract have a Word file that can be compared."""
    for place in country.places.values():
        paper = Paper.objects.filter(record=reference(place.agreement), code="wage_contract").last()
        moment = datetime(2027, 3, 12, tzinfo=UTC)
        made = word.render_word(declaration.template_path(paper.code), paper.facts, moment)
        paper.files.filter(format="docx").delete()
        site.give_files(paper, made, "docx")


def _signs_of_form(country: Country) -> None:
    """Find something in every case that only the two sides are told as yet."""
    for place in country.places.values():
        FormSign.objects.create(
            **FormSign.belonging_to(place.round.case),
            subject=reference(place.round),
            code="one_sided",
            title="协商记录只有一方意见",
            found="有",
            advice="请补记",
            found_on=site.MET_ON,
            report_on=site.MET_ON,
        )


def _polls(country: Country) -> None:
    """Keep a counted vote at every sitting."""
    for place in country.places.values():
        sitting = place.sitting
        count = ballots.Counts(0, 0, 0, 0, 0, 0, 0)
        own = Ballot.belonging_to(sitting.case)
        law = dict.fromkeys(("entitled", "present", "quorum_needed", "pass_needed"), 32)
        ballot = Ballot.objects.create(
            **own, **law, **asdict(count), sitting=sitting, item="细则", is_secret=True,
            voted_on=site.SITS_ON,
        )  # fmt: skip
        poll = Poll.objects.create(
            **own, sitting=sitting, item="细则", state="counted", public_key=b"", entitled=32,
            opened_on=site.SITS_ON, ballot=ballot,
        )  # fmt: skip
        Elector.objects.create(**own, poll=poll, position=1, name="王一")


def _meetings(country: Country) -> None:
    """List a delegate at every sitting, and open every firm's page after one that was closed."""
    for place in country.places.values():
        own = Invitation.belonging_to(place.sitting.case)
        Invitation.objects.create(**own, sitting=place.sitting, unit="一车间", name="王一")
        told = {"group": "一组", "notes": "同意", "held_on": site.SITS_ON}
        GroupNote.objects.create(**own, sitting=place.sitting, **told)
        boards.open_board(place.things["congress"], on=site.SITS_ON)


def _template_versions(country: Country) -> None:
    """Let every county have a version of a template on trial; the town stands for the own one."""
    for place in country.places.values():
        county = place.union.parent if place.name == "outside" else country.county
        place.things["template"] = templates.tried(county, place.name, valid_from=site.MET_ON)


def address(row: dict[str, str], country: Country) -> str:
    """Return the address a row asks for: its URL with the object of the owner."""
    name, _, detail = row["url"].partition(" ")
    place = country.places.get(row["owner"], country.places["own"])
    with acting_as(SYSTEM):
        if name in {"round", "agreement", "congress", "sitting"}:
            return reverse(name, args=[place.things[name].pk])
        if name in {"paper", "paper_file"}:
            paper = _paper(place, row["owner"], detail)
            return reverse(name, args=[paper.pk, "pdf"] if name == "paper_file" else [paper.pk])
        if name.startswith("poll") or name == "vote":
            return _address_of_poll(name, place, detail)
        if keys := _keys(name, place, detail) or signing.keys(name, place, row["owner"]):
            return reverse(name, args=keys)
        if name == "act":
            act, _, thing = detail.partition("/")
            return reverse(name, args=[act, reference(place.things[thing]) if thing else "new"])
        return reverse(name, args=[detail] if detail else [])


def _keys(name: str, place: Any, detail: str) -> list[Any]:
    """Return the keys of a row that is named by its place alone."""
    if name in MEETINGS:
        return _keys_of_meeting(name, place, detail)
    if name == "incident_retry":
        return [Job.objects.get(key="parked").pk]
    if name in OF_AGREEMENTS:
        return _keys_of_agreement(name, place, detail)
    if name.startswith("template_") and detail.partition("/")[0] == place.name:
        return [place.things["template"].pk, *detail.split("/")[1:]]
    if name in {"verify", "verify_qr", "verify_sheet"}:
        paper = Paper.objects.get(case=place.round.case, code=detail)
        return [paper.token, *([paper.pk, 1] if name == "verify_sheet" else [])]
    return []


def _keys_of_agreement(name: str, place: Any, detail: str) -> list[Any]:
    if name.startswith("compare"):
        return [place.agreement.pk] * 2
    return [place.agreement.pk, *([detail] if detail else [])]


def _address_of_poll(name: str, place: Any, detail: str) -> str:
    if name == "poll_recount":
        return reverse(name)
    poll = Poll.objects.get(sitting=place.sitting)
    keys = {"poll_open": place.sitting.pk, "poll_screen": poll.token, "vote": poll.token}
    return reverse(name, args=[keys.get(name, poll.pk), *([detail] if detail else [])])


def _keys_of_meeting(name: str, place: Any, detail: str) -> list[Any]:
    sitting = place.sitting
    if name in {"attendance", "attendance_cards"}:
        return [sitting.pk]
    if name == "board_poster":
        return [sitting.congress_id]
    owner = Invitation if name.startswith("invitation") else NoticeBoard
    token = owner.objects.get(workers_party=sitting.workers_party_id).token
    if name.endswith("_paper"):
        return [token, Paper.objects.get(case=sitting.case, code=detail).pk]
    return [token, sitting.pk] if name == "board_sitting" else [token]


def _paper(place: Any, owner: str, code: str) -> Paper:
    if owner in {"workers", "employer"}:
        return Paper.objects.get(case=place.round.case, code="bargaining_plan_internal", side=owner)
    return Paper.objects.get(case=place.round.case, code=code)


def client_of(role: str, country: Country) -> Client:
    """Return a browser in which somebody of this role is logged in."""
    client = Client()
    if role != "anonymous":
        client.force_login(country.account(role))
    return client


def ask(client: Client, row: dict[str, str], country: Country) -> Any:
    """Ask for the address of a row as it says."""
    where = address(row, country)
    if row["method"] == "POST":
        Job.objects.filter(key="parked").update(state=Job.State.FAILED)
        return client.post(where)
    return client.get(where)


def test_every_address_has_a_row():
    assert names_of_urls() - {row["url"].partition(" ")[0] for row in rows()} == set()


def test_every_row_names_an_address_and_an_owner():
    assert {row["url"].partition(" ")[0] for row in rows()} - names_of_urls() == set()
    assert {row["owner"] for row in rows()} - set(OWNERS) == set()


@pytest.mark.timeout(600)
def test_everybody_gets_what_the_matrix_says_and_never_anothers_canary(country):
    wrong, leaks = [], []
    for role in WHO:
        client = client_of(role, country)
        banned = list(canaries.forbidden(role, list(country.places)))
        for row in rows():
            if row["url"] == "logout":
                client = client_of(role, country)
            answer = ask(client, row, country)
            if str(answer.status_code) != row[role]:
                wrong.append((row["url"], row["owner"], role, row[role], answer.status_code))
            body = answer.content.decode(errors="replace")
            leaks += [(row["url"], row["owner"], role, each) for each in banned if each in body]
            if row["url"] == "logout":
                client = client_of(role, country)

    assert wrong == []
    assert leaks == []


def test_each_side_does_find_its_own_canaries(country):
    pages = ["round", "agreement", "paper"]
    seen = {}
    for role in (Role.UNION_CHAIR, Role.EMPLOYER_CHIEF):
        client = client_of(role, country)
        bodies = "".join(
            ask(client, row, country).content.decode()
            for row in rows()
            if row["url"].partition(" ")[0] in pages and row["owner"] in {"both", role.side}
        )
        words = canaries.all_words(["own"])
        seen[role.side] = {word.partition("-")[0] for word in words if word in bodies}

    assert seen == {
        "workers": {canaries.WORKERS, canaries.BOTH},
        "employer": {canaries.EMPLOYER, canaries.BOTH},
    }


def test_canaries_lie_in_every_table_the_sides_keep_to_themselves(country):
    empty = {name for name, count in country.planted.items() if count == 0}

    # A text that is changed or checked has been concluded, and is no secret of the two sides.
    assert empty == {"Amendment", "ReviewItem"}


def test_a_foreign_thing_and_one_that_is_not_there_are_the_same_bytes(country):
    client = client_of(Role.UNION_CHAIR, country)
    missing = {
        client.get(reverse(name, args=[10**9])).content
        for name in ("round", "agreement", "congress", "sitting", "paper")
    }
    foreign = {
        ask(client, row, country).content
        for row in rows()
        if row["owner"] in {"neighbour", "outside"} and row["method"] == "GET"
    }

    assert len(missing | foreign) == 1


def test_no_office_opens_the_form_of_an_act_that_is_not_its_own(country):
    place = country.places["own"]
    opened = []
    for role in Role:
        client = client_of(role, country)
        for act in forms.acts():
            form = forms.find(act)
            name, _, step = act.partition(":")
            data = {"step": step} if step else None
            if role in access.roles_for(name, data, paper=form.may_be_paper):
                continue
            for thing in ("round", "agreement", "sitting", "congress"):
                subject = reference(place.things[thing])
                if client.get(reverse("act", args=[act, subject])).status_code != 404:
                    opened.append((role.value, act, thing))

    assert opened == []
