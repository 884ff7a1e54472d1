"""Sharing: one thing, for as long as its owner wants, and every look is seen by them."""

import logging
import re
import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.actions import erase_owner, retire_keys, rotate_keys
from balans.accounts.models import Look, Owner, Share
from balans.accounts.person import read_cookie
from balans.accounts.shares.actions import close_ended, withdraw
from balans.accounts.shares.sharing import (
    day_before_end,
    earliest,
    end_of,
    kind_of_device,
    last_day,
)
from balans.core import vault
from balans.core.logs import without_secrets
from balans.core.tests.raw import everything
from balans.diary.models import Memory

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Europe/Amsterdam")
LIST = "/mijn/delen/"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"
GONE = "Deze link werkt niet (meer)"


def remember(client, title="De boot naar Texel") -> str:
    form = {"_nummer": str(uuid.uuid4()), "_versie": "0", "_formulier": str(uuid.uuid4())}
    words = {"titel": title, "tekst": "Opa liet de meeuwen uit zijn hand eten."}
    return client.post("/herinneringen/nieuw/", form | words).headers["Location"]


def share_form(client, url: str, **given) -> dict[str, str]:
    page = client.get(f"{url}delen/").content.decode()
    found = re.search(r'name="_sleutel" value="([^"]+)"', page)
    assert found, page
    return {"_sleutel": found[1], "voor": "zus Inge", "van": "Greet", "tot": "7"} | given


