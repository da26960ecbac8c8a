"""The law for a lawyer, on the command line: show, compare, check, diff, impact."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from contracts.deadlines import impact
from contracts.deadlines.catalogue import deadlines, title_of
from contracts.deadlines.impact import Move
from contracts.parties.actors import SYSTEM, acting_as
from contracts.statutes import comparing, linting, packfiles, readout, rulebook
from contracts.statutes.comparing import Cell
from contracts.statutes.law import Law, RuleMissing, instrument_codes
from contracts.statutes.rulebook import RegionUnknown, Rulebook
from contracts.statutes.sheets import SheetFaulty
from contracts.verdicts.catalogue import rules
from workflow import lawchanges

FOLDER = Path(rulebook.__file__).parent
EXAMPLES = ("tests/statutes/cases", "tests/asking/cases")
YES = frozenset({"y", "yes", "是"})
SHOWN = 200
KINDS = ("comprehensive", "wage", "women", "safety")


class Command(BaseCommand):
    """Answer a lawyer who does not read Python."""

    help = "查规则、比地区、核对规则包、看规则变化影响哪些期限"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one of the five questions."""
        what = parser.add_subparsers(dest="what", required=True, metavar="show|compare|check|…")
        show = what.add_parser("show", help="一条规则在某地某日怎么说")
        show.add_argument("key")
        show.add_argument("--region", default="CN", help="规则包，如 ZJ（默认 CN）")
        show.add_argument("--kind", choices=KINDS, default="comprehensive", help="合同种类")
        show.add_argument("--on", type=date.fromisoformat, help="哪一天（默认今天）")
        compare = what.add_parser("compare", help="一条规则在各地怎么说")
        compare.add_argument("key")
        check = what.add_parser("check", help="核对规则包：有错误则退出码为 1")
        check.add_argument("packs", nargs="*", help="规则包代码或文件（默认全部）")
        check.add_argument("--on", type=date.fromisoformat, help="按哪一天看核对日（默认今天）")
        diff = what.add_parser("diff", help="两个规则包（文件或文件夹）有什么不同")
        diff.add_argument("old", type=Path)
        diff.add_argument("new", type=Path)
        change = what.add_parser("impact", help="规则包或工作日历的变化会改动哪些在办期限")
        change.add_argument("--packs", type=Path, help="按这个文件夹里的规则包算（只看，不能改）")
        change.add_argument("--apply", action="store_true", help="确认后改期")
        change.add_argument("--yes", action="store_true", help="不再询问")
        change.add_argument("--by", default="命令行", help="谁确认的（记入日志）")

    def handle(self, *_args: Any, what: str, **options: Any) -> None:
        """Answer; a faulty pack is said with file, line and reason."""
        try:
            getattr(self, f"_{what}")(options)
        except (SheetFaulty, RegionUnknown, RuleMissing) as fault:
            raise CommandError(str(fault)) from fault

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def _show(self, asked: dict[str, Any]) -> None:
        on = asked["on"] or timezone.localdate()
        kind = asked["kind"]
        law = Law(on=on, region=asked["region"], instruments=instrument_codes(kind))
        rule = law.need(asked["key"])
        cell = Cell(asked["region"], law.rulebook.packs[rule.pack].zh, rule, is_own=True)
        self._say(readout.whole(cell, on=on))
        for gap in law.gaps(asked["key"]):
            place = law.rulebook.packs[gap.pack].zh
            self.stdout.write(f"注意：{place}的本地条文还没有查到，以上沿用上级规则包。")

    def _compare(self, asked: dict[str, Any]) -> None:
        cells = comparing.across(rulebook.shipped(), asked["key"])
        if not cells:
            raise CommandError(_unknown(asked["key"], rulebook.shipped()))
        self._say(readout.table(cells))

    def _check(self, asked: dict[str, Any]) -> None:
        words = packfiles.vocabulary(FOLDER)
        files = [_file(name) for name in asked["packs"]] or _all_files()
        read = _read_keys()
        grounds = linting.Grounds(
            words=words,
            examples=linting.examples(settings.BASE_DIR / name for name in EXAMPLES),
            keys=_known_keys(words, read),
            on=asked["on"] or timezone.localdate(),
            read=read,
        )
        found = [remark for file in files for remark in linting.check(file, grounds)]
        self._say(str(remark) for remark in found)
        errors = sum(remark.is_error for remark in found)
        said = f"核对 {len(files)} 个规则包：错误 {errors} 处，提醒 {len(found) - errors} 处。"
        if errors:
            raise CommandError(said)
        self.stdout.write(said)

    def _diff(self, asked: dict[str, Any]) -> None:
        words = packfiles.vocabulary(FOLDER)
        for path in (asked["old"], asked["new"]):
            if not path.exists():
                raise CommandError(f"没有 {path}。")
        old = comparing.packs_at(asked["old"], words)
        new = comparing.packs_at(asked["new"], words)
        if asked["old"].is_file() and asked["new"].is_file():
            old = {next(iter(new)): next(iter(old.values()))}
        found = comparing.changes(old, new)
        for change in found:
            self.stdout.write(f"{change.pack} {change.key} {change.what}")
            self._say(f"  {line}" for line in change.lines)
        self.stdout.write(f"共 {len(found)} 处不同。")

    def _impact(self, asked: dict[str, Any]) -> None:
        if asked["packs"] and asked["apply"]:
            raise CommandError("--packs 只供试算；请先把规则包放到位，再用 --apply 改期。")
        book = _book_with(asked["packs"]) if asked["packs"] else rulebook.reload()
        if fault := rulebook.shelf().fault:
            raise fault
        with acting_as(SYSTEM):
            found = list(impact.moves(impact.running(), impact.Laws(book)))
            left_out = impact.left_out()
        self._say(_move_line(move) for move in islice(found, SHOWN))
        if len(found) > SHOWN:
            self.stdout.write(f"……另有 {len(found) - SHOWN} 个未列出。")
        self.stdout.write(
            f"会改动 {len(found)} 个在办期限，涉及 "
            f"{len({move.running.case_id for move in found})} 件；"
            f"另有 {left_out} 个是约定的日子或缺少起算依据，不随规则变化。"
        )
        if asked["apply"] and found:
            self._apply(found, asked)

    def _apply(self, found: list[Move], asked: dict[str, Any]) -> None:
        if not asked["yes"] and not _confirmed(input):
            self.stdout.write("没有改动。")
            return
        done = lawchanges.apply(found, on=timezone.localdate(), by=asked["by"])
        self.stdout.write(
            f"已改动 {done.moved} 个期限（{done.cases} 件），每件都记入日志，原来的日子仍保留；"
            f"{done.passed_over} 个未改（其间已办结、已变化，或规则包不再规定）。"
        )


