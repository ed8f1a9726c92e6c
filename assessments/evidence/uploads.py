"""Stop an upload from filling the disk before anybody looked at it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Lets through no more of a request's files than one byte over the limit of a file, and drops the rest.

    So a form still sees a file that is too large, and says so, while the disk never holds it. Django reads
    a request before any view could check who sends it.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = settings.EVIDENCE_MAX_FILE + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Return what still fits, for the handler that keeps it."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        return kept or None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
