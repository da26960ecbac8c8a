"""Count a secret vote again, from its export alone: ``python3 recount.py export.json``.

Stands by itself (standard library, Python 3.9 or later) so that tellers of either side can read it,
carry it to another machine and check what was announced. The export joins no name to a choice.
"""

import json
import sys
from pathlib import Path
from typing import Any

CHOICES = ("yes", "no", "abstain", "spoiled")
WORDS = {
    "issued": "发出",
    "returned": "收回",
    "valid": "有效",
    "invalid": "废票",
    "yes": "赞成",
    "no": "反对",
    "abstain": "弃权",
}
Export = dict[str, Any]


def count(export: Export) -> dict[str, int]:
    """Return the seven numbers of the count, from the roll, the opened box and the sheet."""
    cast = {choice: export["ballots"].count(choice) for choice in CHOICES}
    sheet = export["sheet"]
    voices = {name: cast[name] + sheet[name] for name in ("yes", "no", "abstain")}
    return {
        "issued": marked(export, "slip", "paper", "remote"),
        "returned": len(export["ballots"]) + sheet["returned"],
        "valid": sum(voices.values()),
        "invalid": cast["spoiled"] + sheet["invalid"],
        **voices,
    }


def marked(export: Export, *means: str) -> int:
    """Return how many lines of the roll were used by these means."""
    return sum(1 for line in export["roll"] if line["means"] in means)


def faults(export: Export) -> list[str]:
    """Return what does not hold, in plain Chinese; an empty list means that everything agrees."""
    counted = count(export)
    told = export["announced"]
    found = [*box_faults(export), *roll_faults(export)]
    if counted["returned"] != counted["valid"] + counted["invalid"]:
        found.append("收回≠有效＋废票")
    if counted["returned"] > counted["issued"]:
        found.append(f"收回{counted['returned']}票，多于发出的{counted['issued']}票")
    for name, word in WORDS.items():
        if told[name] != counted[name]:
            found.append(f"{word}：公布{told[name]}，重新清点是{counted[name]}")
    if told["is_passed"] and not is_enough(export):
        found.append("公布为通过，按清点结果不能通过")
    return found


def box_faults(export: Export) -> list[str]:
    """Return what does not fit between the opened box, its published list and the roll."""
    box, receipts = len(export["ballots"]), export["receipts"]
    unknown = sum(1 for choice in export["ballots"] if choice not in CHOICES)
    drawn, remote = marked(export, "slip", "remote"), marked(export, "remote")
    tests = {
        f"票箱里有{unknown}张票的内容不认识": unknown > 0,
        f"票箱清单{len(set(receipts))}条，开出{box}张票，不相等": not (
            box == len(receipts) == len(set(receipts))
        ),
        f"开出{box}张票，多于登记的{drawn}人": box > drawn,
        f"密封投票登记{remote}人，票箱里只有{box}张票": box < remote,
    }
    return [words for words, is_true in tests.items() if is_true]


def roll_faults(export: Export) -> list[str]:
    """Return what does not fit between the roll, those entitled and the paper ballots."""
    people = [(line["unit"], line["name"]) for line in export["roll"]]
    returned, handed = export["sheet"]["returned"], marked(export, "paper")
    tests = {
        "名册里有重复的人": len(set(people)) != len(people),
        f"名册{len(people)}人，应到{export['entitled']}人，不相等": (
            len(people) != export["entitled"]
        ),
        f"收回纸质票{returned}张，多于登记领取的{handed}人": returned > handed,
    }
    return [words for words, is_true in tests.items() if is_true]


def is_enough(export: Export) -> bool:
    """Test whether attendance and votes reach what the law of the day asked."""
    is_quorate = export["present"] >= export["quorum_needed"]
    return bool(is_quorate and count(export)["yes"] >= export["pass_needed"])


def sentence(export: Export) -> str:
    """Return the result in one sentence, with the numbers the law asked."""
    yes, present = count(export)["yes"], export["present"]
    quorum, needed = export["quorum_needed"], export["pass_needed"]
    return (
        f"应到{export['entitled']}，实到{present}"
        f"（须≥{quorum} {'✓' if present >= quorum else '✗'}），"
        f"赞成{yes}（须≥{needed} {'✓' if yes >= needed else '✗'}）"
    )


def main(arguments: list[str]) -> int:
    """Tell the recount of one export; return 1 if it differs from what was announced."""
    export = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    found = faults(export)
    lines = [
        f"表决事项：{export['item']}",
        "，".join(f"{WORDS[name]}{number}" for name, number in count(export).items()),
        sentence(export),
        *(f"不符：{fault}" for fault in found),
        "与公布的结果不一致。" if found else "与公布的结果一致。",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
