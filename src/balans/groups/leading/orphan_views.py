"""For administrators: groups that nobody leads any more. Titles and days, never who is in them."""

import uuid

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from balans.accounts.person import write_cookie
from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import owner_with, roles_of_owner
from balans.core import mail
from balans.core.mail import Mail
from balans.core.vault import new_secret
from balans.groups.leading.appointing import without_leader
from balans.groups.leading.form import Form
from balans.groups.leading.page_views import GET_OR_POST
from balans.groups.leading.together import GOOD_FOR, appointed_lookup
from balans.groups.models import Group, Handover
from balans.groups.saying import say_day

MOST_SHOWN = 50


@staff_view("administrator")
@require_http_methods(GET_OR_POST)
def orphans(request: HttpRequest) -> HttpResponse:
    """Show the groups that nobody leads, and write to who is to lead one."""
    form = Form(request.POST.dict())
    if request.method == "POST":
        group = _group(form.raw("groep"))
        address = _facilitator(form)
        if not form.errors:
            appoint(group=group, address=address)
            return redirect(f"{reverse('groups:orphans')}?gevraagd=1")
    groups = without_leader().prefetch_related("meetings")[:MOST_SHOWN]
    context = {
        "groups": [(each, each.read().title, _days(each)) for each in groups],
        "form": form,
        "wrong_at": form.raw("groep"),
        "asked": request.GET.get("gevraagd") == "1",
        "days": GOOD_FOR.days,
    }
    status = 422 if form.errors else 200
    return render(request, "groups/orphans.html", context, status=status)


def _group(text: str) -> Group:
    try:
        found = without_leader().filter(pk=uuid.UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _days(group: Group) -> str:
    meetings = list(group.meetings.all())
    if not meetings:
        return ""
    said = {"first": say_day(meetings[0].starts_at), "last": say_day(meetings[-1].starts_at)}
    return _("%(first)s tot en met %(last)s") % said


def _facilitator(form: Form) -> str:
    """Return the address of somebody with the role; the form says when there is none."""
    address = form.mail("adres")
    owner = owner_with(address) if address and not form.errors else None
    if not address:
        form.wrong("adres", _("Schrijf het mailadres van een gespreksleider."))
    elif owner is None or Role.Name.FACILITATOR not in roles_of_owner(owner.pk):
        form.wrong(
            "adres",
            _("Bij dit adres hoort geen gespreksleider. Geef die rol eerst, met balans staff."),
        )
    return address


@transaction.atomic
def appoint(*, group: Group, address: str) -> None:
    """Write to who is to lead a group; the link in the mail opens for that address alone.

    Who was asked before and did not answer cannot take it up any more.
    """
    secret, now = new_secret(), timezone.now()
    Handover.objects.filter(group=group).delete()
    Handover.objects.create(
        group=group,
        lookup=appointed_lookup(secret, address),
        sealed_key=b"",
        key_number=group.key_number,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    owner = owner_with(address)
    language = owner.language if owner else settings.LANGUAGE_CODE
    with override(language):
        words = _letter(group, write_cookie(secret))
    mail.queue(to=address, mail=words, language=language, kind="group")


def _letter(group: Group, token: str) -> Mail:
    return Mail(
        subject=_("Wil je een groep overnemen?"),
        paragraphs=(
            _("Dag,"),
            _("De groep “%(title)s” heeft geen gespreksleider meer. Wil jij dat zijn?")
            % {"title": group.read().title},
            _("Deelnemers kiezen zelf of ze met jou verdergaan. Daarna zie je hoe ze heten."),
        ),
        link=settings.SITE + reverse("groups:take_up", args=[token]),
        link_text=_("Bekijk de groep"),
        small=_("De link werkt één keer, zeven dagen lang, en alleen voor jou."),
    )
