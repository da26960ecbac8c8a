"""Cast a vote by the code of a slip or a letter: nobody is asked who he is, nothing is in the URL.

The code comes behind ``#`` in the address of the QR code, which no browser sends and no log keeps;
a line of script copies it into the form, by hand it is sixteen letters. Two taps: choose, cast.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from contracts.congress import polls
from contracts.congress.poll_models import Choice, Poll
from contracts.parties.actors import SYSTEM, acting_as
from contracts.verdicts.verdict import Refused
from workflow.inputs import Line

CHOICES = (
    (Choice.YES, "赞成"),
    (Choice.NO, "反对"),
    (Choice.ABSTAIN, "弃权"),
    (Choice.SPOILED, "交空白票（作废票）"),
)


class CastForm(forms.Form):
    """A code and a choice."""

    code = Line(
        label="表决码",
        help_text="票条或密函上的16位字母和数字，大小写、横线不拘。扫码进来的已经填好。",
    )
    choice = forms.ChoiceField(
        label="您的选择",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一项。", "invalid_choice": "请选一项。"},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["code"].widget.attrs.update(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for code and choice; say whether the vote lies in the box, and its receipt."""
    poll = Poll.screened(token)
    if poll is None:
        raise Http404
    form, title = CastForm(request.POST or None), poll.sitting.title
    if request.method != "POST":
        return render(request, "vote.html", {"form": form, "poll": poll, "title": title})
    if form.is_valid():
        said = form.cleaned_data
        try:
            with acting_as(SYSTEM):
                receipt = polls.cast(said["code"], Choice(said["choice"]), on=poll)
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            context = {"receipt": receipt, "poll": poll}
            return render(request, "vote_cast.html", context)
    context = {"form": form, "poll": poll, "title": title}
    return render(request, "vote.html", context, status=422)


urlpatterns = [path("vote/<slug:token>/", vote, name="vote")]
