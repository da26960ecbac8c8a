"""``manage.py play CASE.yaml… [--out DIR] [--json FILE] [--no-documents] [--keep]``."""

import json
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from workflow.cases import casefile, player, printing, rendering, world
from workflow.cases.casefile import CaseFile
from workflow.cases.reader import CaseFileFaulty

HELD, BROKEN, FAULTY = 0, 1, 2


class Command(BaseCommand):
    """Play case files through the same verbs that pages and API call."""

    help = "演一遍案例文件：流程、法律、期限、文书"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of CASES §2."""
        parser.add_argument("cases", nargs="+", type=Path, metavar="CASE.yaml")
        parser.add_argument("--out", type=Path, help="把签发的文书写到这个文件夹")
        parser.add_argument("--json", type=Path, help="把每个动作的结果写成 JSON")
        parser.add_argument("--no-documents", action="store_true", help="只登记文书，不生成文件")
        parser.add_argument("--keep", action="store_true", help="留在本系统的数据库里")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Check every file, then play them, each in a database of its own."""
        try:
            files = [casefile.load(path) for path in options["cases"]]
            for file in files:
                world.check(file)
        except CaseFileFaulty as fault:
            self.stderr.write(f"案例文件有误：{fault}")
            sys.exit(FAULTY)
        told = []
        for file in files:
            folder = options["out"]
            if folder is not None and len(files) > 1:
                folder = folder / file.path.stem
            told.append(self._play(file, folder, options))
        if options["json"]:
            content = told[0] if len(told) == 1 else told
            text = json.dumps(content, ensure_ascii=False, indent=1)
            options["json"].parent.mkdir(parents=True, exist_ok=True)
            options["json"].write_text(text + "\n", encoding="utf-8")
        sys.exit(HELD if all(story["ok"] for story in told) else BROKEN)

    def _play(self, file: CaseFile, folder: Path | None, options: dict[str, Any]) -> dict[str, Any]:
        if options["keep"]:
            return self._tell(file, folder, options)
        with tempfile.TemporaryDirectory(prefix="xieyue-play-") as place:
            _move_to(Path(place))
            call_command("migrate", verbosity=0)
            return self._tell(file, folder, options)

    def _tell(self, file: CaseFile, folder: Path | None, options: dict[str, Any]) -> dict[str, Any]:
        report = player.Report(file)
        try:
            for report, played in player.play(file):  # noqa: B007 -- the last report is the whole
                self.stdout.write(printing.line_of(played))
        except CaseFileFaulty as fault:
            self.stderr.write(f"案例文件有误：{fault}")
            sys.exit(FAULTY)
        with acting_as(SYSTEM):
            if not options["no_documents"]:
                made = rendering.render_all()
                self.stdout.write(f"生成文书 {made} 份")
            if folder is not None:
                _empty(folder)
                issued = [p.pk for played in report.acts for p in played.papers]
                rows = Paper.objects.filter(pk__in=issued).prefetch_related("files").order_by("pk")
                printing.write_files(folder, list(rows), self.stdout.write)
            story = printing.as_json(report)
        for line in printing.closing(report):
            self.stdout.write(line)
        return story


def _move_to(place: Path) -> None:
    """Point Django at a fresh embedded database and file store, so that no real data is touched."""
    connections.close_all()
    databases = connections.settings
    databases["default"] = {
        **databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(place / "play.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
    del connections["default"]
    settings.FILES_DIR = place / "files"


def _empty(folder: Path) -> None:
    """Take away what an earlier run left, if the folder is one of ours (it has a manifest)."""
    if (folder / "manifest.json").exists():
        shutil.rmtree(folder)
