"""Own scripts: made from ours, changed, kept with every version, carried along, erased."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from balans.accounts.tests.letters import person_behind
from balans.core.vault import CannotOpen
from balans.groups.content import scripts
from balans.groups.models import OwnScript, ScriptVersion
from balans.groups.scripts import own
from balans.groups.scripts.draft import draft_of
from balans.groups.scripts.tests.test_draft import posted
from balans.groups.tests.series import facilitator

pytestmark = pytest.mark.django_db
INDEX = "/groepen/draaiboeken/eigen/"


@pytest.fixture
def kept(dora) -> OwnScript:
    """Her own script, made from ours about limits."""
    response = dora.post(f"{INDEX}maken/grenzen/")
    made = OwnScript.objects.get()
    assert response.url == f"{INDEX}{made.pk}/veranderen/"
    return made


def url(kept: OwnScript, name: str = "") -> str:
    return reverse(f"groups:own_script{name}", args=[kept.pk])


def now(client: Client, kept: OwnScript) -> own.Own:
    return own.own_script(person_behind(client), kept.pk)


def form(client: Client, kept: OwnScript, **changed: str) -> dict[str, str]:
    """Return what her browser sends, with something changed."""
    here = now(client, kept)
    whole = {**posted(draft_of(here.script)), "_versie": str(here.version.number)}
    return {
        **whole,
        **{
            name.replace("_", "-") if name[0] != "_" else name: text
            for name, text in changed.items()
        },
    }


def test_an_own_script_begins_as_ours_and_only_its_maker_can_read_it(dora, kept):
    assert now(dora, kept).script == scripts("nl")["grenzen"]
    row = ScriptVersion.objects.get()
    assert b"Welkom" not in bytes(row.sealed)
    eva = facilitator(Client(), "eva@example.nl")
    with pytest.raises(CannotOpen):
        row.read(person_behind(eva).vault)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_an_own_script_is_there_in_both_languages(dora, kept, language):
    dora.post(url(kept, "_change"), form(dora, kept, titel="Grenzen in de tuin"))
    with override(language):
        pages = [reverse("groups:own_scripts")]
        pages += [url(kept, each) for each in ("", "_change", "_history", "_erase")]
        pages += [reverse("groups:own_script_version", args=[kept.pk, 1])]
        slug = scripts(language)["doelen"].slug(language)
        pages += [reverse("groups:own_script_make", args=[slug])]
    for each in pages:
        response = dora.get(each)
        assert response.status_code == 200, each
        assert f'lang="{language}"' in response.content.decode()
    assert dora.get(url(kept, "_pdf")).content.startswith(b"%PDF-")


def test_a_page_asks_the_database_eight_things_at_most(dora, kept, django_assert_max_num_queries):
    for each in (INDEX, url(kept), url(kept, "_change"), url(kept, "_history")):
        with django_assert_max_num_queries(8):
            assert dora.get(each).status_code == 200


def test_somebody_else_s_script_does_not_exist(dora, kept):
    eva = facilitator(Client(), "eva@example.nl")
    for each in ("", "_change", "_history", "_erase", "_pdf"):
        assert eva.get(url(kept, each)).status_code == 404
    for each in ("_change", "_erase", "_copy", "_seen"):
        assert eva.post(url(kept, each), form(dora, kept)).status_code == 404
    address = reverse("groups:own_script_version", args=[kept.pk, 1])
    assert eva.get(address).status_code == eva.post(address).status_code == 404
    assert OwnScript.objects.count() == 1 and ScriptVersion.objects.count() == 1


def test_a_change_is_a_new_version_and_the_same_once_more_is_none(dora, kept):
    changed = form(dora, kept, titel="Grenzen, met 🌿 thee")
    for _twice in range(2):
        assert dora.post(url(kept, "_change"), changed).url == f"{url(kept)}#inhoud"
    assert now(dora, kept).title == "Grenzen, met 🌿 thee"
    assert list(kept.versions.values_list("number", flat=True)) == [2, 1]


def test_times_that_do_not_add_up_are_told_and_what_was_typed_stays(dora, kept):
    response = dora.post(
        url(kept, "_change"), form(dora, kept, stap_1_minuten="15", stap_1_doe="Schenk thee in.")
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "Dat is 10 minuten te veel." in text and "Schenk thee in." in text
    assert 'name="stap-1-minuten" type="text" value="15"' in text
    assert kept.versions.count() == 1
    longer = form(dora, kept, stap_1_minuten="15", minuten="70")
    assert dora.post(url(kept, "_change"), longer).status_code == 302
    assert now(dora, kept).script.minutes == 70


def titles(response) -> list[str]:
    return re.findall(
        r'name="stap-\d+-titel" type="text" value="([^"]*)"', response.content.decode()
    )


def test_moving_adding_and_leaving_out_keep_what_was_typed_and_save_nothing(dora, kept):
    changed = form(dora, kept, stap_1_titel="Thee")

    def press(action: str) -> list[str]:
        response = dora.post(url(kept, "_change"), {**changed, "_actie": action})
        assert response.status_code == 200
        return titles(response)

    assert press("omlaag-1")[:2] == ["Kennismaken", "Thee"]
    assert press("omhoog-2")[:2] == ["Kennismaken", "Thee"]
    assert press("weg-2")[:2] == ["Thee", "Het verhaal van Nel"]
    assert press("erbij-1")[:3] == ["Thee", "", "Kennismaken"]
    assert press("tel")[:2] == ["Thee", "Kennismaken"]
    for junk in ("omhoog-1", "weg-99", "erbij-x", "dansen", "omlaag-", "weg-²"):
        assert press(junk)[:2] == ["Thee", "Kennismaken"]
    assert kept.versions.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"titel": " "}, "Een paar woorden is genoeg."),
        ({"stap_2_doe": "x" * 2001}, "2001 tekens"),
        ({"minuten": "999"}, "van 1 tot 180"),
        ({"stap_1_soort": "<b>"}, "Kies wat voor stap dit is."),
    ],
)
def test_what_cannot_be_kept_is_said_kindly(dora, kept, changed, words):
    response = dora.post(url(kept, "_change"), form(dora, kept, **changed))
    assert response.status_code == 422 and words in response.content.decode()
    assert kept.versions.count() == 1


def test_a_form_of_nothing_or_junk_changes_nothing(dora, kept):
    for junk in ({}, {"_versie": "9" * 30}, {"titel": "x", "stap-1-titel": "\x00"}):
        assert dora.post(url(kept, "_change"), junk).status_code == 422
    assert kept.versions.count() == 1


def test_two_windows_lose_nothing(dora, kept):
    one, two = form(dora, kept, titel="Uit het ene"), form(dora, kept, titel="Uit het andere")
    dora.post(url(kept, "_change"), one)
    response = dora.post(url(kept, "_change"), two)
    text = response.content.decode()
    assert response.status_code == 409
    assert "in een ander venster veranderd" in text
    assert 'value="Uit het andere"' in text and "<td>Uit het ene</td>" in text
    assert now(dora, kept).title == "Uit het ene"
    assert 'name="_versie" value="2"' in text
    assert dora.post(url(kept, "_change"), {**two, "_versie": "2"}).status_code == 302
    every = [each.read(person_behind(dora).vault).words.title for each in kept.versions.all()]
    assert every == ["Uit het andere", "Uit het ene", "Nadenken over je grenzen"]


def test_history_shows_what_changed_and_an_earlier_version_comes_back_as_a_new_one(dora, kept):
    dora.post(url(kept, "_change"), form(dora, kept, titel="Grenzen in de tuin"))
    text = dora.get(url(kept, "_history")).content.decode()
    assert "<td>Nadenken over je grenzen</td><td>Grenzen in de tuin</td>" in text
    earlier = reverse("groups:own_script_version", args=[kept.pk, 1])
    assert "Zet deze versie terug" in dora.get(earlier).content.decode()
    assert dora.post(earlier).url == url(kept)
    assert now(dora, kept).title == "Nadenken over je grenzen"
    assert list(kept.versions.values_list("number", flat=True)) == [3, 2, 1]
    for number in (4, 10**12):
        address = reverse("groups:own_script_version", args=[kept.pk, number])
        assert dora.get(address).status_code == 404


def test_a_long_history_comes_in_parts(dora, kept):
    person, script = person_behind(dora), now(dora, kept).script
    for number in range(1, 31):
        words = script.words.model_copy(update={"title": f"Keer {number}"})
        changed = script.model_copy(update={"words": words})
        own.save_version(person=person, kept=kept, script=changed, seen=number)
    first = dora.get(url(kept, "_history")).content.decode()
    assert "Versie 31<" in first and "Versie 12<" in first and "Versie 11<" not in first
    assert "<td>Keer 10</td><td>Keer 11</td>" in first
    rest = dora.get(url(kept, "_history") + "?voor=12").content.decode()
    assert "Versie 11<" in rest and "Hiermee begon je." in rest


def test_a_quiet_remark_tells_that_ours_changed_since_until_it_was_seen(dora, kept):
    assert "opnieuw nagelezen" not in dora.get(url(kept)).content.decode()
    person, script = person_behind(dora), now(dora, kept).script
    older = script.model_copy(update={"reviewed": script.reviewed - timedelta(days=1)})
    own.save_version(person=person, kept=kept, script=older, seen=1)
    assert "opnieuw nagelezen" in dora.get(url(kept)).content.decode()
    assert dora.post(url(kept, "_seen")).status_code == 302
    assert "opnieuw nagelezen" not in dora.get(url(kept)).content.decode()
    assert "De tekst bleef gelijk." in dora.get(url(kept, "_history")).content.decode()


def test_an_own_script_can_be_made_from_an_own_one(dora, kept):
    dora.post(url(kept, "_change"), form(dora, kept, titel="Grenzen in de tuin"))
    dora.post(url(kept, "_copy"))
    found = [each.title for each in own.own_scripts_of(person_behind(dora))]
    assert found == ["Grenzen in de tuin, kopie", "Grenzen in de tuin"]
    assert dora.get(url(kept, "_copy")).status_code == 405


def test_erasing_asks_once_and_takes_the_history_along(dora, kept):
    assert "Ja, wis dit draaiboek" in dora.get(url(kept, "_erase")).content.decode()
    assert OwnScript.objects.count() == 1
    assert dora.post(url(kept, "_erase")).url == INDEX
    assert ScriptVersion.objects.count() == 0
    assert dora.get(url(kept)).status_code == 404


def test_own_scripts_stand_on_mijn_plek_and_go_along_with_their_history(dora, kept):
    dora.post(url(kept, "_change"), form(dora, kept, titel="Grenzen in de tuin"))
    assert url(kept) in dora.get("/mijn/alles/").content.decode()
    data = b"".join(dora.get("/mijn/meenemen.zip").streaming_content)
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        (thing,) = json.loads(whole.read("data.json"))["rooms"]["scripts"]
        assert "Grenzen in de tuin" in whole.read("index.html").decode()
        assert any(name.startswith("pdf/draaiboek-") for name in whole.namelist())
    said = [each["script"]["words"]["title"] for each in thing["versions"]]
    assert said == ["Nadenken over je grenzen", "Grenzen in de tuin"]
    eva = facilitator(Client(), "eva@example.nl")
    eva.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("alles.zip", data)})
    (mine,) = own.own_scripts_of(person_behind(eva))
    assert (mine.title, mine.version.number) == ("Grenzen in de tuin", 2)
    assert mine.kept.pk != kept.pk


def test_a_script_from_a_parcel_that_no_form_could_make_is_left_out(dora, kept):
    from balans.groups.scripts.carrying import TakenScript, TakenVersion, bring_back

    script = now(dora, kept).script
    long = script.words.model_copy(update={"aim": "x" * 5000})
    odd = [
        script.model_copy(update={"words": long}),
        script.model_copy(update={"name": "niet-van-ons"}),
        script.model_copy(update={"language": "tlh"}),
    ]
    moment = kept.created_at
    versions = tuple(TakenVersion(saved_at=moment, script=each) for each in odd)
    taken = TakenScript(id=OwnScript().pk, versions=versions)
    assert bring_back(person_behind(dora), [taken]) == 0


def test_who_is_erased_leaves_no_script(dora, kept):
    from balans.accounts.actions import erase_owner, finish_erasing

    erase_owner(owner=person_behind(dora).owner)
    finish_erasing()
    assert not OwnScript.objects.exists() and not ScriptVersion.objects.exists()
