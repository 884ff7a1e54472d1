"""What a backup says of itself, and how it is compared."""

import pytest

from balans.backups.manifest import (
    BlobLine,
    OddManifest,
    Table,
    differences,
    read_index,
    read_manifest,
)

OWNERS = Table(name="owner", rows=2, digest="a")
SLOTS = Table(name="slot", rows=3, digest="b")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([OWNERS, SLOTS], []),
        ([OWNERS], ["slot is missing"]),
        ([OWNERS, SLOTS.model_copy(update={"rows": 4})], ["slot has 4 rows, not 3"]),
        (
            [OWNERS, SLOTS.model_copy(update={"digest": "c"})],
            ["slot has other words in its 3 rows"],
        ),
        ([OWNERS, SLOTS, Table(name="odd", rows=0, digest="")], ["odd is too many"]),
    ],
)
def test_every_difference_is_said_in_one_line(found, said):
    assert list(differences([OWNERS, SLOTS], found)) == said


def test_the_index_reads_back_and_is_one_for_sha256sum():
    line = BlobLine(digest="0" * 64, name="ab" * 16)
    assert str(line) == f"{'0' * 64}  blobs/ab/ab/{'ab' * 16}\n"
    assert read_index(f"{line}{line}") == [line, line]


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b"{", b'{"format": 2}'])
def test_a_manifest_of_another_kind_is_refused(text):
    with pytest.raises(OddManifest):
        read_manifest(text)
