"""``documents contact-sheet [OUT]``: print every paper with its sample, to look at side by side."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from contracts.documents import contact_sheet
from contracts.documents.child import Renderer
from contracts.documents.declaration import declarations

NAME = "contact-sheet"
HELP = "把全部文书用样例印出来：Word、PDF、首页图片和一页总览"


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder and, to make some again, their codes."""
    parser.add_argument(
        "out",
        nargs="?",
        type=Path,
        default=settings.CONTACT_SHEET_DIR,
        help="放到哪个文件夹（默认放到页面“文书样张”读取的位置）",
    )
    parser.add_argument("--only", nargs="+", default=[], metavar="代码", help="只重印这几种")


def run(options: Mapping[str, Any], say: Callable[[str], None]) -> None:
    """Make the sheet and tell what could not be printed.

    :raises CommandError: if a laid-out paper cannot be printed, or a code is unknown.
    """
    unknown = [code for code in options["only"] if code not in declarations()]
    if unknown:
        raise CommandError(f"文书目录中没有 {'、'.join(unknown)}。")
    with Renderer() as renderer:
        looks = list(contact_sheet.make(options["out"], renderer, options["only"]))
    missing = [look for look in looks if look.fault]
    for look in missing:
        say(f"{look.code}　{look.fault}")
    printed = sum(bool(look.files) for look in looks)
    say(f"印出 {printed} 种，{options['out'] / contact_sheet.INDEX}")
    broken = [look.code for look in missing if look.template_sha256]
    if broken:
        raise CommandError(f"有模板而印不出：{'、'.join(broken)}。")
