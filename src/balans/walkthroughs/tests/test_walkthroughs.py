"""Walk-throughs: pictures that are right, pages in both languages, paper, and how they age."""

import re
from dataclasses import replace

import pytest
from django.contrib.staticfiles import finders
from django.utils.translation import override

from balans.core.content import LANGUAGES, ContentError, library
from balans.core.references import refer, refer_if_there
from balans.pages.sitemap import public_addresses
from balans.questionnaires.content import catalogue, exercises
from balans.ui import bundles
from balans.walkthroughs import content, made, review
from balans.walkthroughs.content import FOLDER, made_of, walkthrough, walkthroughs
from balans.walkthroughs.made import made_now, sentences, styles_of, templates_of
from balans.walkthroughs.pictures import PictureFinder, picture_files
from balans.walkthroughs.printing import leaflet
from balans.walkthroughs.views import scene_url

WALKS = [(name, language) for language in LANGUAGES for name in walkthroughs(language)]
ALL_PICTURES_BYTES = 1_500_000


def flow_of(name, language):
    return catalogue(language).newest(name)


# Content


def test_every_exercise_has_a_walk_through_of_five_to_seven_scenes():
    names = [flow.name for flow in exercises("nl")]
    assert sorted(names) == sorted(walkthroughs("nl")) == sorted(walkthroughs("en"))
    assert all(5 <= len(walkthrough(*each).scenes) <= 7 for each in WALKS)


@pytest.mark.parametrize(("name", "language"), WALKS)
def test_every_scene_has_a_picture_of_a_telephone_and_words_of_its_own(name, language):
    from PIL import Image

    walk = walkthrough(name, language)
    for scene in walk.scenes:
        with Image.open(library().find(*scene.picture.split("/"))) as picture:
            assert picture.size == (scene.width, scene.height)
            assert picture.width == 2 * 390 and picture.format == "WEBP"
        assert scene.words.alt not in (scene.words.title, scene.words.caption)
    titles = [scene.words.title for scene in walk.scenes]
    assert len(set(titles)) == len(titles)


def test_all_pictures_together_stay_small_for_an_old_telephone():
    assert sum(path.stat().st_size for path in picture_files()) < ALL_PICTURES_BYTES


def test_words_must_name_every_scene_in_its_order(settings, tmp_path):
    words = library().find(FOLDER, "grenzen", "nl.toml").read_text(encoding="utf-8")
    folder = tmp_path / FOLDER / "grenzen"
    folder.mkdir(parents=True)
    wrong = words.replace("[scenes.overslaan]", "[scenes.anders]")
    (folder / "nl.toml").write_text(wrong, encoding="utf-8")
    settings.CONTENT_OVERLAY = str(tmp_path)
    with pytest.raises(ContentError, match=r"nl\.toml: scenes: say these, in this order: begin,"):
        content._read("grenzen", "nl")


# Whether the pictures are still right


def test_the_pictures_are_made_of_what_the_product_asks_says_and_draws_today():
    assert list(review.problems()) == []


def aged_with(monkeypatch, name, language, **change):
    """Return what the check says when something else than now was written down."""
    known = made_of(name)
    then = {**known, language: known[language].model_copy(update=change)}
    monkeypatch.setattr(review, "made_of", lambda _name: then)
    return list(review.aged(walkthrough(name, language)))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("asked", "the questions or the scenes"),
        ("said", "the words"),
        ("drawn", "the templates or the style"),
        ("pictures", "the pictures themselves"),
    ],
)
def test_what_changed_since_is_said_with_what_to_do(monkeypatch, field, words):
    assert aged_with(monkeypatch, "doelen", "en", **{field: "older"}) == [
        f"walkthroughs/doelen (en): changed since the pictures were made: {words}: "
        "run `make walkthroughs`"
    ]


def test_pictures_that_were_never_made_are_missed(monkeypatch):
    monkeypatch.setattr(review, "made_of", lambda _name: {})
    (problem,) = review.aged(walkthrough("doelen", "nl"))
    assert "no pictures yet: run `make walkthroughs`" in problem


def overlaid(settings, tmp_path, name, file, old, new):
    """Lay another file over one of an exercise, as an organisation would."""
    text = library().find("flows", name, "v1", file).read_text(encoding="utf-8")
    folder = tmp_path / "flows" / name / "v1"
    folder.mkdir(parents=True, exist_ok=True)
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    settings.CONTENT_OVERLAY = str(tmp_path)


def test_another_wording_makes_the_pictures_in_that_language_old_and_no_others(settings, tmp_path):
    before = {language: made_now(walkthrough("grenzen", language)) for language in LANGUAGES}
    overlaid(settings, tmp_path, "grenzen", "nl.toml", "Je doet veel", "Jij doet veel")
    after = {language: made_now(walkthrough("grenzen", language)) for language in LANGUAGES}
    assert after["nl"].said != before["nl"].said and after["en"] == before["en"]
    assert after["nl"].drawn == before["nl"].drawn and after["nl"].asked == before["nl"].asked


