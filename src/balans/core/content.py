"""Content files: found in our folder or an organisation's overlay, decoded into frozen types."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import tomli
from django.conf import settings
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

LANGUAGES = ("nl", "en")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Words = Annotated[str, StringConstraints(min_length=1)]


T = TypeVar("T", bound=BaseModel)


class ContentError(Exception):
    """Content cannot be read. Every problem names its file and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Content(BaseModel):
    """A frozen piece of content; a field that nobody knows is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        hide_input_in_errors=True,
        # Most kinds are parts of others and never decoded alone: built when first needed.
        defer_build=True,
    )


class Provenance(Content):
    """Where an item comes from and when somebody last read it through."""

    sources: tuple[Words, ...] = ()
    reviewed: date


@dataclass(frozen=True)
class Library:
    """The content folders, the overlay first: a file there takes the place of ours."""

    roots: tuple[Path, ...]

    def items(self, *folder: str) -> list[str]:
        """Return the names of the items (folders) below a folder, in order."""
        found = {
            child.name
            for root in self.roots
            if (place := root.joinpath(*folder)).is_dir()
            for child in place.iterdir()
            if child.is_dir() and not child.name.startswith(".")
        }
        return sorted(found)

    def files(self, *folder: str, suffix: str) -> list[str]:
        """Return the names of the files below a folder that end so, in order."""
        found = {
            child.name
            for root in self.roots
            if (place := root.joinpath(*folder)).is_dir()
            for child in place.iterdir()
            if child.is_file() and child.suffix == suffix
        }
        return sorted(found)

    def find(self, *parts: str) -> Path:
        """Return the file, from the overlay when it has one. Raise ContentError when missing."""
        for root in self.roots:
            path = root.joinpath(*parts)
            if path.is_file():
                return path
        raise _missing(parts)

    def name(self, path: Path) -> str:
        """Return the path as a writer knows it: below its content folder."""
        for root in self.roots:
            if path.is_relative_to(root):
                return str(path.relative_to(root))
        return str(path)

    def read(self, *parts: str) -> dict[str, Any]:
        """Return a TOML file as it stands. Raise ContentError with line and column.

        A thousand are read at every start: as few steps as can be.
        """
        try:
            return tomli.loads(self._bytes(parts).decode())
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ContentError([f"{'/'.join(parts)}: {error}"]) from error

    def _bytes(self, parts: tuple[str, ...]) -> bytes:
        for root in self.roots:
            try:
                with open(os.path.join(root, *parts), "rb") as file:
                    return file.read()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                continue
        raise _missing(parts)

    def decode(self, kind: type[T], *parts: str) -> T:
        """Return a TOML file as a frozen type."""
        return decode(kind, self.read(*parts), where="/".join(parts))


def _missing(parts: tuple[str, ...]) -> ContentError:
    return ContentError([f"{'/'.join(parts)}: this file is missing"])


def library() -> Library:
    """Return the library that the settings point at."""
    overlay = (Path(settings.CONTENT_OVERLAY),) if settings.CONTENT_OVERLAY else ()
    return Library(roots=(*overlay, settings.CONTENT_DIR))


def decode(kind: type[T], data: Mapping[str, Any], *, where: str) -> T:
    """Return the data as a frozen type. Raise ContentError naming every wrong field."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise ContentError([_problem(where, dict(each)) for each in error.errors()]) from error


def _problem(where: str, error: Mapping[str, Any]) -> str:
    field = ".".join(str(part) for part in error["loc"])
    return f"{where}: {field or 'file'}: {error['msg']}"


def gather(problems: list[str], error: ContentError) -> None:
    """Add the problems of an error to a list, so that a check can go on and report all."""
    problems.extend(problem for problem in error.problems if problem not in problems)
