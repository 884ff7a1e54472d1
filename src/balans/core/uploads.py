"""Uploads: taken in sealed, up to a limit; what is over it is passed by, and said beside its field.

A post is always read to its end, so that the page with the message arrives and what was typed
is in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from balans.core.scratch import Scratch, reading

Refusal = Literal["", "large", "together", "no_room"]
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Limits:
    """How much a view takes in, in bytes: of one file, and of all files in one post."""

    one: int
    together: int


ORDINARY = Limits(one=30_000_000, together=200_000_000)
"""Twenty photos of a telephone at a time."""


def takes(limits: Limits) -> Callable[[View], View]:
    """Mark a view that takes in more, or less, than is ordinary."""

    def mark(view: View) -> View:
        view.upload_limits = limits  # type: ignore[attr-defined]
        return view

    return mark


class Upload(UploadedFile):  # type: ignore[type-arg]
    """A file as it came in. `refused` says why it is not there, and is empty when it is."""

    refused: Refusal = ""


class SealedUploads(FileUploadHandler):
    """Writes every file of a post in a scratch, and stops keeping one that grows too large."""

    chunk_size = 256 * 1024
    together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept: Scratch | None = None
        self.size = 0
        self.refused: Refusal = ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece of a file, or let it go by."""
        if self.refused:
            return
        limits = self._limits()
        self.size += len(raw_data)
        self.together += len(raw_data)
        if self.size > limits.one:
            self._refuse("large")
        elif self.together > limits.together:
            self._refuse("together")
        else:
            self._write(raw_data)

    def _limits(self) -> Limits:
        match = getattr(self.request, "resolver_match", None)
        found: Limits = getattr(match and match.func, "upload_limits", ORDINARY)
        return found

    def _write(self, data: bytes) -> None:
        try:
            self.kept = self.kept or Scratch()
            self.kept.write(data)
        except OSError:
            self._refuse("no_room")

    def _refuse(self, why: Refusal) -> None:
        self.refused = why
        # What is passed by leaves its room to the files that follow.
        self.together -= self.size
        if self.kept is not None:
            self.kept.close()
            self.kept = None

    def file_complete(self, file_size: int) -> Upload:
        """Return the file, open at its beginning; without content when it was refused."""
        upload = Upload(
            file=reading(self.kept or Scratch()),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
        upload.refused = self.refused
        return upload
