"""Uploads that must never touch a disk: a certificate file stays in the memory of its request."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from contracts.documents.certificates import LARGEST

View = Callable[..., HttpResponse]


class SecretUpload(MemoryFileUploadHandler):
    """Take a small file into memory; a large one is cut off, whatever the settings say."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 -- Django's
        """Use the memory always."""
        self.activated = True
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Stop at the first byte too many."""
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def in_memory_only(*secrets: str) -> Callable[[View], View]:
    """Let a view read its form without writing anything of it down; ``secrets`` are masked."""

    def guard(view: View) -> View:
        protected = csrf_protect(sensitive_post_parameters(*secrets)(view))

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_handlers = [SecretUpload(request)]
            return protected(request, *args, **kwargs)

        return guarded

    return guard
