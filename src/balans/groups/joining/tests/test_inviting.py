"""Inviting: by mail, once each; again once a day; taken back; and a new code."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import sent
from balans.groups.codes import spoken_code
from balans.groups.joining import inviting
from balans.groups.joining.tests.people import join_by_code, led_group, mine, of
from balans.groups.models import Group, Invite, Participation
from balans.groups.tests.series import LINK, PLACE, TITLE, begin, facilitator, opened

pytestmark = pytest.mark.django_db


def page_of(group) -> str:
    return f"/groepen/leiden/{group.pk}/uitnodigen/"


def invite(dora, group, addresses: str):
    return dora.post(page_of(group), {"adressen": addresses})


def link_in(letter: tuple[str, str, str]) -> str:
    return re.search(r"https?://[^/]+(/\S*uitnodiging/\S+)", letter[2])[1]


def links() -> list[str]:
    return [link_in(each) for each in sent("invitation")]


def test_code_link_and_qr_code_are_there_to_show():
    dora, group = led_group()
    page = dora.get(page_of(group)).content.decode()
    assert spoken_code(group.read().code) in page and "<svg" in page
    assert f"/groepen/meedoen/{group.read().code}/" in page


def test_each_address_gets_a_mail_of_its_own_that_says_who_invites():
    dora, group = led_group()
    response = invite(dora, group, "Anna Smit <anna@example.nl>, bram@example.nl\ncor@example.nl")
    assert "3 uitnodigingen verstuurd" in response.content.decode()
    letters = sent("invitation")
    assert [each[0] for each in letters] == [f"{who}@example.nl" for who in ("anna", "bram", "cor")]
    for to, subject, text in letters:
        assert "Dora de Wit van Steunpunt De Brug" in text and TITLE in text and PLACE in text
        assert LINK not in text and TITLE not in subject
        assert not any(other[0] in text for other in letters if other[0] != to)
    assert len(set(links())) == 3


def test_addresses_are_kept_for_the_facilitators_alone():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [row] = Invite.objects.all()
    assert b"anna" not in bytes(row.sealed) and "anna" not in row.digest + row.lookup
    assert "anna@example.nl" in dora.get(page_of(group)).content.decode()
    eva = facilitator(Client(), "eva@example.nl")
    assert eva.get(page_of(group)).status_code == 404
    assert invite(eva, group, "x@example.nl").status_code == 404


def test_who_was_invited_already_is_named_and_gets_no_second_mail():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    page = invite(dora, group, "ANNA@example.nl, bram@example.nl").content.decode()
    assert "waren al uitgenodigd" in page and "anna@example.nl" in page
    assert [each[0] for each in sent("invitation")] == ["anna@example.nl", "bram@example.nl"]


def test_wrong_addresses_are_named_and_come_back_while_the_others_go():
    dora, group = led_group()
    response = invite(dora, group, "anna@example.nl, bram@, Cor")
    page = response.content.decode()
    assert response.status_code == 422 and "bram@, Cor" in page
    assert "bram@\nCor</textarea>" in page
    assert [each[0] for each in sent("invitation")] == ["anna@example.nl"]
    assert invite(dora, group, "  ").status_code == 422


def test_too_many_at_once_and_too_many_a_day_are_refused_with_what_was_typed(monkeypatch):
    dora, group = led_group()
    many = ", ".join(f"a{number}@example.nl" for number in range(61))
    response = invite(dora, group, many)
    assert response.status_code == 422 and "a60@example.nl" in response.content.decode()
    assert not sent("invitation")
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    response = invite(dora, group, "a@example.nl, b@example.nl, c@example.nl")
    page = response.content.decode()
    assert response.status_code == 422 and "\nc@example.nl</textarea>" in page
    assert len(sent("invitation")) == 2


def test_a_personal_link_lets_one_person_in_once():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [link] = links()
    anna = Client()
    assert TITLE in anna.get(link).content.decode()
    assert anna.post(link, {"naam": "Anna"}).status_code == 302
    assert Invite.objects.get().participation == of(anna, group)
    assert anna.get(link).headers["Location"] == mine(group)
    assert "Gebruikt op" in dora.get(page_of(group)).content.decode()


def test_a_link_that_was_used_says_so_to_a_stranger_and_shows_nothing():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [link] = links()
    Client().post(link, {"naam": "Anna"})
    for response in (Client().get(link), Client().post(link, {"naam": "Bram"})):
        page = response.content.decode()
        assert response.status_code == 410 and "al gebruikt" in page
        for secret in (TITLE, PLACE, "Dora", group.read().code):
            assert secret not in page
    assert Participation.objects.count() == 1


def test_two_people_with_one_link_at_the_same_time_make_one(monkeypatch):
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [link] = links()
    early = Invite.objects.select_related("group").get()
    Client().post(link, {"naam": "Anna"})
    monkeypatch.setattr("balans.groups.joining.enter_views.invite_at", lambda token: early)
    assert Client().post(link, {"naam": "Bram"}).status_code == 410
    assert Participation.objects.count() == 1


def test_a_link_still_does_not_open_after_its_user_left():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [link] = links()
    anna = Client()
    anna.post(link, {"naam": "Anna"})
    anna.post(mine(group) + "stoppen/")
    assert anna.get(link).status_code == 410


def test_a_facilitator_who_follows_an_invitation_uses_nothing_up():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [link] = links()
    assert "Je leidt deze groep" in dora.get(link).content.decode()
    assert dora.post(link, {"naam": "Dora"}).status_code == 409
    assert Invite.objects.get().used_at is None


def test_an_invitation_goes_again_once_a_day_with_a_new_link():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    [old] = links()
    one = {"_actie": "opnieuw", "uitnodiging": str(Invite.objects.get().pk)}
    dora.post(page_of(group), one)
    assert len(sent("invitation")) == 1
    Invite.objects.update(sent_at=timezone.now() - timedelta(hours=25))
    assert "Verstuur opnieuw" in dora.get(page_of(group)).content.decode()
    for _click in range(2):
        dora.post(page_of(group), one)
    assert len(links()) == 2
    assert Client().get(old).status_code == 404
    assert Client().get(links()[-1]).status_code == 200


def test_an_invitation_that_was_taken_back_opens_nothing():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl, bram@example.nl")
    first, second = links()
    Client().post(second, {"naam": "Bram"})
    for row in Invite.objects.all():
        dora.post(page_of(group), {"_actie": "intrekken", "uitnodiging": str(row.pk)})
    assert Client().get(first).status_code == 404
    assert Invite.objects.get().used_at and Participation.objects.count() == 1


def test_a_new_code_ends_the_old_one_at_once_and_a_double_click_makes_one():
    dora, group = led_group()
    before = group.read().code
    for _click in range(2):
        dora.post(page_of(group), {"_actie": "vernieuw", "code": before})
    after = Group.objects.get().read().code
    assert after != before and Group.objects.get().version == group.version + 1
    assert Client().get(f"/groepen/meedoen/{before}/").status_code == 404
    assert Client().get(f"/groepen/meedoen/{after}/").status_code == 200
    assert Group.objects.get().read().title == TITLE


def test_an_invitation_of_another_group_is_out_of_reach():
    dora, group = led_group()
    other = begin(dora)
    invite(dora, other, "anna@example.nl")
    row = Invite.objects.get()
    dora.post(page_of(group), {"_actie": "intrekken", "uitnodiging": str(row.pk)})
    assert Invite.objects.filter(pk=row.pk).exists()


def test_joining_by_code_leaves_an_invitation_unused():
    dora, group = led_group()
    invite(dora, group, "anna@example.nl")
    join_by_code(group, "Anna")
    [row] = inviting.invited_to(opened(dora, group))
    assert row.address == "anna@example.nl" and row.invite.used_at is None


def test_the_page_asks_the_database_little(django_assert_max_num_queries):
    dora, group = led_group()
    invite(dora, group, ", ".join(f"a{number}@example.nl" for number in range(20)))
    with django_assert_max_num_queries(8):
        assert dora.get(page_of(group)).status_code == 200


def test_strange_links_are_answered_alike():
    for token in ("x", "é", "a" * 43, "../../etc"):
        response = Client().get(f"/groepen/uitnodiging/{token.replace('/', '-')}/")
        assert response.status_code == 404 and "werkt niet" in response.content.decode()


def test_nobody_is_invited_to_a_group_that_stopped():
    dora, group = led_group()
    group.stopped_at = timezone.now()
    group.save()
    page = dora.get(page_of(group)).content.decode()
    assert "Uitnodigen kan niet meer" in page and "<svg" not in page.split("<main")[1]
    assert invite(dora, group, "anna@example.nl").status_code == 409
    assert not sent("invitation")
