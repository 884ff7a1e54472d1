"""Measure photos: keeping twelve megapixels, and taking five hundred of them along."""

import dataclasses
import os
import re
import statistics
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

TURNS = 5
MEMORIES, PHOTOS = 300, 500
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


def exported() -> tuple[float, float, float]:
    """Return seconds, megabytes of the parcel, and megabytes of memory that it took beside."""
    from django.conf import settings

    from balans.accounts import parcel
    from balans.accounts.actions import create_guest
    from balans.accounts.person import Person
    from balans.core.vault import new_secret
    from balans.diary.actions import Sheet, keep_memory
    from balans.diary.attaching import attach, prepare_photo, store
    from balans.diary.tests.photos import telephone
    from balans.diary.words import MemoryWords

    settings.GUEST_ROOM_MB = 5_000
    slot, vault = create_guest(secret=new_secret())
    person, photo = Person(owner=slot.owner, vault=vault, slot=slot), prepare_photo(telephone())
    words = MemoryWords(text="We liepen langs het water. " * 30)
    for number in range(MEMORIES):
        sheet = Sheet(memory_id=uuid.uuid4(), form=str(number))
        memory, _new = keep_memory(person=person, sheet=sheet, words=words)
        own = memory.vault_of(person)
        count = PHOTOS // MEMORIES + (number < PHOTOS % MEMORIES)
        others = [dataclasses.replace(photo, source=bytes([each])) for each in range(count)]
        attach(memory=memory, made=[store(memory=memory, vault=own, prepared=p) for p in others])
    before, size, most, start = _resident(), 0, 0.0, time.perf_counter()
    for piece in parcel.pack(person, "nl"):
        size += len(piece)
        most = max(most, _resident())
    return time.perf_counter() - start, size / 1e6, most - before


def _resident() -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
