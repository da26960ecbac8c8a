"""The forms around who is asked to a sitting: the list, receipts on paper, the sign-in list."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models

from contracts.congress import attendance, rolls
from contracts.congress.models import Invitation, Sitting
from workflow.congress.forms import SittingForm
from workflow.forms import ComesLater, form_for
from workflow.inputs import PickMany, Tick, Words

NO_LIST = "还没有生成到会名单。请先生成名单，每位代表有自己的链接和签到码，再来办这一步。"


@form_for("congress.invite")
class InviteForm(SittingForm):
    """Draw up whom the sitting is called for."""

    takes: ClassVar[tuple[str, ...]] = ("sitting",)
    what = (
        "把代表一位一位列出来。每位代表得到一个只给本人的链接：看材料、点“我已收到”；"
        "开会那天扫码签到。"
    )
    button = "生成到会名单"

    roll = Words(
        label="代表名单",
        longest=200_000,
        help_text="一行一人：选举单位 空格 姓名。可以从 Excel 整列复制粘贴。",
    )

    def prepare(self) -> None:
        """Ask for names only where no delegate was elected here."""
        if rolls.elected(self.subject):
            del self.fields["roll"]
            return
        listed = [str(row) for row in attendance.of(self.subject)]
        self.fields["roll"].initial = "\n".join(listed)

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many delegates there are."""
        elected = rolls.elected(self.subject)
        total = len(elected) or self.subject.congress.delegates_total
        where = "（按代表名册生成）" if elected else ""
        return [*super().facts(), ("应列代表", f"{total}人{where}")] if total else super().facts()

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the roll line by line."""
        lines = [line.strip() for line in values.get("roll", "").splitlines()]
        return {"roll": [line for line in lines if line]}


class _Ticked(SittingForm):
    """Tick some of those on the list."""

    takes: ClassVar[tuple[str, ...]] = ("sitting",)
    may_be_paper = False
    done_already: ClassVar[str] = ""
    who: ClassVar[str] = ""

    @staticmethod
    def waiting(sitting: Sitting) -> Any:
        """Return those who can be ticked."""
        raise NotImplementedError

    names = PickMany(label="代表")

    @classmethod
    def resolve(cls, row: models.Model) -> tuple[models.Model, dict[str, Any]] | None:
        """Take the sitting, once its list is drawn up and somebody on it waits."""
        found = super().resolve(row)
        if found is not None and isinstance(row, Sitting):
            if not attendance.of(row).exists():
                raise ComesLater(NO_LIST, act="congress.invite", about=row)
            if not cls.waiting(row).exists():
                raise ComesLater(cls.done_already)
        return found

    def prepare(self) -> None:
        """Offer those who wait."""
        self.fields["names"].queryset = type(self).waiting(self.subject)
        self.fields["names"].label = self.who

    def data_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the names as they stand on the list."""
        rows: list[Invitation] = values["names"]
        return {**values, "names": [str(row) for row in rows]}


@form_for("congress.deliver")
class DeliverForm(_Ticked):
    """Record who signed for the papers on paper."""

    deadlines = ("DL_CONGRESS_DOCS",)
    what = (
        "照签收表，勾选已经拿到材料的代表。自己在手机上点过“我已收到”的，系统已经记下，不用再勾。"
    )
    button = "登记签收"
    waiting = staticmethod(attendance.without_papers)
    who = "谁签收了（还没有签收的人）"
    done_already = "名单上的代表都已签收材料，不用再登记。"

    own_hand = Tick(label="都是代表本人签的字", help_text="代签不算送达：本人补签以后再登记。")

    def check(self, values: dict[str, Any]) -> None:
        """Refuse what somebody signed for another."""
        if not values.get("own_hand"):
            self.add_error(
                "own_hand", "代签不算送达。代签的请去掉勾、让本人补签；都是本人签的，请勾这里。"
            )


@form_for("congress.sign_in")
class SignInForm(_Ticked):
    """Tick who signed the list at the door."""

    what = "照签到册，勾选到会的代表。扫码签到的已经记下，不用再勾。"
    button = "登记签到"
    waiting = staticmethod(attendance.not_there)
    who = "谁到了（还没有签到的人）"
    done_already = "名单上的代表都已签到。"

    def facts(self) -> Sequence[tuple[str, str]]:
        """Tell how many there are and how many are missing."""
        return [*super().facts(), ("到会", attendance.counted(self.subject))]
