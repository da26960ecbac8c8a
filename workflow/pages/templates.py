"""Template care (文书模板): what papers are printed on here, new versions, and their files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from contracts.documents import inspection, package, store, template_choice, template_versions
from contracts.documents.declaration import Declaration, declarations
from contracts.documents.lint import Fault, Report
from contracts.documents.reasons import PackageRefused
from contracts.documents.template_versions import Upload
from contracts.parties.models import Organisation, OrganisationKind
from contracts.verdicts.verdict import Refused
from workflow.inputs import Day, Line, Words
from workflow.jobs import trials
from workflow.pages import gates
from workflow.pages.gates import View, actor_of
from workflow.pages.queries import templates as queries

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_WORDS = 60
TYPES = {
    "text": "文字",
    "longtext": "长文字",
    "list": "多行文字",
    "int": "整数",
    "decimal": "小数",
    "money": "金额（元）",
    "percent": "百分比",
    "date": "日期",
    "datetime": "日期和时间",
    "choice": "选项",
    "multichoice": "多选",
    "bool": "是或否",
    "person": "人名",
}


class UploadForm(forms.Form):
    """A new version: the file, what changed, from when, and for whom."""

    file = forms.FileField(
        label="Word 文件（.docx）",
        help_text="最大 5 MB。先下载现用模板，在 Word 或 WPS 里改好再上传。",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "请选择文件。", "empty": "这个文件是空的。"},
    )
    note = Words(label="改了什么", longest=1000, help_text="写给批准的人看：改了哪几处、为什么。")
    valid_from = Day(label="启用日", help_text="批准以后，从这一天起签发的文书用新模板。")
    place = Line(
        label="只用于下级某个组织",
        required=False,
        longest=300,
        help_text="写下级总工会、工会或企业的全称；不填，就用于本级以下全部。",
    )

    def __init__(self, *args: Any, federation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.federation, self.today = federation, today
        self.fields["valid_from"].initial = today

    def clean_valid_from(self) -> date:
        """Return the day.

        :raises ValidationError: if it is past.
        """
        day: date = self.cleaned_data["valid_from"]
        if day < self.today:
            raise forms.ValidationError("启用日不能早于今天：已签发的文书不会改用新模板。")
        return day

    def clean_place(self) -> Organisation:
        """Return the organisation whose papers are meant.

        :raises ValidationError: if no single one below bears the name.
        """
        name = self.cleaned_data["place"]
        found = queries.place_named(self.federation, name) if name else self.federation
        if found is None:
            raise forms.ValidationError(f"本级以下没有（或不止一个）叫“{name}”的组织，请核对全称。")
        return found


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing a template may print: what to copy, what it means."""

    tag: str
    label: str
    kind: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class VariableTable:
    """One table a template may print: how its loop is written, and its columns."""

    label: str
    start: str
    end: str
    columns: list[Variable]


def seated(roles: frozenset[Any]) -> Callable[[View], View]:
    """Let in these offices of a federation and hand the federation on; 404 for all others."""

    def gate(view: View) -> View:
        @gates.only(roles)
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            office = request.office  # type: ignore[attr-defined]
            federation: Organisation = office.organisation
            if federation.kind != OrganisationKind.FEDERATION:
                raise Http404
            return view(request, *args, federation=federation, **kwargs)

        return guarded

    return gate


def declared_or_404(code: str) -> Declaration:
    """Return what the catalogue says of a paper."""
    declared = declarations().get(code)
    if declared is None:
        raise Http404
    return declared


@seated(gates.TEMPLATE_READERS)
@require_safe
def listed(request: HttpRequest, federation: Organisation) -> HttpResponse:
    """Show every paper with the template it is printed on here today."""
    words = request.GET.get("words", "").strip()[:LONGEST_WORDS]
    today: date = request.today  # type: ignore[attr-defined]
    found = queries.groups(federation, on=today, words=words)
    context = {"here": "templates", "groups": found, "words": words, "federation": federation}
    return render(request, "templates.html", context)


@seated(gates.TEMPLATE_READERS)
@require_safe
def one(request: HttpRequest, code: str, federation: Organisation) -> HttpResponse:
    """Show a paper's template here: the one in force, its versions, what it may print."""
    today: date = request.today  # type: ignore[attr-defined]
    form = UploadForm(federation=federation, today=today)
    return _page(request, declared_or_404(code), federation, form)


