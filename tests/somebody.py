"""Somebody with everything that the product can keep: made, and let go, in a folder of their own.

Run as a program of its own (python -m tests.somebody) with BALANS_DATA set, so that the database is
a real file and nothing stays in the memory of a test.
"""

import json
import os
import sys
import uuid
from datetime import timedelta
from typing import Any

ADDRESS = "wilhelmina.zonnekruid@example.nl"
PASSWORD = "vier paarse kievitseieren"
WORDS = {
    "name": "Wilhelmina Zonnekruid",
    "loved_one": "Barend Vlierbos",
    "title": "Kwikstaart op het kozijn",
    "text": "Wij telden ooievaars boven de Biesbosch, en Barend telde altijd mee.",
    "draft": "Dit kladje over de pruimenboom is nog niet af",
    "caption": "Het schuurtje achter de meidoornhaag",
    "goal": "Weer een keer kantklossen met Liesbeth",
    "answer": "Bellen naar de hoefsmid",
    "with_whom": "nicht Fredegonda",
    "looker": "Fredegonda uit Zwartsluis",
    "book": "Het grote boek van Barend",
    "dedication": "Voor wie na ons de perenmoes maakt",
}


def make() -> dict[str, str]:
    """Make somebody with every way in and every kind of thing; return what opens it."""
    from balans.accounts.actions import create_guest
    from balans.accounts.entry import passkeys
    from balans.accounts.entry.address import normalised
    from balans.accounts.entry.entering import Browser, enter_with_address
    from balans.accounts.entry.passwords import set_password
    from balans.accounts.entry.recovery import make_recovery_code
    from balans.accounts.person import Person, write_cookie
    from balans.accounts.place.profile import change_profile
    from balans.core.vault import new_secret
    from balans.plans.feed import make_feed, token_of
    from balans.reminders.actions import start_reminders, stop_name

    slot, vault = create_guest(secret=new_secret())
    guest = Person(owner=slot.owner, vault=vault, slot=slot)
    address = normalised(ADDRESS)
    entered = enter_with_address(address=address, guest=guest, browser=Browser(device="Firefox"))
    person = entered.person
    set_password(person=person, address=address, password=PASSWORD)
    code = make_recovery_code(person=person)
    handle = os.urandom(64)
    kept = {"credential": "00" * 16, "public_key": "00" * 32, "count": 0}
    passkeys.add_passkey(
        owner=person.owner, opened=person.vault, handle=handle, kept=kept, device="Telefoon"
    )
    names = {"name": WORDS["name"], "loved_one": WORDS["loved_one"]}
    change_profile(person=person, change=lambda known: known.model_copy(update=names))
    memory_id, token = _write(person)
    _plan(person)
    feed = make_feed(person=person, names_plans=True)
    start_reminders(person=person, hour=9)
    return {
        "owner": str(person.owner.pk),
        "cookie": write_cookie(entered.secret),
        "code": code,
        "handle": handle.hex(),
        "memory": memory_id,
        "share": token,
        "feed": token_of(feed, person),
        "stop": stop_name(person.owner),
    }


