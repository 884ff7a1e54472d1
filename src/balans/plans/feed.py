"""The calendar feed: made, renewed, stopped, kept up with the plans, and read with its address.

The server opens it only while it is fetched: the secret in the address unwraps the key of one part
of the owner's vault, and that part holds days and, if the owner wants, the names of plans.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.accounts.models import Owner
from balans.accounts.person import Person, read_cookie, write_cookie
from balans.core import vault
from balans.core.calendar import Day, calendar_uid
from balans.core.calendar import feed as calendar_feed
from balans.core.vault import CannotOpen, Vault
from balans.plans.models import AgendaEntry, Entry, Feed, KeptPlan
from balans.plans.plan import Plan

NAME = "MantelzorgBalans"


def feed_of(person: Person | None) -> Feed | None:
    """Return the feed of a person, if there is one."""
    return None if person is None else Feed.objects.filter(owner=person.owner).first()


def token_of(feed: Feed, person: Person) -> str:
    """Return what stands in the address of the person's own feed."""
    return person.vault.open(bytes(feed.token), record=str(feed.pk), field="token").decode()


@transaction.atomic
def make_feed(*, person: Person, names_plans: bool = False) -> Feed:
    """Make a feed with a new address; one that was there stops at once."""
    Owner.objects.select_for_update().get(pk=person.owner.pk)
    Feed.objects.filter(owner=person.owner).delete()
    secret, feed_id = vault.new_secret(), uuid.uuid4()
    feed = Feed(
        id=feed_id,
        owner=person.owner,
        lookup=vault.lookup(secret),
        names_plans=names_plans,
        changed_at=timezone.now(),
    )
    key = vault.wrap(person.vault.within(feed.part), secret)
    feed.wrapped_key, feed.key_version = key.wrapped, key.version
    token = write_cookie(secret).encode()
    feed.token = person.vault.seal(token, record=str(feed_id), field="token")
    feed.save(force_insert=True)
    _fill(feed, person)
    return feed


@transaction.atomic
def name_plans(*, feed: Feed, person: Person, names_plans: bool) -> None:
    """Let the feed say which plan a day is about, or only that there is a day."""
    feed.names_plans, feed.changed_at = names_plans, timezone.now()
    feed.save(update_fields=["names_plans", "changed_at"])
    _fill(feed, person)


@transaction.atomic
def stop_feed(*, person: Person) -> None:
    """Stop the feed: its address leads nowhere. Twice changes nothing."""
    Feed.objects.filter(owner=person.owner).delete()


@transaction.atomic
def empty_feed(person: Person) -> None:
    """Take every day out of the feed; its address stays. Twice changes nothing.

    When a loved one died it must not ask how a plan of caring goes.
    """
    AgendaEntry.objects.filter(feed__owner=person.owner).delete()
    touch(owner=person.owner, now=timezone.now())


@transaction.atomic
def fill_feed(person: Person) -> None:
    """Put the days of all plans in the feed, if there is one."""
    if (feed := feed_of(person)) is not None:
        feed.changed_at = timezone.now()
        _fill(feed, person)


def touch(*, owner: Owner, now: datetime) -> None:
    """Let those who follow know that something changed."""
    Feed.objects.filter(owner=owner).update(changed_at=now)


def follow(*, person: Person, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    """Keep the feed, if there is one, up with a plan."""
    if (feed := feed_of(person)) is not None:
        _put(feed, person.vault.within(feed.part), kept, plan, now)


def _fill(feed: Feed, person: Person) -> None:
    part = person.vault.within(feed.part)
    for kept in KeptPlan.objects.visible_to(person).select_for_update():
        _put(feed, part, kept, kept.read(person.vault), feed.changed_at)


def _put(feed: Feed, part: Vault, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    """Write the entry of a plan when it says something else than before."""
    known = AgendaEntry.objects.filter(plan=kept, feed=feed).first()
    before, after = known.read(part) if known else None, _entry(feed, plan)
    if before == after:
        return
    if after is None:
        AgendaEntry.objects.filter(plan=kept).delete()
    else:
        entry = AgendaEntry(plan=kept, feed=feed, changed_at=now)
        entry.seal(part, after)
        entry.save()
    touch(owner=feed.owner, now=now)


def _entry(feed: Feed, plan: Plan) -> Entry | None:
    if plan.let_go or plan.check is None:
        return None
    return Entry(day=plan.check, title=plan.goal if feed.names_plans else "")


@dataclass(frozen=True)
class Followed:
    """A feed as a calendar fetches it."""

    content: bytes
    changed_at: datetime


def read_feed(token: str, *, now: datetime) -> Followed | None:
    """Return the calendar at an address; None for an address that is not (or no longer) there."""
    if (secret := read_cookie(token)) is None:
        return None
    feeds = Feed.objects.filter(owner__expires_at__gt=now).select_related("owner")
    feed = feeds.filter(lookup=vault.lookup(secret)).first()
    if feed is None:
        return None
    try:
        part = vault.open_vault(str(feed.owner_id), secret, feed.key)
        entries = [(each, each.read(part)) for each in feed.entries.order_by("plan_id")]
    except CannotOpen:
        return None
    with override(feed.owner.language):
        days = [_day(kept, entry) for kept, entry in entries]
        return Followed(content=calendar_feed(days, name=NAME), changed_at=feed.changed_at)


def _day(kept: AgendaEntry, entry: Entry) -> Day:
    goal = entry.title[:1].upper() + entry.title[1:]
    return Day(
        uid=calendar_uid(kept.plan_id),
        day=entry.day,
        summary=_("Kijken hoe het gaat: %(goal)s") % {"goal": goal} if goal else NAME,
        changed_at=kept.changed_at,
    )
