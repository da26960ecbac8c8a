"""Two versions of a contract beside each other, and an edited Word draft read back."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.agreements import standings
from contracts.agreements.models import Agreement
from contracts.documents import declaration, package, word
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from contracts.parties.references import reference
from tests.documents import reviewing
from tests.documents.editing import packed
from tests.factories import agreements, site
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 20)
GRADES = [
    {"post": "车工", "headcount": 46, "before": 5350, "after": 5650},
    {"post": "装配工", "headcount": 30, "before": 4800, "after": 5000},
]


@pytest.fixture
def place():
    """A firm and its union with two drafts of a wage agreement, both made in Word."""
    made = site.place("own", FederationFactory())
    with acting_as(SYSTEM):
        agreements.local_values()
    site.walk_to_vote(made)
    made.things["first"] = made.agreement
    made.things["agreement"] = made.do(
        *(Role.EMPLOYER_OFFICER, "agreements.draft"),
        to=made.round,
        on=site.DRAFTED_ON,
        kind="wage",
        term=site.TERM,
        clauses={"avg_growth": "4%", "night_allowance": 25, "text": {"班车": "早晚各一班"}},
        grades=GRADES,
    )
    with acting_as(SYSTEM):
        for each in ("first", "agreement"):
            make_word(made.things[each])
    return made


def make_word(agreement):
    paper = Paper.objects.filter(record=reference(agreement), code="wage_contract").last()
    moment = datetime(2027, 3, 12, tzinfo=UTC)
    docx = word.render_word(declaration.template_path(paper.code), paper.facts, moment)
    paper.files.filter(format="docx").delete()
    site.give_files(paper, docx, "docx")
    return docx


def stored(agreement):
    with acting_as(SYSTEM):
        return make_word(agreement)


def address(place, name="compare"):
    return reverse(name, args=[place.agreement.pk, place.things["first"].pk])


def said(element):
    return " ".join(element.text_content().split())


def test_both_sides_see_clause_by_clause_what_changed(place):
    for organisation, role in (
        (place.union, Role.UNION_CHAIR),
        (place.firm, Role.EMPLOYER_OFFICER),
    ):
        visit = Desk(organisation, role).get(address(place), on=ON)

        marks = {mark: [e.text_content() for e in visit.page.iter(mark)] for mark in ("del", "ins")}
        assert any("班车" in said(each) for each in visit.page.iter("h3"))
        assert "［新增：早晚各一班］" in marks["ins"]
        assert marks["del"]


def test_the_wage_table_is_shown_row_by_row(place):
    visit = Desk(place.union, Role.UNION_CHAIR).get(address(place), on=ON)

    rows = [[said(cell) for cell in row] for row in visit.page.xpath("//tbody/tr")]
    assert rows[-1][:2] == ["装配工", "＋ 新增"]


def test_the_agreement_and_the_round_lead_to_the_draft_before(place):
    desk = Desk(place.union, Role.UNION_CHAIR)
    for name, thing in (("agreement", place.agreement), ("round", place.round)):
        page = desk.get(reverse(name, args=[thing.pk]), on=ON).page

        links = {a.text: a.get("href") for a in page.iter("a")}
        assert links.get("与上一稿比较") == address(place)


def test_the_word_file_of_changes_accepts_to_the_new_text_and_rejects_to_the_old(place):
    visit = Desk(place.union, Role.UNION_CHAIR).get(address(place, "compare_file"), on=ON)

    marked = visit.response.content
    assert reviewing.accept_all(marked) == reviewing.plain(stored(place.agreement))
    assert reviewing.reject_all(marked) == reviewing.plain(stored(place.things["first"]))
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        assert 'w:author="企业方"' in archive.read("word/document.xml").decode()
    assert visit.response["X-Content-Type-Options"] == "nosniff"


def test_the_first_draft_is_laid_beside_last_years_contract(place):
    with acting_as(SYSTEM):
        old = standings.register_standing(
            place.firm,
            kind="wage",
            number="上年-1",
            term_from=date(2026, 4, 1),
            term_to=date(2027, 3, 31),
            clauses={"night_allowance": 20},
        )
    desk = Desk(place.union, Role.UNION_CHAIR)
    page = desk.get(reverse("agreement", args=[place.agreement.pk]), on=ON).page
    link = next(a.get("href") for a in page.iter("a") if a.text == "与上年合同比较")

    visit = desk.get(link, on=ON)

    assert link == reverse("compare", args=[place.agreement.pk, old.pk])
    assert "20" in [e.text_content().strip("［］删去：") for e in visit.page.iter("del")]
    assert "不能下载修订稿" in visit.response.content.decode()


def test_who_watches_sees_nothing_of_drafts(place):
    with acting_as(SYSTEM):
        above = FederationFactory()
    for name in ("compare", "compare_file"):
        visit = Desk(above, Role.FEDERATION_OFFICER).get(address(place, name), on=ON)
        assert visit.status == 404


def test_another_kind_of_contract_is_no_version(place):
    women = place.do(
        *(Role.UNION_CHAIR, "agreements.draft"),
        to=place.round,
        on=site.DRAFTED_ON,
        kind="women",
        term=site.TERM,
        clauses={"maternity_days": 158},
    )

    visit = Desk(place.union, Role.UNION_CHAIR).get(
        reverse("compare", args=[women.pk, place.agreement.pk]), on=ON
    )

    assert visit.status == 404


def sent(place, data, *, role=Role.UNION_CHAIR, name="稿.docx", **more):
    desk = Desk(place.union if role == Role.UNION_CHAIR else place.firm, role)
    file = SimpleUploadedFile(name, data)
    where = reverse("readback", args=[place.agreement.pk])
    return desk, desk.post(where, {"file": file, **more}, on=ON)


def edited(docx):
    """The Word file as a lawyer sends it back: one figure, and one article of his own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename == "word/document.xml":
                raw = raw.replace("每人每班25元".encode(), "每人每班28元".encode())
                raw = raw.replace("早晚各一班".encode(), "早晚各一班，夜班另发".encode())
            new.writestr(info.filename, raw)
    return out.getvalue()


