"""The table of minimum wages (最低工资标准): everybody reads it, administrators add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from contracts.parties import wages
from contracts.parties.models import MinimumWage
from contracts.parties.wages import WageRow, WageRowRefused, WageRowThere
from contracts.statutes import rulebook
from workflow.inputs import Amount, Day, Line, half_width
from workflow.pages import gates, uploads
from workflow.pages.gates import actor_of, in_office, only
from workflow.pages.paging import page_of
from workflow.pages.uploads import UploadRefused

Value = TypeVar("Value")
LONGEST = {"region": 12, "tier": 60, "source": 300}
COLUMNS = {
    "region": ("地区", "region", "region_code"),
    "tier": ("档次", "tier"),
    "monthly": ("月标准", "月最低工资", "month", "monthly", "monthly_cny"),
    "hourly": ("小时标准", "小时最低工资", "hour", "hourly", "hourly_cny"),
    "effective_from": ("执行自", "from", "effective_from"),
    "effective_to": ("执行至", "to", "effective_to"),
    "source": ("依据", "source"),
}
NEEDED = ("region", "effective_from")
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of an uploaded table as it was written, and what is to be said about it."""

    number: int
    cells: dict[str, str]
    row: WageRow | None
    fault: str = ""
    note: str = ""


class WageForm(forms.Form):
    """One row to add."""

    region = Line(
        label="地区",
        longest=LONGEST["region"],
        help_text="有规则包的写名称或代码（如沈阳、SY），其他的写本地名称，与本级政策中的最低工资地区一致",
    )
    tier = Line(label="档次", longest=LONGEST["tier"], required=False)
    monthly = Amount(label="月标准（元）", required=False)
    hourly = Amount(label="小时标准（元）", required=False)
    effective_from = Day(label="执行自")
    effective_to = Day(label="执行至", required=False, help_text="不知道就不填；有了新标准自然接上")
    source = Line(label="依据", longest=LONGEST["source"], help_text="通知的名称和文号")


class SheetForm(forms.Form):
    """A table to add, as a file."""

    file = forms.FileField(
        label="文件",
        help_text="xlsx 或 CSV。第一行写列名：地区、档次、月标准、小时标准、执行自、执行至、依据。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "请选择文件。", "empty": "这个文件是空的。"},
    )


@in_office
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show the whole table, the newest of each place first."""
    rows = MinimumWage.objects.order_by("region", "tier", "-effective_from", "pk")
    words = request.GET.get("words", "").strip()[: LONGEST["region"]]
    if words:
        rows = rows.filter(region__iexact=code_of(words))
    return render(
        request,
        "law_wages.html",
        {
            "here": "law",
            "page": page_of(request, rows),
            "words": words,
            "may_add": actor_of(request).role in gates.KEEPERS,
        },
    )


@only(gates.KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add one row; none that is there is rewritten."""
    form = WageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data
        place = {"region": code_of(written["region"]), "tier": written["tier"] or ""}
        row = WageRow(**{**written, **place})
        try:
            wages.judge(row)
            wages.add([row], on=request.today)  # type: ignore[attr-defined]
        except (WageRowRefused, WageRowThere) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已加入{row.region} {row.effective_from} 起的标准。")
            return redirect("law_wages")
    status = 422 if form.errors else 200
    context = {"here": "law", "form": form, "sheet": SheetForm()}
    return render(request, "law_wages_add.html", context, status=status)


