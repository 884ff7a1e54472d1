"""The first page of the administration: how things are, and nothing of anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balans.accounts.actions import key_versions_in_use, rotate_keys
from balans.accounts.models import Owner
from balans.accounts.staff.roles import give_role
from balans.accounts.staff.tests.people import become, set_up_app
from balans.accounts.tests.letters import sign_in
from balans.administration.state import rounded, state_now
from balans.core import keys
from balans.core.mail import Mail, queue
from balans.core.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanna(client):
    """An administrator, after her second step."""
    become(client, "administrator", "hanna@example.nl")
    set_up_app(client)
    return client


def letter(state: str, *, minutes_ago: float = 0, kind: str = "reminder") -> Letter:
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    mail = Mail(subject="xylofoon", paragraphs=("xylofoon",))
    letter_id = queue(to="xanthippe@example.nl", mail=mail, language="nl", kind=kind)
    ended = None if state == "waiting" else moment
    Letter.objects.filter(pk=letter_id).update(state=state, due_at=moment, ended_at=ended)
    return Letter.objects.get(pk=letter_id)


def test_it_shows_letters_that_did_not_go_without_words_or_addresses(hanna):
    stuck = letter("refused")
    letter("sent")
    page = hanna.get("/beheer/").content.decode()
    assert "reminder" in page and str(stuck.pk) in page and "niet aangenomen" in page
    assert "De laatste mail ging weg" in page
    assert "xanthippe" not in page and "xylofoon" not in page and "hanna" not in page


def test_it_says_when_the_work_in_the_background_stands_still(hanna):
    assert state_now().runs
    letter("waiting", minutes_ago=11)
    assert not state_now().runs
    assert "staat stil" in hanna.get("/beheer/").content.decode()
    Letter.objects.all().delete()
    Owner.objects.update(leaves_at=timezone.now() - timedelta(minutes=11))
    assert state_now().late_erasures == 1 and not state_now().runs


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (9, 0), (10, 10), (47, 40), (1234, 1230)])
def test_people_are_counted_in_tens(number, shown):
    assert rounded(number) == shown


def test_staff_are_counted_by_role(hanna):
    give_role(address="eva@example.nl", role="professional")
    state = state_now()
    assert ("beheer", 1) in state.staff and state.invited == 1
    assert "Er staat 1 uitnodiging open." in hanna.get("/beheer/").content.decode()


def test_it_shows_which_keys_are_needed(hanna):
    before = keys.current_version()
    assert key_versions_in_use() == {before}
    after = rotate_keys()
    assert key_versions_in_use() == {after}
    page = hanna.get("/beheer/").content.decode()
    assert f"Hoofdsleutel {before}: niet meer nodig" in page


def test_it_takes_at_most_eight_queries_however_much_there_is(
    hanna, chris, django_assert_max_num_queries
):
    for number in range(30):
        letter("refused", kind=f"soort {number}")
    sign_in(chris, "chris@example.nl")
    with django_assert_max_num_queries(8):
        assert hanna.get("/beheer/").status_code == 200


def test_it_is_there_in_english(hanna):
    page = hanna.get("/en/admin/").content.decode()
    assert 'lang="en"' in page and "What people write cannot be read here." in page


def test_it_takes_nothing_in(hanna):
    assert hanna.post("/beheer/").status_code == 405
