"""Bytes of an upload: which kind of file it is, and the text in it."""

import codecs
import io
import zipfile
from dataclasses import dataclass
from typing import Literal

from balans.directory.editing.reading.problems import CannotRead

FileKind = Literal["csv", "json"]
MOST_BYTES = 25_000_000
MOST_UNPACKED, LOOKED_AT = 100_000_000, 1000
SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "excel"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "document"),
    (b"<!DOCTYPE", "page"),
    (b"<!doctype", "page"),
    (b"<html", "page"),
    (b"<?xml", "xml"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Decoded:
    """A file as text; `encoding` is how it was written."""

    kind: FileKind
    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """Return what a file says. Raise CannotRead for what is no list, with what to do."""
    if len(data) > MOST_BYTES:
        raise CannotRead("too_large")
    if data[:4] == b"PK\x03\x04":
        data = _unpacked(data)
    for sign, code in SIGNS:
        if data.lstrip()[:16].startswith(sign):
            raise CannotRead(code)
    text, encoding = _text(data)
    if not text.strip():
        raise CannotRead("empty")
    if "\0" in text[:LOOKED_AT]:
        # UTF-32, or no text at all.
        raise CannotRead("binary")
    kind: FileKind = "json" if text.lstrip()[0] in "{[" else "csv"
    return Decoded(kind=kind, text=text, encoding=encoding)


def _unpacked(data: bytes) -> bytes:
    """Return the one list in a ZIP. Raise CannotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            names = [each.filename for each in folder.infolist() if not each.is_dir()]
            if any(name.startswith(("xl/", "word/")) for name in names):
                raise CannotRead("excel" if any(n.startswith("xl/") for n in names) else "document")
            if "datapackage.json" in {name.rpartition("/")[2] for name in names}:
                raise CannotRead("datapackage")
            lists = [
                name
                for name in names
                if name.lower().endswith((".csv", ".json", ".txt", ".tsv"))
                and not name.startswith("__MACOSX")
            ]
            if len(lists) != 1:
                raise CannotRead("zip_many" if lists else "zip_none")
            with folder.open(lists[0]) as file:
                found = file.read(MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise CannotRead("zip_broken") from error
    if len(found) > MOST_UNPACKED:
        raise CannotRead("too_large")
    return found


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise CannotRead("binary") from error
    if (wide := _wide(data)) is not None:
        return wide
    if b"\0" in data:
        raise CannotRead("binary")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes without a meaning: they show as a replacement mark.
        return data.decode("cp1252", errors="replace"), "windows-1252"


def _wide(data: bytes) -> tuple[str, str] | None:
    """Return the text of UTF-16 without its mark: every other byte of plain letters is zero."""
    head = data[:400]
    if len(head) < 4 or len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > len(zeros) * 0.6:
            try:
                return data.decode(encoding), "utf-16"
            except UnicodeDecodeError:
                return None
    return None
