"""The page for a conversation: what is asked, what is kept, and one sheet of paper."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from balans.checks import asking
from balans.checks.asking import suggestions
from balans.checks.sheet import Earlier, Facts, heavy, sheet
from balans.documents.conversation import render_conversation
from balans.questionnaires.content import catalogue, checks
from balans.questionnaires.journey import Scene
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.notes import Conversation, Together
from balans.questionnaires.tests.test_sharing import check, look, share

LONG = "Ik vraag me af hoe het verder moet met de nachten, want hij roept steeds, en of er iemand "
QUESTION = LONG + "is die een paar nachten in de week kan komen, ook in het weekend, liefst gauw."


def url(attempt, page="gesprek/") -> str:
    return f"/hoe-gaat-het/csi/{attempt.pk}/{page}"


def answered(flow, place: int) -> dict:
    """Return an answer to every question: of those with marks the one at a place."""
    found = {}
    for question in flow.questions:
        mark = question.ends()[place]
        for value in (mark, {"chosen": [mark], "own": []}, int(mark) if mark.isdigit() else ""):
            if question.fits(value):
                found[question.id] = value
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", [0, -1])
@pytest.mark.parametrize("questions", [(), ("Hoe nu verder?",) * 3, (QUESTION,) * 8])
def test_every_check_gives_one_page(language, place, questions):
    for flow in checks(language):
        facts = Facts(
            scene=Scene(flow=flow, answers=answered(flow, place)),
            day=date(2026, 11, 26),
            asked=Conversation(questions=questions, wish="Een ochtend per week voor mezelf"),
            together=Together(beside="de wijkverpleegkundige van de thuiszorg"),
        )
        pdf = PdfReader(io.BytesIO(render_conversation(sheet(facts))))
        assert len(pdf.pages) == 1, flow.name
        text = " ".join(pdf.pages[0].extract_text().split())
        assert all(question[:40] in text for question in questions)


def csi(*yes: str, **more) -> Facts:
    flow = catalogue("nl").newest("csi")
    answers = {each.id: "yes" if each.id in yes else "no" for each in flow.questions}
    scene = Scene(flow=flow, answers=answers)
    return Facts(scene=scene, day=date(2026, 11, 26), asked=Conversation(), **more)


def test_the_number_stands_with_its_published_bands():
    (result,) = sheet(csi("nachtrust", "geld")).results
    assert (result.points, result.of) == ("2", "van 13")
    assert [(band.span, band.here) for band in result.bands] == [
        ("0 – 6", True),
        ("7 – 10", False),
        ("11 – 13", False),
    ]
    assert result.bands[2].name == "zeer zwaar belast"


def test_what_was_answered_yes_is_listed_in_the_order_of_the_list():
    assert list(heavy(csi("geld", "nachtrust").scene)) == [
        ("Mijn nachtrust is verstoord.", ""),
        ("We leven onder financiële druk.", ""),
    ]


def test_with_an_item_open_there_is_no_number():
    facts = csi("nachtrust")
    facts.scene.answers["geld"] = None
    assert sheet(facts).results == ()


def test_a_change_is_said_in_words_and_never_between_two_versions_of_the_list():
    earlier = (Earlier(date(2026, 5, 3), {"csi": 6}, same=True),)
    (result,) = sheet(csi("nachtrust", earlier=earlier)).results
    assert result.earlier == "Eerder 6 op 3 mei 2026. Nu 1."
    other = (Earlier(date(2026, 5, 3), {"csi": 6}, same=False),)
    (result,) = sheet(csi("nachtrust", earlier=other)).results
    assert result.earlier == ""


def test_suggestions_follow_the_answers_and_end_with_what_anybody_could_ask():
    found = suggestions(csi("nachtrust", "geld").scene, [])
    assert found[:2] == (
        "Hoe krijg ik weer nachten waarin ik slaap?",
        "Wie kan met ons naar het geld kijken?",
    )
    assert "Ik heb zelf ook klachten. Wie kijkt daarnaar?" in found
    assert len(found) <= 6 and "Hoe houd ik mijn werk ernaast vol?" not in found


def test_a_check_without_questions_of_its_own_suggests_by_what_its_answers_ask_for():
    flow = catalogue("nl").newest("grenzen")
    found = suggestions(Scene(flow=flow, answers={}), ["geld"])
    assert found[0] == "Wie kijkt mee naar geld, werk of papieren?"


# The pages


@pytest.mark.django_db
def test_the_page_is_kept_sealed_and_is_there_next_time(anna):
    attempt = check(anna)
    changed = attempt.changed_at
    page = anna.get(url(attempt)).content.decode()
    assert "Hoe krijg ik weer nachten waarin ik slaap?" in page
    posted = {
        "met": "nurse",
        "voorstel": "Hoe krijg ik weer nachten waarin ik slaap?",
        "vragen": ["Mag de hond mee naar het hospice?", ""],
        "wens": "Weer eens zingen",
        "op": "antwoorden",
    }
    assert anna.post(url(attempt), posted).status_code == 302
    page = anna.get(url(attempt)).content.decode()
    assert "Voor het gesprek met de wijkverpleegkundige" in page
    assert "Mag de hond mee" in page and "Weer eens zingen" in page
    sealed = bytes(Answer.objects.get(question="_conversation").sealed)
    assert b"hond" not in sealed and b"nurse" not in sealed
    attempt.refresh_from_db()
    assert attempt.changed_at == changed, "the day of the result stays"
    page = anna.get(url(attempt) + "?verander").content.decode()
    assert 'value="Mag de hond mee naar het hospice?"' in page


@pytest.mark.django_db
def test_the_next_step_leads_to_the_page(anna):
    attempt = check(anna)
    page = anna.get(f"/hoe-gaat-het/csi/{attempt.pk}/uitkomst/").content.decode()
    step = page[page.index('class="next') :]
    assert f'href="{url(attempt)}">Maak een gespreksblad' in step
    assert "Maak een blad voor een gesprek" not in page, "the same way is not shown twice"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"met": "other"}, "Schrijf met wie je wilt praten."),
        ({"met": "x"}, "Kies met wie je wilt praten."),
        ({"met": "gp", "vragen": ["v" * 301]}, "Je tekst heeft 301 tekens."),
        ({"met": "gp", "vragen": [f"Vraag {n}" for n in range(13)]}, "hooguit 12 vragen"),
        ({"met": "gp", "wens": "w" * 301}, "Je tekst heeft 301 tekens."),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(anna, posted, said):
    attempt = check(anna)
    response = anna.post(url(attempt), {"wens": "Weer zingen"} | posted)
    page = response.content.decode()
    assert response.status_code == 422 and said in page
    assert posted.get("wens", "Weer zingen") in page
    assert all(each in page for each in posted.get("vragen", ()))
    assert not Answer.objects.filter(question="_conversation").exists()


@pytest.mark.django_db
def test_more_lines_keep_what_was_typed(anna):
    attempt = check(anna)
    response = anna.post(url(attempt), {"met": "gp", "vragen": ["Eén", "Twee"], "_meer": "vragen"})
    page = response.content.decode()
    assert response.status_code == 200 and 'value="Eén"' in page and 'value="Twee"' in page


@pytest.mark.django_db
def test_the_pdf_is_one_page_with_what_was_wanted(anna):
    check(anna, "geld")
    attempt = check(anna)
    posted = {"met": "gp", "vragen": ["Wie belt wie?"], "op": ["antwoorden", "eerder"]}
    anna.post(url(attempt), posted | {"naam": "Anna de Wit"})
    response = anna.get(url(attempt, "gesprek.pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    (page,) = PdfReader(io.BytesIO(response.content)).pages
    text = " ".join(page.extract_text().split())
    for said in ("de huisarts", "Anna de Wit, mantelzorger", "Wie belt wie?", "Eerder 1 op"):
        assert said in text
    assert "geen diagnose" in text and "Robinson" in text
    posted = {"met": "gp", "vragen": ["Wie belt wie?"]}
    anna.post(url(attempt), posted)
    (page,) = PdfReader(io.BytesIO(anna.get(url(attempt, "gesprek.pdf")).content)).pages
    text = " ".join(page.extract_text().split())
    assert "Eerder" not in text and "nachtrust" not in text and "Anna" not in text


@pytest.mark.django_db
def test_questions_go_along_with_a_link_only_when_wanted(anna):
    attempt = check(anna)
    anna.post(url(attempt), {"met": "gp", "vragen": ["Wie belt wie?"]})
    without, with_them = share(anna, attempt), share(anna, attempt, query="?met=vragen")
    assert "Wie belt wie?" not in look(without)
    assert "Wie belt wie?" in look(with_them)
    anna.post(url(attempt), {"met": "gp", "vragen": ["Wie komt er?"]})
    page = look(with_them)
    assert "Wie komt er?" in page and "Wie belt wie?" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["gesprek/", "gesprek.pdf", "delen/", "meenemen/"])
def test_a_page_asks_the_database_little(anna, page, django_assert_max_num_queries):
    for _time in range(5):
        attempt = check(anna)
    anna.post(url(attempt), {"met": "gp", "op": "eerder", "vragen": ["Wie belt wie?"]})
    with django_assert_max_num_queries(8):
        anna.get(url(attempt, page))


@pytest.mark.django_db
def test_the_page_travels_in_the_parcel_and_comes_back(anna, chris):
    attempt = check(anna)
    anna.post(url(attempt), {"met": "gp", "vragen": ["Wie belt wie?"]})
    packed = b"".join(anna.get("/mijn/meenemen.zip").streaming_content)
    assert "Wie belt wie?" in zipfile.ZipFile(io.BytesIO(packed)).read("data.json").decode()
    anna.post("/mijn/wissen/")
    chris.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("mijn.zip", packed)})
    assert "Wie belt wie?" in chris.get(url(Attempt.objects.get())).content.decode()


@pytest.mark.django_db
def test_a_note_in_a_parcel_that_could_not_be_kept_is_left_out(anna, chris):
    check(anna)
    packed = b"".join(anna.get("/mijn/meenemen.zip").streaming_content)
    data = json.loads(zipfile.ZipFile(io.BytesIO(packed)).read("data.json"))
    (attempt,) = data["rooms"]["attempts"]
    attempt["answers"]["_conversation"] = {"partner": "the press", "questions": ["x" * 9000]}
    attempt["answers"]["_unknown"] = {"a": 1}
    anna.post("/mijn/wissen/")
    brought = SimpleUploadedFile("data.json", json.dumps(data).encode())
    assert chris.post("/mijn/meenemen/", {"bestand": brought}).status_code == 302
    assert not Answer.objects.filter(question__startswith="_").exists()
    assert Answer.objects.count() == 13


# The content


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"question": "slaap", "is": ["yes"]}, "there is no question 'slaap'"),
        ({"question": "geld", "is": ["maybe"]}, "'geld' has no answer maybe"),
        ({"question": "csi", "is": ["erg"]}, "'csi' has no answer erg"),
    ],
)
def test_a_question_that_looks_at_nothing_is_named_with_its_file(monkeypatch, when, said):
    flow = catalogue("nl").newest("csi")
    asked = asking.Asked.model_validate({"id": "een", "when": [when]})
    entries = asking.AskedList(questions=(asked,), reviewed=date(2026, 11, 26))
    known = asking.Asking(entries=entries, words=asking.AskedWords(questions={"een": "Wat nu?"}))
    monkeypatch.setattr(asking, "of_check", lambda name, language: known)
    assert list(asking.problems_of(flow)) == [f"flows/csi/conversation.toml: een: {said}"]


def test_words_for_a_band_that_is_not_there_are_named(monkeypatch):
    flow = catalogue("nl").newest("csi")
    words = asking.AskedWords(scores={"csi": asking.ScoreSaid(bands={"erg": "erg zwaar"})})
    entries = asking.AskedList(reviewed=date(2026, 11, 26))
    known = asking.Asking(entries=entries, words=words)
    monkeypatch.setattr(asking, "of_check", lambda name, language: known)
    (problem,) = asking.problems_of(flow)
    assert "scores.csi: no such score, or no such band" in problem


def test_a_page_without_a_number_says_which_item_is_open():
    facts = csi("nachtrust")
    facts.scene.answers["geld"] = None
    assert "Daarom is er nog geen getal. “We leven onder financiële druk.”" in sheet(facts).who
    more = csi("nachtrust")
    more.scene.answers.update(dict.fromkeys(("baan", "plannen", "beperkt", "geld")))
    assert sheet(more).who.endswith("4 vragen staan nog open. Daarom is er nog geen getal.")
    assert "geen getal" not in sheet(csi()).who


def test_a_number_that_the_outcome_keeps_to_itself_stands_on_no_page():
    flow = catalogue("nl").newest("drie-minuten")
    facts = Facts(
        scene=Scene(flow=flow, answers=answered(flow, -1)),
        day=date(2026, 11, 26),
        asked=Conversation(earlier=True),
    )
    facts.scene.answers["volhouden"] = "niet-meer"
    assert facts.scene.result("weegt") is not None
    assert sheet(facts).results == () and "geen getal" not in sheet(facts).who


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("week", ["Een lager getal betekent hier: zwaarder."]),
        ("draagkracht", ["Een hoger getal betekent", "Een lager getal betekent"]),
    ],
)
def test_the_number_of_an_own_form_says_which_way_is_heavier(name, said):
    flow = catalogue("nl").newest(name)
    scene = Scene(flow=flow, answers=answered(flow, 0))
    results = sheet(Facts(scene=scene, day=date(2026, 11, 26), asked=Conversation())).results
    assert len(results) == len(said)
    assert all(words in result.means for words, result in zip(said, results, strict=True))
    assert all("geen grens onderzocht" in result.means for result in results)


@pytest.mark.django_db
def test_no_word_of_the_carer_stands_in_a_title_that_a_browser_keeps(anna):
    attempt = check(anna)
    anna.post(url(attempt), {"met": "other", "ander": "mijn psychiater"})
    page = anna.get(url(attempt)).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert "psychiater" in page and "psychiater" not in title
    paper = PdfReader(io.BytesIO(anna.get(url(attempt, "gesprek.pdf")).content))
    assert "psychiater" in paper.pages[0].extract_text()
    assert "psychiater" not in str(paper.metadata)


@pytest.mark.django_db
def test_a_version_that_is_no_longer_there_is_not_laid_beside_the_new_one(anna):
    check(anna, "geld")
    Attempt.objects.update(version=2)
    attempt = check(anna)
    anna.post(url(attempt), {"met": "gp", "op": "eerder"})
    assert "Eerder 1 op" not in anna.get(url(attempt)).content.decode()
    Attempt.objects.update(version=1)
    assert "Eerder 1 op" in anna.get(url(attempt)).content.decode()
