"""The closed lists of the congress: its forms, its own stages, the stages of a sitting."""

from django.db.models import TextChoices


class Form(TextChoices):
    """All workers meet, or the delegates they elected."""

    CONGRESS = "congress", "职工代表大会"
    ASSEMBLY = "assembly", "职工大会"

    @property
    def members(self) -> str:
        """Return whom the form counts: the delegates, or every worker."""
        return "代表" if self is Form.CONGRESS else "职工"


class CongressStage(TextChoices):
    """How far a congress has come on its way to the first session (建制)."""

    APPLY = "apply", "请示"
    PREPARE = "prepare", "筹备"
    ELECT = "elect", "选举"
    QUALIFY = "qualify", "资格审查"
    PUBLISH = "publish", "公示"
    STANDING = "standing", "已建立"


class Category(TextChoices):
    """What somebody does in the firm, as the shares among the delegates count it."""

    WORKER = "工人", "工人"
    TECHNICIAN = "技术", "技术"
    STAFF = "一般管理", "一般管理"
    MIDDLE = "中层以上", "中层以上"
    LEADER = "领导", "领导"


class SittingStage(TextChoices):
    """How far a sitting (一次会议) has come."""

    NOTICE = "notice", "通知"
    PRELIMINARY = "preliminary", "预备会议"
    SESSION = "session", "大会"
    VOTE = "vote", "表决"
    CLOSE = "close", "闭会"
    FOLLOWUP = "followup", "会后报告"
