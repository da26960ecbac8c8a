"""The forms of a secret vote, and what the wall of the hall shows of one."""

import secrets
from typing import Any

from django import forms

from contracts.congress import queries
from contracts.congress.checks.votes import DELEGATES
from contracts.congress.models import Poll, Sitting
from contracts.congress.poll_models import PollState
from contracts.congress.rolls import Voter, elected
from contracts.documents import scanner, store
from workflow.congress.forms import draft_item
from workflow.inputs import Count, Line, Pick, Words
from workflow.plain import Unrecorded

MEBIBYTE = 1024 * 1024
LARGEST = 20 * MEBIBYTE
HOLDERS = ("工会监票人", "职工代表监票人", "上级工会（或另一名职工代表）")
ALL = "全部"


def new_key() -> str:
    """Return what makes a form that is sent twice one effect."""
    return secrets.token_urlsafe(16)


def voters_in(text: str) -> list[Voter]:
    """Read a roll as it is pasted: one person a line, the unit before the name if there is one."""
    rows = []
    for line in text.splitlines():
        words = line.replace("\u3000", " ").replace(",", " ").replace("，", " ").split()
        if words:
            rows.append(Voter(" ".join(words[:-1]), words[-1]))
    return rows


class OpenForm(forms.Form):
    """Open the box on one item."""

    draft = Pick(label="表决的合同草案", required=False, empty="（不是合同草案，是其他事项）")
    item = Line(label="表决事项", required=False, help_text="合同草案可以不写，系统按合同种类写。")
    roll = Words(
        label="表决权人名册",
        longest=200_000,
        required=False,
        help_text="一行一人：选举单位 空格 姓名。人数必须等于应到人数；开箱以后不能再改。",
    )
    slips = Count(
        label="印多少张票条",
        help_text="到会的人从箱里抽一张，凭上面的一次性表决码用手机或投票台投票。不用填0。",
    )
    remote = Words(
        label="谁用密封投票（不在现场）",
        longest=200_000,
        required=False,
        help_text="一行一人，每人得一封密函；写“全部”就是人人都有。不用就空着。",
    )
    tellers = Words(label="监票人、计票人", longest=400, required=False, help_text="一行一人。")

    def __init__(self, data: Any = None, *, sitting: Sitting) -> None:
        self.sitting = sitting
        super().__init__(data, use_required_attribute=False)
        drafts = queries.submitted_drafts(sitting.congress)
        self.fields["draft"].queryset = drafts  # type: ignore[attr-defined]
        self.fields["draft"].initial = drafts.first()
        self.fields["slips"].initial = sitting.present
        self.delegates = elected(sitting)
        if self.delegates:
            del self.fields["roll"]

    def clean(self) -> dict[str, Any]:
        """Ask for something to vote on."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("draft") and not values.get("item"):
            self.add_error("item", "请选表决的合同草案，或写明表决事项。")
        return values

    def data_for_act(self) -> dict[str, Any]:
        """Return the data of the act; people stay out of the journal."""
        values = self.cleaned_data
        draft = values.get("draft")
        item = values.get("item") or (draft_item(draft) if draft else "")
        voters = self.delegates or voters_in(values.get("roll", ""))
        said = values.get("remote", "")
        remote = voters if said.strip() == ALL else voters_in(said)
        tellers = [line.strip() for line in values.get("tellers", "").splitlines() if line.strip()]
        return {
            "item": item,
            "subject": draft or item,
            "voters": Unrecorded([] if self.delegates else voters),
            "slips": values["slips"],
            "remote": Unrecorded(remote),
            "tellers": tellers,
        }


class SheetForm(forms.Form):
    """The tellers' sheet over the paper ballots."""

    returned = Count(label="收回票")
    invalid = Count(label="废票")
    yes = Count(label="赞成")
    no = Count(label="反对")
    abstain = Count(label="弃权")
    picture = forms.FileField(
        label="计票单照片",
        required=False,
        help_text="监票人签过名的计票单，拍一张（JPEG、PNG 或 PDF）。原样保存，双方可看。",
    )

    def clean_picture(self) -> str:
        """Store the picture as it came and return its hash.

        :raises ValidationError: if it is no picture, or too large.
        """
        file = self.cleaned_data["picture"]
        if not file:
            return ""
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"照片有{file.size // MEBIBYTE} MB，最多{LARGEST // MEBIBYTE} MB，请缩小再传。"
            )
        data = file.read()
        if not scanner.kind_of(data):
            raise forms.ValidationError("只收照片（JPEG、PNG）和扫描件（PDF），请换一个文件。")
        return store.put(data)

    def data_for_act(self) -> dict[str, Any]:
        """Return the five numbers and the picture's hash."""
        said = dict(self.cleaned_data)
        picture = said.pop("picture")
        return {**said, "picture_sha256": picture}


class BoxForm(forms.Form):
    """Two shares of the key, typed in by their holders."""

    first = Line(label="第一份密钥", help_text="由持有人自己输入；大小写、横线不拘。")
    second = Line(label="第二份密钥")

    def shares(self) -> list[str]:
        """Return the shares as typed."""
        return [self.cleaned_data["first"], self.cleaned_data["second"]]


def wall(poll: Poll) -> dict[str, Any]:
    """Return what the wall shows: nothing of the votes before they are counted."""
    sitting, ballot = poll.sitting, poll.ballot
    return {
        "title": sitting.title,
        "entitled": poll.entitled,
        "present": sitting.present,
        "quorum_needed": sitting.quorum_needed,
        "members": sitting.congress.members or DELEGATES,
        "is_open": poll.state == PollState.OPEN,
        "is_closed": poll.state == PollState.CLOSED,
        "is_dropped": poll.state == PollState.DROPPED,
        "ballot": ballot,
        "is_unanimous": ballot is not None and ballot.valid in {ballot.yes, ballot.no},
    }
