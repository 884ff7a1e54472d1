"""Herinneringen, as a carer meets it: nothing typed is lost, strangers see nothing."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from balans.accounts.models import Owner
from balans.accounts.tests.letters import person_behind as person
from balans.diary.actions import rebuild_index, timeline_of
from balans.diary.models import Memory, MemoryIndex

pytestmark = pytest.mark.django_db
ROOM = "/herinneringen/"
NEW = "/herinneringen/nieuw/"
DRAFT = "/herinneringen/kladje/"
GOOD = "/herinneringen/drie-goede-dingen/"
SEARCH = "/herinneringen/zoeken/"
SCRIPT = {"Accept": "application/json"}
FILLED = {
    "titel": "De boot naar Texel",
    "tekst": "Opa liet de meeuwen uit zijn hand eten.\n\nWe lachten tot we huilden.",
    "wanneer-month": "7",
    "wanneer-year": "1987",
    "stemming": "laugh",
}


def fields(**given) -> dict[str, str]:
    """Return a filled form of its own, as the page would have made it."""
    sheet = {"_nummer": str(uuid.uuid4()), "_versie": "0", "_formulier": str(uuid.uuid4())}
    return {**FILLED, **sheet, **{key: str(text) for key, text in given.items()}}


def make(client, **given) -> str:
    response = client.post(NEW, fields(**given))
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def opened(client, url: str) -> dict[str, str]:
    """Return the fields of the form at an address, as a browser would post them."""
    page = said(client, url)
    found = dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', page))
    return {**FILLED, **found}


def test_a_memory_is_read_as_it_was_written(anna):
    page = said(anna, make(anna))
    assert "<h1>De boot naar Texel</h1>" in page and "juli 1987" in page
    assert "<p>We lachten tot we huilden.</p>" in page and "Om te lachen" in page
    assert Memory.objects.get().is_draft is False


def test_the_timeline_stands_by_month_newest_first(anna):
    for year, month, title in (("1987", "7", "boot"), ("2020", "", "jaar"), ("2020", "3", "maart")):
        make(anna, titel=title, **{"wanneer-year": year, "wanneer-month": month})
    make(anna, titel="los", **{"wanneer": "lang-geleden", "wanneer-year": "", "wanneer-month": ""})
    page = said(anna, ROOM)
    heads = ["Maart 2020", "Ergens in 2020", "Juli 1987", "Zonder datum"]
    assert [page.index(each) for each in heads] == sorted(page.index(each) for each in heads)
    assert "Lang geleden" in page


def titles(client) -> list[str]:
    """Return the names on the timeline, as the page shows them."""
    return re.findall(r'<h3><a href="[^"]+">([^<]*)</a>', said(client, ROOM))


def test_a_date_may_be_a_day_a_year_today_or_nothing(anna):
    assert "25 juli 1987" in said(anna, make(anna, **{"wanneer-day": "25"}))
    assert ">1987<" in said(anna, make(anna, **{"wanneer-month": ""}))
    empty = {"wanneer-month": "", "wanneer-year": ""}
    today = timezone.localdate()
    assert f" {today.year}</p>" in said(anna, make(anna, wanneer="vandaag", **empty))
    assert "Ik weet niet meer wanneer" in said(anna, make(anna, wanneer="weet-niet", **empty))
    assert 'class="when"' not in said(anna, make(anna, **empty))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tekst": " ", "titel": ""}, "Schrijf eerst iets op."),
        ({"tekst": "x" * 20_001}, "Je tekst heeft 20001 tekens."),
        ({"titel": "x" * 201}, "Je tekst heeft 201 tekens."),
        ({"wanneer-day": "31", "wanneer-month": "2"}, "Deze datum bestaat niet."),
        ({"wanneer-year": "87"}, "Deze datum bestaat niet."),
        ({"wanneer-day": "3", "wanneer-month": ""}, "Deze datum bestaat niet."),
        ({"wanneer-year": "2199"}, "Deze dag komt nog."),
    ],
)
def test_what_does_not_fit_comes_back_with_a_message_and_what_was_typed(anna, given, message):
    response = anna.post(NEW, fields(**given))
    page = response.content.decode()
    assert response.status_code == 422 and message in page and Memory.objects.count() == 0
    assert given.get("tekst", FILLED["tekst"])[:9] in page
    assert 'value="laugh" checked' in page


def test_a_text_of_twenty_thousand_signs_is_kept_whole(anna):
    text = ("Zee 🌊 ".strip() + " عائشة Ω ") * 1_250
    url = make(anna, tekst=text[:20_000].strip())
    assert Memory.objects.get().read(person(anna)).text == text[:20_000].strip()
    assert "عائشة" in said(anna, url)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_every_script_and_every_emoji_is_kept(client, text):
    from balans.questionnaires.kinds.base import clean

    response = client.post(NEW, fields(tekst=text, titel="x"))
    memory = Memory.objects.get(pk=response.headers["Location"].split("/")[-2])
    assert memory.read(person(client)).text == clean(text, lines=True)


def test_words_are_shown_and_never_run(anna):
    page = said(anna, make(anna, tekst="<script>alert(1)</script>", titel="<b>x</b>"))
    assert "<script>alert" not in page and "<b>x" not in page
    assert "<b>x" not in said(anna, ROOM)


def test_a_double_post_makes_one_memory_and_a_strange_id_another(anna, chris):
    twice = fields()
    first, second = (anna.post(NEW, twice).headers["Location"] for _time in range(2))
    assert first == second and Memory.objects.count() == 1
    assert twice["_nummer"] not in chris.post(NEW, twice).headers["Location"]
    assert Memory.objects.count() == 2 and len(timeline_of(person(anna))) == 1
    assert anna.post(NEW, fields(_nummer="geen id", _versie="kat")).status_code == 302


def test_going_back_in_the_same_form_changes_the_same_memory(anna):
    form = fields()
    url = anna.post(NEW, form).headers["Location"]
    again = anna.post(NEW, {**form, "titel": "Toch anders"})
    assert again.headers["Location"] == url and titles(anna) == ["Toch anders"]


def test_changing_moves_a_memory_on_the_timeline(anna):
    url = make(anna)
    form = opened(anna, f"{url}wijzigen/")
    anna.post(f"{url}wijzigen/", {**form, "titel": "De pont", "wanneer-year": "1990"})
    page = said(anna, ROOM)
    assert titles(anna) == ["De pont"] and "Juli 1990" in page and "Juli 1987" not in page


def test_choosing_long_ago_takes_the_place_of_the_date_that_was_there(anna):
    url = make(anna)
    form = opened(anna, f"{url}wijzigen/")
    anna.post(f"{url}wijzigen/", {**form, "wanneer-day": "", "wanneer": "lang-geleden"})
    assert "Lang geleden" in said(anna, url)


def test_a_memory_is_erased_after_asking_once(anna):
    url = make(anna)
    assert "Wil je deze herinnering wissen?" in said(anna, f"{url}wissen/")
    assert Memory.objects.count() == 1
    anna.post(f"{url}wissen/")
    assert Memory.objects.count() == 0 and anna.get(url).status_code == 404
    assert titles(anna) == [] and "Een plek om te bewaren" in said(anna, ROOM)
    assert anna.post(f"{url}wijzigen/", fields()).status_code == 404


@pytest.mark.parametrize("name", ["memory", "change", "draft", "choose", "erase"])
def test_a_stranger_cannot_tell_it_exists(anna, chris, name):
    memory_id = make(anna).split("/")[2]
    make(chris)
    strange = chris.get(reverse(f"diary:{name}", args=[memory_id]))
    other_id = str(uuid.uuid4())
    never = chris.get(reverse(f"diary:{name}", args=[other_id]))
    assert strange.status_code == never.status_code == 404
    assert said_in(strange).replace(memory_id, other_id) == said_in(never)
    assert "boot" in said(anna, f"{ROOM}{memory_id}/")


def test_the_database_holds_no_word_and_no_date_of_a_memory(anna):
    url = make(anna, titel="Geheimpje")
    anna.post(f"{url}kladje/", {**fields(titel="Klad"), "_versie": "1"}, headers=SCRIPT)
    row = Memory.objects.values().get()
    held = repr([bytes(row["sealed"]), bytes(row["unfinished"]), row])
    held += repr(bytes(MemoryIndex.objects.get().sealed))
    for word in ("Geheimpje", "Klad", "meeuwen", "1987", "laugh", "memory"):
        assert word not in held.replace("'memory'", ""), word


def test_the_key_of_one_memory_opens_that_memory_alone(anna):
    make(anna, titel="een")
    make(anna, titel="twee")
    who = person(anna)
    one, two = Memory.objects.order_by("created_at")
    assert one.read_with(one.vault_of(who)).title == "een"
    from balans.core.vault import CannotOpen

    with pytest.raises(CannotOpen):
        two.read_with(one.vault_of(who))


# The index.


@pytest.mark.parametrize("damage", ["gone", "garbage", "another", "short"])
def test_a_timeline_that_is_missing_or_damaged_is_made_anew(anna, damage):
    for number in range(3):
        make(anna, titel=f"titel {number}")
    before, who = titles(anna), person(anna)
    index = MemoryIndex.objects.get()
    if damage == "gone":
        index.delete()
    elif damage == "garbage":
        MemoryIndex.objects.update(sealed=b"garbage")
    elif damage == "another":
        sealed = who.vault.seal(b"{}", record=str(index.pk), field="index")
        MemoryIndex.objects.update(sealed=sealed)
    else:
        Memory.objects.latest("created_at").delete()
        assert len(titles(anna)) == 2 and len(timeline_of(who)) == 2
        return
    assert titles(anna) == before
    MemoryIndex.objects.update(sealed=b"")
    make(anna, titel="erbij")
    assert set(titles(anna)) == {*before, "erbij"}
    assert rebuild_index(person=who).entries == timeline_of(who).entries


def test_a_page_takes_few_queries_however_much_there_is(anna, django_assert_max_num_queries):
    for number in range(70):
        make(anna, titel=f"Titel {number}", **{"wanneer-year": str(1950 + number)})
    anna.post(DRAFT, fields())
    with django_assert_max_num_queries(8):
        page = said(anna, ROOM)
    assert page.count('class="entry') == 30 and "Bladzijde 1 van 3" in page
    assert "?bladzijde=3#jaar-1950" in page
    assert 'id="jaar-1950"' in said(anna, f"{ROOM}?bladzijde=3")
    assert "Bladzijde 3 van 3" in said(anna, f"{ROOM}?bladzijde=99")
    assert "Bladzijde 1 van 3" in said(anna, f"{ROOM}?bladzijde=kat")
    with django_assert_max_num_queries(8):
        assert "70 herinneringen gevonden" in said(anna, look_for(anna, "meeuwen"))


# Drafts.


def draft(client, **given):
    """Post as the script does, a few seconds after typing stopped."""
    response = client.post(DRAFT, fields(**given), headers=SCRIPT)
    return response.status_code, json.loads(response.content)


def test_what_is_typed_is_kept_as_a_draft_and_offered_again(anna):
    status, kept = draft(anna, titel="Half af")
    assert status == 200 and re.fullmatch(r"Kladje bewaard om \d\d:\d\d", kept["text"])
    page = said(anna, ROOM)
    assert "Hier was je gebleven" in page and "Half af" in page and titles(anna) == []
    url = f"{ROOM}{kept['id']}/"
    assert anna.get(url).headers["Location"] == f"{url}wijzigen/"
    form = opened(anna, f"{url}wijzigen/")
    assert anna.post(f"{url}wijzigen/", form).headers["Location"] == url
    assert titles(anna) == ["De boot naar Texel"] and "Hier was" not in said(anna, ROOM)


def test_an_empty_draft_is_not_kept_and_makes_no_guest(anna):
    status, kept = draft(anna, titel=" ", tekst="", stemming="warm")
    assert status == 200 and kept["text"] == "" and Owner.objects.count() == 0
    form = fields()
    anna.post(DRAFT, form, headers=SCRIPT)
    anna.post(DRAFT, {**form, "titel": "", "tekst": ""}, headers=SCRIPT)
    assert Memory.objects.count() == 0 and Owner.objects.count() == 1


def test_a_draft_may_have_half_a_date(anna):
    status, kept = draft(anna, **{"wanneer-day": "3", "wanneer-month": "", "wanneer-year": "19"})
    assert status == 200 and Memory.objects.get(pk=kept["id"]).is_draft


def test_a_draft_that_is_too_long_says_so_and_keeps_what_was_kept(anna):
    form = fields()
    anna.post(DRAFT, form, headers=SCRIPT)
    response = anna.post(DRAFT, {**form, "tekst": "x" * 20_001}, headers=SCRIPT)
    assert response.status_code == 422 and "20001 tekens" in response.json()["text"]
    assert Memory.objects.get().read(person(anna)).text.startswith("Opa")


def test_typing_on_keeps_one_draft_even_when_an_answer_got_lost(anna):
    form = fields()
    for text in ("Een", "Een twee", "Een twee drie"):
        assert anna.post(DRAFT, {**form, "tekst": text}, headers=SCRIPT).status_code == 200
    memory = Memory.objects.get()
    assert memory.read(person(anna)).text == "Een twee drie" and memory.revision == 3
    anna.post(NEW, {**form, "tekst": "Klaar"})
    assert Memory.objects.get().is_draft is False and titles(anna) == ["De boot naar Texel"]


def test_a_draft_that_comes_in_after_keeping_changes_nothing(anna):
    form = fields()
    anna.post(DRAFT, form, headers=SCRIPT)
    anna.post(NEW, {**form, "_versie": "1", "titel": "Klaar"})
    late = anna.post(DRAFT, {**form, "_versie": "1"}, headers=SCRIPT)
    assert late.status_code == 409 and Memory.objects.get().unfinished is None
    assert titles(anna) == ["Klaar"]


def test_without_javascript_a_button_keeps_the_draft(anna):
    response = anna.post(DRAFT, fields(titel="Met de hand"))
    assert response.headers["Location"] == f"{ROOM}?kladje=1"
    page = said(anna, response.headers["Location"])
    assert "Je kladje is bewaard." in page and "Met de hand" in page
    assert anna.get(DRAFT).headers["Location"] == ROOM
    assert anna.post(DRAFT, fields(tekst="x" * 20_001)).status_code == 422


def test_a_change_that_is_left_stands_beside_the_kept_words(anna):
    url = make(anna)
    form = opened(anna, f"{url}wijzigen/")
    kept = anna.post(f"{url}kladje/", {**form, "titel": "Anders"}, headers=SCRIPT).json()
    assert kept["revision"] == 2 and "<h1>De boot naar Texel</h1>" in said(anna, url)
    assert "Je was iets aan het veranderen." in said(anna, url)
    assert "Anders" in said(anna, ROOM) and titles(anna) == ["De boot naar Texel"]
    assert 'value="Anders"' in said(anna, f"{url}wijzigen/")
    back = {**form, "_versie": "2"}
    anna.post(f"{url}kladje/", back, headers=SCRIPT)
    assert Memory.objects.get().is_left is False


def test_a_draft_is_thrown_away_after_asking_once(anna):
    url = make(anna)
    form = opened(anna, f"{url}wijzigen/")
    anna.post(f"{url}kladje/", {**form, "titel": "Anders"}, headers=SCRIPT)
    assert "De herinnering zelf blijft staan." in said(anna, f"{url}kladje/")
    anna.post(f"{url}kladje/", {"_actie": "weg"})
    memory = Memory.objects.get()
    assert memory.unfinished is None and "Hier was je gebleven" not in said(anna, ROOM)
    _status, kept = draft(anna, titel="Los")
    anna.post(f"{ROOM}{kept['id']}/kladje/", {"_actie": "weg"})
    assert list(Memory.objects.all()) == [memory]


# Two devices.


@pytest.fixture
def clash(anna):
    """A memory that two devices opened; the other one kept its words first."""
    url = make(anna)
    mine, other = (opened(anna, f"{url}wijzigen/") for _device in range(2))
    anna.post(f"{url}wijzigen/", {**other, "tekst": "Van de telefoon"})
    response = anna.post(f"{url}wijzigen/", {**mine, "tekst": "Van de laptop"})
    page = response.content.decode()
    assert response.status_code == 409
    revision = re.findall(r'name="_versie" value="(\d+)"', page)[-1]
    return url, page, {**mine, "tekst": "Van de laptop", "_versie": revision}


def texts(client) -> list[str]:
    return sorted(each.read(person(client)).text for each in Memory.objects.all())


def test_a_clash_shows_both_texts_and_overwrites_nothing(anna, clash):
    _url, page, _mine = clash
    assert "Er zijn twee teksten" in page
    assert "<p>Van de laptop</p>" in page and "<p>Van de telefoon</p>" in page
    assert texts(anna) == ["Van de telefoon"]


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("mine", ["Van de laptop"]),
        ("theirs", ["Van de telefoon"]),
        ("both", ["Van de laptop", "Van de telefoon"]),
    ],
)
def test_the_owner_keeps_mine_theirs_or_both(anna, clash, choice, left):
    url, _page, mine = clash
    for _time in range(2):
        response = anna.post(f"{url}kiezen/", {**mine, "_actie": choice})
        assert response.status_code == 302
    assert texts(anna) == left and len(titles(anna)) == len(left)


def test_a_third_device_in_between_shows_both_texts_once_more(anna, clash):
    url, _page, mine = clash
    third = opened(anna, f"{url}wijzigen/")
    anna.post(f"{url}wijzigen/", {**third, "tekst": "Van de tablet"})
    response = anna.post(f"{url}kiezen/", {**mine, "_actie": "mine"})
    assert response.status_code == 409 and "Van de tablet" in response.content.decode()
    assert texts(anna) == ["Van de tablet"]
    unclear = anna.post(f"{url}kiezen/", {**mine, "_actie": "kat"})
    assert unclear.status_code == 409 and texts(anna) == ["Van de tablet"]
    assert anna.get(f"{url}kiezen/").headers["Location"] == url


def test_a_draft_of_one_device_does_not_overwrite_that_of_another(anna):
    url = make(anna)
    mine, other = (opened(anna, f"{url}wijzigen/") for _device in range(2))
    anna.post(f"{url}kladje/", {**other, "tekst": "Telefoon"}, headers=SCRIPT)
    late = anna.post(f"{url}kladje/", {**mine, "tekst": "Laptop"}, headers=SCRIPT)
    assert late.status_code == 409 and "Je tekst staat hier nog." in late.json()["text"]
    assert Memory.objects.get().read_latest(person(anna)).text == "Telefoon"
    page = anna.post(f"{url}wijzigen/", {**mine, "tekst": "Laptop"}).content.decode()
    assert "<p>Telefoon</p>" in page and "<p>Laptop</p>" in page
    by_hand = anna.post(f"{url}kladje/", {**mine, "tekst": "Laptop"})
    assert by_hand.status_code == 409 and "Telefoon" in by_hand.content.decode()


def test_the_same_words_on_two_devices_are_no_clash(anna):
    url = make(anna)
    mine, other = (opened(anna, f"{url}wijzigen/") for _device in range(2))
    for form in (other, mine):
        response = anna.post(f"{url}wijzigen/", {**form, "tekst": "Hetzelfde"})
        assert response.status_code == 302
    assert texts(anna) == ["Hetzelfde"]


# Three good things.


def good(client, *things, **given) -> str:
    form = {"_versie": "0", "_formulier": str(uuid.uuid4()), **given}
    response = client.post(GOOD, {**form, "ding": list(things)})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def test_one_good_thing_is_enough_and_none_is_asked_again(anna):
    url = good(anna, "", "De zon op het bed", "")
    assert "<li>De zon op het bed</li>" in said(anna, url)
    assert 'class="entry good"' in said(anna, ROOM)
    empty = Client().post(GOOD, {"ding": ["", " ", ""]})
    assert empty.status_code == 422 and "Schrijf één ding op" in empty.content.decode()
    long = Client().post(GOOD, {"ding": ["x" * 2_001]})
    assert long.status_code == 422 and "2001 tekens" in long.content.decode()


def test_the_same_day_again_changes_what_that_day_has(anna):
    url = good(anna, "Zon")
    page = said(anna, GOOD)
    assert 'value="Zon"' in page
    revision = re.search(r'name="_versie" value="(\d+)"', page)[1]
    assert good(anna, "Zon", "Soep", _versie=revision) == url
    assert Memory.objects.count() == 1 and "<li>Soep</li>" in said(anna, url)
    assert 'value="Soep"' in said(anna, f"{url}wijzigen/")


def test_two_devices_on_one_day_bring_their_good_things_together(anna):
    url = good(anna, "Zon")
    form = {"_versie": "0", "_formulier": str(uuid.uuid4()), "ding": ["Soep"]}
    clashed = anna.post(GOOD, form)
    assert clashed.status_code == 409 and "Dan komen alle regels bij elkaar." in said_in(clashed)
    revision = re.findall(r'name="_versie" value="(\d+)"', said_in(clashed))[-1]
    anna.post(f"{url}kiezen/", {**form, "_versie": revision, "_actie": "both"})
    page = said(anna, url)
    assert "<li>Zon</li>" in page and "<li>Soep</li>" in page and Memory.objects.count() == 1


def said_in(response) -> str:
    return response.content.decode()


def test_a_page_from_before_midnight_is_of_the_day_before(anna):
    yesterday = timezone.localdate() - timedelta(days=1)
    first = good(anna, "Zon", _dag=yesterday.isoformat())
    today = good(anna, "Soep")
    assert today != first and good(anna, "Brood", _dag="2020-01-01", _versie="1") == today
    assert Memory.objects.get(pk=first.split("/")[2]).read(person(anna)).when == str(yesterday)


# Prompts.


def test_a_question_starts_the_form_and_stays_with_the_memory(anna):
    page = said(anna, f"{NEW}?vraag=lachen")
    assert "Waar moesten jullie om lachen?</h1>" in page
    url = make(anna, _vraag="lachen")
    assert "Waar moesten jullie om lachen?" in said(anna, url)
    assert "Waar moesten jullie om lachen?</h1>" in said(anna, f"{url}wijzigen/")
    assert "Een herinnering schrijven</h1>" in said(anna, f"{NEW}?vraag=<kat>")


def test_another_question_is_another_one_also_for_who_just_looks_around(anna):
    def question(query: str) -> tuple[str, str]:
        page = said(anna, ROOM + query)
        text = re.search(r'<h2 id="kop-vraag">([^<]+)</h2>', page)[1]
        return text, re.search(r'href="/herinneringen/(\?na=[^#"]+)#vraag"', page)[1]

    text, onward = question("")
    for _click in range(5):
        following, onward = question(onward)
        assert following != text
        text = following
    assert Owner.objects.count() == 0


def test_every_question_can_be_chosen(anna):
    page = said(anna, "/herinneringen/vragen/")
    assert page.count("?vraag=") >= 41 and "Als je dierbare is overleden" in page


# Searching.


def look_for(client, words: str) -> str:
    return client.post(SEARCH, {"woorden": words}).headers["Location"]


def test_words_are_found_and_marked_and_stand_nowhere_in_the_address(anna):
    make(anna, tekst="Café Zeezicht, met meeuwen")
    make(anna, tekst="Niets bijzonders")
    url = look_for(anna, "cafe meeuw")
    assert "cafe" not in url and "meeuw" not in url
    page = said(anna, url)
    assert "1 herinnering gevonden" in page
    assert "<mark>Café</mark>" in page and "<mark>meeuwen</mark>" in page
    assert "Niets gevonden" in said(anna, look_for(anna, "olifant"))
    assert look_for(anna, "  ") == SEARCH


def test_an_address_of_a_search_opens_for_nobody_else(anna, chris):
    make(anna)
    url = look_for(anna, "meeuwen")
    make(chris)
    assert "gevonden" not in said(chris, url) and "meeuwen" not in said(chris, url)
    assert "gevonden" not in said(Client(), url)
    for strange in ("x", "é", "A" * 400, "%00"):
        assert anna.get(f"{SEARCH}?z={strange}").status_code == 200


def test_a_draft_is_not_found_until_it_is_kept(anna):
    make(anna)
    draft(anna, tekst="Een olifant")
    assert "Niets gevonden" in said(anna, look_for(anna, "olifant"))


# Mijn plek and the parcel.


def test_mijn_plek_lists_the_diary_as_one_thing(anna):
    assert "Mijn herinneringen" not in said(anna, "/mijn/")
    for number in range(3):
        make(anna, titel=str(number))
    page = said(anna, "/mijn/")
    assert page.count("Mijn herinneringen") == 1 and "3 herinneringen" in page


def test_the_first_use_makes_no_guest_and_says_what_this_is_for(anna):
    for path in (ROOM, NEW, GOOD, SEARCH, "/herinneringen/vragen/", "/en/memories/"):
        assert anna.get(path).status_code == 200
    assert Owner.objects.count() == 0
    assert "Een plek om te bewaren wat je niet kwijt wilt." in said(anna, ROOM)
