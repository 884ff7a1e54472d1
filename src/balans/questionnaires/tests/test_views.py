"""Walking through an exercise: answers are kept, nothing is lost, strangers see nothing."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from balans.accounts.models import Owner
from balans.questionnaires.content import catalogue
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.outcome_views import MAILTO_LIMIT

pytestmark = pytest.mark.django_db
BEGIN = "/oefeningen/doelen/begin/"
MANY = 60


def begin(client, **fields):
    response = client.post(BEGIN, {"naam": "Jan", "relatie": "partner", **fields})
    assert response.status_code == 302
    return response.headers["Location"]


def attempt():
    return Attempt.objects.latest("started_at")


def skip_to_the_end(client, url):
    for _page in range(MANY):
        if "/vraag/" not in url:
            return url
        url = client.post(url, {"_actie": "overslaan"}).headers["Location"]
    raise AssertionError("the exercise does not end")


def do_contact(client):
    url = client.post("/oefeningen/contact/begin/", {"naam": "Jan", "relatie": "partner"}).headers[
        "Location"
    ]
    return skip_to_the_end(client, url)


def test_the_first_answer_begins_and_leads_to_the_next_question(anna):
    url = begin(anna)
    assert f"/oefeningen/doelen/{attempt().pk}/vraag/" in url
    page = anna.get(url).content.decode()
    assert "Bewaard om" in page


def test_a_name_given_before_is_offered_in_the_next_exercise(anna):
    begin(anna)
    page = anna.get("/oefeningen/contact/begin/").content.decode()
    assert 'value="Jan"' in page
    assert 'value="partner" checked' in page


def test_a_double_post_makes_one_attempt(anna):
    token = str(uuid.uuid4())
    begin(anna, _poging=token)
    begin(anna, _poging=token)
    assert Attempt.objects.count() == 1
    assert attempt().pk == uuid.UUID(token)


def test_an_id_of_somebody_else_gives_a_new_attempt(anna, chris):
    token = str(uuid.uuid4())
    begin(anna, _poging=token)
    url = begin(chris, _poging=token)
    assert token not in url
    assert Attempt.objects.count() == 2


def test_every_question_can_be_skipped_to_an_outcome(anna):
    url = skip_to_the_end(anna, begin(anna))
    assert url.endswith("/uitkomst/")
    assert anna.get(url).status_code == 200
    assert attempt().finished_at is not None


def test_back_keeps_what_was_typed_and_skips_nothing(anna):
    first = begin(anna)
    response = anna.post(first, {"gemist-own": "Rust in huis", "_actie": "terug"})
    assert response.headers["Location"].endswith("/vraag/wie/")
    assert "Rust in huis" in anna.get(first).content.decode()
    anna.post(first, {"_actie": "terug"})
    assert Answer.objects.filter(question="gemist").count() == 1


def test_going_back_from_an_open_page_leaves_it_open(anna):
    first = begin(anna)
    anna.post(first, {"_actie": "terug"})
    assert anna.get(f"/oefeningen/doelen/{attempt().pk}/").headers["Location"] == first


def test_stopping_keeps_and_the_introduction_offers_to_go_on(anna):
    first = begin(anna)
    response = anna.post(first, {"gemist-own": "Slaap", "_actie": "stoppen"})
    assert response.headers["Location"] == "/oefeningen/doelen/#verder"
    assert "Ga verder waar je was" in anna.get("/oefeningen/doelen/").content.decode()
    assert "Waar je gebleven was" in anna.get("/mijn/").content.decode()


def test_skipping_keeps_an_answer_that_was_given_before(anna):
    first = begin(anna)
    anna.post(first, {"gemist-own": "Slaap"})
    anna.post(first, {"_actie": "overslaan"})
    assert "Slaap" in anna.get(first).content.decode()


def test_a_wrong_answer_stays_on_the_page_with_a_message(anna):
    first = begin(anna)
    response = anna.post(first, {"gemist": "vliegen", "gemist-own": "Mijn eigen woorden"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Hier klopt nog iets niet" in page
    assert 'href="#id_gemist"' in page
    assert "Mijn eigen woorden" in page
    assert not Answer.objects.filter(question="gemist").exists()


def test_a_text_that_is_too_long_is_given_back_whole(anna):
    begin(anna)
    contact = catalogue("nl").newest("contact")
    url = anna.post("/oefeningen/contact/begin/", {"naam": "x" * 301})
    assert url.status_code == 422
    assert "x" * 301 in url.content.decode()
    assert contact.question("naam") is not None


def test_a_page_that_does_not_exist_leads_to_where_one_was(anna):
    first = begin(anna)
    base = f"/oefeningen/doelen/{attempt().pk}/vraag"
    for page in ("onzin", "doel", "99"):
        response = anna.get(f"{base}/{page}/")
        assert response.headers["Location"] == f"{first}?let-op=vraag"
    assert "hoort er nu niet meer bij" in anna.get(f"{first}?let-op=vraag").content.decode()


def test_an_answer_to_a_question_that_is_not_asked_is_not_kept(anna):
    begin(anna)
    response = anna.post(f"/oefeningen/doelen/{attempt().pk}/vraag/maand/", {"maand": "x"})
    assert response.status_code == 302
    assert not Answer.objects.filter(question="maand").exists()


def test_a_stranger_cannot_tell_it_exists(anna, chris):
    url = begin(anna)
    real, made_up = str(attempt().pk), str(uuid.uuid4())
    never = url.replace(real, made_up)
    begin(chris)
    theirs, nothing = chris.get(url), chris.get(never)
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert "Jan" not in theirs.content.decode()
    assert theirs.content.replace(real.encode(), b"") == nothing.content.replace(
        made_up.encode(), b""
    )


def test_an_expired_guest_gets_back_what_was_typed(anna):
    url = begin(anna)
    Owner.objects.all().delete()
    response = anna.post(url, {"gemist-own": "Dit schreef ik net op"})
    assert response.status_code == 404
    assert "Dit schreef ik net op" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_a_stale_token_gives_back_what_was_typed():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(BEGIN, {"naam": "Mijn lange verhaal"})
    assert response.status_code == 403
    assert "Mijn lange verhaal" in response.content.decode()
    assert "stond te lang open" in response.content.decode()


def test_answers_can_be_changed_at_the_end(anna):
    outcome = skip_to_the_end(anna, begin(anna))
    answers = anna.get(outcome.replace("uitkomst", "antwoorden")).content.decode()
    assert "Overgeslagen" in answers
    change = f"/oefeningen/doelen/{attempt().pk}/vraag/wie/"
    assert f'{change}?naar=antwoorden"' in answers
    response = anna.post(change, {"naam": "Johan", "_naar": "antwoorden"})
    assert response.headers["Location"].endswith("/antwoorden/")
    assert "Johan" in anna.get(response.headers["Location"]).content.decode()


def test_two_attempts_lie_side_by_side(anna):
    skip_to_the_end(anna, begin(anna))
    first = attempt()
    outcome = skip_to_the_end(anna, begin(anna, naam="Johan"))
    page = anna.get(outcome).content.decode()
    beside = reverse("questionnaires:beside", args=["doelen", attempt().pk, first.pk])
    assert beside in page
    shown = anna.get(beside).content.decode()
    assert "Jan" in shown and "Johan" in shown and "veranderd" in shown


def test_an_attempt_goes_on_in_another_language(anna):
    url = begin(anna)
    page = anna.get(url).content.decode()
    english = f"/en/exercises/wishes/{attempt().pk}/question/gemist/"
    assert f'hreflang="en" href="http://testserver{english}"' in page
    assert 'lang="en"' in anna.get(english).content.decode()


def test_a_version_that_is_gone_opens_under_the_new_one_and_says_so(anna):
    outcome = skip_to_the_end(anna, begin(anna))
    Attempt.objects.update(version=99)
    page = anna.get(outcome).content.decode()
    assert "Deze oefening is vernieuwd" in page
    assert anna.get(outcome.replace("uitkomst", "antwoorden")).status_code == 200


def test_one_attempt_can_be_erased(anna):
    outcome = skip_to_the_end(anna, begin(anna))
    url = outcome.replace("uitkomst", "wissen")
    assert "Wil je deze oefening wissen?" in anna.get(url).content.decode()
    assert anna.post(url).headers["Location"] == "/mijn/"
    assert Attempt.objects.count() == Answer.objects.count() == 0
    assert anna.get(outcome).status_code == 404


def test_the_outcome_comes_as_pdf(anna):
    outcome = skip_to_the_end(anna, begin(anna))
    response = anna.get(outcome.rstrip("/") + ".pdf")
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_check_date_goes_into_a_calendar(anna):
    url = begin(anna)
    anna.post(url, {"gemist": "slaap"})
    base = f"/oefeningen/doelen/{attempt().pk}"
    assert anna.get(f"{base}/agenda.ics").status_code == 404
    for _page in range(MANY):
        step = anna.get(f"{base}/").headers["Location"]
        if "/vraag/" not in step:
            break
        page = step.rstrip("/").rsplit("/", 1)[1]
        fields = {"herken": {"herken": "lezen"}, "doel": {"doel": "lezen"}, "check": {"check": "4"}}
        anna.post(step, fields.get(page, {"_actie": "overslaan"}))
    response = anna.get(f"{base}/agenda.ics")
    text = response.content.decode()
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in text and f"UID:{attempt().pk}@" in text
    assert "DTSTART;VALUE=DATE:" in text


def test_a_message_can_be_edited_and_brought_back(anna):
    outcome = do_contact(anna)
    url = outcome.replace("uitkomst", "bericht")
    anna.post(url, {"vorm": "short", "tekst-short": "Mijn eigen bericht 🌷"})
    page = anna.get(outcome).content.decode()
    assert "Mijn eigen bericht 🌷" in page
    assert "Dit is jouw eigen versie" in page
    anna.post(url, {"vorm": "short", "_actie": "opnieuw"})
    assert "Mijn eigen bericht" not in anna.get(outcome).content.decode()


def test_a_message_that_is_too_long_is_given_back(anna):
    outcome = do_contact(anna)
    url = outcome.replace("uitkomst", "bericht")
    response = anna.post(url, {"vorm": "print", "tekst-print": "y" * 20_001})
    assert response.status_code == 422
    assert "y" * 20_001 in response.content.decode()
    assert anna.post(url, {"vorm": "onzin"}).status_code == 404


def test_a_mail_link_is_short_enough_for_a_mail_program(anna):
    import re

    outcome = do_contact(anna)
    anna.post(
        outcome.replace("uitkomst", "bericht"), {"vorm": "normal", "tekst-normal": "é" * 3000}
    )
    links = re.findall(r'href="(mailto:\?[^"]*)"', anna.get(outcome).content.decode())
    assert links and all(len(link) <= MAILTO_LIMIT for link in links)


def test_the_paper_version_is_there_for_everybody(chris):
    for name in ("doelen", "contact", "grenzen", "activiteiten"):
        assert chris.get(f"/oefeningen/{name}/papier.pdf").content.startswith(b"%PDF")


def test_words_are_shown_and_never_run(anna):
    url = begin(anna, naam="<script>alert(1)</script>{{ 1 }}{naam}")
    page = anna.get(url).content.decode()
    assert "<script>alert" not in page
    outcome = anna.get(skip_to_the_end(anna, url)).content.decode()
    assert "<script>alert" not in outcome


def test_own_pages_ask_the_database_little_however_much_there_is(
    anna, django_assert_max_num_queries
):
    for _time in range(6):
        outcome = skip_to_the_end(anna, begin(anna))
    step = outcome.replace("uitkomst/", "vraag/wie/")
    for url in ("/mijn/", "/oefeningen/doelen/", BEGIN, step, outcome, f"{outcome[:-1]}.pdf"):
        with django_assert_max_num_queries(8):
            assert anna.get(url).status_code == 200
    with django_assert_max_num_queries(8):
        anna.post(step, {"naam": "Johan"})
