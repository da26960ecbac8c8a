from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.parties.models import CalendarYear, Role
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, UnionFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)
SOURCE = "国务院办公厅 国办发明电〔2026〕9号"
TEXT = "休 2027-01-01至2027-01-03\n休 2027-05-01\n休 2027-10-01至2027-10-07\n班 2027-10-09"


@pytest.fixture
def admin(as_system):
    return Desk(FederationFactory(), Role.SECURITY_ADMIN)


def send(admin, **values):
    return admin.post(reverse("law_calendar_import"), {"source": SOURCE, **values}, on=ON)


def marked(visit, css):
    return [" ".join(cell.text_content().split()) for cell in visit.page.find_class(css)]


def test_days_off_and_swap_days_are_told_in_words(as_system):
    chair = Desk(UnionFactory(), Role.UNION_CHAIR)

    visit = chair.get(reverse("law_calendar", args=[2026]), on=ON)

    assert len(visit.page.find_class("month")) == 12
    assert len(marked(visit, "off")) == 33
    assert marked(visit, "swap") == ["4班", "14班", "28班", "9班", "20班", "10班"]
    assert "尚未导入" not in visit.page.text_content()


def test_a_year_nobody_entered_is_said_plainly(as_system):
    chair = Desk(UnionFactory(), Role.UNION_CHAIR)

    visit = chair.get(reverse("law_calendar", args=[2027]), on=ON)

    assert "2027年度放假安排尚未导入" in " ".join(visit.words("is-warn"))
    assert marked(visit, "off") == []


@pytest.mark.parametrize("year", [1999, 2101, 99999])
def test_a_year_of_another_age_does_not_exist(admin, year):
    assert admin.get(reverse("law_calendar", args=[year]), on=ON).status == 404


def test_a_year_is_shown_before_it_is_kept(admin):
    visit = send(admin, text=TEXT)

    assert visit.status == 200
    assert "放假 11 天，调休上班 1 天" in visit.page.text_content()
    assert marked(visit, "swap") == ["9班"]
    assert CalendarYear.objects.count() == 0


def test_a_year_holds_once_it_is_confirmed(admin):
    visit = send(admin, text=TEXT, confirm="1")

    assert admin.messages(visit, on=ON)[0].startswith("2027年放假安排已录入。")
    row = CalendarYear.objects.get()
    assert (row.year, len(row.off), row.workdays, row.source) == (
        2027,
        11,
        ["2027-10-09"],
        SOURCE,
    )
    shown = admin.get(reverse("law_calendar", args=[2027]), on=ON)
    assert "尚未导入" not in shown.page.text_content()
    assert SOURCE in shown.page.text_content()


def test_what_the_preview_carries_is_what_was_sent(admin):
    preview = send(admin, text=TEXT)
    form = next(form for form in preview.page.forms if "confirm" in form.fields)

    admin.post(reverse("law_calendar_import"), dict(form.form_values()), on=ON)

    assert CalendarYear.objects.get().off[-1] == "2027-10-07"


def test_the_same_year_twice_says_so(admin):
    admin.messages(send(admin, text=TEXT, confirm="1"), on=ON)

    visit = send(admin, text=TEXT, confirm="1")

    assert admin.messages(visit, on=ON) == ["2027年的放假安排已经录入，完全相同，没有改动。"]


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("2027.csv", "日期,类型\n2027-01-01,休\n2027-01-30,班\n".encode("gb18030")),
        ("2027.yaml", b"years: {'2027': {off: ['2027-01-01'], swap_workdays: ['2027-01-30']}}"),
    ],
)
def test_a_file_is_read(admin, name, held):
    visit = send(admin, text="", file=SimpleUploadedFile(name, held))

    assert visit.status == 200
    assert "放假 1 天，调休上班 1 天" in visit.page.text_content()
    assert "劳动节没有列入放假的日子，请核对通知。" in visit.page.text_content()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "没有读到任何日期"),
        ({"text": "休 2027-02-30"}, "第1行的日期不对"),
        ({"text": "2027-02-20"}, "没有写“休”还是“班”"),
        ({"text": TEXT, "source": ""}, "请填写这一项。"),
        ({"text": "", "file": SimpleUploadedFile("a.csv", b"\x81\x20\xff\xff")}, "不是文字"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(admin, values, said):
    visit = send(admin, **values)

    assert visit.status == 422
    assert any(said in error for error in visit.errors)


def test_a_plan_with_a_fault_cannot_be_confirmed(admin):
    visit = send(admin, text="休 2027-01-01\n班 2027-01-04", confirm="1")

    assert visit.status == 422
    assert "2027-01-04 本来就是工作日，不是调休上班日。" in visit.page.text_content()
    assert CalendarYear.objects.count() == 0
