"""Spoken memories: bytes that claim to be one in, the same sound without its remarks out.

What browsers record and what telephones keep: WebM and Ogg with Opus, MP4 with AAC or Opus. They
are known by their first bytes, never by a name. Nothing here knows the web or the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MOST_BYTES = 15_000_000
"""Ten minutes at 192 kbit/s; browsers record at 48 to 128."""
MOST_MINUTES = 10
HEAD = 65_536
EBML = b"\x1a\x45\xdf\xa3"
PICTURE_CODECS = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"V_MS")
OUTER_BOXES = {b"moov", b"trak", b"mdia", b"moof", b"traf"}
DEEPEST, MOST_BOXES = 4, 100_000
REMARK_BOXES = {b"udta", b"meta", b"uuid"}
TIMED_BOXES = {b"mvhd", b"tkhd", b"mdhd"}
"""Begin with when they were made and changed, in four bytes each, or eight in version one."""

Why = Literal["large", "video", "photo", "strange", "empty"]
Kind = Literal["webm", "ogg", "mp4"]


class NotARecording(Exception):
    """These bytes cannot be kept as a spoken memory; `why` says what is the matter with them."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Recording:
    """A sound as it is kept."""

    sound: bytes
    kind: Kind

    @property
    def type(self) -> str:
        return f"audio/{self.kind}"


def clean(content: bytes) -> Recording:
    """Return the sound; time, place and remarks that a telephone wrote in an MP4 are blotted out.

    Raise NotARecording for anything but sound of a kind that a browser plays, at most 15 MB.
    """
    if len(content) > MOST_BYTES:
        raise NotARecording("large")
    if not content:
        raise NotARecording("empty")
    if content.startswith(EBML):
        return Recording(sound=_webm(content), kind="webm")
    if content.startswith(b"OggS"):
        return Recording(sound=_ogg(content), kind="ogg")
    if content[4:8] == b"ftyp":
        return Recording(sound=_mp4(content), kind="mp4")
    raise NotARecording("photo" if content.startswith((b"\xff\xd8\xff", b"\x89PNG")) else "strange")


def _webm(content: bytes) -> bytes:
    head = content[:HEAD]
    if b"webm" not in head[:64]:
        raise NotARecording("strange")
    if any(codec in head for codec in PICTURE_CODECS):
        raise NotARecording("video")
    if b"A_OPUS" not in head and b"A_VORBIS" not in head:
        raise NotARecording("strange")
    return content


def _ogg(content: bytes) -> bytes:
    first = content[:128]
    if b"\x80theora" in content[:HEAD]:
        raise NotARecording("video")
    if b"OpusHead" not in first and b"\x01vorbis" not in first:
        raise NotARecording("strange")
    return content


def _mp4(content: bytes) -> bytes:
    """Return the file with its remarks overwritten: every other byte stays where it was."""
    changed, handlers = bytearray(content), set()
    for count, (name, at, begin, end) in enumerate(_boxes(content, 0, len(content), DEEPEST)):
        if count > MOST_BOXES:
            raise NotARecording("strange")
        if name in REMARK_BOXES:
            changed[at + 4 : at + 8] = b"free"
            changed[begin:end] = bytes(end - begin)
        elif name in TIMED_BOXES:
            first = min(end, begin + 4)
            last = min(end, begin + (20 if content[begin : begin + 1] == b"\x01" else 12))
            changed[first:last] = bytes(last - first)
        elif name == b"hdlr":
            handlers.add(content[begin + 8 : begin + 12])
    if b"vide" in handlers:
        raise NotARecording("video")
    if b"soun" not in handlers:
        raise NotARecording("strange")
    return bytes(changed)


def _boxes(content: bytes, at: int, stop: int, depth: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield the boxes of an MP4, the inner ones of those that matter too.

    Each as its name, where it begins, where its content begins, and where it ends. A box that
    claims to reach beyond what holds it is refused: the file was cut off, or lies.
    """
    while at + 8 <= stop:
        size, name, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        end = stop if size == 0 else at + size
        if end > stop or end < at + head:
            raise NotARecording("strange")
        yield name, at, at + head, end
        if name in OUTER_BOXES and depth:
            yield from _boxes(content, at + head, end, depth - 1)
        at = end
