"""The pages of a check over time: what they show, to whom, and how little they ask for."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from balans.accounts.life import tell_death
from balans.accounts.models import Owner
from balans.accounts.person import Person, read_cookie
from balans.accounts.place.profile import profile_of
from balans.core.vault import open_vault
from balans.diary.actions import Sheet, keep_memory
from balans.diary.words import MemoryWords
from balans.questionnaires.actions import Returning, bring_back_attempts
from balans.questionnaires.carrying import TakenAttempt
from balans.questionnaires.content import catalogue
from balans.questionnaires.models import Attempt
from balans.questionnaires.tests.test_sharing import look, share

pytestmark = pytest.mark.django_db
CSI = catalogue("nl").newest("csi")
ITEMS = CSI.scores[0].items
COURSE = "/hoe-gaat-het/csi/verloop/"


def person_behind(client, settings) -> Person:
    """Return who a browser is; it becomes somebody when it was nobody yet."""
    if settings.KEY_COOKIE not in client.cookies:
        client.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    secret = read_cookie(client.cookies[settings.KEY_COOKIE].value)
    assert secret is not None
    slot = Owner.objects.latest("created_at").slots.get()
    return Person(slot.owner, open_vault(str(slot.owner_id), secret, slot.key), slot)


def did(person, yes, days_ago, *, version=1, left=(), finished=True):
    """Put a check in the past of a person: so many times yes, so many days ago."""
    answers = {item: "yes" if place < yes else "no" for place, item in enumerate(ITEMS)}
    when = timezone.now() - timedelta(days=days_ago)
    taken = TakenAttempt(
        id=uuid.uuid4(),
        questionnaire="csi",
        version=version,
        started_at=when,
        changed_at=when,
        finished_at=when if finished else None,
        answers={},
    )
    given = {item: mark for item, mark in answers.items() if item not in left}
    bring_back_attempts(person=person, returning=[Returning(taken, CSI, given)])
    return taken.id


@pytest.fixture
def person(anna, settings):
    return person_behind(anna, settings)


def text(response):
    return " ".join(response.content.decode().split())


def test_somebody_without_results_reads_that_there_is_nothing_yet(client):
    response = client.get(COURSE)
    assert response.status_code == 200 and "Hier staat nog niets" in text(response)
    assert client.get("/hoe-gaat-het/csi/verloop.pdf").status_code == 404
    assert client.get("/hoe-gaat-het/bestaat-niet/verloop/").status_code == 404


def test_one_result_is_a_stone_without_a_line_and_an_invitation(anna, person):
    did(person, 6, 3)
    page = text(anna.get(COURSE))
    assert "Je zei 6 van de 13 keer ja." in page and "over een maand nog eens" in page
    assert "course-stone" in page and "course-line" not in page


def test_two_results_are_told_in_words_with_the_statements_that_changed(anna, person):
    did(person, 6, 40)
    did(person, 9, 3)
    page = text(anna.get(COURSE))
    assert "Toen zei je 6 keer ja, nu 9 keer. Dat is meer dan toen." in page
    assert CSI.questions[8].words.label in page.split("Nieuw</h3>")[1]
    assert "Niet meer</h3>" not in page and "course-line" in page


def test_a_changed_version_is_said_and_the_line_stops(anna, person):
    did(person, 6, 80, version=2)
    did(person, 9, 40)
    did(person, 9, 3)
    page = text(anna.get(COURSE))
    assert "is de check vernieuwd" in page
    narrow = page.split("course-drawing narrow")[1].split("</svg>")[0]
    assert narrow.count("course-line") == 1 and narrow.count("L") == 1


def test_unfinished_and_incomplete_ones_stand_in_the_table_and_not_on_the_line(anna, person):
    did(person, 6, 40)
    did(person, 9, 3, left=ITEMS[:1])
    did(person, 9, 1, finished=False)
    page = text(anna.get(COURSE))
    assert "Niet alles ingevuld" in page and "Nog niet klaar." in page
    assert "course-line" not in page


def test_a_repeat_within_a_minute_is_one_point(anna, person):
    did(person, 6, 40)
    did(person, 7, 0.0002)
    did(person, 8, 0)
    page = text(anna.get(COURSE))
    assert "Toen zei je 6 keer ja, nu 8 keer." in page and "die keer telt" in page


def test_two_that_were_chosen_are_laid_side_by_side_whatever_their_order(anna, person):
    then, now = did(person, 6, 40), did(person, 9, 3)
    response = anna.get(COURSE, {"keer": [str(then), str(now)], "naast": "ja"})
    assert response.url == f"/hoe-gaat-het/csi/{now}/naast/{then}/"
    page = text(anna.get(response.url))
    assert "Toen zei je 6 keer ja, nu 9 keer." in page and "10 antwoorden bleven hetzelfde" in page


@pytest.mark.parametrize("count", [0, 1, 3])
def test_another_number_than_two_is_asked_again_kindly(anna, person, count):
    ids = [str(did(person, 6, days)) for days in (3, 40, 80)]
    response = anna.get(COURSE, {"keer": ids[:count], "naast": "ja"})
    assert response.status_code == 422 and "Kies twee keren" in text(response)


def test_what_is_no_id_or_somebody_elses_is_never_laid_beside(anna, chris, person, settings):
    mine = did(person, 6, 40)
    theirs = did(person_behind(chris, settings), 9, 3)
    did(person, 7, 1)
    for other in ("nonsens", str(theirs), str(mine)):
        response = anna.get(COURSE, {"keer": [str(mine), other], "naast": "ja"})
        assert response.status_code == 422
    assert str(theirs) not in text(anna.get(COURSE))


def test_the_table_has_pages_and_a_strange_page_is_the_nearest(anna, person):
    for days in range(30):
        did(person, 6, days * 31)
    first, second = text(anna.get(COURSE)), text(anna.get(COURSE + "?blad=2"))
    assert first.count('name="keer"') == 12 and second.count('name="keer"') == 12
    assert "Bladzijde 1 van 3" in first
    assert text(anna.get(COURSE + "?blad=99")).count('name="keer"') == 6


def test_the_page_asks_little_of_the_database_whatever_there_is(
    anna, person, django_assert_max_num_queries
):
    for days in range(60):
        did(person, days % 13, days * 3)
    for url in (COURSE, COURSE + "?erbij=1", "/hoe-gaat-het/"):
        with django_assert_max_num_queries(8):
            assert anna.get(url).status_code == 200


def test_the_bereaved_read_what_was_and_are_not_asked_to_do_it_again(anna, person):
    did(person, 6, 40)
    did(person, 9, 3)
    tell_death(person=person, since=None)
    page = text(anna.get(COURSE))
    assert "was het 9." in page and "nu 9" not in page and "nu is" not in page
    assert "Doe de check opnieuw" not in page
    index = text(anna.get("/hoe-gaat-het/"))
    assert "Hoe het toen ging" in index and "Doe hem nog eens" not in index


def test_what_happened_in_between_is_shown_only_when_asked_for(anna, person):
    did(person, 6, 40)
    did(person, 9, 3)
    day = timezone.localdate() - timedelta(days=20)
    remember(person, "De zee bij avond", day)
    remember(person, "Lang geleden", day - timedelta(days=300))
    assert "De zee bij avond" not in text(anna.get(COURSE))
    page = text(anna.get(COURSE + "?erbij=1"))
    assert "De zee bij avond" in page and "Lang geleden" not in page


def remember(person, title, day):
    words = MemoryWords(title=title, text="Iets.", when=day.isoformat())
    keep_memory(person=person, sheet=Sheet(memory_id=uuid.uuid4()), words=words)


def test_the_course_can_be_printed(anna, person):
    did(person, 6, 40)
    did(person, 9, 3)
    response = anna.get("/hoe-gaat-het/csi/verloop.pdf")
    assert response["Content-Type"] == "application/pdf" and response.content[:5] == b"%PDF-"


def test_the_first_page_tells_how_it_went_so_far(anna, person):
    did(person, 6, 40)
    assert "Bekijk wat eruit kwam" in text(anna.get("/hoe-gaat-het/"))
    did(person, 9, 3)
    page = text(anna.get("/hoe-gaat-het/"))
    assert "Hoe ging het tot nu toe" in page and "2 keer gedaan" in page
    assert f'href="{COURSE}"' in page and "course-small" in page
    did(person, 9, 1, finished=False)
    assert "2 keer gedaan" in text(anna.get("/hoe-gaat-het/")), "one that was begun is not done"


def test_mijn_plek_leads_to_the_course_once_there_are_two(anna, person):
    did(person, 6, 40)
    assert COURSE not in text(anna.get("/mijn/"))
    did(person, 9, 3)
    page = text(anna.get("/mijn/"))
    assert COURSE in page and page.count(CSI.words.title) == 1


def test_the_english_pages_say_the_same(anna, person):
    did(person, 6, 40)
    did(person, 9, 3)
    with override("en"):
        url = reverse("checks:course", args=[catalogue("en").newest("csi").words.slug])
    page = text(anna.get(url))
    assert "Then you said yes 6 times, now 9 times. That is more than then." in page


def test_a_sign_that_is_put_away_is_remembered_once(anna, person):
    today = timezone.localdate()
    for day in (today - timedelta(days=7), today):
        assert anna.post("/hoe-gaat-het/seintje-wegleggen/", {"tot": str(day)}).status_code == 302
    for nonsense in ("", "morgen", str(today + timedelta(days=2))):
        anna.post("/hoe-gaat-het/seintje-wegleggen/", {"tot": nonsense})
    fresh = Person(Owner.objects.get(pk=person.owner.pk), person.vault, person.slot)
    assert profile_of(fresh).put_away == {f"vroeg-seintje-{today}"}


def test_no_number_stands_in_plain_in_the_database(anna, person):
    did(person, 6, 40)
    sealed = bytes(Attempt.objects.get(flow="csi").sealed_reading)
    assert b"csi" not in sealed


def test_what_somebody_did_stands_once_and_the_others_under_one_title(anna, person):
    did(person, 5, 3)
    page = anna.get("/hoe-gaat-het/").content.decode()
    assert 'href="/hoe-gaat-het/csi/"' not in page
    assert page.count("Andere checks") == 1 and "Iets beter kijken" not in page


def test_the_bereaved_open_the_other_checks_themselves(anna, person):
    did(person, 5, 3)
    tell_death(person=person, since=None)
    page = anna.get("/hoe-gaat-het/").content.decode()
    assert page.index("Bekijk alle checks") < page.index("Andere checks")


def test_an_answer_that_is_changed_later_leaves_a_check_on_its_day(anna, person):
    attempt = did(person, 6, 40)
    day = (timezone.localtime() - timedelta(days=40)).date()
    here = f"/hoe-gaat-het/csi/{attempt}/"
    given = {item: "yes" if place < 7 else "no" for place, item in enumerate(ITEMS)}
    anna.post(f"{here}vraag/stellingen/", given)
    said = date_format(day, "j F Y")
    for page in ("uitkomst/", "gesprek/"):
        assert f"· {said}" in text(anna.get(here + page)), page
    anna.post(f"{here}gesprek/", {"met": "gp"})
    assert f"op {said}." in text(anna.get(f"{here}gesprek/"))
    assert f"Hoe zwaar is het zorgen?, {said}" in text(anna.get(f"{here}delen/"))
    for file in ("uitkomst.pdf", "fhir.json"):
        assert day.isoformat() in anna.get(here + file).headers["Content-Disposition"]
    assert json.loads(anna.get(f"{here}fhir.json").content)["authored"][:10] != day.isoformat()
    assert "Je zei 7 van de 13 keer ja." in text(anna.get(COURSE))
    later = did(person, 5, 20)
    introduction = text(anna.get("/hoe-gaat-het/csi/"))
    assert introduction.index(str(later)) < introduction.index(str(attempt))
    assert said in introduction
    path = share(anna, Attempt.objects.get(pk=attempt))
    assert f"{said} · CSI" in look(path)


def test_the_bereaved_read_two_times_by_their_days_and_nothing_is_now(anna, person):
    then, now = did(person, 6, 40), did(person, 9, 3)
    tell_death(person=person, since=None)
    page = text(anna.get(f"/hoe-gaat-het/csi/{now}/naast/{then}/"))
    day = date_format(timezone.localtime() - timedelta(days=3), "j F Y")
    assert f"Op {day}: 9" in page and f"Naar de uitkomst van {day}" in page
    main = page.split("<main")[1].split("</main>")[0]
    assert "Toen" not in main and "Nu" not in main and "nu 9" not in main
    outcome = text(anna.get(f"/hoe-gaat-het/csi/{now}/uitkomst/"))
    assert "<h1>Hoe het toen ging</h1>" in outcome and "Zo gaat het nu" not in outcome


def test_two_times_on_a_day_are_told_apart_by_the_hour(anna, person, monkeypatch):
    noon = timezone.localtime().replace(hour=12) - timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    did(person, 6, 0), did(person, 7, 1 / 24), did(person, 7, 40)
    monkeypatch.undo()
    page, day = text(anna.get(COURSE)), date_format(noon, "j F Y")
    assert f"Kies {day}, {noon:%H:%M}<" in page and f"Kies {day}, 11:" in page
    assert page.count(date_format(noon - timedelta(days=40), "j F Y, H:i")) == 0


def test_the_sign_says_how_often_and_never_runs_past_a_renewed_check(anna, person, settings):
    def week(number, days_ago, version=1):
        flow, when = catalogue("nl").newest("week"), timezone.now() - timedelta(days=days_ago)
        answers = dict.fromkeys(flow.scores[0].items, number)
        taken = TakenAttempt(
            id=uuid.uuid4(),
            questionnaire="week",
            version=version,
            started_at=when,
            changed_at=when,
            finished_at=when,
            answers={},
        )
        bring_back_attempts(person=person, returning=[Returning(taken, flow, answers)])

    for number, days_ago in ((6, 15), (5, 8), (4, 1)):
        week(number, days_ago)
    page = "/hoe-gaat-het/week/verloop/"
    assert "Drie keer na elkaar werd het zwaarder" not in text(anna.get(page))
    week(7, 22, version=2)
    assert "Drie keer na elkaar werd het zwaarder" not in text(anna.get(page))
    Attempt.objects.filter(version=2).update(version=1, sealed_reading=None)
    assert "Drie keer na elkaar werd het zwaarder" in text(anna.get(page))
    assert "Drie keer na elkaar werd het zwaarder" in text(anna.get("/hoe-gaat-het/"))
    for left_out, longer in (([], "csi"), (["csi"], "ediz"), (["csi", "ediz"], "drie-minuten")):
        settings.CHECKS_OFF = left_out
        panel = text(anna.get(page)).split('aria-labelledby="vroeg-seintje"')[1].split("</form>")[0]
        assert f'href="/hoe-gaat-het/{longer}/"' in panel


def test_a_check_without_a_number_speaks_of_no_line(anna):
    for _time in range(2):
        anna.post("/hoe-gaat-het/vitaliteit/begin/", {"lichaam-goed": "bewegen"})
    Attempt.objects.update(finished_at=timezone.now())
    page = text(anna.get("/hoe-gaat-het/vitaliteit/verloop/"))
    assert "hoort geen getal" in page and "De lijn" not in page
    assert "Het zegt niet hoe goed je zorgt" in page
