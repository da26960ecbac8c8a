"""Papers and templates on the command line; each subcommand is a module of ``workflow.papers``."""

import importlib
import pkgutil
from argparse import ArgumentParser
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand

from workflow import papers


def subcommands() -> dict[str, ModuleType]:
    """Return the modules of ``workflow.papers`` by the name they are called by."""
    found = [
        importlib.import_module(f"{papers.__name__}.{module.name}")
        for module in pkgutil.iter_modules(papers.__path__)
    ]
    return {module.NAME: module for module in found if hasattr(module, "NAME")}


class Command(BaseCommand):
    """Hand over to the subcommand."""

    help = "文书和模板：印样张等"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let each subcommand take its own."""
        what = parser.add_subparsers(dest="what", required=True, metavar="|".join(subcommands()))
        for name, module in subcommands().items():
            module.add_arguments(what.add_parser(name, help=module.HELP))

    def handle(self, *_args: Any, what: str, **options: Any) -> None:
        """Do it."""
        subcommands()[what].run(options, self.stdout.write)
