"""The pictures of walk-throughs as static files: found in the content, served with hashed names."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from balans.core.content import library
from balans.walkthroughs.content import FOLDER, PICTURES


def picture_files() -> Iterator[Path]:
    """Yield every picture, those of the overlay first."""
    for root in library().roots:
        yield from sorted(root.glob(f"{FOLDER}/*/{PICTURES}/*/*.webp"))


class PictureFinder(BaseFinder):
    """Lets the pictures be found below walkthroughs/; the overlay's take the place of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storages = [(root, FileSystemStorage(location=root)) for root in library().roots]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the path of a picture, an empty list for anything else."""
        found = [str(each) for root, _storage in self.storages if (each := _at(root, path))]
        return found if find_all or kwargs.get("all") else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every picture with the storage that holds it."""
        for root, storage in self.storages:
            for path in sorted(root.glob(f"{FOLDER}/*/{PICTURES}/*/*.webp")):
                yield str(path.relative_to(root)), storage


def _at(root: Path, name: str) -> Path | None:
    wanted = Path(name)
    is_picture = wanted.suffix == ".webp" and wanted.parts[:1] == (FOLDER,)
    path = root / wanted
    return path if is_picture and ".." not in wanted.parts and path.is_file() else None