def _write(person: Any) -> tuple[str, str]:
    """Keep a memory with a photo and a recording, a draft and a book; share the memory."""
    from django.utils import timezone

    from balans.accounts.person import write_cookie
    from balans.accounts.shares.actions import Wish, make_share, record_look
    from balans.accounts.shares.opened import open_share
    from balans.accounts.shares.sharing import Thing, Who
    from balans.core.vault import new_secret
    from balans.demo.painting import PAINTED
    from balans.diary.actions import Sheet, keep_draft, keep_memory
    from balans.diary.attaching import attach, prepare_photo, prepare_recording, store
    from balans.diary.book_actions import ask_for_book, begin_book, change_book
    from balans.diary.book_making import make as make_book
    from balans.diary.models import BookJob, part_of
    from balans.diary.tests.sounds import webm
    from balans.diary.words import MemoryWords

    memory, _new = keep_memory(
        person=person,
        sheet=Sheet(memory_id=uuid.uuid4()),
        words=MemoryWords(title=WORDS["title"], text=WORDS["text"], when="1981-06"),
    )
    vault = memory.vault_of(person)
    prepared = (
        prepare_photo(PAINTED["bench"]().jpeg(), caption=WORDS["caption"]),
        prepare_recording(webm()),
    )
    made = [store(memory=memory, vault=vault, prepared=each) for each in prepared]
    attach(memory=memory, made=made)
    unfinished = MemoryWords(text=WORDS["draft"])
    keep_draft(person=person, sheet=Sheet(memory_id=uuid.uuid4()), words=unfinished)
    part = part_of(memory.pk)
    thing = Thing("diary", str(memory.pk), part, WORDS["title"], "", "", "")
    wish = Wish(WORDS["with_whom"], WORDS["name"], timezone.now() + timedelta(days=900))
    _share, secret = make_share(person=person, thing=thing, wish=wish, secret=new_secret())
    token = write_cookie(secret)
    who = Who(name=WORDS["looker"])
    record_look(share=open_share(token), who=who, look_id=uuid.uuid4(), at=timezone.now())
    begin_book(person=person)
    words = {"title": WORDS["book"], "dedication": WORDS["dedication"]}
    change_book(person=person, change=lambda plan: plan.model_copy(update=words))
    ask_for_book(person=person, language="nl")
    assert make_book(BookJob.objects.get().pk)
    return str(memory.pk), token


def _plan(person: Any) -> None:
    from django.utils import timezone

    from balans.demo.actions import do_exercise
    from balans.plans.actions import make_plan
    from balans.plans.form import page
    from balans.plans.plan import Plan

    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    answers = dict.fromkeys(question.id for question in page().questions)
    answers |= {"doel": WORDS["goal"], "check": day}
    make_plan(person=person, plan=Plan(answers=answers), wanted_id=uuid.uuid4())
    lines = {"zelf": [WORDS["answer"]]}
    do_exercise(person=person, name="grenzen", answers=lines)


def try_passkey() -> dict[str, bool]:
    """Open the vault with what only the passkey keeps, as a device that answers does."""
    from balans.accounts.models import KeySlot
    from balans.core.vault import CannotOpen, lookup, open_vault

    handle = bytes.fromhex(sys.argv[2])
    slot = KeySlot.objects.get(kind=KeySlot.Kind.PASSKEY, lookup=lookup(handle))
    try:
        open_vault(str(slot.owner_id), handle, slot.key)
    except CannotOpen:
        return {"opens": False}
    return {"opens": True}


def leave() -> dict[str, int]:
    """Ask to be erased in a fortnight, and let the clock go on."""
    from django.utils import timezone

    from balans.accounts.entry.leaving import erase_who_left, leave_later
    from balans.accounts.models import Owner

    leave_later(owner=Owner.objects.get())
    now = timezone.now()
    return {
        "early": erase_who_left(now=now + timedelta(days=13, hours=23)),
        "late": erase_who_left(now=now + timedelta(days=14, minutes=1)),
    }


def stay_away() -> dict[str, int]:
    """Let two years go by without a visit."""
    from django.utils import timezone

    from balans.accounts.actions import destroy_expired
    from balans.accounts.entry.leaving import tell_unused

    now = timezone.now()
    return {
        "early": destroy_expired(now=now + timedelta(days=729)),
        "told first": tell_unused(now=now + timedelta(days=2 * 365 - 59)),
        "told again": tell_unused(now=now + timedelta(days=2 * 365 - 13)),
        "told thrice": tell_unused(now=now + timedelta(days=2 * 365 - 12)),
        "late": destroy_expired(now=now + timedelta(days=2 * 365, minutes=1)),
    }


def sweep() -> dict[str, int]:
    """Take away, an hour later, the blobs that nothing names."""
    from django.utils import timezone

    from balans.core import blobs

    return {"swept": blobs.sweep(now=timezone.now() + timedelta(hours=2))}


def main() -> None:
    """Prepare the folder and do one of the above; print what it returns."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    acts = {"make": make, "leave": leave, "stay_away": stay_away, "sweep": sweep}
    acts["try_passkey"] = try_passkey
    print(json.dumps(acts[sys.argv[1]]()))


if __name__ == "__main__":
    main()
