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


class ProposalKind(TextChoices):
    """What a proposal (提案) is about."""

    PAY = "工资福利", "工资福利"
    HOURS = "工时休假", "工时休假"
    SAFETY = "安全卫生", "安全卫生"
    WOMEN = "女职工", "女职工"
    PRODUCTION = "生产经营", "生产经营"
    TRAINING = "培训", "培训"
    SERVICES = "后勤", "后勤"
    OTHER = "其他", "其他"


class Decision(TextChoices):
    """What the examining group made of a proposal; only 立案 makes it one to be answered."""

    FILED = "立案", "立案"
    MERGED = "并案", "并案"
    OPINION = "转意见建议", "转意见建议"
    DECLINED = "不立案", "不立案"


class Result(TextChoices):
    """What came of an admitted proposal."""

    DONE = "已解决", "已解决"
    PLANNED = "列入计划", "列入计划"
    PARTLY = "部分采纳", "部分采纳"
    NOT_NOW = "暂不能解决", "暂不能解决"


class Rating(TextChoices):
    """What the proposer thinks of the answer."""

    CONTENT = "满意", "满意"
    FAIRLY = "基本满意", "基本满意"
    NOT = "不满意", "不满意"


class Seat(TextChoices):
    """A seat the workers fill on a board of the company (公司法)."""

    DIRECTOR = "director", "职工董事"
    SUPERVISOR = "supervisor", "职工监事"


class PlanKind(TextChoices):
    """A plan of the firm that costs jobs, which the congress is heard on."""

    LAYOFF = "layoff", "经济性裁员"
    CAPACITY = "capacity", "产能退出安置"
    RESTRUCTURING = "restructuring", "改制安置"
    STANDSTILL = "standstill", "停产放假"


class Opinion(TextChoices):
    """What the congress says to such a plan."""

    AGREED = "agreed", "同意"
    AMENDED = "amended", "原则同意并提修改意见"
    OPPOSED = "opposed", "不同意并提意见"
