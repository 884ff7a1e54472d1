"""Materials for who brings people in: with one's own name, readable, kept nowhere."""

import re
import shutil
import subprocess
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils.translation import override

from balans.core.content import ContentError
from balans.documents import leaflet as leaflets
from balans.documents.leaflet import code
from balans.outreach import content as outreach
from balans.outreach import review
from balans.outreach.content import letters
from balans.outreach.filling import MAILTO_LIMIT, contact, filled, mailto, site
from balans.outreach.organisation import LIMITS, Organisation, read
from balans.outreach.printing import leaflet_of, pdf_of

GIVEN = {
    "organisatie": "Steunpunt Breda",
    "adres": "Markt 1, 4811 XW Breda",
    "telefoon": "076 123 45 67",
    "mail": "info@voorbeeld.nl",
    "website": "https://www.voorbeeld.nl/",
}
NAMES = {
    "one letter": "x",
    "as long as it may be": ("Samenwerkende mantelzorgondersteuning Noordoost " * 3)[:120],
    "one endless word": "Mantelzorgondersteuningssamenwerkingsverband" * 2,
    "Arabic": "مركز دعم مقدمي الرعاية",
    "emoji": "Zorg 🌿 met 👩‍👧 liefde",
    "markup": "#set page() *vet* <b>{site}</b> \\ $x$",
}
FULL = {name: "w" * limit for name, limit in LIMITS.items() if name in {"organisatie", "adres"}}
SHEETS = [
    (language, name, size)
    for language in ("nl", "en")
    for name, letter in letters(language).items()
    for size in letter.entry.sizes or (None,)
]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.fixture
def tagged_only(monkeypatch):
    """Let a flyer fail when it can only be made without tags."""
    plain = leaflets.typeset

    def strict(template, inputs, *, tagged):
        assert tagged, "this flyer could not be tagged"
        return plain(template, inputs, tagged=tagged)

    monkeypatch.setattr(leaflets, "typeset", strict)


# What the organisation fills in


def test_a_form_gives_the_organisation_and_a_link_that_carries_it():
    typed = read(GIVEN)
    assert typed.errors == {}
    assert typed.organisation.ways == ("076 123 45 67", "info@voorbeeld.nl", "www.voorbeeld.nl")
    assert "organisatie=Steunpunt+Breda" in typed.organisation.query
    assert read({}).organisation.query == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisatie", "x" * 121),
        ("adres", "x" * 161),
        ("telefoon", "bel me"),
        ("telefoon", "1" * 31),
        ("mail", "geen adres"),
        ("website", "javascript:alert(1)"),
        ("website", "https://[kapot"),
        ("website", "zomaar"),
    ],
)
def test_what_cannot_be_used_is_said_kindly_and_left_out(field, value):
    typed = read({**GIVEN, field: value})
    assert list(typed.errors) == [field]
    assert typed.values[field] == value
    assert getattr(typed.organisation, field) == ""


def test_control_signs_and_line_breaks_become_spaces():
    assert read({"organisatie": " Steun\x00punt \n Breda "}).organisation.organisatie == (
        "Steunpunt Breda"
    )


# Texts


def test_a_text_holds_our_address_and_who_to_turn_to(settings):
    settings.SITE = "https://balans.test"
    text = filled(letters("nl")["nieuwsbrief-kort"], read(GIVEN).organisation)
    assert "https://balans.test/" in text
    assert "Steunpunt Breda" in text and "Bel 076 123 45 67." in text
    assert "{" not in text


def test_what_is_not_known_stands_between_square_brackets():
    letter = letters("nl")["mail-aan-een-mantelzorger"]
    assert "[naam van je organisatie]" in filled(letter, Organisation())
    assert contact(Organisation()).startswith("[")


def test_what_was_typed_is_never_read_as_a_place_to_fill_in():
    text = filled(letters("nl")["website"], Organisation(organisatie="{site} {contact}"))
    assert "{site} {contact}" in text


def test_the_english_texts_lead_to_the_english_site():
    with override("en"):
        text = filled(letters("en")["website"], read(GIVEN).organisation)
    assert site("en") in text and site("en").endswith("/en/")
    assert "Call 076 123 45 67." in text


def test_a_mail_link_is_never_longer_than_mail_programs_take():
    letter = letters("nl")["mail-aan-een-mantelzorger"]
    short = mailto(letter.words.subject, "Hoi")
    assert short == f"mailto:?subject={quote(letter.words.subject)}&body=Hoi"
    assert "body" not in mailto(letter.words.subject, "woord " * 1_000)
    assert len(mailto(letter.words.subject, "woord " * 1_000)) < MAILTO_LIMIT


# Paper


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("language", "letter", "size"), SHEETS)
def test_every_material_fits_one_page_with_any_name(language, letter, size, name, tagged_only):
    typed = read({**GIVEN, "organisatie": NAMES[name]})
    assert typed.errors == {}
    with override(language):
        made = pdf_of(letters(language)[letter], size, typed.organisation)
    assert made.startswith(b"%PDF") and pages(made) == 1
    assert b"/MarkInfo" in made


@pytest.mark.parametrize("size", ["a5", "a4-twee", "a4"])
def test_a_flyer_with_every_field_full_fits_and_says_it_all(size, tagged_only, tmp_path):
    long_ways = {
        "telefoon": "+31 (0)30 123 45 67 - 89 12",
        "mail": f"{'m' * 60}@{'v' * 30}.example",
        "website": f"www.{'w' * 60}.example/hulp",
    }
    typed = read({**FULL, **long_ways})
    assert typed.errors == {}
    name = "poster" if size == "a4" else "flyer"
    made = pdf_of(letters("nl")[name], size, typed.organisation)
    assert pages(made) == 1
    if shutil.which("pdftotext"):
        file = tmp_path / "flyer.pdf"
        file.write_bytes(made)
        text = subprocess.run(
            ["pdftotext", str(file), "-"], check=True, capture_output=True, text=True
        ).stdout
        assert "+31 (0)30" in text.replace("\N{NO-BREAK SPACE}", " ")
        assert re.sub(r"\W", "", text).count("w") >= FULL["organisatie"].count("w")


