"""Recompute the work items from flows and clocks; report what differs, and mend it on request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case
from workflow.desk import rebuilding


class Command(BaseCommand):
    """Print one line for each difference; exit status 1 if any is left."""

    help = "核对待办：由流程和期限重新推算，列出差异；加 --apply 则改正"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --apply."""
        parser.add_argument("--apply", action="store_true", help="改正差异")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Go through every case.

        :raises CommandError: if differences were found and not mended.
        """
        found = 0
        with acting_as(SYSTEM):
            for case in list(Case.objects.order_by("pk")):
                differences = (
                    rebuilding.mend(case, on=timezone.localdate())
                    if options["apply"]
                    else list(rebuilding.differences(case))
                )
                found += len(differences)
                for difference in differences:
                    self.stdout.write(str(difference))
        if not found:
            self.stdout.write("待办与流程、期限一致")
        elif options["apply"]:
            self.stdout.write(f"已改正 {found} 处")
        else:
            message = f"有 {found} 处差异；加 --apply 改正"
            raise CommandError(message)
