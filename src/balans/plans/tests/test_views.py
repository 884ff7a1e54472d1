"""Mijn plan, as a carer meets it: nothing typed is lost, strangers see nothing."""

import io
import json
import uuid
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.coming import coming_for
from balans.accounts.models import Owner
from balans.accounts.person import person_of
from balans.plans.actions import change_plan
from balans.plans.models import KeptPlan
from balans.plans.paper import to_print
from balans.plans.plan import Plan
from balans.plans.steps import act_on, planned
from balans.questionnaires.actions import save_answers
from balans.questionnaires.kinds.base import own_item
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db
NEW = "/mijn-plan/nieuw/"
NAMES = ["plan", "change", "step", "add", "smaller", "look", "erase", "pdf", "calendar"]
FILLED = {
    "doel": "Met Inge naar zee",
    "week": ["Inge bellen", "Jas zoeken"],
    "maand": ["Eén keer gaan"],
    "helper": ["Mijn broer"],
    "obstakel": "het een slechte dag is",
    "dan": "bel ik Inge op",
    "check": "2",
}


def make(client, **fields) -> str:
    response = client.post(NEW, {**FILLED, **fields})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def act(client, url: str, text: str, action: str) -> str:
    client.post(f"{url}stap/", {"stap": own_item(text).key, "_actie": action})
    return said(client, url)


def test_a_new_plan_shows_its_steps_its_if_then_and_its_day(anna):
    page = said(anna, make(anna))
    assert "Met Inge naar zee" in page and "Jas zoeken" in page
    assert "Als het een slechte dag is, dan bel ik Inge op." in page
    assert "Je kijkt hoe het gaat op" in page


def test_a_plan_needs_its_wish_and_keeps_what_was_typed(anna):
    response = anna.post(NEW, {**FILLED, "doel": " "})
    page = response.content.decode()
    assert response.status_code == 422 and KeptPlan.objects.count() == 0
    assert "Schrijf eerst op wat je wilt." in page and 'value="Jas zoeken"' in page
    assert 'value="bel ik Inge op"' in page


def test_more_lines_keep_what_was_typed(anna):
    response = anna.post(NEW, {**FILLED, "doel": "", "_meer": "week"})
    page = response.content.decode()
    assert response.status_code == 200 and 'value="Jas zoeken"' in page
    assert page.count('name="week"') == 5


def test_a_double_post_makes_one_plan_and_a_strange_id_another(anna, chris):
    token = str(uuid.uuid4())
    assert make(anna, _plan=token) == make(anna, _plan=token)
    assert token not in make(chris, _plan=token)
    assert KeptPlan.objects.count() == 2
    make(anna, _plan="geen id")


def test_steps_are_ticked_off_moved_dropped_and_taken_up_again(anna):
    url = make(anna)
    assert "Gedaan:</strong> Inge bellen" in act(anna, url, "Inge bellen", "done")
    assert "Hoeft niet meer: Jas zoeken" in act(anna, url, "Jas zoeken", "drop")
    assert "Hoeft niet meer:" not in act(anna, url, "Jas zoeken", "open")
    page = act(anna, url, "Jas zoeken", "month")
    assert page.index("De komende maand") < page.index("Jas zoeken")
    before = KeptPlan.objects.get().sealed
    act(anna, url, "bestaat niet", "done")
    anna.post(f"{url}stap/", {"stap": "x", "_actie": "kat"})
    assert anna.get(f"{url}stap/").status_code == 302
    assert "Gedaan:</strong> Inge bellen" in said(anna, url) and before


def test_changing_a_plan_keeps_what_was_done(anna):
    url = make(anna)
    act(anna, url, "Inge bellen", "done")
    anna.post(f"{url}wijzigen/", {**FILLED, "doel": "Met Inge naar het bos"})
    page = said(anna, url)
    assert "Met Inge naar het bos" in page and "Gedaan:</strong> Inge bellen" in page
    wrong = anna.post(f"{url}wijzigen/", {**FILLED, "doel": "x" * 301})
    assert wrong.status_code == 422 and "x" * 301 in wrong.content.decode()