def _confirmed(ask: Callable[[str], str]) -> bool:
    return ask("确认把以上期限改期？输入“是”继续：").strip().lower() in YES


def _unknown(key: str, book: Rulebook) -> str:
    near = [name for name in book.keys() if key in name]  # noqa: SIM118 -- a list of its own
    hint = f"；相近的有：{'、'.join(near[:SHOWN])}" if near else ""
    return f"没有 {key} 这个代码{hint}。"


def _book_with(path: Path) -> Rulebook:
    """Return the rule book with the packs of a folder or file in the place of ours."""
    packs = comparing.packs_at(path, packfiles.vocabulary(FOLDER))
    return Rulebook({**rulebook.shipped().packs, **packs}.values())


def _all_files() -> list[Path]:
    return sorted((FOLDER / "packs").glob("*.yaml"))


def _file(name: str) -> Path:
    path = Path(name)
    if not path.suffix:
        path = FOLDER / "packs" / f"{name}.yaml"
    if not path.is_file():
        raise CommandError(f"没有规则包 {name}。")
    return path


def _read_keys() -> set[str]:
    read = {key for rule in rules().values() for key in rule.keys}
    return read | {key for entry in deadlines().values() for key in entry.keys}


def _known_keys(words: packfiles.Vocabulary, read: set[str]) -> set[str]:
    packs = {}
    for file in _all_files():
        if not packfiles.faults(file, words):
            packs[file.stem] = packfiles.load(file, words)
    return linting.known_keys(packs, read_by_checks=read)


def _move_line(move: Move) -> str:
    row = move.running
    new = move.new_day or "（不再规定）"
    return (
        f"案 {row.case_id}　{title_of(row.code)}（{row.code}，起算 {row.base_on}）"
        f"：{move.old_day} → {new}　{move.reason}"
    )
