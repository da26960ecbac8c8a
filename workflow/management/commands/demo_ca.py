"""Make the demonstration CA of this installation, or say what it is called."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from contracts.documents import demo_ca


class Command(BaseCommand):
    """``manage.py demo_ca``: once is enough; a second time nothing changes."""

    help = "建立演示 CA（演示专用，签出的签名没有法律效力）"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Make it and tell where it lies."""
        demo_ca.create(at=timezone.now())
        self.stdout.write(f"{demo_ca.CA_NAME}：{demo_ca.folder()}")
