"""``manage.py play CASE.yaml… [--out DIR] [--json FILE] [--no-documents] [--keep]``."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from workflow.cases import casefile, player, printing, rendering, stages
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
        files = self._load(options["cases"])
        self._check_places(options)
        try:
            with stages.stage(kept=options["keep"]) as stage:
                told = [self._play(file, stage, options, len(files)) for file in files]
        except stages.NotMigrated:
            self._stop("数据库还没有建好表；请先运行 manage.py migrate，再用 --keep。")
        if options["json"]:
            content = told[0] if len(told) == 1 else told
            options["json"].parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(content, ensure_ascii=False, indent=1)
            options["json"].write_text(text + "\n", encoding="utf-8")
        sys.exit(HELD if all(story["ok"] for story in told) else BROKEN)

    def _load(self, paths: list[Path]) -> list[CaseFile]:
        """Return the files, all of them checked before any is played; name each faulty one."""
        files, faults = [], []
        for path in paths:
            try:
                files.append(casefile.load(path))
            except CaseFileFaulty as fault:
                faults.append(f"{path.name} {fault}")
        if faults:
            self._stop("\n".join(f"案例文件有误：{fault}" for fault in faults))
        return files

    def _check_places(self, options: dict[str, Any]) -> None:
        out, report = options["out"], options["json"]
        if out is not None and out.exists() and not out.is_dir():
            self._stop(f"--out {out} 是一个文件，应当是一个文件夹。")
        if report is not None and report.is_dir():
            self._stop(f"--json {report} 是一个文件夹，应当是一个文件。")

    def _stop(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(FAULTY)

    def _play(
        self,
        file: CaseFile,
        stage: stages.OwnStage | stages.KeptStage,
        options: dict[str, Any],
        count: int,
    ) -> dict[str, Any]:
        stage.clear()
        report = player.Report(file)
        for report, played in player.play(file):  # noqa: B007 -- the last report is the whole
            self.stdout.write(printing.line_of(played))
        below = f"{file.path.stem}/" if count > 1 else ""
        with acting_as(SYSTEM):
            self._make_files(report, below, options)
            for line in printing.closing(report):
                self.stdout.write(line)
            return printing.as_json(report, below=below)

    def _make_files(self, report: player.Report, below: str, options: dict[str, Any]) -> None:
        """Make the files of the papers, unless nobody would ever see them."""
        is_wanted = options["out"] or options["json"] or options["keep"]
        if is_wanted and not options["no_documents"]:
            self.stdout.write(f"生成文书 {rendering.render_all()} 份")
        if options["out"] is None:
            return
        issued = [paper.pk for played in report.acts for paper in played.papers]
        rows = Paper.objects.filter(pk__in=issued).prefetch_related("files").order_by("pk")
        folder = options["out"] / below if below else options["out"]
        printing.clear_files(folder)
        printing.write_files(folder, list(rows), self.stdout.write)