def test_looking_how_it_goes_sets_the_next_day_or_leads_to_the_words(anna):
    url = make(anna)
    assert anna.post(f"{url}kijken/", {"hoe": "well"}).status_code == 422
    kept = anna.post(f"{url}kijken/", {"hoe": "well", "dan": "keep", "weer": "4"})
    assert kept.headers["Location"] == url
    day = timezone.localdate() + timedelta(weeks=4)
    assert f"op {day.day} " in said(anna, url)
    smaller = anna.post(f"{url}kijken/", {"dan": "smaller"})
    assert smaller.headers["Location"] == f"{url}kleiner/"
    change = anna.post(f"{url}kijken/", {"dan": "change"})
    assert change.headers["Location"] == f"{url}wijzigen/"


def test_a_plan_is_let_go_without_reproach_and_taken_up_again(anna):
    url = make(anna)
    anna.post(f"{url}kijken/", {"dan": "let-go"})
    assert "Dit plan ligt nu stil. Het blijft" in said(anna, url)
    assert "Dit plan ligt nu stil. Je kunt het weer oppakken." in said(anna, "/mijn-plan/")
    anna.post(f"{url}wijzigen/", FILLED)
    assert "Dit plan ligt nu stil. Het blijft" not in said(anna, url)


def test_a_day_that_has_come_is_the_first_thing_one_sees(anna):
    today = timezone.localdate()
    day = {
        "check": "",
        "check-day": today.day,
        "check-month": today.month,
        "check-year": today.year,
    }
    url = make(anna, **day)
    assert "Je kunt nu kijken hoe het gaat." in said(anna, url)
    assert "Kijk hoe het gaat" in said(anna, "/mijn-plan/")


def test_a_wish_of_an_exercise_becomes_a_plan_without_typing(anna):
    begun = anna.post("/oefeningen/doelen/begin/", {"naam": "Jan"}).headers["Location"]
    attempt_id = begun.split("/")[3]
    fields = {
        "doel": {"doel-own": "Zwemmen"},
        "maand": {"maand": "twee-keer"},
        "week": {"week": ["bellen"]},
        "obstakel": {"obstakel": "moe"},
        "dan": {"dan": "kleiner"},
    }
    url = begun
    while "/vraag/" in url:
        page = url.split("/")[-2]
        url = anna.post(url, fields.get(page, {"_actie": "overslaan"})).headers["Location"]
    assert f"/mijn-plan/nieuw/?uit={attempt_id}" in said(anna, url)
    assert f"/mijn-plan/nieuw/?uit={attempt_id}" in said(anna, "/mijn-plan/")
    page = said(anna, f"{NEW}?uit={attempt_id}")
    assert 'value="Zwemmen"' in page and 'value="Zwemmen: twee keer"' in page
    assert 'value="ik te moe ben"' in page and 'value="maak ik het kleiner"' in page
    assert 'value="Zwemmen"' not in said(Client(), f"{NEW}?uit={attempt_id}")
    assert anna.get(f"{NEW}?uit=kat").status_code == 200
    make(anna, doel="zwemmen")
    assert "Uit je oefening" not in said(anna, "/mijn-plan/")


def test_the_one_wish_of_vitality_becomes_a_plan_without_typing(anna, chris):
    url = anna.post("/hoe-gaat-het/vitaliteit/begin/", {"lichaam-nu": "3"}).headers["Location"]
    attempt_id = url.split("/")[3]
    while "/vraag/" in url:
        wish = {"wens": "Elke ochtend naar buiten"} if "/wens/" in url else {}
        url = anna.post(url, wish or {"_actie": "overslaan"}).headers["Location"]
    leads = f"/mijn-plan/nieuw/?uit={attempt_id}"
    assert f'href="{leads}"' in said(anna, url)
    assert 'value="Elke ochtend naar buiten"' in said(anna, leads)
    assert "Elke ochtend naar buiten" in said(anna, "/mijn-plan/")
    assert "Elke ochtend naar buiten" not in said(chris, leads)


def test_vitality_without_a_wish_brings_no_plan(anna):
    anna.post("/hoe-gaat-het/vitaliteit/begin/", {"lichaam-nu": "3"})
    assert "Uit je oefening" not in said(anna, "/mijn-plan/")


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_cannot_tell_it_exists(anna, chris, name):
    url = make(anna)
    make(chris)
    plan_id = url.split("/")[2]
    strange = chris.get(reverse(f"plans:{name}", args=[plan_id]))
    never = chris.get(reverse(f"plans:{name}", args=[uuid.uuid4()]))
    assert strange.status_code == never.status_code == 404
    if name not in ("plan", "pdf", "calendar"):
        assert chris.post(reverse(f"plans:{name}", args=[plan_id]), FILLED).status_code == 404
    assert "Met Inge naar zee" in said(anna, url)


