"""The closed lists of bargaining: stages, ways of delivery, answers, mandates."""

from django.db.models import TextChoices

from contracts.parties.choices import Kind


class Stage(TextChoices):
    """How far a round has come (阶段)."""

    PREP = "prep", "准备"
    OFFER = "offer", "要约"
    TALKS = "talks", "协商"
    DRAFT = "draft", "草案"
    VOTE = "vote", "审议表决"
    SIGN = "sign", "签字"
    FILING = "filing", "报审"
    EFFECT = "effect", "生效履行"
    CHANGE = "change", "变更或终止"


class Delivery(TextChoices):
    """The ways of handing over an offer that leave proof (送达方式)."""

    IN_PERSON = "当面", "当面签收"
    POST = "EMS", "邮政EMS"
    NOTICE = "公告", "公告"
    SYSTEM = "系统", "系统签收"


class Answer(TextChoices):
    """What the other side answers to an offer."""

    AGREE = "agree", "同意协商"
    REFUSE = "refuse", "不同意协商"


class Mandate(TextChoices):
    """How a firm of an area gave its power to the employer side's representatives."""

    CHARTER = "charter", "商会章程授权"
    LETTER = "letter", "书面授权"
    NONE = "none", "没有授权"


INSTRUMENT_NAMES = {
    Kind.COMPREHENSIVE: "集体合同",
    Kind.WAGE: "工资专项集体合同",
    Kind.WOMEN: "女职工权益保护专项集体合同",
    Kind.SAFETY: "劳动安全卫生专项集体合同",
}
