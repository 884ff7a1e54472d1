"""The host signs accounts out, after a suspicion; nobody loses anything."""

import pytest
from django.test import Client

from balans import cli
from balans.accounts.models import KeySlot, Owner
from balans.accounts.tests.letters import sign_in

pytestmark = pytest.mark.django_db
BEGIN = "/oefeningen/doelen/begin/"


def end(*words: str) -> int:
    return cli.main(["devices", "end", *words])


def test_the_host_ends_every_browser_of_one_account(anna, chris, capsys):
    again = Client()
    sign_in(anna)
    sign_in(again)
    sign_in(chris, "chris@example.nl")
    assert end("Anna@example.nl") == 0 and "in 2 browsers" in capsys.readouterr().out
    assert anna.get("/mijn/account/").status_code == again.get("/mijn/account/").status_code == 302
    assert chris.get("/mijn/account/").status_code == 200
    sign_in(anna)
    assert anna.get("/mijn/account/").status_code == 200 and Owner.objects.count() == 2


def test_the_host_ends_all_of_them_and_no_guest_loses_anything(anna, chris, capsys):
    sign_in(anna)
    guest = Client()
    page = guest.post(BEGIN, {"naam": "Jan"}).headers["Location"]
    assert end("--everybody") == 0 and "in 1 browser;" in capsys.readouterr().out
    assert anna.get("/mijn/account/").status_code == 302
    assert guest.get(page).status_code == 200
    assert KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "whose?"),
        (("anna@example.nl", "--everybody"), "whose?"),
        (("anna",), "is no mail address"),
        (("nobody@example.nl",), "nobody has an account"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_what_to_do(capsys, words, said):
    assert end(*words) != 0
    assert said in capsys.readouterr().err
