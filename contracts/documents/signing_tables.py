"""Signed states of a paper, pictures of seals, scans that came back; ``models`` imports them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from contracts.parties.models import Account, CaseRow, Organisation, Visibility
from contracts.parties.visibility import NOBODY, ScopedManager, own_side


class SignedVersion(CaseRow):
    """A paper's PDF after one more signature; each holds all that came before it.

    Two people signing at once want the same position: one gets it.
    """

    visibility = Visibility.PROGRESS

    class Way(models.TextChoices):
        """What the signature was made with."""

        OWN = "own", "自有证书"
        TOKEN = "token", "证书介质"
        SYSTEM = "system", "系统印章（演示证书）"
        SERVICE = "service", "外部签章服务"

    paper = models.ForeignKey("Paper", models.PROTECT, related_name="signed_versions")
    position = models.PositiveSmallIntegerField("次序")
    side = models.CharField("签署方", max_length=10, choices=Side)
    way = models.CharField("方式", max_length=8, choices=Way)
    level = models.CharField("级别", max_length=6)
    signed_on = models.DateField("签署日期")
    signer = models.CharField("证书持有人", max_length=300)
    issuer = models.CharField("证书签发机构", max_length=300)
    serial = models.CharField("证书序列号", max_length=80)
    is_demo = models.BooleanField("演示", default=False)
    judgements = models.JSONField("验证结果", default=list)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta(CaseRow.Meta):
        verbose_name = "签署版本"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paper", "position"], name="one_signature_at_a_time"),
            models.UniqueConstraint(fields=["paper", "side"], name="one_signature_per_side"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.position}"


class SealPicture(models.Model):
    """A picture of an organisation's seal; nobody else sees it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    kept_by = models.CharField("上传人", max_length=200)
    kept_on = models.DateField("上传日期")
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = ScopedManager["SealPicture"]()

    class Meta:
        verbose_name = "印章图片"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.organisation} {self.kept_on}"

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the pictures of the actor's own organisation."""
        return Q(organisation_id=actor.organisation_id) if actor.side else NOBODY


class Scan(models.Model):
    """A photo or scan of a signed print: the original as it came, and what was read in it.

    It lies in its uploader's inbox until it is confirmed; then both sides of the case see it.
    """

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", "识别中"
        LANDED = "landed", "待核对"
        LOST = "lost", "待认领"
        UNREADABLE = "bad", "打不开"
        CONFIRMED = "done", "已确认"

    token = models.CharField(max_length=26, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    by = models.CharField("上传人", max_length=200)
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    came_on = models.DateField("收到日期")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    note = models.CharField("说明", max_length=300, blank=True)
    sheets = models.JSONField("读出的页", default=list)
    previews = models.JSONField("缩略图", default=list)
    paper = models.ForeignKey("Paper", models.PROTECT, null=True, blank=True, related_name="scans")
    workers_party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    employer_party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    checked = models.JSONField("核对结果", default=list)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)

    objects = ScopedManager["Scan"]()

    class Meta:
        verbose_name = "扫描件"
        base_manager_name = "objects"
        default_manager_name = "objects"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organisation", "state"], name="scans_of_inbox"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the uploader's own side's scans, and those confirmed in the actor's cases."""
        if not actor.side:
            return NOBODY
        own = Q(organisation_id=actor.organisation_id, account__isnull=False)
        return own | (own_side(actor) & Q(confirmed_on__isnull=False))
