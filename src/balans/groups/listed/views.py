"""The front door of the groups: what a group is, finding one, and registering."""

import uuid
from itertools import groupby

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person, new_form, person_for, person_of
from balans.accounts.place.profile import profile_of
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import roles_of
from balans.core import mail
from balans.core.language import page_language
from balans.core.references import refer
from balans.core.standby import from_standby
from balans.directory.near import way_on
from balans.directory.place import place_of
from balans.directory.shrinking import shrunk
from balans.groups.joining.enter_views import FORM
from balans.groups.joining.quiet import may_write_to
from balans.groups.listed import screen
from balans.groups.listed.found import FoundGroup, shown, sought
from balans.groups.listed.listing import PAGE, Wish, read
from balans.groups.listed.opened import Listed, listed_group
from balans.groups.listed.registering import Registration, may_register, register
from balans.groups.listed.registering import read as read_form
from balans.groups.models import Facilitation, Group, Participation
from balans.pages.middleware import public_page

ON_A_PAGE = 20
MEETING_OTHERS = "lotgenoten"
"""The need of who looks for others: its page names what there is beside our groups."""

UNPROCESSABLE, TOO_MANY = 422, 429


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what a group is and how one comes in; and one's own groups to who has some."""
    person = person_of(request)
    context = {
        "mine": [] if person is None else _names(Group.objects.joined_by(person)),
        "led": [] if person is None else _names(Group.objects.led_by(person)),
        "leads": person is not None and Role.Name.FACILITATOR in roles_of(person),
        "contact": settings.CONTACT,
    }
    return render(request, "groups/index.html", context)


def _names(groups: QuerySet[Group]) -> list[tuple[uuid.UUID, str]]:
    return [(each.pk, each.read().title) for each in groups.order_by("created_at")]


@csrf_protect
@require_safe
@shrunk
@from_standby
def find(request: HttpRequest) -> HttpResponse:
    """Show the groups that take people: near first, then by date; with what else there is."""
    language, now = page_language(), timezone.now()
    wish, place = read(request.GET, timezone.localdate()), place_of(request)
    page = Paginator(sought(wish, place, now), ON_A_PAGE).get_page(request.GET.get(PAGE))
    groups = shown(list(page))
    context = {
        "place": place,
        "back": request.get_full_path(),
        "wish": wish,
        "count": page.paginator.count,
        "page_of": page,
        "sections": _sections(groups, screen.headings(place), language),
        "form": screen.form(wish, timezone.localdate()),
        "steps": screen.trail()[:1],
        "query": wish.query(),
        "previous_href": _page_href(wish, page.number - 1, page.paginator.num_pages),
        "next_href": _page_href(wish, page.number + 1, page.paginator.num_pages),
        "need_href": refer("need", MEETING_OTHERS, language).href,
        "everywhere_query": wish.query(everywhere=True) if place and not wish.everywhere else "",
        "way_on": way_on(place, language, now.date()),
    }
    return render(request, "groups/find.html", context)


def _page_href(wish: Wish, number: int, pages: int) -> str:
    if not 1 <= number <= pages:
        return ""
    query = wish.query()
    return f"{reverse('groups:find')}?{query}{'&' if query else ''}{PAGE}={number}"


def _sections(
    groups: list[FoundGroup], headings: dict[int, str], language: str
) -> list[tuple[str, list[screen.Card]]]:
    return [
        (headings[nearness], [screen.card_of(each, language) for each in members])
        for nearness, members in groupby(groups, key=lambda each: each.nearness)
    ]


@csrf_protect
@require_safe
@shrunk
@from_standby
def listed(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show one group that anybody may register for."""
    found = listed_group(group_id, timezone.now())
    context = {**screen.about(found, page_language()), "steps": screen.trail()}
    return render(request, "groups/listed.html", context)


@require_safe
@from_standby
def logo(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the logo of the organisation behind a listed group."""
    png = listed_group(group_id, timezone.now()).read_logo()
    if png is None:
        raise Http404
    response = HttpResponse(png, content_type="image/png")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Ask how somebody wants to be called, and register them; once more shows that it is done."""
    person = person_of(request)
    taking = _taking(person, group_id)
    if taking is not None:
        return _done(request, taking)
    found = listed_group(group_id, timezone.now())
    if person is not None and _leads(person, group_id):
        return _ask(request, found, Registration(), leads=True)
    if request.method != "POST":
        name = profile_of(person).name if person else ""
        return _ask(request, found, Registration(name=name))
    form = read_form(request.POST)
    if form.errors:
        return _ask(request, found, form, status=UNPROCESSABLE)
    if not may_register(request, found.group):
        return _ask(request, found, form.refused(), status=TOO_MANY)
    own = address_of(person.owner) if person is not None and person.has_account else ""
    if not may_write_to(request, found.group, form.address, own=own):
        return _ask(request, found, form.without_mail(), status=UNPROCESSABLE)
    person = person_for(request, form=request.POST.get(FORM, ""))
    register(person=person, group=found.group, form=form)
    return redirect("groups:register", group_id)


def _taking(person: Person | None, group_id: uuid.UUID) -> Participation | None:
    mine = Participation.objects.visible_to(person).filter(group=group_id)
    return mine.select_related("group").first()


def _leads(person: Person, group_id: uuid.UUID) -> bool:
    return Facilitation.objects.filter(group=group_id, owner=person.owner).exists()


def _done(request: HttpRequest, taking: Participation) -> HttpResponse:
    if request.method == "POST":
        return redirect("groups:register", taking.group_id)
    person = person_of(request)
    context = {
        "group": taking.group,
        "words": taking.group.read(),
        "is_waiting": taking.waiting_since is not None,
        "has_address": taking.address is not None,
        "is_guest": person is not None and not person.has_account,
        "days": settings.GUEST_DAYS,
    }
    return render(request, "groups/registered.html", context)


def _ask(
    request: HttpRequest,
    found: Listed,
    form: Registration,
    *,
    leads: bool = False,
    status: int = 200,
) -> HttpResponse:
    person = person_of(request)
    context = {
        **screen.about(found, page_language()),
        "form": form,
        "leads": leads,
        "mails": mail.works(),
        "mark": "" if person else new_form(),
        "is_guest": person is None or not person.has_account,
        "days": settings.GUEST_DAYS,
        "steps": screen.trail((found.found.words.title, screen.href_of(group_id=found.group.pk))),
    }
    return render(request, "groups/register.html", context, status=status)
