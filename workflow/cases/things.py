"""What acts make and are about: the kinds of things behind ``as`` and ``to``."""

from workflow.cases.acts import ACTS

# What can be named by ``as`` and ``to``, and how a message calls it.
THINGS = {
    "round": "一轮协商",
    "agreement": "合同",
    "congress": "职代会",
    "sitting": "一次会议",
    "campaign": "一次行动",
    "letter": "监督函",
    "demand": "整改通知",
    "dispute": "争议",
}
MAKES = {
    "bargaining.open": "round",
    "agreements.draft": "agreement",
    "congress.request": "congress",
    "congress.notify": "sitting",
    "campaigns.launch": "campaign",
    "supervision.letter": "letter",
    "supervision.rectify": "demand",
    "disputes.intake": "dispute",
}


def _acts_of(concept: str, *, besides: str = "") -> list[str]:
    names = (act.partition(".") for act in ACTS)
    return [f"{of}.{name}" for of, _, name in names if of == concept and name != besides]


# What an act is done to; an act that is not here may do without any.
NEEDS_TO: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_acts_of("bargaining", besides="open"), ("round",)),
    **dict.fromkeys(_acts_of("agreements"), ("agreement",)),
    **dict.fromkeys(_acts_of("congress", besides="request"), ("congress",)),
    **dict.fromkeys(
        [f"congress.{act}" for act in ("prepare", "sit", "vote", "close", "report")],
        ("sitting",),
    ),
    **dict.fromkeys(
        [f"congress.{act}" for act in ("appraise", "elect_director", "opinion")],
        ("sitting",),
    ),
    "agreements.draft": ("round",),
    "supervision.review": ("agreement",),
    "supervision.rectify": ("agreement",),
    "supervision.rectified": ("demand",),
    "supervision.report": ("agreement",),
    "supervision.satisfaction": ("agreement",),
    "supervision.reply": ("letter",),
    "campaigns.report": ("campaign",),
}
MAY_HAVE_TO: dict[str, tuple[str, ...]] = {
    "disputes.mediate": ("dispute", "agreement"),
    "disputes.arbitrate": ("dispute", "agreement", "round"),
}
