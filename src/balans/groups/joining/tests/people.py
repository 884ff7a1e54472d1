"""A group with its people, as the tests of taking part need them."""

from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import person_behind
from balans.groups.models import Facilitator, Group, Participation
from balans.groups.tests.series import begin, facilitator
from balans.groups.words import PublicWords

PAGE = PublicWords(
    name="Dora de Wit",
    about="Ik leid groepen in de buurt.",
    organisation="Steunpunt De Brug",
    phone="030 123 45 67",
    mail="dora@brug.example",
)


def with_page(client: Client, words: PublicWords = PAGE) -> None:
    """Give the facilitator who is signed in a page of her own."""
    page = Facilitator(owner=person_behind(client).owner, changed_at=timezone.now())
    page.seal(words)
    page.save()


def led_group(**fields: int) -> tuple[Client, Group]:
    """Return Dora's browser and a group that she leads, with a page of her own."""
    dora = facilitator(Client())
    with_page(dora)
    return dora, begin(dora, **fields)


def join_by_code(group: Group, name: str, client: Client | None = None, **fields: str) -> Client:
    """Let somebody join as on the screen; return their browser."""
    browser = client or Client()
    address = f"/groepen/meedoen/{group.read().code}/"
    response = browser.post(address, {"naam": name, **fields})
    assert response.status_code == 302, response.content.decode()
    return browser


def mine(group: Group) -> str:
    return f"/groepen/mijn/{group.pk}/"


def of(browser: Client, group: Group) -> Participation:
    return Participation.objects.get(group=group, owner=person_behind(browser).owner)
