"""What hangs on what a carer keeps: photos, what is shared and who looked, mails, tries."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Model

from balans.accounts.entry.limits import HOUR
from balans.accounts.models import Challenge, Count, Look, Share
from balans.accounts.shares.sharing import About, Greeting, Who
from balans.core import vault
from balans.core.models import Letter, StoredBlob
from balans.core.vault import host_digest, host_seal
from balans.diary.attachment import PHOTO, Attachment
from balans.diary.models import Memory
from balans.questionnaires.copies import FIELD as COPY
from balans.questionnaires.copies import ROOM, Copy, part_of, record_of
from balans.questionnaires.models import Attempt, SharedResult

if TYPE_CHECKING:
    from bench.crowd.people import Made

PHOTO_BYTES = 380_000
LOOKS = 3


def photo(made: "Made", memory: Memory) -> Iterator[Model]:
    """Yield the rows of a photo: its bytes are in no file here."""
    names = [f"{made.dice.getrandbits(128):032x}" for _size in ("large", "small")]
    row = Attachment(memory=memory, kind=PHOTO, position=1, large=names[0], small=names[1])
    row.width, row.height, row.small_width, row.small_height = 1600, 1200, 320, 240
    row.kept_bytes = PHOTO_BYTES + made.dice.randrange(80_000)
    row.fingerprint = f"{made.dice.getrandbits(256):064x}"
    row.seal_caption(memory.vault_of(made.person), "Bij de vijver")
    yield from (StoredBlob(name=name, kept_at=memory.created_at) for name in names)
    yield row


def shared(made: "Made", rows: Sequence[object]) -> Iterator[Model]:
    """Yield links to some outcomes, open and over, and who looked."""
    attempts = [each for each in rows if isinstance(each, Attempt)][: made.shape.shares]
    for number, attempt in enumerate(attempts):
        record = record_of(attempt.pk)
        part = made.person.vault.within(part_of(record))
        share = _link(made, attempt, is_over=number % 2 == 1)
        yield share
        if not share.is_closed:
            copy = Copy(
                questionnaire=attempt.flow,
                version=attempt.version,
                day=attempt.changed_at.date(),
                answers={},
            )
            sealed = part.seal(copy.model_dump_json().encode(), record=record, field=COPY)
            yield SharedResult(attempt=attempt, record=record, sealed=sealed)
        for _time in range(LOOKS):
            look = Look(share=share, at=made.moment())
            look.seal(part, Who(name="Inge", device="iphone"))
            yield look


def _link(made: "Made", attempt: Attempt, *, is_over: bool) -> Share:
    record, opened = record_of(attempt.pk), made.person.vault
    secret = vault.new_secret()
    key = vault.wrap(opened.within(part_of(record)), secret)
    days = timedelta(days=made.dice.randrange(1, 60))
    share = Share(
        owner=made.owner,
        room=ROOM,
        record=record,
        lookup=vault.lookup(secret),
        wrapped_key=key.wrapped,
        key_version=key.version,
        created_at=attempt.changed_at,
        ends_at=made.now - days if is_over else made.now + days,
        is_closed=is_over,
    )
    about = About(title="Uitkomst", with_whom="Inge", part=part_of(record))
    share.describe(opened, about, Greeting(sharer="Jan"))
    return share


def letters(made: "Made") -> Iterator[Model]:
    """Yield mails that went, and now and then one that waits for its day."""
    if made.shape.reminded:
        for _time in range(2):
            sent = made.now - timedelta(minutes=made.dice.randrange(29 * 1440))
            yield Letter(
                kind="reminder",
                addressee=host_digest("letter to", str(made.owner.pk)),
                sealed=b"",
                state=Letter.State.SENT,
                created_at=sent,
                due_at=sent,
                claimed_at=sent,
                ended_at=sent,
            )
    if made.shape.reminded and made.dice.random() < 0.05:
        letter = Letter(kind="reminder", created_at=made.now)
        letter.addressee = host_digest("letter to", str(made.owner.pk))
        letter.due_at = made.now + timedelta(days=2)
        letter.sealed = host_seal(b'{"to": ""}', place=f"letter {letter.pk}")
        yield letter


def tries(made: "Made") -> Iterator[Model]:
    """Yield what keeps count of tries, and codes that were asked for."""
    if made.dice.random() < 0.2:
        key = f"{made.dice.getrandbits(256):064x}"
        yield Count(key=key, number=made.dice.randrange(1, 9), ends_at=made.now + HOUR)
    if made.owner.has_account and made.dice.random() < 0.1:
        lookup = f"{made.dice.getrandbits(256):064x}"
        asked = made.now - timedelta(minutes=made.dice.randrange(15))
        sealed = host_seal(b"{}", place=f"challenge {lookup}")
        yield Challenge(
            lookup=lookup,
            purpose="sign-in",
            sealed=sealed,
            created_at=asked,
            expires_at=asked + timedelta(minutes=15),
        )
