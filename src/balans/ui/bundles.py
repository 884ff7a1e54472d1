"""One stylesheet and one script out of many small files, for as few requests as can be.

What few need (recording a voice, passkeys, walk-throughs, leading a group) is no part of them: such
a file lies in static/ui/js or static/ui/css, and its page asks for it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

HERE = Path(__file__).resolve().parent
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
LAYERS = ("tokens", "reset", "base", "layout")


def stylesheet() -> str:
    """Return the whole stylesheet: the layers in their order, then every component by name."""
    files = [HERE / "css" / f"{layer}.css" for layer in LAYERS]
    files += sorted((HERE / "css" / "components").glob("*.css"))
    order = f"@layer {', '.join((*LAYERS, 'components', 'wishes'))};\n"
    return order + "\n".join(tight(path.read_text(encoding="utf-8")) for path in files)


def tight(css: str) -> str:
    """Return CSS without remarks and without the room that only its writers need."""
    bare = " ".join(REMARK.sub("", css).split())
    return re.sub(r" ?([{};]) ?", r"\1", bare)


def script() -> str:
    """Return the whole script. Each file is a block of its own, so that names do not collide."""
    files = sorted((HERE / "js").glob("*.js"))
    return "\n".join(f"{{\n{path.read_text(encoding='utf-8')}\n}}" for path in files)


BUNDLES = {"balans.css": stylesheet, "balans.js": script}


class BundleFinder(BaseFinder):
    """Lets the bundles be found as static files; written anew at every look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.DATA) / "bundles"
        self.storage = FileSystemStorage(location=self.folder)

    def _write(self, name: str) -> Path:
        path, content = self.folder / name, BUNDLES[name]()
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return path

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the path of a bundle, an empty list for anything else."""
        if path not in BUNDLES:
            return []
        found = str(self._write(path))
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every bundle with the storage that holds it."""
        for name in BUNDLES:
            self._write(name)
            yield name, self.storage
