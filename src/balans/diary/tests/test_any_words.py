"""Every form of the rooms takes in whatever is typed: no fault, no garbled sign, nothing forged."""

import re
import uuid

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balans.accounts.tests.letters import sign_in
from balans.accounts.tests.test_sharing import share
from balans.diary.models import Memory
from tests.environment import INPUTS

pytestmark = pytest.mark.django_db
EXAMPLES = 60
HARM = '<script>alert("x")</script>'
ODD = [
    *(
        "",
        HARM,
        "\x00",
        "a\x00b",
        "\u202eomgekeerd",
        "👩‍👩‍👧‍👦 ﷽ Ά",
        "²",
        "٣",
        "-1",
        "9" * 30,
        "1e400",
    ),
    *(
        "1e400",
        "NaN",
        "2026-02-30",
        "0000-00-00",
        "a\r\nBcc: x@y.nl",
        "//elders.example",
        "x" * 30_000,
    ),
    *("' OR 1=1 --", "{{ 7*7 }}", "%s%(x)s", "../../keys/host", "_actie", "null", "[]"),
]
WORDS = st.one_of(st.sampled_from(ODD), st.text(max_size=60))
FORMS = [
    *("/herinneringen/nieuw/", "/herinneringen/kladje/", "/herinneringen/drie-goede-dingen/"),
    *("/herinneringen/zoeken/", "/herinneringen/boek/kiezen/", "/herinneringen/boek/volgorde/"),
    *("/herinneringen/boek/kaft/", "MEMORY", "MEMORYwijzigen/", "MEMORYkladje/", "MEMORYdelen/"),
    *("MEMORYkiezen/", "/mijn-plan/nieuw/", "/mijn-plan/agenda/", "/mijn-plan/seintje/"),
    *("/mijn/gegevens/", "/mijn/overleden/", "/mijn/overleden/terugnemen/", "/mijn/voorstel/"),
    *("/mijn/inloggen/", "/mijn/inloggen/code/", "/mijn/inloggen/wachtwoord/", "SHARED"),
    *("/mijn/inloggen/herstelblad/", "/mijn/inloggen/passkey/", "/mijn/bewaren/"),
    *("/mijn/account/adres/", "/mijn/account/wachtwoord/", "/mijn/account/apparaten/"),
    *("/mijn/account/passkey/", "/mijn/account/passkey/weg/", "/mijn/account/herstelblad.pdf"),
    *("/mijn/tweede-stap/", "/mijn/tweede-stap/app/", "/mijn/meenemen/", "/mijn/organisatie/"),
]
FIELDS = [
    *("tekst", "titel", "ding", "wanneer", "wanneer-day", "wanneer-month", "wanneer-year"),
    *("stemming", "_nummer", "_versie", "_formulier", "_vraag", "_dag", "_actie", "woorden"),
    *("kies", "volgorde", "regel", "opdracht", "kaft", "maat", "foto", "geluid", "_sleutel"),
    *("voor", "van", "tot", "naam", "_blik", "doel", "week", "maand", "helper", "namen", "uur"),
    *("dag", "jaar", "adres", "zo", "code", "wachtwoord", "herstelcode", "antwoord", "verder"),
    *(
        "apparaat",
        "passkey",
        "gedeeld",
        "bestand",
        "weg",
        "_plan",
        "_poging",
        "dierbare",
        "relatie",
    ),
]
POST = st.tuples(
    st.sampled_from(FORMS),
    st.dictionaries(st.sampled_from(FIELDS), st.lists(WORDS, min_size=1, max_size=3), max_size=9),
)


@pytest.fixture
def ready(anna):
    """A carer with an account, a memory, a book and something shared; and a visitor."""
    link = share(anna)
    anna.post("/herinneringen/boek/")
    sign_in(anna)
    return anna, link


def post(client: Client, link: str, form: str, fields: dict[str, list[str]]) -> None:
    memory = Memory.objects.values_list("pk", flat=True).first() or uuid.uuid4()
    path = form.replace("MEMORY", f"/herinneringen/{memory}/").replace("SHARED", link)
    answer = client.post(path, fields)
    assert answer.status_code < 500 or answer.status_code == 503, (path, fields)
    assert re.match(r"(/[^/\\]|$)", answer.headers.get("Location", "")), (path, fields)
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        said = answer.content.decode()
        assert HARM not in said and "\ufffd" not in said.replace(
            "\ufffd", "", sum(each.count("\ufffd") for texts in fields.values() for each in texts)
        )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_is_fed_is_there(ready, form):
    client, link = ready
    path = form.replace("MEMORY", f"/herinneringen/{Memory.objects.get().pk}/")
    answer = client.get(path.replace("SHARED", link))
    assert answer.status_code != 404, path


@given(POST)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_form_breaks_on_what_is_typed(ready, posted):
    post(*ready, *posted)


@given(POST)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_form_breaks_on_what_a_visitor_types(ready, posted):
    post(Client(), ready[1], *posted)


@pytest.mark.load
@pytest.mark.fuzz
@given(POST)
@settings(max_examples=INPUTS, suppress_health_check=list(HealthCheck))
def test_no_form_breaks_on_thousands_of_inputs(ready, posted):
    post(*ready, *posted)


def test_every_sign_comes_back_as_it_was_written(anna):
    words = "Ëén “zee” 👩‍👩‍👧‍👦 ﷽ Ά 漢字 \u202eomgekeerd\u202c Ⅷ ẞ"
    anna.post("/herinneringen/nieuw/", {"tekst": words, "titel": HARM, "wanneer": "long-ago"})
    shown = anna.get("/herinneringen/").content.decode()
    memory = Memory.objects.get()
    page = anna.get(f"/herinneringen/{memory.pk}/").content.decode()
    assert "👩‍👩‍👧‍👦 ﷽ Ά 漢字" in page and "Ëén “zee”" in page
    assert HARM not in shown and HARM not in page and "&lt;script&gt;" in page
