import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from contracts.parties.models import MinimumWage, Role
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, UnionFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)
HEADS = ["地区", "档次", "月标准", "小时标准", "执行自", "执行至", "依据"]
ROW = ["SY", "", 2200, 22.5, date(2027, 1, 1), None, "辽人社发〔2026〕9号"]
TYPED = {
    "region": "SY",
    "monthly": "２，２００元",
    "effective_from": "2027-01-01",
    "source": "辽人社发〔2026〕9号",
}


@pytest.fixture
def admin(as_system):
    return Desk(FederationFactory(), Role.SYSTEM_ADMIN)


def sheet(*rows, heads=HEADS):
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    return SimpleUploadedFile("wages.xlsx", held.getvalue())


def upload(admin, file):
    return admin.post(reverse("law_wage_upload"), {"file": file}, on=ON)


def results(visit):
    return [
        " ".join(cell.text_content().split())
        for cell in visit.page.xpath("//td[@data-label='结果']")
    ]


def test_a_place_may_be_written_by_its_name_and_is_shown_with_it(admin):
    admin.post(reverse("law_wage_add"), {**TYPED, "region": "沈阳"}, on=ON)

    assert MinimumWage.objects.get().region == "SY"
    shown = admin.get(f"{reverse('law_wages')}?words=沈阳", on=ON)
    assert shown.page.xpath("//tbody/tr/th/text()") == ["沈阳（SY）"]


def test_everybody_reads_the_table_and_administrators_add_to_it(as_system, admin):
    chair = Desk(UnionFactory(), Role.UNION_CHAIR)
    address = reverse("law_wage_add")

    assert address not in chair.get(reverse("law_wages"), on=ON).response.content.decode()
    assert address in admin.get(reverse("law_wages"), on=ON).response.content.decode()


def test_a_row_is_added_with_who_and_when(admin):
    visit = admin.post(reverse("law_wage_add"), TYPED, on=ON)

    assert admin.messages(visit, on=ON) == ["已加入SY 2027-01-01 起的标准。"]
    row = MinimumWage.objects.get()
    assert (row.monthly, row.hourly, row.entered_on) == (Decimal(2200), None, ON)
    assert row.entered_by


def test_a_row_that_is_there_is_never_rewritten(admin):
    admin.post(reverse("law_wage_add"), TYPED, on=ON)

    visit = admin.post(reverse("law_wage_add"), {**TYPED, "monthly": "2300"}, on=ON)

    assert visit.status == 422
    assert any("不能改写" in error for error in visit.errors)
    assert MinimumWage.objects.get().monthly == Decimal(2200)


def test_a_sheet_is_shown_row_by_row_before_anything_is_kept(admin):
    admin.post(reverse("law_wage_add"), TYPED, on=ON)
    later = ["SY", "", 2300, 23, "2028/1/1", "", "辽人社发〔2027〕9号"]
    wrong = [
        ["", "", 2300, 23, "2028-01-01", "", "通知"],
        ["SY", "", "两千", 23, "2028-01-01", "", "通知"],
        ["SY", "", 2300, 23, "明年", "", "通知"],
        ["SY", "", 2300, 23, "2029-01-01", "", ""],
        ["SY", "", 9999, 22.5, date(2027, 1, 1), None, "通知"],
        later,
    ]

    visit = upload(admin, sheet(later, [*ROW[:3], None, *ROW[4:]], *wrong))

    assert results(visit) == [
        "可加",
        "已有 SY 2027-01-01 起的标准已在表中。",
        "有误 缺少地区。",
        "有误 月标准“两千”读不懂。",
        "有误 执行自“明年”读不懂。",
        "有误 请写明依据（通知的名称和文号）。",
        (
            "有误 SY 2027-01-01 起的标准已在表中（每月2200.00元），不能改写：以前的案件按它算过。"
            "录错了请联系系统管理员核实后更正。"
        ),
        "有误 同一张表里这一行出现了两次。",
    ]
    assert MinimumWage.objects.count() == 1


def test_the_good_rows_are_kept_once_confirmed(admin):
    preview = upload(admin, sheet(ROW, ["", "", 1, 1, "2028-01-01", "", "通知"]))
    form = next(form for form in preview.page.forms if "confirm" in form.fields)
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)

    visit = admin.post(reverse("law_wage_upload"), sent, on=ON)

    assert admin.messages(visit, on=ON) == ["已加入1行；表中已有的0行未动。"]
    row = MinimumWage.objects.get()
    assert (row.region, row.monthly, row.hourly, row.effective_from) == (
        "SY",
        Decimal(2200),
        Decimal("22.5"),
        date(2027, 1, 1),
    )


def test_a_csv_of_an_office_is_read(admin):
    text = "地区,月标准,执行自,依据\nSY,2200,2027-01-01,通知\n"

    visit = upload(admin, SimpleUploadedFile("w.csv", text.encode("gb18030")))

    assert results(visit) == ["可加"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("w.xlsx", b"not a sheet"), "不是 Excel 表"),
        (SimpleUploadedFile("w.csv", "地区,月标准\nSY,1\n".encode()), "缺少：执行自"),
        (SimpleUploadedFile("w.csv", b""), "这个文件是空的"),
        (SimpleUploadedFile("w.csv", b"x" * (1024 * 1024 + 1)), "文件太大"),
        (SimpleUploadedFile("w.csv", b"\n" + b"SY,1\n" * 2001), "最多2000行"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(admin, file, said):
    visit = upload(admin, file)

    assert visit.status == 422
    assert any(said in error for error in visit.errors)


def test_the_list_asks_the_same_number_of_questions_for_one_and_three(admin):
    counts = []
    for number in (1, 1, 3):
        MinimumWage.objects.all().delete()
        for year in range(number):
            day = date(2020 + year, 1, 1)
            MinimumWage.objects.create(region="SY", monthly=2000, effective_from=day)
        with CaptureQueriesContext(connection) as asked:
            admin.get(reverse("law_wages"), on=ON)
        counts.append(len(asked))

    assert counts[1] == counts[2]
