"""Measure photos: how long twelve megapixels take from the upload to sealed and on disk."""

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

TURNS = 5
KINDS = {"JPEG": "JPEG", "HEIF": "HEIC"}


def stored(data: Path) -> Iterator[tuple[str, float, int]]:
    """Yield the kind of photo, the median seconds to keep it, and the bytes of its thumbnail."""
    os.environ |= {"BALANS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "balans.settings"}
    import django

    django.setup()
    from balans.core import blobs
    from balans.core.vault import Vault
    from balans.diary.pictures import clean
    from balans.diary.tests.photos import telephone

    vault = Vault(owner="bench", data_key=os.urandom(32))
    for kind, name in KINDS.items():
        content, times, small = telephone(kind), [], 0
        for _turn in range(TURNS):
            start = time.perf_counter()
            picture = clean(content)
            for each in (picture.large, picture.small):
                place = blobs.new_name()
                blobs.put(place, vault.seal(each.jpeg, record=place, field="blob"))
            times.append(time.perf_counter() - start)
            small = len(picture.small.jpeg)
        yield name, statistics.median(times), small