def test_an_edited_draft_is_shown_clause_by_clause_and_kept_nowhere(place):
    _, visit = sent(place, edited(stored(place.agreement)), sender="企业方法务")

    headings = [said(each) for each in visit.page.xpath("//ol[@class='redline']//h3")]
    assert visit.status == 200
    assert headings == ["± 修改 【夜班津贴】 W7", "± 修改 【班车】"]
    assert "企业方法务" in visit.response.content.decode()
    with acting_as(SYSTEM):
        assert Agreement.objects.filter(case=place.round.case).count() == 2


def test_what_was_read_back_becomes_the_next_draft_through_the_form(place):
    desk, visit = sent(place, edited(stored(place.agreement)))
    form = next(f for f in visit.page.forms if f.get("action", "").startswith("/do/"))
    shown = desk.post(form.get("action"), form_values(form), on=ON)

    done = desk.post(form.get("action"), {**shown.values, "on": str(site.DRAFTED_ON)}, on=ON)

    assert shown.status == 200
    assert done.status == 302, done.errors or done.words("verdict")
    with acting_as(SYSTEM):
        newest = Agreement.objects.filter(case=place.round.case).order_by("-pk").first()
        rows = newest.clause_set.order_by("position").values_list("key", "heading", "value")
        posts = list(newest.grade_set.order_by("position").values_list("post", flat=True))
    assert [row for row in rows if row[0] in {"night_allowance", "text"}] == [
        ("night_allowance", "夜班津贴", "28"),
        ("text", "班车", "早晚各一班，夜班另发。"),
    ]
    assert posts == ["车工", "装配工"]


def form_values(form):
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))
    return values


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (b"MZ program", "不是 .docx 文件"),
        (b"\xd0\xcf\x11\xe0 old", "另存为 .docx"),
        (b"x" * (5 * 1024 * 1024 + 1), "文件太大"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_what_was_typed_stays(place, data, says):
    _, visit = sent(place, data, sender="企业方法务")

    assert visit.status == 422
    assert says in visit.words("answer")[0]
    assert visit.page.xpath("//input[@name='sender']/@value") == ["企业方法务"]


def test_a_file_with_more_clauses_than_a_draft_holds_is_refused_and_not_cut(place):
    docx = stored(place.agreement)
    many = "".join(f"<w:p><w:r><w:t>【条{n}】内容{n}</w:t></w:r></w:p>" for n in range(101))
    parts = package.parts(docx)
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + many.encode())

    _, visit = sent(place, packed(parts))

    assert visit.status == 422
    assert "最多100行" in visit.words("answer")[0]


def test_no_file_at_all_is_asked_for(place):
    desk = Desk(place.union, Role.UNION_CHAIR)

    visit = desk.post(reverse("readback", args=[place.agreement.pk]), {}, on=ON)

    assert visit.status == 422
    assert "请选择改过的 .docx 文件。" in visit.words("answer")[0]


def test_a_draft_that_was_replaced_takes_nothing_back(place):
    desk = Desk(place.union, Role.UNION_CHAIR)

    visit = desk.get(reverse("readback", args=[place.things["first"].pk]), on=ON)

    assert visit.status == 404