def link_in(response) -> str:
    found = re.search(r'id="link"[^>]*>http://testserver([^<]+)<', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def share(client, url: str = "", **given) -> str:
    """Share a memory; return the path of the link."""
    url = url or remember(client)
    return link_in(client.post(f"{url}delen/", share_form(client, url, **given)))


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def look(client, link: str, name: str = "", **headers):
    page = said(client, link)
    found = re.search(r'name="_blik" value="([^"]+)"', page)
    assert found, page
    return client.post(link, {"_blik": found[1], "naam": name}, **headers)


# Rules


def test_a_share_lasts_to_the_end_of_its_last_day_also_when_the_clock_changes():
    assert last_day(7, date(2026, 11, 25)) == date(2026, 12, 2)
    end = end_of(date(2026, 10, 25), HOME)
    assert end == datetime(2026, 10, 26, tzinfo=HOME)
    assert day_before_end(end, HOME) == date(2026, 10, 25)
    assert end - datetime(2026, 10, 25, tzinfo=HOME).astimezone(ZoneInfo("UTC")) == timedelta(
        hours=25
    )


def test_the_first_of_several_ends_counts():
    early, late = datetime(2026, 1, 1, tzinfo=HOME), datetime(2027, 1, 1, tzinfo=HOME)
    assert earliest(late, None, early) == early
    assert earliest(None, None) is None


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (IPHONE, "iphone"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari", "android-phone"),
        ("Mozilla/5.0 (Linux; Android 14; Tab) Safari", "android-tablet"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "windows"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "linux"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_device_is_known_by_its_kind_alone(agent, kind):
    assert kind_of_device(agent) == kind


def test_the_log_never_holds_the_secret_of_a_link(anna):
    link = share(anna)
    secret = link.strip("/").split("/")[-1]
    assert secret not in without_secrets(f"Internal Server Error: {link}")
    assert "/gedeeld/" in without_secrets(f"Internal Server Error: {link}")
    record = logging.LogRecord("x", 40, "", 1, "%s broke", (link,), None)
    for handler in settings.LOGGING["handlers"].values():
        assert "secrets" in handler["filters"]
    from balans.core.logs import HideSecrets

    assert HideSecrets().filter(record) and secret not in record.getMessage()


# The owner's side


def test_the_form_says_what_the_other_sees_and_the_link_is_shown_with_a_message(anna):
    url = remember(anna)
    assert f'href="{url}delen/"' in said(anna, url)
    page = said(anna, f"{url}delen/")
    assert "De ander ziet deze ene herinnering" in page
    assert "Zonder account bewaren we alles tot en met" in page
    response = anna.post(f"{url}delen/", share_form(anna, url))
    link = link_in(response)
    assert response.content.decode().count(f"http://testserver{link}") == 2
    assert "mailto:?subject=Ik%20deel%20iets%20met%20je" in response.content.decode()
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_secret_is_kept_nowhere(anna):
    link = share(anna)
    secret = read_cookie(link.strip("/").split("/")[-1])
    assert secret is not None
    kept = Share.objects.get()
    for value in vars(kept).values():
        assert secret not in (value if isinstance(value, bytes) else str(value).encode())
    assert link not in said(anna, LIST)


def test_a_double_post_is_one_link_and_the_last_wish_holds(anna):
    url = remember(anna)
    form = share_form(anna, url)
    first = link_in(anna.post(f"{url}delen/", form))
    again = link_in(anna.post(f"{url}delen/", form | {"tot": "stop", "van": "Greetje"}))
    assert first == again and Share.objects.count() == 1
    assert Share.objects.get().ends_at is None
    assert "Greetje deelt een herinnering met jou" in said(Client(), first)


def test_a_form_from_the_history_brings_no_withdrawn_link_to_life(anna):
    url = remember(anna)
    form = share_form(anna, url)
    first = link_in(anna.post(f"{url}delen/", form))
    anna.post(f"{LIST}{Share.objects.get().pk}/stoppen/")
    again = link_in(anna.post(f"{url}delen/", form))
    assert first != again
    assert Client().get(first).status_code == 404 and Client().get(again).status_code == 200


def test_the_secret_of_somebody_else_s_link_is_not_taken_over(anna, chris):
    url = remember(anna)
    form = share_form(anna, url)
    mine = link_in(anna.post(f"{url}delen/", form))
    theirs = remember(chris, "Van Chris")
    assert link_in(chris.post(f"{theirs}delen/", form)) != mine
    assert "De boot" in said_after_looking(Client(), mine)


def said_after_looking(client, link: str, name: str = "") -> str:
    assert look(client, link, name).status_code == 302
    return said(client, link)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tot": ""}, "Kies hoe lang je dit deelt."),
        ({"tot": "99"}, "Kies hoe lang je dit deelt."),
        ({"tot-day": "31", "tot-month": "2", "tot-year": "2030"}, "Deze datum bestaat niet."),
        ({"tot-day": "1", "tot-month": "2", "tot-year": "2020"}, "Deze dag is al voorbij."),
        ({"tot-day": "1", "tot-month": "2", "tot-year": "9999"}, "Schrijf het jaar met vier"),
        ({"tot-day": "é"}, "Deze datum bestaat niet."),
        ({"van": "x" * 101}, "Dit is te lang."),
        ({"voor": "x" * 5000}, "Dit is te lang."),
    ],
)
def test_what_cannot_be_kept_comes_back_as_it_was_typed(anna, given, message):
    url = remember(anna)
    response = anna.post(f"{url}delen/", share_form(anna, url, **given))
    page = response.content.decode()
    assert response.status_code == 422 and Share.objects.count() == 0
    assert message in page
    for name, text in given.items():
        assert name == "tot" or f'value="{text}"' in page


def test_a_date_of_one_s_own_is_the_last_day(anna):
    share(anna, **{"tot-day": "3", "tot-month": "12", "tot-year": "2199"})
    assert Share.objects.get().ends_at == datetime(2199, 12, 4, tzinfo=HOME)


def test_the_list_says_with_whom_until_when_and_shows_every_look(anna):
    assert "Je deelt nog niets." in said(anna, LIST)
    link = share(anna)
    assert "Er heeft nog niemand gekeken." in said(anna, LIST)
    for number in range(5):
        look(Client(), link, f"Inge {number}", headers={"user-agent": IPHONE})
    page = said(anna, LIST)
    assert "De boot naar Texel" in page and "Voor zus Inge." in page
    assert "Te zien tot en met" in page and "Er is 5 keer gekeken" in page
    assert all(f"Inge {number}" in page for number in range(5))
    assert page.count("op een iPhone") == 5 and "Alle keren daarvoor" in page


def test_the_list_costs_as_much_with_many_shares_as_with_few(anna, django_assert_max_num_queries):
    for _time in range(4):
        look(Client(), share(anna))
    with django_assert_max_num_queries(8):
        anna.get(LIST)


def test_a_share_is_made_longer_and_shorter_with_the_same_link(anna):
    link = share(anna)
    url = f"{LIST}{Share.objects.get().pk}/tot/"
    assert "Nu is het te zien tot en met" in said(anna, url)
    assert anna.post(url, {"tot": "nooit"}).status_code == 422
    assert anna.post(url, {"tot": "stop"}).status_code == 302
    assert Share.objects.get().ends_at is None
    assert "Nu is het te zien tot jij ermee stopt." in said(anna, url)
    anna.post(url, {"tot": "1"})
    assert Share.objects.get().ends_at - timezone.now() <= timedelta(days=2)
    assert Client().get(link).status_code == 200


def test_stopping_asks_once_and_works_at_once_also_for_who_is_looking(anna):
    link, inge = share(anna), Client()
    assert "meeuwen" in said_after_looking(inge, link)
    url = f"{LIST}{Share.objects.get().pk}/stoppen/"
    assert "Wil je stoppen met delen?" in said(anna, url)
    assert inge.get(link).status_code == 200
    assert anna.post(url).headers["Location"] == LIST
    assert inge.get(link).status_code == 404 and "meeuwen" not in said(inge, link)
    assert inge.post(link).status_code == 404
    page = said(anna, LIST)
    assert "Je stopte op" in page and "Er is één keer gekeken" in page
    assert anna.get(f"{LIST}{Share.objects.get().pk}/tot/").status_code == 302
    assert anna.post(url).status_code == 302


def test_only_what_has_ended_is_removed_and_its_looks_with_it(anna):
    link = share(anna)
    look(Client(), link)
    url = f"{LIST}{Share.objects.get().pk}/"
    assert anna.post(f"{url}wissen/").headers["Location"] == f"{url}stoppen/"
    assert Share.objects.count() == 1
    anna.post(f"{url}stoppen/")
    assert "Wil je dit weghalen uit je lijst?" in said(anna, f"{url}wissen/")
    anna.post(f"{url}wissen/")
    assert Share.objects.count() == 0 and Look.objects.count() == 0


def test_a_withdrawn_link_has_no_key_left_and_master_keys_go_on_turning(anna):
    link = share(anna)
    secret = read_cookie(link.strip("/").split("/")[-1])
    kept = Share.objects.get()
    assert vault.open_vault(str(kept.owner_id), secret, kept.key)
    withdraw(share=kept)
    closed = Share.objects.get()
    assert closed.is_closed
    with pytest.raises(vault.CannotOpen):
        vault.open_vault(str(closed.owner_id), secret, closed.key)
    version = rotate_keys()
    retire_keys()
    assert Share.objects.get().key_version == version


def test_a_link_goes_on_working_when_the_master_key_turns(anna):
    link = share(anna)
    rotate_keys()
    retire_keys()
    assert Client().get(link).status_code == 200


def test_the_key_of_a_link_whose_time_is_over_is_written_over(anna):
    link = share(anna)
    secret = read_cookie(link.strip("/").split("/")[-1])
    assert close_ended() == 0
    Share.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert close_ended() == 1 and close_ended() == 0
    kept = Share.objects.get()
    with pytest.raises(vault.CannotOpen):
        vault.open_vault(str(kept.owner_id), secret, kept.key)
    assert "Gedeeld tot en met" in said(anna, LIST)


def test_erasing_a_memory_ends_its_links_and_no_others(anna):
    url = remember(anna)
    gone, other = share(anna, url), share(anna)
    anna.post(f"{url}wissen/")
    assert Client().get(gone).status_code == 404 and Client().get(other).status_code == 200
    assert Share.objects.filter(withdrawn_at=None).count() == 1


def test_a_memory_that_changes_is_seen_as_it_is_now(anna):
    url = remember(anna)
    link = share(anna, url)
    form = {"_versie": "1", "_formulier": str(uuid.uuid4()), "titel": "Naar Vlieland", "tekst": "x"}
    assert anna.post(f"{url}wijzigen/", form).status_code == 302
    assert "Naar Vlieland" in said_after_looking(Client(), link)


# The visitor's side


def test_before_the_button_only_who_shares_is_told_and_no_look_is_noted(anna):
    link, inge = share(anna), Client()
    for _time in range(3):
        response = inge.get(link)
        page = response.content.decode()
        assert response.status_code == 200 and "Greet deelt een herinnering met jou" in page
        assert "Texel" not in page and "meeuwen" not in page
        assert "Dan ziet Greet dat er is gekeken" in page
    inge.head(link)
    assert Look.objects.count() == 0


def test_after_the_button_it_is_shown_and_reloading_is_the_same_look(anna):
    link, inge = share(anna), Client()
    page = said_after_looking(inge, link, "Inge")
    assert "De boot naar Texel" in page and "meeuwen" in page
    said(inge, link)
    assert inge.post(link, {"naam": "Inge"}).status_code == 302
    assert Look.objects.count() == 1
    cookie = next(each for name, each in inge.cookies.items() if name.startswith("balans_kijk"))
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)


