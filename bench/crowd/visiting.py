"""Being somebody of the crowd: their browser, and the addresses that are theirs."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import write_cookie
from balans.core.vault import lookup
from balans.diary.models import Memory
from balans.directory.editing.models import Import
from balans.directory.models import LocalOffer
from balans.groups.models import Group, Participation
from balans.plans.models import KeptPlan
from balans.questionnaires.models import Attempt
from bench.crowd.shapes import FACILITATORS, SEED, Who, id_of, secret_of
from bench.crowd.staff import ADMINISTRATOR, EDITOR, LOCAL_EDITOR

Page = tuple[str, str]
"""What it is, and its address."""

PLACES = ("", "utrecht", "assen")
HEAPS = ("voorstel", "melding", "kapot", "nooit", "oud", "concept", "zichtbaar", "weg", "alles")


def browser(who: Who = "", *, seed: int = SEED, place: str = "") -> Any:
    """Return the browser of somebody in the crowd, nobody's when no name is given.

    Who has a role gave the second step just now.
    """
    client = Client(headers={"host": "localhost"})
    if who != "":
        secret = secret_of(seed, who)
        client.cookies[settings.KEY_COOKIE] = write_cookie(secret)
        slots = KeySlot.objects.filter(lookup=lookup(secret))
        slots.exclude(second_step_at=None).update(second_step_at=timezone.now())
    if place:
        client.cookies[settings.PLACE_COOKIE] = place
    return client


def own_pages(number: int, *, seed: int = SEED) -> Iterator[Page]:
    """Yield the own pages of a carer that look things up in what everybody keeps."""
    owner = Owner.objects.get(pk=id_of(seed, number))
    yield "Mijn plek", "/mijn/"
    yield "all that is kept", "/mijn/alles/"
    yield "what is shared", "/mijn/delen/"
    yield "checks", "/hoe-gaat-het/"
    yield "an exercise, its introduction", "/oefeningen/grenzen/"
    yield "help that was kept", "/hulp/bewaard/"
    yield "diary", "/herinneringen/"
    yield "plans", "/mijn-plan/"
    attempts = Attempt.objects.filter(owner=owner)
    if (check := attempts.filter(flow="csi").first()) is not None:
        yield "a check over time", "/hoe-gaat-het/csi/verloop/"
        yield "an outcome", f"/hoe-gaat-het/csi/{check.pk}/uitkomst/"
    if (memory := Memory.objects.filter(owner=owner).first()) is not None:
        yield "a memory", f"/herinneringen/{memory.pk}/"
    if (plan := KeptPlan.objects.filter(owner=owner).first()) is not None:
        yield "a plan", f"/mijn-plan/{plan.pk}/"
    if (taking := Participation.objects.filter(owner=owner).first()) is not None:
        yield "a group that one takes part in", f"/groepen/mijn/{taking.group_id}/"


def leading_pages(number: int, *, seed: int = SEED) -> Iterator[Page]:
    """Yield the pages of who leads a group; `number` ends on one of FACILITATORS."""
    group = Group.objects.get(pk=id_of(seed, number, "group"))
    home = f"/groepen/leiden/{group.pk}/"
    yield "the groups that one leads", "/groepen/leiden/"
    yield "a group", home
    yield "who is in a group", f"{home}deelnemers/"
    if number % 100 == FACILITATORS[1]:
        yield "what people said afterwards", f"{home}evaluatie/"
        yield "a group in numbers", f"{home}samenvatting/"


def staff_pages() -> Iterator[tuple[Who, str, str]]:
    """Yield pages of the administrator and of editors: who, what, address."""
    yield ADMINISTRATOR, "administration", "/beheer/"
    yield EDITOR, "help of the whole country", "/beheer/hulp/landelijk/"
    for who in (EDITOR, LOCAL_EDITOR):
        yield who, f"offers of {who}", "/beheer/hulp/"
        yield who, f"a search by {who}", "/beheer/hulp/?zoek=inloop"
        for heap in HEAPS:
            yield who, f"{heap} of {who}", f"/beheer/hulp/?lijst={heap}"
    yield EDITOR, "far in the list", "/beheer/hulp/?lijst=alles&blad=400"
    yield EDITOR, "lists that were read in", "/beheer/hulp/inlezen/"
    if (kept := Import.objects.first()) is not None:
        yield EDITOR, "one list", f"/beheer/hulp/inlezen/{kept.pk}/"
    if (offer := LocalOffer.objects.filter(state="published").first()) is not None:
        yield EDITOR, "an offer", f"/beheer/hulp/{offer.pk}/"
        yield EDITOR, "an offer, its history", f"/beheer/hulp/{offer.pk}/geschiedenis/"


def public_pages() -> Iterator[tuple[str, str, str]]:
    """Yield pages for everybody that ask the database: place, what, address."""
    for place in PLACES:
        said = f" from {place}" if place else ""
        yield place, f"help{said}", "/hulp/"
        yield place, f"help with nights{said}", "/hulp/bij/nacht-slapen/"
        yield place, f"all offers{said}", "/hulp/aanbod/"
        yield place, f"search{said}", "/zoeken/?q=nachtzorg"
        yield place, f"groups{said}", "/groepen/zoeken/"
    yield "", "services", "/api/services"
    yield "", "services at a place", "/api/services?municipality=Utrecht"
    yield "", "services with all related data", "/api/services?full=true&page=20"