def test_a_plan_comes_as_pdf_as_paper_and_into_a_calendar(anna):
    url = make(anna, doel="Met <b>Inge</b> 👩‍👩‍👧 naar عائشة #x $y$")
    assert anna.get(f"{url}plan.pdf").content[:5] == b"%PDF-"
    assert anna.get("/mijn-plan/papier.pdf").content[:5] == b"%PDF-"
    assert anna.get("/en/my-plan/paper.pdf").content[:5] == b"%PDF-"
    assert b"BEGIN:VEVENT" in anna.get(f"{url}agenda.ics").content
    assert "<b>Inge" not in said(anna, url)
    without = make(anna, check="")
    assert anna.get(f"{without}agenda.ics").status_code == 404


def test_a_plan_is_erased_after_asking_once(anna):
    url = make(anna)
    assert "Wil je dit plan wissen?" in said(anna, f"{url}wissen/")
    anna.post(f"{url}wissen/")
    assert KeptPlan.objects.count() == 0 and anna.get(url).status_code == 404


def test_the_database_holds_no_word_of_a_plan(anna):
    make(anna)
    sealed = bytes(KeptPlan.objects.get().sealed)
    assert b"Inge" not in sealed and b"zee" not in sealed


def test_a_plan_stands_on_mijn_plek_and_travels_in_the_parcel(anna):
    url = make(anna)
    act(anna, url, "Inge bellen", "done")
    assert "Mijn plan: Met Inge naar zee" in said(anna, "/mijn/")
    content = anna.get("/mijn/meenemen.zip").getvalue()
    parcel = zipfile.ZipFile(io.BytesIO(content))
    assert any(name.startswith("pdf/mijn-plan-") for name in parcel.namelist())
    assert "Jas zoeken" in parcel.read("index.html").decode()
    Owner.objects.all().delete()
    other = Client()
    other.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("mijn.zip", content)})
    assert "Gedaan:</strong> Inge bellen" in said(other, url)


def test_a_strange_plan_in_a_parcel_is_cut_to_what_fits(anna):
    url = make(anna)
    content = zipfile.ZipFile(io.BytesIO(anna.get("/mijn/meenemen.zip").getvalue())).read(
        "data.json"
    )
    data = json.loads(content)
    (taken,) = data["rooms"]["plans"]
    taken["plan"]["answers"] |= {"week": "geen lijst", "check": "2027-02-31", "kat": 1}
    taken["changed_at"] = "2099-01-01T00:00:00Z"
    other = Client()
    file = SimpleUploadedFile("data.json", json.dumps(data).encode())
    assert other.post("/mijn/meenemen/", {"bestand": file}).headers["Location"] == "/mijn/?terug=1"
    assert other.get("/mijn-plan/").status_code == 200
    assert KeptPlan.objects.latest("changed_at").changed_at <= timezone.now()
    taken["plan"]["answers"]["doel"] = ""
    file = SimpleUploadedFile("data.json", json.dumps(data).encode())
    assert Client().post("/mijn/meenemen/", {"bestand": file}).headers["Location"].endswith("=0")
    assert url


def test_without_anything_there_is_a_first_step(anna, django_assert_max_num_queries):
    assert "Begin een plan" in said(anna, "/mijn-plan/")
    for number in range(6):
        make(anna, doel=f"Wens {number}")
    with django_assert_max_num_queries(8):
        said(anna, "/mijn-plan/")


def test_a_plan_has_no_address_among_the_exercises(anna):
    assert anna.get("/oefeningen/mijn-plan/").status_code == 404
    assert "/oefeningen/mijn-plan/" not in said(anna, "/oefeningen/")