def test_a_double_click_is_one_look_and_another_browser_another(anna):
    link = share(anna)
    look_id = str(uuid.uuid4())
    for _time in range(2):
        Client().post(link, {"_blik": look_id})
    assert Look.objects.count() == 1
    Client().post(link, {"_blik": "geen id"})
    other = share(anna)
    Client().post(other, {"_blik": look_id})
    assert Look.objects.count() == 3


def test_after_an_hour_it_is_asked_again(anna, monkeypatch):
    link, inge = share(anna), Client()
    look(inge, link)
    import time

    later = time.time() + 3601
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert "Hoe heet je?" in said(inge, link)


def test_the_cookie_of_one_share_shows_no_other(anna):
    url = remember(anna)
    first, second, inge = share(anna, url), share(anna, url), Client()
    look(inge, first)
    (name,) = (each for each in inge.cookies if each.startswith("balans_kijk"))
    one, two = Share.objects.order_by("created_at")
    inge.cookies[name.replace(one.pk.hex[:12], two.pk.hex[:12])] = inge.cookies[name].value
    assert "Hoe heet je?" in said(inge, second)


def test_a_name_that_is_too_long_comes_back(anna):
    response = Client().post(share(anna), {"naam": "é" * 101})
    assert response.status_code == 422 and "é" * 101 in response.content.decode()
    assert Look.objects.count() == 0


