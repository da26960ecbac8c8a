"""What everybody types in the round: days that lie behind today, topics, figures, secret words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = "一二三四五六日"
TOPICS = (
    "年度平均工资增幅",
    "企业最低工资",
    "夜班津贴",
    "加班基数",
    "工龄工资",
    "高温津贴",
    "支付日",
)
# Words that only one side may ever see; each is typed into a field of that side's own.
SURVEYED = "征集暗号青松"
WORKERS_BOTTOM = "底线暗号白桦"
WORKERS_ASK = "要价暗号红柳"
EMPLOYER_BOTTOM = "底线暗号黑檀"
OF_WORKERS = (SURVEYED, WORKERS_BOTTOM, WORKERS_ASK)
# The survey's summary is reported to the county union; plan and bottom lines never are.
NEVER_ABOVE = (WORKERS_BOTTOM, WORKERS_ASK, EMPLOYER_BOTTOM)
OF_EMPLOYER = (EMPLOYER_BOTTOM,)
# Words said at the table: on the page of both sides, above only where a summary is issued.
AT_THE_TABLE = "桌面暗号银杏"
IN_THE_DRAFT = "草案暗号水杉"
DAYS_TO_ANSWER = 20
BELOW_MINIMUM, LOCAL_MINIMUM, AGREED_MINIMUM = 1820, 1850, 1950
GRADES = (
    {"post": "车工/铣工/数控", "headcount": 46, "before": 5350, "after": 5650},
    {"post": "铸造造型工", "headcount": 30, "before": 5200, "after": 5510},
    {"post": "装配钳工", "headcount": 34, "before": 4900, "after": 5150},
    {"post": "仓储搬运", "headcount": 14, "before": 4150, "after": 4390},
)


class Days:
    """The days of the round: all behind today, and no period of them over today."""

    def __init__(self) -> None:
        self.today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        self.offered = self.before(14)
        self.answered = self.before(13)
        self.first_met = self.before(12)
        self.agreed = self.before(11)
        self.prepared = self.before(4)
        self.sat = self.before(3)
        self.signed = self.before(2)
        self.cleared = self.before(1)

    def before(self, number: int) -> date:
        """Return the day a number of days before today."""
        return self.today - timedelta(days=number)

    def after(self, number: int) -> date:
        """Return the day a number of days after today."""
        return self.today + timedelta(days=number)

    def said(self, day: date) -> str:
        """Return a day as the pages say it: 6月18日 周五."""
        year = f"{day.year}年" if day.year != self.today.year else ""
        return f"{year}{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"
