"""The pages of the checks: what one finds, what comes out, and what bad input gives."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from balans.checks.offered import groups, offered
from balans.questionnaires.content import checks
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db
STATEMENTS = [
    question.id for question in next(f for f in checks("nl") if f.name == "csi").questions
]


def answers(yes: int) -> dict[str, str]:
    """Return all thirteen statements, so many of them with yes."""
    return {name: "yes" if place < yes else "no" for place, name in enumerate(STATEMENTS)}


def outcome(client: Client, posted: dict[str, str]) -> str:
    response = client.post("/hoe-gaat-het/csi/begin/", posted, follow=True)
    assert response.redirect_chain[-1][0].endswith("/uitkomst/")
    return response.content.decode()


def test_every_check_stands_on_the_page_once():
    page = Client().get("/hoe-gaat-het/").content.decode()
    for flow in offered("nl").values():
        assert page.count(f'href="/hoe-gaat-het/{flow.words.slug}/"') == 1


def test_a_check_does_not_stand_among_the_exercises_nor_the_other_way_round(client):
    assert client.get("/oefeningen/csi/").status_code == 404
    assert client.get("/hoe-gaat-het/grenzen/").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_who_made_the_check(client, language):
    flow = offered(language)["csi"]
    with override(language):
        page = client.get(reverse("checks:introduction", args=[flow.words.slug])).content.decode()
    assert "Robinson" in page


@pytest.mark.parametrize(("yes", "first"), [(13, True), (11, True), (10, False), (0, False)])
def test_from_eleven_the_people_to_call_stand_first(anna, yes, first):
    page = outcome(anna, answers(yes))
    assert f"{yes} van de 13" in page
    body = page[page.index("<main") : page.index("</main>")]
    assert ('href="tel:' in body) == first
    if first:
        assert body.index('href="tel:') < body.index(f"{yes} van de 13")


def test_a_child_who_is_not_safe_finds_who_to_call_on_the_page_itself(anna):
    at = anna.post("/hoe-gaat-het/jonge-mantelzorger/begin/", {}, follow=True)
    at = anna.post(at.redirect_chain[-1][0], {}, follow=True)
    at = anna.post(at.redirect_chain[-1][0], {"veilig": "pijn", "donker": "vaak"}, follow=True)
    page = at.content.decode()
    body = page[page.index("<main") : page.index("</main>")]
    assert 'id="allebei"' in body and 'href="#allebei"' in body
    assert body.index("tel:08000113") < body.index("tel:08000432")
    assert "dierbare" not in body


def test_twelve_of_thirteen_name_the_open_one_and_give_no_number(anna):
    posted = answers(12)
    del posted["geld"]
    page = outcome(anna, posted)
    assert "Eén vraag staat nog open" in page
    assert "We leven onder financiële druk." in page
    assert "van de 13" not in page


def test_an_answer_that_is_no_option_is_named_and_the_others_stay(anna):
    posted = answers(5) | {"plannen": "misschien"}
    response = anna.post("/hoe-gaat-het/csi/begin/", posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Kies een van de mogelijkheden hieronder." in page
    assert page.count(" checked") >= 12
    assert not Attempt.objects.exists()


def test_the_same_form_sent_twice_is_one_check(anna):
    posted = answers(3) | {"_poging": "7f2f5f0a-3c07-4d8a-9f43-000000000001"}
    outcome(anna, posted)
    outcome(anna, posted)
    assert Attempt.objects.count() == 1


@override_settings(CHECKS_OFF=["csi"])
def test_a_check_that_a_host_leaves_out_cannot_be_begun_and_stays_readable(anna):
    with override_settings(CHECKS_OFF=[]):
        outcome(anna, answers(4))
    attempt = Attempt.objects.get()
    assert "csi" not in offered("nl")
    assert all(flow.name != "csi" for group in groups("nl") for flow in group.flows)
    assert anna.get("/hoe-gaat-het/csi/begin/").status_code == 404
    assert anna.post("/hoe-gaat-het/csi/begin/", answers(4)).status_code == 404
    assert anna.get("/hoe-gaat-het/csi/papier.pdf").status_code == 404
    assert "4 van de 13" in anna.get(f"/hoe-gaat-het/csi/{attempt.pk}/uitkomst/").content.decode()
    introduction = anna.get("/hoe-gaat-het/csi/").content.decode()
    assert "kun je hier nu niet invullen" in introduction
    assert "/begin/" not in introduction
    page = anna.get(f"/hoe-gaat-het/csi/{attempt.pk}/uitkomst/").content.decode()
    assert "/ritme/" not in page, "no link leads to what is not there"


def test_the_next_step_never_leads_to_a_check_that_a_host_leaves_out(anna):
    def step():
        posted = anna.post("/hoe-gaat-het/volhoudtijd/begin/", {"hoe-lang": "jaar"}, follow=True)
        return posted.content.decode().split('class="next')[1]

    assert "/hoe-gaat-het/csi/" in step()
    with override_settings(CHECKS_OFF=["csi"]):
        assert "/hoe-gaat-het/csi/" not in step()


def test_own_designs_say_that_nobody_tested_them(client):
    page = client.get("/hoe-gaat-het/over-de-checks/").content.decode()
    own = [flow for flow in checks("nl") if flow.instrument.standing == "own"]
    assert page.count("Eigen ontwerp, niet gevalideerd.") == len(own)


def test_mijn_plek_has_one_line_for_a_check(anna):
    for _time in range(3):
        outcome(anna, answers(2))
    page = anna.get("/mijn/").content.decode()
    assert page.count(offered("nl")["csi"].words.title) == 1


def test_what_is_done_seldom_lies_behind_one_fold(anna):
    page = outcome(anna, answers(5))
    kept = page[page.index('id="bewaren"') :]
    before, fold = kept.split("<details", 1)
    assert before.count("<a ") == 3 and "gesprek/" in before
    assert "fhir" in fold and "/wissen/" in fold and "/antwoorden/" in fold


def test_the_one_next_step_is_named_before_the_long_rest_and_leads_to_it(anna):
    body = outcome(anna, answers(8)).split("<main", 1)[1]
    number, link = body.index("8 van de 13"), body.index("Eén stap die nu kan helpen")
    target = body[link:].split('href="#', 1)[1].split('"', 1)[0]
    assert number < link < body.index("Wat anderen doen") < body.index(f'id="{target}"')


def test_a_step_that_leads_nowhere_is_not_named_ahead(anna):
    page = outcome(anna, answers(0))
    assert "Doe deze check over een maand nog eens" in page
    assert "Eén stap die nu kan helpen" not in page


def test_where_people_to_call_stand_first_no_other_step_is_named_before_them(anna):
    assert "Eén stap die nu kan helpen" not in outcome(anna, answers(13))


def test_while_a_statement_is_open_no_other_step_goes_before_it(anna):
    posted = answers(8)
    del posted[STATEMENTS[-1]]
    assert "Eén stap die nu kan helpen" not in outcome(anna, posted)


def test_a_check_that_was_finished_without_a_number_is_not_called_unfinished(anna):
    posted = answers(5)
    del posted[STATEMENTS[-1]]
    outcome(anna, posted)
    page = anna.get("/hoe-gaat-het/").content.decode()
    assert "Bekijk wat eruit kwam" in page and "Ga verder" not in page


def test_a_check_of_one_step_counts_no_steps(client):
    page = client.get("/hoe-gaat-het/csi/begin/").content.decode()
    assert "<progress" not in page and "Hoe zwaar is het zorgen?" in page
    assert "<progress" in client.get("/hoe-gaat-het/vitaliteit/begin/").content.decode()


def test_the_ends_of_a_scale_carry_their_number(client):
    page = client.get("/hoe-gaat-het/week/begin/").content.decode()
    assert "<span>0: Heel zwaar</span><span>10: Goed te doen</span>" in page


def test_who_did_a_check_finds_the_course_and_doing_it_again_first(anna):
    outcome(anna, answers(5))
    once = anna.get("/hoe-gaat-het/csi/").content.decode()
    assert "/verloop/" not in once.split("<main", 1)[1]
    outcome(anna, answers(6))
    page = anna.get("/hoe-gaat-het/csi/").content.decode()
    assert page.index("/csi/verloop/") < page.index("Doe de check opnieuw")
    assert "Wat je straks hebt" not in page


@pytest.mark.parametrize(("path", "times"), [("/", 1), ("/oefeningen/", 1), ("/mijn-plan/", 1)])
def test_the_checks_are_found_from_elsewhere(client, path, times):
    body = client.get(path).content.decode().split("<main", 1)[1]
    assert body.count('href="/hoe-gaat-het/"') == times


@pytest.mark.django_db
def test_a_check_is_called_a_check_when_it_is_erased(anna):
    anna.post("/hoe-gaat-het/csi/begin/", {"nachtrust": "yes"})
    attempt = Attempt.objects.latest("started_at")
    page = anna.get(f"/hoe-gaat-het/csi/{attempt.pk}/wissen/").content.decode()
    asked = page.split("<h1>")[1].split("</form>")[0]
    assert "Ja, wis deze check" in asked and "oefening" not in asked