def test_that_the_owner_looks_is_no_look(anna):
    link = share(anna)
    page = said(anna, link)
    assert "Dit is je eigen link." in page and "meeuwen" in page
    anna.post(link, {"naam": "ik"})
    assert Look.objects.count() == 0


def test_the_address_is_told_to_nobody(anna):
    link, inge = share(anna), Client()
    for response in (inge.get(link), look(inge, link), inge.get(link), inge.get("/gedeeld/x/")):
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response.headers["Cache-Control"]


def test_the_button_works_in_a_browser_that_tells_no_origin(anna):
    strict = Client(enforce_csrf_checks=True)
    link = share(anna)
    response = strict.post(link, {"naam": "Inge"}, headers={"origin": "null"})
    assert response.status_code == 302 and Look.objects.count() == 1


def test_expired_withdrawn_unknown_mangled_and_erased_are_one_and_the_same_page(anna, chris):
    links = {name: share(anna) for name in ("expired", "withdrawn")}
    expired, withdrawn = Share.objects.order_by("created_at")
    Share.objects.filter(pk=expired.pk).update(ends_at=timezone.now())
    withdraw(share=withdrawn)
    links["erased"] = share(chris)
    erase_owner(owner=Owner.objects.latest("created_at"))
    links["unknown"] = f"/gedeeld/{'A' * 43}/"
    links["mangled"] = links["withdrawn"][:-5] + "/"
    links["strange"] = "/gedeeld/%C3%A9/"
    links["a guest whose days are over"] = share(anna)
    Owner.objects.update(expires_at=timezone.now())
    pages = set()
    for name, link in links.items():
        response = Client().get(link)
        assert response.status_code == 404, name
        page = response.content.decode()
        assert GONE in page
        pages.add(re.sub(r"/gedeeld/[^/]+/|/en/shared/[^/]+/|%2Fgedeeld%2F[^%]+%2F", "", page))
        assert Client().post(link).status_code == 404
    assert len(pages) == 1