def test_a_step_is_added_without_opening_the_form(anna):
    url = make(anna)
    assert anna.post(f"{url}stap-erbij/", {"nieuw": " Trein  zoeken ", "_actie": "week"}).url
    page = said(anna, url)
    assert page.index("Deze week") < page.index("Trein zoeken") < page.index("De komende maand")
    anna.post(f"{url}stap-erbij/", {"nieuw": "Nog eens gaan", "_actie": "month"})
    assert page.index("De komende maand") < said(anna, url).index("Nog eens gaan")
    for typed, message in ((" ", "Schrijf eerst op wat je wilt doen."), ("x" * 301, "301 tekens")):
        response = anna.post(f"{url}stap-erbij/", {"nieuw": typed})
        page = response.content.decode()
        assert response.status_code == 422 and message in page and f'value="{typed}"' in page
    assert anna.get(f"{url}stap-erbij/").status_code == 302


def test_a_plan_holds_fifty_steps_and_then_says_so(anna):
    url = make(anna, week=[f"Stap {number}" for number in range(49)], maand=["Eén keer gaan"])
    response = anna.post(f"{url}stap-erbij/", {"nieuw": "Nog een"})
    assert response.status_code == 422 and "Nog een" in response.content.decode()


def test_what_a_week_left_open_lies_there_kindly(anna, monkeypatch):
    url = make(anna)
    act(anna, url, "Inge bellen", "done")
    later = timezone.localdate() + timedelta(days=7)
    monkeypatch.setattr("balans.plans.step_views.timezone.localdate", lambda *a: later)
    page = said(anna, url)
    assert page.index("Bleef liggen. Dat geeft niets") < page.index("Jas zoeken")
    assert page.index("Uit eerdere weken") < page.index("Gedaan:</strong> Inge bellen")
    page = act(anna, url, "Jas zoeken", "week")
    assert "Bleef liggen" not in page and page.index("Deze week") < page.index("Jas zoeken")
    page = act(anna, url, "Jas zoeken", "next-week")
    assert page.index("Volgende week</h2>") < page.index("Jas zoeken")


def test_steps_are_made_smaller_one_by_one(anna):
    url = make(anna)
    page = said(anna, f"{url}kleiner/")
    assert "Tien minuten naar buiten" in page and 'value="Eén keer gaan"' in page
    keys = {text: own_item(text).key for text in ("Inge bellen", "Jas zoeken", "Eén keer gaan")}
    long = anna.post(f"{url}kleiner/", {keys["Inge bellen"]: "x" * 301})
    assert long.status_code == 422 and "x" * 301 in long.content.decode()
    anna.post(f"{url}kleiner/", {keys["Inge bellen"]: "Inge appen", keys["Jas zoeken"]: ""})
    page = said(anna, url)
    assert "Inge appen" in page and "Hoeft niet meer: Jas zoeken" in page
    assert "Eén keer gaan" in page and "Inge bellen" not in page


def test_earlier_looks_stand_on_the_plan_with_what_was_kept_about_them(anna):
    url, today = make(anna), timezone.localdate()
    day = today + timedelta(days=10)
    own = {"weer-day": day.day, "weer-month": day.month, "weer-year": day.year}
    words = {"hoe": "partly", "dan": "keep", "zin": "Koud, maar fijn", **own}
    anna.post(f"{url}kijken/", words)
    anna.post(f"{url}kijken/", words)
    page = said(anna, url)
    assert page.count("Het lukte een beetje. Je ging zo door.") == 1
    assert "Koud, maar fijn" in page and f"op {day.day} " in page
    assert b"Koud" not in bytes(KeptPlan.objects.get().sealed)
    past = today - timedelta(days=1)
    wrong = {"weer-day": past.day, "weer-month": past.month, "weer-year": past.year}
    response = anna.post(f"{url}kijken/", {**words, **wrong, "zin": "y" * 301})
    page = response.content.decode()
    assert response.status_code == 422 and "al voorbij" in page and "y" * 301 in page


def finish(client, flow, **answers) -> Attempt:
    """Make an attempt with these answers, without walking all of its pages."""
    client.post(f"/oefeningen/{flow}/begin/", {"naam": "Jan"})
    attempt = Attempt.objects.latest("started_at")
    request = client.get("/mijn/").wsgi_request
    save_answers(attempt=attempt, values=answers, by=person_of(request))
    return attempt


def chosen(*keys, own=()) -> dict:
    return {"chosen": list(keys), "own": list(own)}


