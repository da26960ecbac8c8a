"""Issued papers, their stored files and the series their numbers come from."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.documents.archive_models import Archive
from contracts.documents.public_models import PublicText
from contracts.documents.signing_tables import Scan, SealPicture, SignedVersion
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.parties.actors import Actor
from contracts.parties.choices import Role, Side
from contracts.parties.models import CaseRow, Organisation, Visibility
from contracts.parties.visibility import NOBODY, is_above, is_labour, own_side, under

__all__ = [
    "Archive",
    "Paper",
    "PaperFile",
    "PublicText",
    "Scan",
    "SealPicture",
    "Series",
    "SignedVersion",
    "TemplateTrial",
    "TemplateVersion",
    "Toolset",
]


class Series(models.Model):
    """The running number of an issuer's papers in one year (文号)."""

    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "文号"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["issuer", "year"], name="one_series_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.year}"


class Paper(CaseRow):
    """A document as issued: its facts are frozen here, its files are stored by hash.

    Who may know of it and who may read it is settled at issue, from the catalogue's
    confidentiality class (DESIGN §4).
    """

    visibility = Visibility.BOTH_SIDES

    class State(models.TextChoices):
        """Where the files of the paper stand."""

        WAITING = "waiting", "生成中"
        READY = "ready", "已生成"
        FAILED = "failed", "生成失败"
        UNLAID = "unlaid", "尚无模板"

    code = models.CharField("文书代码", max_length=60)
    title = models.CharField("标题", max_length=400)
    number = models.CharField("文号", max_length=120, blank=True)
    issued_on = models.DateField("签发日期")
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    side = models.CharField("签发方", max_length=10, blank=True)
    record = models.CharField("所据记录", max_length=60)
    act = models.CharField("动作", max_length=60, blank=True)
    confidentiality = models.CharField("密级", max_length=30)
    facts = models.JSONField("要素")
    facts_sha256 = models.CharField(max_length=64)
    token = models.CharField("查验码", max_length=26, unique=True)
    qr = models.CharField("二维码内容", max_length=240, blank=True)
    template_sha256 = models.CharField(max_length=64, blank=True)
    packs = models.JSONField("规则包", default=list)
    marks = models.CharField("标注", max_length=60, blank=True)
    formats = models.JSONField("格式", default=list)
    is_void = models.BooleanField("作废", default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    failure = models.TextField("失败原因", blank=True)
    seen_by_workers = models.BooleanField(default=False)
    seen_by_employer = models.BooleanField(default=False)
    seen_above = models.BooleanField(default=False)
    read_above = models.BooleanField(default=False)
    seen_by_labour = models.BooleanField(default=False)

    class Meta:
        verbose_name = "文书"
        base_manager_name = "objects"
        default_manager_name = "objects"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["case", "code"], name="papers_of_case"),
            models.Index(fields=["path", "-issued_on"], name="papers_of_place"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                condition=~Q(number=""),
                name="one_paper_per_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the papers this actor may know of."""
        if is_labour(actor):
            return under(actor.path) & Q(seen_by_labour=True, case__is_before_labour=True)
        if is_above(actor):
            known = Q(seen_above=True)
            if actor.role == Role.INSTRUCTOR:
                known &= Q(read_above=True) & ~Q(confidentiality="union_internal")
            return under(actor.path) & known
        if actor.side == Side.WORKERS:
            return own_side(actor) & Q(seen_by_workers=True)
        if actor.side == Side.EMPLOYER:
            return own_side(actor) & Q(seen_by_employer=True)
        if actor.role == Role.RECORDER:
            return own_side(actor) & Q(seen_by_employer=True, seen_by_workers=True)
        return NOBODY

    def is_readable_by(self, actor: Actor) -> bool:
        """Test whether the actor may open the files (a federation may only know of some)."""
        return self.read_above if is_above(actor) else True


class Toolset(models.Model):
    """A set of fonts, libraries and layout code that files were made with, known by its hash."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.JSONField("字体与程序库")

    class Meta:
        verbose_name = "排版环境"

    def __str__(self) -> str:
        return self.sha256[:12]


class PaperFile(models.Model):
    """One stored file of a paper: the bytes lie in the store under their SHA-256."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_with = models.ForeignKey(Toolset, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "文书文件"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paper", "format"], name="one_file_per_format"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.format}"