def test_every_way_of_not_being_there_asks_the_database_once(anna, django_assert_num_queries):
    link = share(anna)
    withdraw(share=Share.objects.get())
    for path in (link, f"/gedeeld/{'A' * 43}/", "/gedeeld/x/"):
        with django_assert_num_queries(1):
            Client().get(path)


def test_both_languages(anna):
    link = share(anna).replace("/gedeeld/", "/en/shared/")
    inge = Client()
    assert "Greet is sharing a memory with you" in said(inge, link)
    assert "meeuwen" in said_after_looking(inge, link)
    assert "meeuwen" in said(inge, link.replace("/en/shared/", "/gedeeld/"))
    assert "What you are sharing" in said(anna, "/en/mine/sharing/")
    assert Look.objects.count() == 1


def test_without_a_name_somebody_shares(anna):
    assert "Iemand deelt een herinnering met jou" in said(Client(), share(anna, van=""))


# What is kept


def test_for_a_guest_it_says_until_when_truthfully(anna):
    link = share(anna, tot="stop")
    day = timezone.localdate() + timedelta(days=7)
    from django.utils.formats import date_format

    assert f"tot en met {date_format(day, 'j F Y')}" in said(Client(), link)


def test_an_account_shares_until_its_owner_stops(anna):
    link = share(anna, tot="stop")
    now = timezone.now()
    Owner.objects.update(account_since=now, expires_at=now + timedelta(days=700))
    assert "zolang de ander het deelt" in said(Client(), link)
    Owner.objects.update(leaves_at=now + timedelta(days=14))
    assert "tot en met" in said(Client(), link)


@pytest.mark.django_db(transaction=True)
def test_the_raw_database_holds_no_title_no_name_and_no_device(anna):
    url = remember(anna, "Xanthippes geheim")
    link = share(anna, url, voor="Wilhelmina", van="Quirinus")
    look(Client(), link, "Zebedeus", headers={"user-agent": IPHONE})
    raw = everything()
    assert b"diary" in raw
    for word in ("Xanthippe", "Wilhelmina", "Quirinus", "Zebedeus", "iphone", "iPhone"):
        assert word.encode() not in raw


def test_a_restored_backup_opens_for_nobody_who_was_erased_not_even_with_the_link(
    anna, django_capture_on_commit_callbacks
):
    link = share(anna, tot="stop")
    assert Client().get(link).status_code == 200
    owner, kept = Owner.objects.get(), Share.objects.get()
    memory = Memory.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        erase_owner(owner=owner)
    for row in (owner, kept, memory):
        type(row).objects.bulk_create([row])
    assert Share.objects.open(timezone.now()).count() == 1
    assert Client().get(link).status_code == 404
    with pytest.raises(vault.CannotOpen, match="anchor"):
        secret = read_cookie(link.strip("/").split("/")[-1])
        vault.open_vault(str(kept.owner_id), secret, kept.key)