def test_what_gives_or_costs_strength_becomes_a_plan(anna):
    attempt = finish(
        anna,
        "activiteiten",
        **{
            "zwaarst": chosen(own=["Tillen"]),
            "wie-kan": chosen("familie", own=["Sam"]),
            "missen": chosen("mensen", "lachen", "rust"),
            "verandering": chosen("minder"),
        },
    )
    page = said(anna, "/mijn-plan/")
    assert "Minder zelf doen: tillen" in page
    assert page.count(f"?uit={attempt.pk}&amp;wens=") == 3
    first = said(anna, f"{NEW}?uit={attempt.pk}")
    assert 'value="Minder zelf doen: tillen"' in first and 'value="Sam"' in first
    key = own_item("Vrienden en familie zien").key
    assert 'value="Vrienden en familie zien"' in said(anna, f"{NEW}?uit={attempt.pk}&wens={key}")
    make(anna, doel="Minder zelf doen: tillen")
    assert said(anna, "/mijn-plan/").count(f"?uit={attempt.pk}") == 2


@pytest.mark.parametrize(
    ("answer", "wish"),
    [
        (chosen("adempauze"), "Een dag of nacht vrij van zorg"),
        (chosen(own=["Leren zwemmen"]), "Leren zwemmen"),
        (chosen("niets"), ""),
        (chosen("minder"), ""),
    ],
)
def test_what_would_help_most_is_a_wish_when_it_is_one(anna, answer, wish):
    finish(anna, "activiteiten", verandering=answer)
    page = said(anna, "/mijn-plan/")
    assert ("Uit je oefening" in page) == bool(wish) and wish in page


def test_a_limit_to_tell_becomes_a_plan_with_its_first_step(anna):
    attempt = finish(
        anna,
        "grenzen",
        **{
            "lijf": {"wassen": "niet"},
            "eerst": chosen("wassen"),
            "wie-zeggen": chosen("familie"),
            "wanneer": chosen("week"),
        },
    )
    page = said(anna, f"{NEW}?uit={attempt.pk}")
    assert 'value="Zeggen waar mijn grens ligt: ' in page
    assert 'value="Het zeggen tegen mijn familie"' in page
    again = finish(anna, "grenzen", eerst=None)
    assert f"?uit={attempt.pk}" not in said(anna, "/mijn-plan/") and again


def test_what_is_coming_leads_to_looking_when_its_day_is_there(anna):
    today = timezone.localdate()
    url, due = make(anna), make(anna, doel="Zwemmen")
    make(anna, doel="Zonder dag", check="")
    person = person_of(anna.get("/mijn/").wsgi_request)
    kept = KeptPlan.objects.get(pk=due.split("/")[2])
    change_plan(
        kept=kept,
        person=person,
        change=lambda plan: plan.model_copy(
            update={"answers": {**plan.answers, "check": today.isoformat()}}
        ),
    )
    first, second = coming_for(person)
    assert (first.day, first.href) == (today, f"{due}kijken/") and "Zwemmen" in first.text
    assert second.href == url and "Met Inge naar zee" in second.text


def test_the_printed_plan_says_what_was_done_and_leaves_out_what_was_dropped():
    today = date(2026, 12, 8)
    plan = planned(Plan(answers={"doel": "x", "week": ["een", "twee", "drie"]}), today)
    plan = act_on(plan, own_item("een").key, "done", today)
    plan = act_on(plan, own_item("twee").key, "drop", today)
    plan = act_on(plan, own_item("drie").key, "next-week", today)
    assert to_print(plan, today)["week"] == ["Gedaan: een", "Volgende week: drie"]


def test_looks_and_weeks_travel_in_the_parcel(anna):
    url = make(anna)
    anna.post(f"{url}kijken/", {"hoe": "well", "dan": "keep", "zin": "Fijn was het"})
    act(anna, url, "Jas zoeken", "next-week")
    content = anna.get("/mijn/meenemen.zip").getvalue()
    assert "Fijn was het" in zipfile.ZipFile(io.BytesIO(content)).read("index.html").decode()
    Owner.objects.all().delete()
    other = Client()
    other.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("mijn.zip", content)})
    page = said(other, url)
    assert "Fijn was het" in page
    assert page.index("Volgende week</h2>") < page.index("Jas zoeken")