@only(gates.KEEPERS)
@require_http_methods(["POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Show what an uploaded table would add and which rows are faulty; keep it once confirmed."""
    if CONFIRM in request.POST:
        lines = lines_of([row.split("\t") for row in request.POST.getlist("row")])
        return _keep(request, lines)
    sheet = SheetForm(request.POST, request.FILES)
    context: dict[str, Any] = {"here": "law", "form": WageForm(), "sheet": sheet}
    if not sheet.is_valid():
        return render(request, "law_wages_add.html", context, status=422)
    try:
        lines = lines_of(uploads.table_of(sheet.cleaned_data["file"]))
    except UploadRefused as refusal:
        sheet.add_error("file", str(refusal))
        return render(request, "law_wages_add.html", context, status=422)
    context |= {
        "lines": lines,
        "kept": ["\t".join(COLUMNS), *(_kept(line) for line in lines if line.row)],
        "good": sum(line.row is not None and not line.note for line in lines),
        "bad": sum(bool(line.fault) for line in lines),
    }
    return render(request, "law_wages_add.html", context)


def _keep(request: HttpRequest, lines: list[SheetLine]) -> HttpResponse:
    rows = [line.row for line in lines if line.row is not None]
    try:
        added = wages.add(rows, on=request.today)  # type: ignore[attr-defined]
    except WageRowRefused as refusal:
        messages.error(request, f"没有加入：{refusal}")
    else:
        messages.success(
            request, f"已加入{len(added)}行；表中已有的{len(rows) - len(added)}行未动。"
        )
    return redirect("law_wages")


def _kept(line: SheetLine) -> str:
    """Return a row as it goes through the page of confirmation and back."""
    return "\t".join(line.cells.get(name, "").replace("\t", " ") for name in COLUMNS)


def lines_of(rows: list[list[str]]) -> list[SheetLine]:
    """Return every row of a table with what it says or why it cannot be added.

    The first row names the columns.

    :raises UploadRefused: if a column that must be there is not.
    """
    names = _columns(rows[0] if rows else [])
    found = []
    seen: set[tuple[str, str, date]] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(names, (*row, *[""] * len(names)), strict=False))
        cells.pop("", None)
        line = _line(number, cells)
        if line.row is not None:
            name = (line.row.region, line.row.tier, line.row.effective_from)
            if name in seen:
                line = SheetLine(number, cells, None, fault="同一张表里这一行出现了两次。")
            seen.add(name)
        found.append(line)
    return found


def _columns(heads: list[str]) -> list[str]:
    names = [
        next((name for name, words in COLUMNS.items() if head.strip() in words), "")
        for head in heads
    ]
    if missing := [COLUMNS[name][0] for name in NEEDED if name not in names]:
        raise UploadRefused(f"第一行要有列名，缺少：{'、'.join(missing)}。")
    return names


def _line(number: int, cells: dict[str, str]) -> SheetLine:
    try:
        row = WageRow(
            region=code_of(_text(cells, "region")),
            tier=_text(cells, "tier"),
            monthly=_read(cells, "monthly", _amount),
            hourly=_read(cells, "hourly", _amount),
            effective_from=_first_day(cells),
            effective_to=_read(cells, "effective_to", _day),
            source=_text(cells, "source"),
        )
        wages.judge(row)
    except WageRowThere as there:
        return SheetLine(number, cells, row, note=str(there))
    except (WageRowRefused, UploadRefused) as refusal:
        return SheetLine(number, cells, None, fault=str(refusal))
    return SheetLine(number, cells, row)


def code_of(region: str) -> str:
    """Return the code of the pack a place has, whether it is written as code or name (沈阳)."""
    packs = rulebook.shipped().packs
    return next((code for code, pack in packs.items() if region == pack.zh), region)


def _text(cells: dict[str, str], name: str) -> str:
    text = cells.get(name, "").strip()
    if name in NEEDED and not text:
        raise UploadRefused(f"缺少{COLUMNS[name][0]}。")
    if len(text) > LONGEST[name]:
        raise UploadRefused(f"{COLUMNS[name][0]}最多{LONGEST[name]}字。")
    return text


def _first_day(cells: dict[str, str]) -> date:
    day = _read(cells, "effective_from", _day)
    if day is None:
        raise UploadRefused("缺少执行自。")
    return day


def _day(text: str) -> date | None:
    return Day(required=False).to_python(text)


def _amount(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def _read(
    cells: dict[str, str],
    name: str,
    reader: Callable[[str], Value | None],
) -> Value | None:
    """Return a cell read, nothing where it is empty."""
    text = half_width(cells.get(name, ""))
    if not text:
        return None
    try:
        return reader(text)
    except (ValidationError, InvalidOperation) as fault:
        raise UploadRefused(f"{COLUMNS[name][0]}“{text}”读不懂。") from fault


urlpatterns = [
    path("law/minimum-wage/", table, name="law_wages"),
    path("law/minimum-wage/add/", add, name="law_wage_add"),
    path("law/minimum-wage/upload/", upload, name="law_wage_upload"),
]
