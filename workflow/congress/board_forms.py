"""The forms of the firm's open page: there is nothing to fill in but the day."""

from typing import ClassVar

from workflow.forms import ActForm, form_for


@form_for("congress.open_board")
class OpenBoardForm(ActForm):
    """Open the page."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)
    may_be_paper = False
    what = (
        "开通一个不用登录的网页，职工扫码就能看：厂务公开目录、公开单、职代会决议。"
        "只放公开的内容；职工名单、谈判底线、谁投了什么票，都不在上面。"
    )
    button = "开通公开网页"


@form_for("congress.close_board")
class CloseBoardForm(ActForm):
    """Close the page."""

    takes: ClassVar[tuple[str, ...]] = ("congress",)
    may_be_paper = False
    what = "关闭以后，原来的网址和二维码打不开；再开通会换新的网址。"
    button = "关闭公开网页"
