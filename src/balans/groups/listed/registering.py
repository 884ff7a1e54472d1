"""Registering for a listed group: the form, how many we take in, and keeping it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from balans.accounts.entry import limits
from balans.accounts.entry.address import NoAddress, normalised
from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.accounts.place.profile import NAME_LIMIT
from balans.core.language import page_language
from balans.core.text import clean
from balans.groups import actions
from balans.groups.joining.quiet import no_mail_there
from balans.groups.models import Group, Participation
from balans.ui.types import Error

NAME, ADDRESS = "naam", "mail"
FROM_ONE_PLACE, FOR_ONE_GROUP = 10, 60
"""How many registrations an hour we take in: a library or a home shares one network address."""


@dataclass(frozen=True)
class Registration:
    """What was filled in, and what is wrong with it."""

    name: str = ""
    address: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]

    def refused(self) -> "Registration":
        """Return the same with a message that too many came at once."""
        full = _("Er kwamen net heel veel aanmeldingen. Probeer het over een uur nog een keer.")
        return Registration(name=self.name, address=self.address, errors={NAME: full})

    def without_mail(self) -> "Registration":
        """Return the same with a message that no mail goes to this address."""
        return Registration(name=self.name, address=self.address, errors={ADDRESS: no_mail_there()})


def read(form: Mapping[str, Any]) -> Registration:
    """Return what was posted, with a message for each field that is not right."""
    name, typed = clean(form.get(NAME, "")), clean(form.get(ADDRESS, ""))
    errors: dict[str, str] = {}
    if not name:
        errors[NAME] = _("Vul een naam in. Een voornaam is genoeg, of hoe je wilt heten.")
    elif len(name) > NAME_LIMIT:
        errors[NAME] = _("Dit is te lang. Er passen %(limit)s tekens.") % {"limit": NAME_LIMIT}
    address = typed
    if typed:
        try:
            address = normalised(typed)
        except NoAddress:
            errors[ADDRESS] = _(
                "Dit lijkt geen mailadres. Kijk of er niets mist, of laat het leeg."
            )
    return Registration(name=name, address=address, errors=errors)


def may_register(request: HttpRequest, group: Group) -> bool:
    """Count one more registration; return whether we take it in. Only counts are kept."""
    place = limits.from_where(request)
    if limits.is_of_one_network(place) and not limits.allow(
        "registrations from", place, most=FROM_ONE_PLACE
    ):
        return False
    return limits.allow("registrations for", str(group.pk), most=FOR_ONE_GROUP)


@transaction.atomic
def register(*, person: Person, group: Group, form: Registration) -> Participation:
    """Let somebody take part, or wait for a place; mail comes in the language of the page."""
    Owner.objects.filter(pk=person.owner.pk).update(language=page_language())
    return actions.join(person=person, group=group, name=form.name, address=form.address)