def test_a_remark_in_a_words_file_does_not_make_pictures_old(settings, tmp_path):
    before = made_now(walkthrough("grenzen", "nl"))
    overlaid(settings, tmp_path, "grenzen", "nl.toml", "slug =", "# Een opmerking.\nslug =")
    assert made_now(walkthrough("grenzen", "nl")) == before


def test_another_question_makes_them_old(settings, tmp_path):
    before = made_now(walkthrough("doelen", "nl"))
    overlaid(settings, tmp_path, "doelen", "flow.toml", "lines = 4", "lines = 3")
    assert made_now(walkthrough("doelen", "nl")).asked != before.asked


def test_a_scene_that_plays_elsewhere_makes_them_old_and_another_caption_does_not():
    walk = walkthrough("doelen", "nl")
    first, *rest = walk.entry.scenes
    moved = first.model_copy(update={"press": "main h1"})
    entry = walk.entry.model_copy(update={"scenes": (moved, *rest)})
    assert made_now(replace(walk, entry=entry)).asked != made_now(walk).asked
    words = walk.words.model_copy(update={"lead": "Anders."})
    assert made_now(replace(walk, words=words)) == made_now(walk)


def test_what_draws_an_exercise_is_its_pages_its_questions_and_the_components_in_them():
    templates = templates_of(flow_of("grenzen", "nl"))
    assert {
        "questionnaires/step.html",
        "questionnaires/kinds/placement.html",
        "questionnaires/blocks/piles.html",
        "ui/placement.html",
        "ui/piles.html",
        "ui/button.html",
    } <= set(templates)
    assert "questionnaires/blocks/balance.html" not in templates
    assert "ui/base.html" not in templates and "ui/course.html" not in templates


def test_only_style_that_draws_the_exercise_counts():
    styles = "".join(styles_of(templates_of(flow_of("grenzen", "nl"))))
    folder = bundles.HERE / "css" / "components"
    assert bundles.tight((folder / "piles.css").read_text(encoding="utf-8")) in styles
    for unrelated in ("timeline", "top", "book"):
        text = bundles.tight((folder / f"{unrelated}.css").read_text(encoding="utf-8"))
        assert text not in styles


def test_the_sentences_of_a_template_are_found_as_translations_know_them():
    text = (
        '{% translate "Verder" as onward %}{% blocktranslate trimmed with a=b %}\n'
        "  Stap {{ number }}\n  van {{ total }}{% endblocktranslate %}"
        "{% blocktranslate count days=days %}Eén dag{% plural %}{{ days }} dagen"
        "{% endblocktranslate %}"
    )
    assert list(sentences(text)) == ["Verder", "Stap %(number)s van %(total)s", "Eén dag"]
    with override("en"):
        from django.utils.translation import gettext

        assert gettext("Verder") == "Continue"


def test_another_translation_of_a_button_makes_the_english_pictures_old(monkeypatch):
    walk = walkthrough("doelen", "en")
    before = made_now(walk)
    monkeypatch.setattr(made, "gettext", lambda text: text + "!")
    assert made_now(walk).said != before.said


def test_a_scene_must_play_on_a_page_that_is_there_and_not_go_back():
    walk = walkthrough("doelen", "nl")
    first, second, *rest = walk.entry.scenes

    def problems(*scenes):
        entry = walk.entry.model_copy(update={"scenes": scenes})
        return list(review._of_structure(replace(walk, entry=entry)))

    nowhere = second.model_copy(update={"at": "nergens"})
    assert "there is no page 'nergens'" in problems(first, nowhere, *rest)[0]
    assert "comes before the last" in problems(second, first, *rest)[0]


# Static pictures


def test_pictures_are_static_files_and_nothing_else_of_the_folder_is():
    scene = walkthrough("grenzen", "nl").scenes[0]
    assert finders.find(scene.picture)
    for strange in (
        f"{FOLDER}/grenzen/nl.toml",
        f"{FOLDER}/../published.toml",
        f"{FOLDER}/../../../etc/x.webp",
        "facts/x.webp",
    ):
        assert not PictureFinder().find(strange)
    listed = {name for name, _storage in PictureFinder().list(None)}
    assert listed == {s.picture for each in WALKS for s in walkthrough(*each).scenes}


def test_an_organisation_can_lay_its_own_picture_over_ours(settings, tmp_path):
    scene = walkthrough("grenzen", "nl").scenes[0]
    own = tmp_path / scene.picture
    own.parent.mkdir(parents=True)
    own.write_bytes(b"own")
    settings.CONTENT_OVERLAY = str(tmp_path)
    assert PictureFinder().find(scene.picture) == str(own)
    assert len(PictureFinder().find(scene.picture, find_all=True)) == 2


# Pages


