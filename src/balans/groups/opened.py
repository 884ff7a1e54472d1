"""A group as who is here may see it: as one who leads it, or as one who takes part."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from balans.accounts.person import Person, person_of
from balans.core.vault import CannotOpen, Vault
from balans.groups.content import Script, scripts
from balans.groups.models import Facilitation, Group, Meeting, Participation
from balans.groups.words import Card, GroupWords


class OldKey(CannotOpen):
    """The group got a new key that this facilitator does not have: nothing can be kept with it."""


@dataclass(frozen=True)
class Member:
    """Somebody who takes part, as the facilitators see them."""

    participation: Participation
    name: str
    """The name they like; empty when it was told before the group had its present key."""

    @property
    def id(self) -> uuid.UUID:
        return self.participation.pk

    @property
    def is_waiting(self) -> bool:
        return self.participation.waiting_since is not None


@dataclass(frozen=True)
class Led:
    """A group, opened for one of its facilitators."""

    person: Person
    group: Group
    facilitation: Facilitation
    private: bytes
    """The private half of the group's key."""

    @cached_property
    def words(self) -> GroupWords:
        return self.group.read()

    @cached_property
    def vault(self) -> Vault:
        """What the facilitators of this group seal together."""
        return self.group.vault(self.private)

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        """Every meeting with its sheet, also one that is off, in order. One query, or none."""
        rows = Prefetch("meetings", Meeting.objects.select_related("attendance"))
        prefetch_related_objects([self.group], rows)
        return tuple(self.group.meetings.all())

    @cached_property
    def members(self) -> Sequence[Member]:
        """Who takes part and who waits, by when they joined. One query."""
        rows = sorted(self.group.participations.all(), key=lambda each: each.joined_at)
        return tuple(Member(participation=each, name=self.name_of(each)) for each in rows)

    def name_of(self, participation: Participation) -> str:
        """Return the name somebody likes; empty when it does not open."""
        card = participation.look(self.private, bytes(participation.box), "card", Card)
        return card.name if card else ""

    def lock(self) -> Group:
        """Return the group as it is now, held until the caller's transaction is over.

        For whatever is sealed with the group's vault. Raise OldKey when that is not its vault.
        """
        group = Group.objects.select_for_update().get(pk=self.group.pk)
        if group.key_number != self.facilitation.key_number:
            raise OldKey
        return group

    def meeting(self, meeting_id: uuid.UUID) -> Meeting:
        """Return one meeting. Raise Http404."""
        return _one(self.meetings, meeting_id)

    def script(self, meeting: Meeting, language: str) -> Script:
        """Return the script of a meeting: a facilitator's own as it was chosen, else ours.

        Raise KeyError for one of ours that is no longer there, CannotOpen for an older key.
        """
        if meeting.own_script is None:
            return scripts(language)[meeting.script]
        own = self.vault.open(bytes(meeting.own_script), record=str(meeting.pk), field="script")
        return Script.model_validate_json(own)


@dataclass(frozen=True)
class Joined:
    """A group, opened for one who takes part in it or waits for a place."""

    person: Person
    group: Group
    participation: Participation

    @cached_property
    def words(self) -> GroupWords:
        return self.group.read()

    @cached_property
    def name(self) -> str:
        """The name that they go by in this group."""
        record, vault = str(self.participation.pk), self.person.vault
        sealed = bytes(self.participation.sealed)
        return Card.model_validate_json(vault.open(sealed, record=record, field="card")).name

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        return tuple(self.group.meetings.all())

    def meeting(self, meeting_id: uuid.UUID) -> Meeting:
        """Return one meeting. Raise Http404."""
        return _one(self.meetings, meeting_id)


def _one(meetings: Sequence[Meeting], meeting_id: uuid.UUID) -> Meeting:
    for each in meetings:
        if each.pk == meeting_id:
            return each
    raise Http404


def led(request: HttpRequest, group_id: uuid.UUID) -> Led:
    """Return a group that somebody leads; the door of the page is `staff_view("facilitator")`.

    Raise Http404 for everybody else's group, as for one that never was.
    """
    person = person_of(request)
    if person is None:
        raise Http404
    rows = Facilitation.objects.filter(group=group_id, owner=person.owner)
    facilitation = rows.select_related("group").first()
    if facilitation is None:
        raise Http404
    return opened_for(person, facilitation)


def opened_for(person: Person, facilitation: Facilitation) -> Led:
    """Return the group of a facilitation of this person. Raise Http404 when its key is lost."""
    try:
        private = facilitation.private_key(person.vault)
    except CannotOpen:
        raise Http404 from None
    return Led(person=person, group=facilitation.group, facilitation=facilitation, private=private)


def joined(request: HttpRequest, group_id: uuid.UUID) -> Joined:
    """Return a group that somebody takes part in. Raise Http404 for every other."""
    person = person_of(request)
    rows = Participation.objects.visible_to(person).filter(group=group_id)
    participation = rows.select_related("group").first()
    if person is None or participation is None:
        raise Http404
    return Joined(person=person, group=participation.group, participation=participation)


def with_present_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead a facilitator with an older key of the group to where a new link is asked for."""

    @wraps(view)
    def guarded(request: HttpRequest, group_id: uuid.UUID, **kwargs: uuid.UUID) -> HttpResponse:
        try:
            return view(request, group_id, **kwargs)
        except OldKey:
            return redirect("groups:together", group_id)

    return guarded