@seated(gates.KEEPERS)
@require_http_methods(["POST"])
def upload(request: HttpRequest, code: str, federation: Organisation) -> HttpResponse:
    """Look through an uploaded version; keep it for its trial print if it is sound."""
    today: date = request.today  # type: ignore[attr-defined]
    declared = declared_or_404(code)
    form = UploadForm(request.POST, request.FILES, federation=federation, today=today)
    if not form.is_valid():
        return _page(request, declared, federation, form)
    chosen = form.cleaned_data
    data, report = _read(code, chosen["file"])
    if report.faults:
        return _page(request, declared, federation, form, report.faults)
    store.put(data)
    wanted = Upload(
        code=code,
        place=chosen["place"],
        data=data,
        file_name=chosen["file"].name or "",
        report=report,
        note=chosen["note"],
        valid_from=chosen["valid_from"],
    )
    try:
        with transaction.atomic():
            version = template_versions.submit(wanted, federation=federation, on=today)
            trials.enqueue(version)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, declared, federation, form)
    messages.success(request, "文件没有问题，已收下，正在试印；试印好了请另一位同志来批准。")
    return redirect("template_version", pk=version.pk)


def _read(code: str, file: UploadedFile) -> tuple[bytes, Report]:
    """Read no more than is allowed, and look through it in the limited child."""
    file.seek(0)
    data: bytes = file.read(package.MOST_PACKED + 1)
    try:
        package.refuse_other_kinds(data)
    except PackageRefused as refusal:
        return data, Report([Fault(refusal.reason, str(refusal))], [], [])
    return data, inspection.check(code, data)


def _page(
    request: HttpRequest,
    declared: Declaration,
    federation: Organisation,
    form: UploadForm,
    faults: list[Fault] | None = None,
) -> HttpResponse:
    today: date = request.today  # type: ignore[attr-defined]
    current = template_choice.in_force(declared.code, path=federation.path, on=today)
    context = {
        "here": "templates",
        "declared": declared,
        "federation": federation,
        "current": current,
        "is_shipped": bool(template_choice.shipped(declared.code)),
        "versions": queries.history(federation, declared.code),
        "form": form,
        "faults": faults or [],
        "may_upload": actor_of(request).role in gates.KEEPERS,
        "fields": _fields(declared),
        "tables": _tables(declared),
    }
    status = 422 if faults or form.errors else 200
    return render(request, "template.html", context, status=status)


def _fields(declared: Declaration) -> list[Variable]:
    marks = Variable("{{ marks }}", "标注（补录、草案、密级）", "文字", is_required=False)
    own = [
        Variable(f"{{{{ {f.name} }}}}", f.label, TYPES.get(f.type, f.type), f.required)
        for f in declared.fields
    ]
    return [marks, *own]


def _tables(declared: Declaration) -> list[VariableTable]:
    return [
        VariableTable(
            table.label,
            f"{{%tr for r in {table.name} %}}",
            "{%tr endfor %}",
            [
                Variable(f"{{{{ r.{c.name} }}}}", c.label, TYPES.get(c.type, c.type), c.required)
                for c in table.columns
            ],
        )
        for table in declared.tables
    ]


@seated(gates.TEMPLATE_READERS)
@require_safe
def current_file(request: HttpRequest, code: str, federation: Organisation) -> HttpResponse:
    """Hand out the template in force here today, to be edited in Word."""
    declared = declared_or_404(code)
    today: date = request.today  # type: ignore[attr-defined]
    sha256 = template_choice.chosen(code, path=federation.path, on=today)
    if not sha256:
        raise Http404
    data = template_choice.place_of(code, sha256).read_bytes()
    return download(data, f"模板_{declared.title}.docx", WORD)


def download(data: bytes, name: str, kind: str, *, is_look: bool = False) -> HttpResponse:
    """Return a file as a download, or a PDF to look at."""
    response = HttpResponse(data, content_type=kind)
    how = "inline" if is_look else "attachment"
    plain = f"template.{name.rpartition('.')[2]}"
    response["Content-Disposition"] = (
        f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


urlpatterns = [
    path("templates/", listed, name="templates"),
    path("templates/<slug:code>/", one, name="template"),
    path("templates/<slug:code>/upload/", upload, name="template_upload"),
    path("templates/<slug:code>/current.docx", current_file, name="template_current"),
]