def test_an_empty_flyer_has_room_for_a_stamp_and_a_full_one_has_none():
    letter = letters("nl")["flyer"]
    empty = leaflet_of(letter, letter.words, "a5", Organisation())
    full = leaflet_of(letter, letter.words, "a5", read(GIVEN).organisation)
    assert empty.stamp and not full.stamp
    assert full.organisation == "Steunpunt Breda"


def test_the_code_leads_to_the_site(settings):
    settings.SITE = "https://balans.test"
    letter = letters("nl")["poster"]
    made = leaflet_of(letter, letter.words, "a4", Organisation())
    assert made.address == "https://balans.test/" and made.spoken == "balans.test"
    assert code(made.address) != code(made.address + "x")
    assert code(made.address).startswith("<svg")


# Content


def test_every_material_is_there_in_both_languages_and_in_order():
    assert list(letters("nl")) == list(letters("en"))
    assert list(letters("nl"))[:2] == ["flyer", "poster"]
    assert list(review.problems()) == []


def test_letters_to_professionals_are_measured_apart_from_what_carers_read():
    colleague, carer = letters("nl")["mail-aan-collegas"], letters("nl")["website"]
    assert colleague.words.text in review.texts_for(colleague, "professional")
    assert review.texts_for(colleague, "carer") == []
    assert carer.words.text in review.texts_for(carer, "carer")
    assert review.texts_for(carer, "professional") == [carer.words.use]


@pytest.fixture
def overlay(settings, tmp_path):
    """Lay one material of one's own over ours."""

    def lay(structure: str, words: str) -> None:
        folder = tmp_path / "letters" / "eigen"
        folder.mkdir(parents=True, exist_ok=True)
        sources = 'reviewed = 2026-11-25\nsources = ["eigen"]\n'
        (folder / "letter.toml").write_text(structure + sources)
        for language in ("nl", "en"):
            (folder / f"{language}.toml").write_text(words)
        outreach.letters.cache_clear()

    settings.CONTENT_OVERLAY = str(tmp_path)
    yield lay
    outreach.letters.cache_clear()


TEXT = 'kind = "text"\nreader = "carer"\norder = 5\nslug_en = "own"\n'


def test_the_check_finds_a_place_that_nobody_fills_in_and_a_text_without_address(overlay):
    overlay(TEXT, 'title = "Eigen"\nuse = "Zo."\ntext = "Kom bij {ons}."\n')
    found = "\n".join(review.problems())
    assert "{ons}" in found and "{site} is missing" in found


def test_a_mail_needs_a_subject_and_only_a_print_has_sheets(overlay):
    words = 'title = "Eigen"\nuse = "Zo."\ntext = "Kom naar {site}."\n'
    overlay(TEXT.replace('"text"', '"mail"'), words)
    with pytest.raises(ContentError, match="subject"):
        letters("nl")
    overlay(TEXT + 'sizes = ["a5"]\n', words)
    with pytest.raises(ContentError, match="sizes"):
        letters("nl")


# Pages


@pytest.mark.django_db
def test_the_page_offers_everything_and_carries_the_name_along(django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(0):
        page = client.get("/materiaal/", GIVEN).content.decode()
    assert "/materiaal/flyer/pdf/a4-twee/?organisatie=Steunpunt+Breda" in page
    assert "/en/materials/?organisatie=Steunpunt+Breda" in page
    assert 'content="noindex"' in page
    for letter in letters("nl").values():
        assert letter.title in page
        shown = client.get(f"/materiaal/{letter.slug}/", GIVEN).content.decode()
        assert "Steunpunt Breda" in shown or letter.name in {"scherm", "app-bericht"} | {
            "sociale-media"
        }


def test_what_is_wrong_comes_back_with_what_was_typed():
    response = Client().get("/materiaal/", {**GIVEN, "mail": "<b>geen"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="&lt;b&gt;geen"' in page and "Dit mailadres klopt nog niet" in page
    assert 'value="Steunpunt Breda"' in page


def test_a_pdf_with_something_wrong_leads_to_the_page_that_says_it():
    response = Client().get("/materiaal/flyer/pdf/a5/", {"mail": "geen"})
    assert response.status_code == 302
    assert response.headers["Location"] == "/materiaal/flyer/?mail=geen"
    assert Client().get(response.headers["Location"]).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["/materiaal/bestaat-niet/", "/materiaal/flyer/pdf/a0/", "/materiaal/website/pdf/a5/"],
)
def test_what_is_not_there_is_not_there(address):
    assert Client().get(address).status_code == 404


def test_a_pdf_opens_under_a_plain_name_and_sets_no_cookie():
    response = Client().get("/en/materials/leaflet/pdf/a5/", GIVEN)
    assert response.headers["Content-Disposition"] == 'inline; filename="leaflet-a5.pdf"'
    assert pages(response.content) == 1 and not response.cookies


def test_what_is_far_too_long_for_a_sheet_leads_back_all_the_same():
    letter = next(iter(letters("nl").values()))
    address = f"/materiaal/{letter.slug}/pdf/{letter.size}/"
    response = Client().get(address, {"organisatie": "é" * 10_000, "mail": "info@voorbeeld.nl"})
    assert response.status_code == 302
    page = Client().get(response["Location"])
    assert page.status_code == 422
    assert "info@voorbeeld.nl" in page.content.decode()