@pytest.mark.parametrize(("name", "language"), WALKS)
def test_the_pages_lead_from_the_introduction_through_every_scene_to_the_exercise(
    anna, db, name, language
):
    walk, flow = walkthrough(name, language), flow_of(name, language)
    introduction = anna.get(refer("exercise", name, language).href).content.decode()
    here = refer("walkthrough", name, language).href
    assert f'href="{here}"' in introduction
    for scene in walk.scenes:
        page = anna.get(here).content.decode()
        assert f"<h1>{scene.words.title}</h1>" in page and scene.picture in page
        assert f'alt="{scene.words.alt}"' in page and scene.words.caption in page
        before = re.search(r'rel="prev" href="([^"]+)"', page)
        assert (before[1] if before else "") == (
            "" if scene.number == 1 else _url(flow, scene.number - 1)
        )
        after = re.search(r'rel="next" href="([^"]+)"', page)
        here = after[1] if after else ""
        if scene.number == len(walk.scenes):
            begin = re.search(r'class="btn" href="([^"]+)"', page)
            assert anna.get(begin[1]).status_code == 200 and "begin" in begin[1]
    assert here == ""


def _url(flow, number):
    with override(flow.language):
        return scene_url(flow, number)


def test_scenes_that_are_not_there_are_not_there(anna, db):
    for path in ("8/", "0/", "99999999999999999999/", "x/"):
        assert anna.get(f"/oefeningen/grenzen/uitleg/{path}").status_code == 404
    for slug in ("bestaat-niet", "csi", "plan"):
        for rest in ("", "2/", "alles/", "pdf/"):
            assert anna.get(f"/oefeningen/{slug}/uitleg/{rest}").status_code == 404
    moved = anna.get("/oefeningen/grenzen/uitleg/1/")
    assert (moved.status_code, moved["Location"]) == (301, "/oefeningen/grenzen/uitleg/")


@pytest.mark.parametrize("rest", ["", "3/", "alles/"])
def test_a_page_knows_itself_in_the_other_language(anna, db, rest):
    page = anna.get(f"/oefeningen/contact/uitleg/{rest}").content.decode()
    there = re.search(r'hreflang="en" href="[^"]*(/en/[^"]+)"', page)[1]
    english = anna.get(there)
    assert english.status_code == 200
    assert "How it works" in english.content.decode() and "/message/walk-through/" in there


def test_one_page_shows_every_scene(anna, db):
    page = anna.get("/oefeningen/doelen/uitleg/alles/").content.decode()
    for scene in walkthrough("doelen", "nl").scenes:
        assert f"{scene.number}. {scene.words.title}" in page and scene.picture in page


def test_the_pages_cost_no_query(anna, db, django_assert_num_queries):
    for path in ("", "2/", "alles/"):
        with django_assert_num_queries(0):
            assert anna.get(f"/oefeningen/grenzen/uitleg/{path}").status_code == 200


def test_who_lost_somebody_is_not_shown_how_to_go_on_caring(anna, db):
    anna.post("/mijn/overleden/", {"ja": "ja"})
    page = anna.get("/oefeningen/grenzen/").content.decode()
    assert "Deze oefening gaat over zorgen voor iemand." in page
    assert "Bekijk hoe het werkt" not in page


def test_others_point_at_a_walk_through_by_the_name_of_its_exercise():
    found = refer("walkthrough", "grenzen", "en")
    assert found.href == "/en/exercises/limits/walk-through/" and found.title and found.text
    assert refer_if_there("walkthrough", "niets", "nl") is None
    assert refer_if_there("niets", "grenzen", "nl") is None
    assert found.href in set(public_addresses())


# Paper


@pytest.mark.parametrize(("name", "language"), WALKS)
def test_the_leaflet_is_tagged_and_fits_both_sides_of_one_sheet(name, language):
    made_pdf = leaflet(walkthrough(name, language), flow_of(name, language))
    assert made_pdf.startswith(b"%PDF") and b"/MarkInfo" in made_pdf
    assert len(re.findall(rb"/Type\s*/Page\b", made_pdf)) == 2


def test_the_leaflet_comes_as_a_file_with_a_plain_name(anna, db):
    response = anna.get("/en/exercises/limits/walk-through/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="limits-walk-through.pdf"'


def test_the_leaflet_leads_to_the_exercise(settings, monkeypatch):
    from balans.walkthroughs import printing

    settings.SITE = "https://balans.test"
    seen = []
    monkeypatch.setattr(printing, "render_walkthrough", lambda each: seen.append(each) or b"")
    printing.leaflet(walkthrough("doelen", "en"), flow_of("doelen", "en"))
    (made_leaflet,) = seen
    assert made_leaflet.address == "https://balans.test/en/exercises/wishes/"
    assert made_leaflet.spoken == "balans.test/en/exercises/wishes"
    assert [each.alt for each in made_leaflet.scenes] == [
        each.words.alt for each in walkthrough("doelen", "en").scenes
    ]
