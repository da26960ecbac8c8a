"""Organisations in one tree, people, accounts and offices, cases, local values and policy."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.choices import (
    OFFICE_WORDS,
    Kind,
    Level,
    OrganisationKind,
    Role,
    Scope,
    Side,
)
from contracts.parties.local_tables import CalendarYear, MinimumWage, Policy, PolicyChange
from contracts.parties.visibility import (
    NOBODY,
    ScopedManager,
    Visibility,
    case_rows,
    is_labour,
    ownership,
    parties_read,
    under,
)

__all__ = [
    "Account",
    "CalendarYear",
    "Case",
    "CaseRow",
    "Kind",
    "Level",
    "MinimumWage",
    "Office",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Policy",
    "PolicyChange",
    "Role",
    "Scope",
    "Side",
    "Visibility",
]


class Organisation(models.Model):
    """A federation, union, employer, employer organisation or labour department.

    ``path`` is its place in the one organisation tree: fixed-width segments, each closed by a
    dot, so that a subtree is an index range. A firm and its union share one place.
    """

    kind = models.CharField("类别", max_length=24, choices=OrganisationKind)
    name = models.CharField("名称", max_length=300)
    path = models.CharField("组织路径", max_length=120, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    firm = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="union",
        verbose_name="所在企业",
    )
    area = models.CharField("所在区域（行业）", max_length=300, blank=True)
    region = models.CharField("适用规则包", max_length=8, default="CN")
    office_code = models.CharField("机关代字", max_length=20, blank=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    address = models.CharField("地址", max_length=300, blank=True)
    ownership = models.CharField("企业类型", max_length=20, blank=True)
    industry = models.CharField("所属行业", max_length=100, blank=True)
    head = models.ForeignKey(
        "Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="heads",
        verbose_name="法定代表人（工会主席、负责人）",
    )
    headcount_total = models.PositiveIntegerField("职工总数", default=0)
    headcount_contract = models.PositiveIntegerField("合同制职工", default=0)
    headcount_dispatch = models.PositiveIntegerField("劳务派遣", default=0)
    headcount_migrant = models.PositiveIntegerField("农民工", default=0)
    headcount_women = models.PositiveIntegerField("女职工", default=0)
    is_above_scale = models.BooleanField("规模以上", default=False)
    has_womens_committee = models.BooleanField("建有女职工委员会", default=False)
    is_closed = models.BooleanField("已停业", default=False)

    class Meta:
        verbose_name = "组织"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(path__endswith="."), name="path_closed_by_dot"),
            models.CheckConstraint(
                condition=Q(firm__isnull=True) | Q(kind=OrganisationKind.UNION),
                name="only_a_union_belongs_to_a_firm",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def office_word(self) -> str:
        """Return the word before the year of its papers' numbers (机关代字): 沈总工〔2027〕3号.

        As entered; else, for a federation and a labour department, the first sign of the place and
        the usual short form. Others number by year alone until they enter a word.
        """
        usual = OFFICE_WORDS.get(OrganisationKind(self.kind), "")
        return self.office_code or (f"{self.name[:1]}{usual}" if usual else "")

    @property
    def side(self) -> str:
        """Return the side this organisation bargains on, or an empty string."""
        if self.kind == OrganisationKind.UNION:
            return Side.WORKERS
        if self.kind in {OrganisationKind.EMPLOYER, OrganisationKind.EMPLOYER_ORGANISATION}:
            return Side.EMPLOYER
        return ""


class Person(models.Model):
    """Somebody who works in a firm or comes from outside (no ``works_at``)."""

    name = models.CharField("姓名", max_length=100)
    gender = models.CharField("性别", max_length=2, blank=True)
    works_at = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="所在单位",
    )
    post = models.CharField("岗位职务", max_length=100, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level, blank=True)
    employment = models.CharField("用工形式", max_length=30, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Account(AbstractUser):
    """A login. Accounts are switched off, never deleted (the ledger points at them)."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "账号"


class Office(models.Model):
    """A person's office in an organisation: what acts, rights and sight come from."""

    account = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    role = models.CharField("职务", max_length=24, choices=Role)
    since = models.DateField("任职自", null=True, blank=True)
    until = models.DateField("任职至", null=True, blank=True)

    class Meta:
        verbose_name = "职务"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                name="one_office_per_account_organisation_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}·{self.get_role_display()}"

    def as_actor(self) -> Actor:
        """Return the actor that acts through this office."""
        organisation = self.organisation
        side = Role(self.role).side
        return Actor(
            name=self.person.name if self.person else str(self),
            account_id=self.account_id,
            office_id=self.pk,
            person_id=self.person_id,
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            role=self.role,
            side=side,
            path=organisation.path,
        )


class Case(models.Model):
    """One matter (一案) between two parties: a round with its agreements, a congress, …

    Everything of the matter hangs on it, and it is the one row that is locked for a change.
    """

    class Matter(models.TextChoices):
        """What the case is about."""

        ROUND = "round", "一轮协商"
        CONGRESS = "congress", "职代会"
        STANDING = "standing", "既有合同"
        LETTER = "letter", "监督函"
        CAMPAIGN = "campaign", "行动"
        TEMPLATES = "templates", "文书模板"

    matter = models.CharField("事项", max_length=12, choices=Matter)
    title = models.CharField("标题", max_length=400)
    region = models.CharField("适用规则包", max_length=8, default="CN")
    path = models.CharField("组织路径", max_length=120, db_index=True)
    workers_party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="职工方",
    )
    employer_party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="企业方",
    )
    opened_on = models.DateField("立案日")
    is_before_labour = models.BooleanField("已到人社部门", default=False)
    version = models.PositiveIntegerField("版本", default=0)

    objects = ScopedManager["Case"]()

    class Meta:
        verbose_name = "案卷"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the cases this actor may know of."""
        if is_labour(actor):
            return under(actor.path) & Q(is_before_labour=True)
        return case_rows(actor, Visibility.PROGRESS)


class CaseRow(models.Model):
    """A row of a case: carries the case, its place in the tree and its parties."""

    visibility: ClassVar[Visibility] = Visibility.BOTH_SIDES

    case = models.ForeignKey(Case, models.PROTECT, related_name="%(app_label)s_%(class)s_set")
    path = models.CharField("组织路径", max_length=120, db_index=True, editable=False)
    workers_party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    employer_party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ScopedManager[Any]()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def lie_in(self, case: Case) -> None:
        """Take over the case as it was read, with the parties that were read with it."""
        self.case = case
        for field, party in parties_read(case).items():
            if getattr(self, f"{field}_id") == party.pk:
                setattr(self, field, party)

    @classmethod
    def belonging_to(cls, case: Case) -> dict[str, Any]:
        """Return the columns that tie a new row to its case."""
        return ownership(case)

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the rows this actor may see, by the class's ``visibility``."""
        if is_labour(actor):
            return cls.labour_sees(actor)
        return case_rows(actor, cls.visibility)

    @classmethod
    def labour_sees(cls, actor: Actor) -> Q:
        """Return what the labour department sees: progress, once the case came to it."""
        if cls.visibility != Visibility.PROGRESS:
            return NOBODY
        return under(actor.path) & Q(case__is_before_labour=True)
