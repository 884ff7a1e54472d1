"""Whatever is posted to the checks: never a fault of ours, and every page still opens."""

import json
import random
import re
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balans.questionnaires.content import checks
from balans.questionnaires.models import Attempt
from balans.questionnaires.tests.test_sharing import check

pytestmark = pytest.mark.django_db
HERE = "/hoe-gaat-het"
STRANGE = [
    *("", " ", "0", "-1", "1e999", "NaN", "Infinity", "12,5,5", "999999999", "½", "²", "٣"),
    *(
        "\x00",
        "\u202e",
        "\u0300",
        "👩‍👩‍👧",
        "a" * 301,
        "#$*[@\\",
        "{naam}",
        "%(who)s",
        "\r\nSUMMARY:x",
    ),
    *("ja", "gp", "other", "mij", "ander", "7", "stop", "geen", "week", "overslaan", "terug"),
    *("stoppen", "9999-12-31", "0001-01-01", "A" * 43, str(uuid.UUID(int=7))),
]
VALUES = st.lists(st.one_of(st.sampled_from(STRANGE), st.text(max_size=30)), max_size=3)
SLUGS = st.sampled_from([flow.words.slug for flow in checks("nl")])
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
ABOUT = (
    *("met", "ander", "voorstel", "vragen", "wens", "naam", "op", "_meer"),
    *("tot", "tot-day", "tot-month", "tot-year", "voor", "van", "_sleutel"),
)
ALL = ("wie", "apparaat", "zelfde", "_poging", "ritme", "uur", "tot")
POSTED = ("gesprek/", "meenemen/", "delen/", "delen/?met=vragen")
PAGES = ("gesprek/", "gesprek/?verander", "uitkomst/", "antwoorden/", "delen/", "meenemen/")


def fields(*names):
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=8)


@pytest.fixture
def done(anna):
    return check(anna)


@FEW
@given(page=st.sampled_from(POSTED), form=fields(*ABOUT))
def test_about_a_result(anna, done, page, form):
    url = f"{HERE}/csi/{done.pk}/"
    assert anna.post(url + page, form).status_code in (200, 302, 422)
    assert {anna.get(url + each).status_code for each in PAGES} <= {200, 302}
    assert anna.get(url + "gesprek.pdf").content.startswith(b"%PDF-")


@FEW
@given(slug=SLUGS, form=fields(*ALL))
def test_together_in_a_rhythm_and_the_signs(anna, done, slug, form):
    places = (f"{HERE}/{slug}/samen/", f"{HERE}/{slug}/ritme/", f"{HERE}/seintje-wegleggen/")
    for place in (*places, "/mijn/seintjes/"):
        assert anna.post(place, form).status_code in (302, 422)
    assert anna.get(f"{HERE}/{slug}/ritme/agenda.ics").status_code in (200, 404)
    for place in (f"{HERE}/", f"{HERE}/{slug}/", f"{HERE}/{slug}/verloop/", "/mijn/"):
        assert anna.get(place).status_code == 200


@FEW
@given(flow=st.sampled_from(checks("nl")), seed=st.integers(0, 10**9))
def test_every_page_of_questions(client, flow, seed):
    chance, room = random.Random(seed), f"{HERE}/{flow.words.slug}"
    place = f"{room}/begin/"
    for _page in range(len(flow.pages) + 2):
        page = client.get(place)
        if page.status_code != 200 or "name=" not in page.content.decode():
            break
        response = client.post(place, _filled(page.content.decode(), chance))
        assert response.status_code in (200, 302, 405, 422)
        place = response.headers.get("Location", place)
    for attempt in Attempt.objects.filter(flow=flow.name).order_by("-started_at")[:1]:
        url = f"{room}/{attempt.pk}/"
        assert {client.get(url + each).status_code for each in PAGES} <= {200, 302}
        json.loads(client.get(url + "fhir.json").content, parse_constant=pytest.fail)


def _filled(page: str, chance: random.Random) -> dict[str, list[str]]:
    """Return something for most fields of a page: an option of it, or something strange."""
    names = sorted(set(re.findall(r'<(?:input|textarea|button)[^>]* name="([^"]+)"', page)))
    options = sorted(set(re.findall(r'value="([^"]*)"', page))) or [""]
    return {
        name: [chance.choice(chance.choice((options, STRANGE))) for _ in range(chance.randrange(3))]
        for name in names
        if name != "csrfmiddlewaretoken"
    }
