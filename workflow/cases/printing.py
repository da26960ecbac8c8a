"""How a played story is shown: a line per act, a closing table, JSON, and the files in folders."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from contracts.documents import store
from contracts.documents.declaration import declarations
from contracts.documents.models import Paper
from workflow.cases.player import Played, Report

MARKS = {"ok": "✓", "warn": "!", "block": "✗"}
LONGEST_NAME = 60
MANIFEST = "manifest.json"
FORMATS = ("docx", "xlsx", "pdf")


def line_of(played: Played) -> str:
    """Return one act in one line: day, act, stage, verdicts, documents."""
    state = "✓" if not played.failures else "✗"
    verdicts = " ".join(f"{MARKS[v.outcome]}{v.rule}" for v in played.verdicts)
    papers = "、".join(dict.fromkeys(paper.title for paper in played.papers))
    parts = [state, str(played.on), played.do.ljust(34), (played.stage or "—").ljust(9)]
    return " ".join([*parts, verdicts, f"〔{papers}〕" if papers else ""]).rstrip()


def closing(report: Report) -> list[str]:
    """Return the closing table: what was done, what was made, what did not hold."""
    papers = [paper for played in report.acts for paper in played.papers]
    blocked = sum(not played.ok for played in report.acts)
    lines = [
        f"{report.file.title}",
        f"  动作 {len(report.file.acts)} 个，其中被拦截 {blocked} 个",
        f"  签发文书 {len(papers)} 份（{len({p.code for p in papers})} 种）",
        *_unmade(papers),
        f"  期望不符 {len(report.failures)} 处",
    ]
    for played, failure in report.failures:
        lines.append(f"  第{played.line}行 {played.on} {played.do}：{failure}")
    return lines


def _unmade(papers: list[Paper]) -> list[str]:
    failed = Paper.objects.filter(
        pk__in=[paper.pk for paper in papers],
        state=Paper.State.FAILED,
    )
    return [f"  生成失败：{paper.title}（{paper.failure}）" for paper in failed.order_by("pk")]


def as_json(report: Report, *, below: str = "") -> dict[str, Any]:
    """Return the story as data (CASES §2); ``below`` is the story's folder within ``--out``."""
    return {
        "case": report.file.title,
        "file": report.file.path.name,
        "ok": not report.failures,
        "acts": [_act_json(played, below) for played in report.acts if not played.is_end],
        "at_end": [_act_json(played, below) for played in report.acts if played.is_end],
    }


def _act_json(played: Played, below: str) -> dict[str, Any]:
    return {
        "line": played.line,
        "on": played.on.isoformat(),
        "do": played.do,
        "ok": played.ok,
        "stage": played.stage,
        "verdicts": [
            {
                "rule": v.rule,
                "outcome": v.outcome,
                "found": _number(v.found),
                "required": _number(v.required),
                "source": list(v.citations) or ([v.source] if v.source else []),
                "message": "".join(filter(None, [v.message, v.remedy])),
            }
            for v in played.verdicts
        ],
        "due": [
            {
                "deadline": clock.code,
                "base": clock.base_on.isoformat(),
                "day": clock.last_day.isoformat(),
                "rolled_day": clock.rolled_day.isoformat(),
                "source": clock.citations or [clock.source],
            }
            for clock in played.clocks
        ],
        "issued": [_paper_json(paper, below) for paper in played.papers],
        "failures": [
            {"what": f.what, "expected": f.expected, "found": f.found} for f in played.failures
        ],
    }


def _number(figure: Any) -> int | float | str | None:
    """Return a figure as JSON has it: whole where it is whole."""
    if isinstance(figure, Decimal):
        return int(figure) if figure == figure.to_integral_value() else float(figure)
    return figure if figure is None or isinstance(figure, int) else str(figure)


def _paper_json(paper: Paper, below: str) -> dict[str, Any]:
    files = sorted(paper.files.all(), key=lambda file: FORMATS.index(file.format))
    made = [
        {"path": f"{below}{path_of(paper, file.format)}", "sha256": file.sha256} for file in files
    ]
    first = made[0] if made else {"path": None, "sha256": None}
    return {"code": paper.code, "number": paper.number, **first, "files": made}


def path_of(paper: Paper, file_format: str) -> str:
    """Return where a paper's file goes below the output folder: concept, then a telling name."""
    concept = declarations()[paper.code].concept
    name = re.sub(r'[\\/:*?"<>|\s]+', "", f"{paper.title}")[:LONGEST_NAME]
    return f"{concept}/{paper.issued_on:%Y%m%d}_{paper.pk:04d}_{name}.{file_format}"


def clear_files(folder: Path) -> None:
    """Take away the files an earlier run left here, as its manifest names them; no others."""
    manifest = folder / MANIFEST
    try:
        entries = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    root = folder.resolve()
    for entry in entries if isinstance(entries, list) else []:
        place = (folder / str(entry.get("path", ""))).resolve() if isinstance(entry, dict) else root
        if place.is_file() and place.is_relative_to(root):
            place.unlink()
    manifest.unlink()


def write_files(folder: Path, papers: list[Paper], told: Callable[[str], None]) -> None:
    """Write every stored file of the papers and ``manifest.json`` below the folder."""
    manifest = []
    for paper in papers:
        for file in paper.files.all():
            place = folder / path_of(paper, file.format)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(store.get(file.sha256))
            manifest.append(
                {
                    "code": paper.code,
                    "title": paper.title,
                    "number": paper.number,
                    "format": file.format,
                    "path": path_of(paper, file.format),
                    "sha256": file.sha256,
                    "issued_on": paper.issued_on.isoformat(),
                    "for": _for_whom(paper),
                    "void": paper.is_void,
                    "marks": paper.marks,
                },
            )
        if paper.state == Paper.State.UNLAID:
            told(f"尚无模板：{paper.title}（{paper.code}），只登记，未生成文件")
        if paper.failure:
            told(f"{paper.title}：{paper.failure}")
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _for_whom(paper: Paper) -> list[str]:
    who = {"职工方": paper.seen_by_workers, "企业方": paper.seen_by_employer}
    who |= {"上级工会": paper.read_above, "人社部门": paper.seen_by_labour}
    return [name for name, may in who.items() if may]
