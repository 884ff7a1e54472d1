"""Roles: given by the host, taken up by who is invited, and the door of the pages for staff."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans import cli
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import person_of, read_cookie
from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Invitation, Role
from balans.accounts.staff.roles import give_role, roles_of_owner, sweep_invitations, take_role
from balans.accounts.staff.tests.people import become, let_hours_pass, set_up_app
from balans.accounts.tests.letters import last_code, sign_in
from balans.plans.models import KeptPlan

pytestmark = pytest.mark.django_db
DORA = "dora@example.nl"


def test_a_role_is_given_to_an_account_that_is_there(anna):
    sign_in(anna, DORA)
    assert give_role(address=DORA, role="editor")
    assert give_role(address=DORA, role="editor")
    assert roles_of_owner(Owner.objects.get().pk) == {"editor"}


def test_an_invitation_waits_and_is_taken_up_when_the_address_comes_in(anna, chris):
    assert not give_role(address=DORA, role="administrator")
    give_role(address=DORA, role="editor")
    sign_in(chris, "chris@example.nl")
    assert not Role.objects.exists()
    sign_in(anna, DORA)
    owner = KeySlot.objects.get(kind="mail", owner__roles__name="editor").owner
    assert roles_of_owner(owner.pk) == {"administrator", "editor"}
    assert not Invitation.objects.exists()


def test_an_invitation_is_taken_up_by_who_changes_to_the_address(anna):
    give_role(address=DORA, role="editor")
    sign_in(anna, "anna@example.nl")
    anna.post("/mijn/account/adres/", {"adres": DORA})
    assert not Role.objects.exists()
    anna.post("/mijn/account/adres/code/", {"code": last_code()})
    assert Role.objects.get().name == "editor"


def test_an_invitation_ends_after_thirty_days(anna):
    give_role(address=DORA, role="editor")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    sign_in(anna, DORA)
    assert not Role.objects.exists()
    give_role(address="eva@example.nl", role="editor")
    assert sweep_invitations() == 0
    assert sweep_invitations(now=timezone.now() + timedelta(days=31)) == 1


def test_an_invitation_holds_no_address_in_plain():
    give_role(address="xanthippe@example.nl", role="editor")
    assert "xanthippe" not in str(list(Invitation.objects.values_list()))
    assert b"xanthippe" not in bytes(Invitation.objects.get().address)


def test_taking_a_role_away_closes_its_pages_at_once(anna):
    become(anna, "administrator")
    set_up_app(anna)
    assert anna.get("/beheer/").status_code == 200
    assert take_role(address=DORA, role="editor") == 0
    assert take_role(address=DORA, role="administrator") == 1
    assert anna.get("/beheer/").status_code == 404


def told(capsys, *words: str) -> tuple[int, str]:
    code = cli.main(["staff", *words])
    out = capsys.readouterr()
    return code, out.out + out.err


def test_the_host_adds_lists_and_removes_at_the_command_line(anna, capsys):
    assert told(capsys, "list") == (
        0,
        "nobody has a role; give one with `balans staff add ADDRESS ROLE`\n",
    )
    assert "waits for thirty days" in told(capsys, "add", "Eva@Example.nl", "professional")[1]
    sign_in(anna, DORA)
    assert told(capsys, "add", DORA, "administrator") == (
        0,
        "dora@example.nl has the role administrator\n",
    )
    shown = told(capsys, "list")[1]
    assert re.search(r"administrator +dora@example.nl +since", shown)
    assert re.search(r"professional +eva@example.nl +invited until", shown)
    assert told(capsys, "remove", "eva@example.nl")[1] == "eva@example.nl: 1 role taken away\n"
    assert told(capsys, "remove", DORA)[1] == "dora@example.nl: 1 role taken away\n"
    assert not Role.objects.exists() and not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("add", DORA), "which role"),
        (("add", DORA, "koning"), "is no role"),
        (("add", "dora", "editor"), "is no mail address"),
        (("remove",), "is no mail address"),
        (("reset", DORA), "nobody has an account"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_what_to_do(capsys, words, answer):
    code, text = told(capsys, *words)
    assert code == cli.USAGE_ERROR and answer in text


def test_the_host_resets_a_second_step_at_the_command_line(anna, capsys):
    become(anna, "administrator")
    set_up_app(anna)
    assert told(capsys, "reset", DORA)[0] == 0
    assert anna.get("/beheer/").status_code == 302


def plain(page: bytes) -> str:
    """Return a page without what differs by address alone."""
    return re.sub(r"/(en/)?(beheer|admin|bestaat-niet)/|%2F\w+", "", page.decode())


@pytest.mark.parametrize("who", ["visitor", "guest", "account", "editor"])
@pytest.mark.parametrize(
    ("path", "nothing"), [("/beheer/", "/bestaat-niet/"), ("/en/admin/", "/en/bestaat-niet/")]
)
def test_without_the_role_the_page_is_not_there(who, path, nothing):
    client = Client()
    if who == "guest":
        client.post("/mijn-plan/nieuw/", {"doel": "Naar zee"})
    elif who == "account":
        sign_in(client)
    elif who == "editor":
        become(client, "editor")
        set_up_app(client)
    there, never = client.get(path), client.get(nothing)
    assert (there.status_code, never.status_code) == (404, 404)
    assert plain(there.content) == plain(never.content)
    for response in (there, never):
        del response.headers["Content-Length"]
    assert dict(there.headers) == dict(never.headers)
    assert client.post(path).status_code == 404


def test_what_is_posted_may_come_an_hour_late(anna, rf):
    become(anna, "editor")
    set_up_app(anna)
    guarded = staff_view("editor")(lambda request: request.method)

    def ask(method: str) -> object:
        request = getattr(rf, method)("/ergens/")
        request.COOKIES = {name: each.value for name, each in anna.cookies.items()}
        return guarded(request)

    let_hours_pass(12.5)
    assert ask("get").status_code == 302
    assert ask("post") == "POST"
    let_hours_pass(1)
    assert ask("post").status_code == 302


def test_a_role_that_is_misspelt_fails_when_the_view_is_made():
    with pytest.raises(ValueError):
        staff_view("administrater")


@pytest.mark.parametrize("role", Role.Name.values)
def test_no_role_opens_anybody_s_words(anna, chris, role):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    anna.post("/mijn-plan/nieuw/", {"doel": "Naar de xylofoon"})
    plan = KeptPlan.objects.get()
    become(chris, role)
    set_up_app(chris)
    for path in ("", "aanpassen/", "wissen/"):
        assert chris.get(f"/mijn-plan/{plan.pk}/{path}").status_code == 404
    assert chris.get(f"/mijn-plan/{plan.pk}.pdf").status_code == 404
    assert b"xylofoon" not in chris.get("/beheer/").content + chris.get("/mijn/").content


def test_a_role_adds_no_way_into_another_vault(anna, chris, rf):
    anna.post("/mijn-plan/nieuw/", {"doel": "Naar de xylofoon"})
    become(chris, "administrator")
    set_up_app(chris)
    request = rf.get("/")
    request.COOKIES = {name: each.value for name, each in chris.cookies.items()}
    person = person_of(request)
    assert not KeptPlan.objects.visible_to(person).exists()
    assert not person.owner.slots.exclude(owner=person.owner).exists()
    assert read_cookie(chris.cookies["balans_gast"].value) is not None
