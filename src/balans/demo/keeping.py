"""What the demo people keep: memories with painted photos, one of them shared, plans and a book."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from balans.accounts.models import Share
from balans.accounts.person import Person, write_cookie
from balans.accounts.shares import sharing
from balans.accounts.shares.actions import Wish, make_share, record_look
from balans.core.vault import new_secret
from balans.demo.lives import DemoBook, DemoMemory, DemoPlan, DemoShare, Life
from balans.diary.actions import Sheet, keep_draft, keep_memory
from balans.diary.attaching import attach, prepare_photo, store
from balans.diary.attachment import Attachment
from balans.diary.book_actions import ask_for_book, begin_book, change_book
from balans.diary.models import Memory, part_of
from balans.diary.opened import prompt_by
from balans.plans.actions import make_plan

DAYS_SHARED = 7
PHONE: sharing.Device = "android-phone"


def keep_memories(*, person: Person, memories: Iterable[DemoMemory]) -> None:
    """Keep memories and drafts, hang their photos, and share what is shared."""
    today = timezone.localdate()
    for each in memories:
        prompt = prompt_by(each.prompt) if each.prompt else None
        words = each.words(today, prompt.text if prompt else "")
        form = Sheet(memory_id=uuid.uuid4())
        if each.draft:
            keep_draft(person=person, sheet=form, words=words)
            continue
        memory, _is_new = keep_memory(person=person, sheet=form, words=words)
        _hang(person, memory, each)
        if each.shared is not None:
            _share(person, memory, words.name, each.shared)


def _hang(person: Person, memory: Memory, kept: DemoMemory) -> None:
    if not kept.photos:
        return
    # Only who loads needs the brush: it takes memory in every process.
    from balans.demo.painting import PAINTED

    vault, made = memory.vault_of(person), []
    for photo in kept.photos:
        prepared = prepare_photo(PAINTED[photo.scene]().jpeg(), caption=photo.caption)
        made.append(store(memory=memory, vault=vault, prepared=prepared))
    attach(memory=memory, made=made)


def _share(person: Person, memory: Memory, title: str, shared: DemoShare) -> None:
    part, now = part_of(memory.pk), timezone.now()
    thing = sharing.Thing(
        room="diary",
        record=str(memory.pk),
        part=part,
        title=title,
        heading="",
        sees="",
        back_href="",
    )
    zone = timezone.get_current_timezone()
    ends_at = sharing.end_of(sharing.last_day(DAYS_SHARED, timezone.localdate()), zone)
    wish = Wish(with_whom=shared.with_whom, sharer="", ends_at=ends_at)
    share, secret = make_share(person=person, thing=thing, wish=wish, secret=new_secret())
    for look in shared.looks:
        record_look(
            share=_opened(person, share, part, write_cookie(secret)),
            who=sharing.Who(name=look.name, device=PHONE),
            look_id=uuid.uuid4(),
            at=now - timedelta(hours=look.hours),
        )


def _opened(person: Person, share: Share, part: str, token: str) -> sharing.OpenShare:
    return sharing.OpenShare(
        id=share.pk,
        owner=person.owner.pk,
        room=share.room,
        record=share.record,
        token=token,
        sharer="",
        ends_at=share.ends_at,
        vault=person.vault.within(part),
    )


def keep_plans(*, person: Person, plans: Iterable[DemoPlan]) -> None:
    """Keep plans as they stand today."""
    today = timezone.localdate()
    for each in plans:
        make_plan(person=person, plan=each.plan(today), wanted_id=uuid.uuid4())


def ask_for_the_book(*, person: Person, book: DemoBook, life: Life, language: str) -> None:
    """Choose everything for the memory book, and have it made in the background."""
    caption = next(p.caption for m in life.memories for p in m.photos if p.scene == book.cover)
    photos = Attachment.objects.visible_to(person).photos().select_related("memory")
    cover = next(
        each.pk for each in photos if each.read_caption(each.memory.vault_of(person)) == caption
    )
    begin_book(person=person)
    chosen = {
        "title": book.title,
        "author_line": book.author_line,
        "dedication": book.dedication,
        "cover_photo": cover,
    }
    change_book(person=person, change=lambda plan: plan.model_copy(update=chosen))
    ask_for_book(person=person, language=language)
