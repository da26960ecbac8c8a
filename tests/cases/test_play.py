"""The command: several files at once, JSON, files, exit codes, and a database of its own."""

import hashlib
import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties.models import Case, Organisation
from tests.factories.bargaining import RoundFactory

ROOT = Path(__file__).parents[2]
STORY = """\
case: 试演
calendar: {off: [2027-01-28]}
organisations:
  county: {kind: federation, name: 望海县总工会}
  firm: {kind: employer, name: 海峰厂, legal_rep: qu, headcount: {total: 40}}
  union: {kind: union, of: firm, parent: county, name: 海峰厂工会, chair: sun, office_code: 海工}
people:
  sun: {name: 孙立军, works_at: firm}
  qu: {name: 曲连海, level: 企业负责人}
acts:
- {on: 2027-01-04, by: union, do: bargaining.open, as: r1, with: {kind: wage, scope: enterprise}}
- on: 2027-01-08
  by: union
  do: bargaining.offer
  to: r1
  with: {made_by: workers, topics: [增幅], delivered_by: 当面, received_on: 2027-01-08}
  expect: {stage: offer, due: {DL_OFFER_REPLY: 2027-01-28}, issued: [offer_letter]}
"""


def run(*arguments, data):
    """Play in a process of its own, its errors on a terminal; return status, output, errors."""
    terminal, tail = pty.openpty()
    done = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "manage.py", "play", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "XIEYUE_DATA": str(data), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=tail,
        timeout=110,
        check=False,
    )
    os.close(tail)
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:
        pass  # a closed terminal says so
    os.close(terminal)
    return done.returncode, done.stdout.decode(), shown.decode()


def test_two_files_are_played_apart_from_all_real_data_and_told_as_json(tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(STORY, encoding="utf-8")
    bad.write_text(STORY.replace("stage: offer", "stage: talks"), encoding="utf-8")
    data, out, report = tmp_path / "data", tmp_path / "out", tmp_path / "said" / "report.json"

    status, said, errors = run(good, bad, "--out", out, "--json", report, data=data)

    assert status == 1
    assert {path.name for path in data.iterdir()} == {"secret.key", "static"}
    assert "第12行 2027-01-08 bargaining.offer：stage：应为 talks，实为 offer" in said
    assert "正在生成文书 2/2" in errors
    first, second = json.loads(report.read_text(encoding="utf-8"))
    assert (first["ok"], second["ok"]) == (True, False)
    assert [failure["what"] for act in second["acts"] for failure in act["failures"]] == ["stage"]
    act = first["acts"][1]
    told = (act["on"], act["do"], act["ok"], act["stage"])
    assert told == ("2027-01-08", "bargaining.offer", True, "offer")
    assert act["due"] == [
        {
            "deadline": "DL_OFFER_REPLY",
            "base": "2027-01-08",
            "day": "2027-01-28",
            "rolled_day": "2027-01-29",
            "source": ["CC22 32", "WA9 17"],
        },
    ]
    verdicts = {(v["rule"], v["outcome"]) for v in act["verdicts"]}
    assert verdicts == {("R_OFFER_WRITTEN", "ok"), ("R_CONFIDENTIAL", "ok")}
    assert [(paper["code"], paper["number"]) for paper in act["issued"]] == [
        ("offer_letter", "海工〔2027〕1号"),
        ("service_receipt", ""),
    ]
    for paper in act["issued"]:
        content = (out / paper["path"]).read_bytes()
        assert paper["path"].startswith("good/")
        assert hashlib.sha256(content).hexdigest() == paper["sha256"]
    manifest = json.loads((out / "good" / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["number"] for entry in manifest} == {paper["number"] for paper in act["issued"]}


@pytest.mark.django_db
@pytest.mark.usefixtures("as_system")
def test_what_is_kept_stays_twice_and_moves_no_other_case(tmp_path):
    story = tmp_path / "story.yaml"
    story.write_text(STORY + "- {on: 2027-03-01, do: time.pass, to: r1}\n", encoding="utf-8")
    other = RoundFactory()
    law = law_for(other.case, on=date(2026, 11, 2), kind="wage")
    running = clock.start(
        other.case, "DL_OFFER_REPLY", base=date(2026, 11, 2), law=law, subject=other
    )

    for _ in range(2):
        with pytest.raises(SystemExit) as stopped:
            call_command("play", str(story), "--keep", "--no-documents")
        assert stopped.value.code == 0

    running.refresh_from_db()
    assert running.urged_on is None
    assert Organisation.objects.filter(name="海峰厂").count() == 2
    assert Case.objects.filter(employer_party__name="海峰厂").count() == 2


def test_keeping_asks_for_a_database_that_is_ready(tmp_path):
    story = tmp_path / "story.yaml"
    story.write_text(STORY, encoding="utf-8")

    status, said, errors = run(story, "--keep", data=tmp_path / "data")

    assert (status, said) == (2, "")
    assert "先运行 manage.py migrate" in errors
