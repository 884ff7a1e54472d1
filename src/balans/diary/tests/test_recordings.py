"""Spoken memories: known by their bytes, and nothing is kept beside their sound."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.diary.recordings import MOST_BYTES, NotARecording, clean
from balans.diary.tests.photos import photo
from balans.diary.tests.sounds import box, mp4, ogg, webm


@pytest.mark.parametrize(
    ("content", "type"), [(webm(), "audio/webm"), (ogg(), "audio/ogg"), (mp4(), "audio/mp4")]
)
def test_what_browsers_record_is_kept(content, type):
    assert clean(content).type == type and len(clean(content).sound) == len(content)


def test_where_it_was_recorded_is_blotted_out_and_nothing_moves():
    content = mp4(remark=b"+52.1092+004.2611/")
    sound = clean(content).sound
    assert b"+52.1092" in content and b"+52.1092" not in sound and b"\xa9xyz" not in sound
    assert len(sound) == len(content) and sound.index(b"mdat") == content.index(b"mdat")


@pytest.mark.parametrize("version", [0, 1])
def test_when_it_was_recorded_is_blotted_out_and_how_long_it_takes_is_not(version):
    times = b"\xe6\x01\x02\x03" * (4 if version else 2)
    head = bytes([version, 0, 0, 0]) + times + b"how long it takes"
    track = box(b"trak", box(b"mdia", box(b"mdhd", head) + box(b"hdlr", bytes(8) + b"soun")))
    content = box(b"ftyp", b"M4A ") + box(b"moov", box(b"mvhd", head) + track + box(b"tkhd", b""))
    sound = clean(content).sound
    assert len(sound) == len(content) and b"\xe6\x01" not in sound
    assert sound.count(b"how long it takes") == 2


REFUSED = [
    (b"", "empty"),
    (b"Lieve Jan", "strange"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "strange"),
    (b"ID3\x04" + bytes(100), "strange"),
    (webm(b"V_VP9"), "video"),
    (webm(b"A_OPUS" + b"V_VP8"), "video"),
    (webm(b"A_AAC"), "strange"),
    (webm().replace(b"webm", b"matr"), "strange"),
    (ogg(b"\x80theora"), "video"),
    (ogg() + ogg(b"\x80theora"), "video"),
    (ogg(b"Speex   "), "strange"),
    (mp4(handler=b"vide"), "video"),
    (mp4(handler=b"text"), "strange"),
    (mp4()[:-100], "strange"),
    (mp4()[:90], "strange"),
    (box(b"ftyp", b"mp42") + b"\xff\xff\xff\xffmoov", "strange"),
    (box(b"ftyp", b"mp42") + b"\x00\x00\x00\x01moov" + bytes(8), "strange"),
    (box(b"ftyp", b"mp42") + b"\x00\x00\x00\x00moov" * 50_000, "strange"),
    (box(b"ftyp", b"mp42") + box(b"free", b"") * 100_001, "strange"),
    (photo(), "photo"),
    (photo(kind="PNG"), "photo"),
    (webm() + bytes(MOST_BYTES), "large"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_recording_is_called_by_what_it_is(content, why):
    with pytest.raises(NotARecording) as refused:
        clean(content)
    assert refused.value.why == why


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([webm(), ogg(), mp4()]), st.integers(0, 300))
def test_any_bytes_are_kept_or_refused_and_nothing_else(noise, content, at):
    for changed in (noise, content[:at] + noise + content[at + len(noise) :]):
        try:
            assert clean(changed).sound
        except NotARecording as refused:
            assert refused.why
