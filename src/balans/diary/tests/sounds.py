"""Sounds made for tests: the bones of what browsers and telephones write, with silence inside."""


def box(name: bytes, content: bytes) -> bytes:
    """Return a box of an MP4."""
    return (8 + len(content)).to_bytes(4, "big") + name + content


def mp4(handler: bytes = b"soun", remark: bytes = b"+52.1092+004.2611/") -> bytes:
    """Return an MP4 with one track, and a remark of where it was recorded."""
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13))))
    remarks = box(b"udta", box(b"\xa9xyz", remark))
    return (
        box(b"ftyp", b"M4A \x00\x00\x00\x00mp42")
        + box(b"moov", box(b"mvhd", bytes(100)) + track + remarks)
        + box(b"mdat", bytes(300))
    )


def webm(codec: bytes = b"A_OPUS") -> bytes:
    """Return a WebM with one track."""
    return b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(60) + b"\x86" + codec + bytes(300)


def ogg(head: bytes = b"OpusHead") -> bytes:
    """Return the first page of an Ogg."""
    return b"OggS" + bytes(24) + head + bytes(300)
