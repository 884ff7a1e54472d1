"""From something heavy to help: complete, at most three each, near when the place is known."""

import re
import tomllib
from dataclasses import replace

import pytest

from balans.core.references import refer
from balans.directory.actions import keep_offer
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.municipalities import municipality
from balans.directory.national import support
from balans.directory.offer import OfferRecord, offer_of
from balans.documents.document import KeepTogether
from balans.questionnaires import help_review
from balans.questionnaires.around import Around
from balans.questionnaires.blocks import SuggestionsBlock
from balans.questionnaires.content import catalogue
from balans.questionnaires.help import Help
from balans.questionnaires.journey import Scene
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome import outcome_document
from balans.questionnaires.surroundings import offers_near
from balans.questionnaires.tests.builders import NEXT, flow, options, piles, question

LIFT = {"need": "tillen", "offers": ["ergotherapeut", "hulpmiddelen"], "articles": ["hulpmiddelen"]}
WASH = {
    "need": "lichamelijke-zorg",
    "offers": ["wijkverpleging", "hulpmiddelen"],
    "articles": ["wassen-en-aankleden"],
}
WORK = {
    "need": "werk",
    "offers": ["werk-en-mantelzorg", "juridisch-loket"],
    "articles": ["verlof"],
    "after_death": True,
}
OTHER = {"need": "zorg-delen", "offers": ["steunpunt"], "articles": ["hulp-vragen"]}
GRIEF = {
    "need": "rouw",
    "offers": ["rouw-luisterlijn"],
    "articles": ["rouw-is-geen-ziekte"],
    "about_dying": True,
    "after_death": True,
}
BLOCK = {
    "id": "steun",
    "kind": "suggestions",
    "for": [{"question": "lijf", "is": ["niet"]}],
    "options": {"tillen": LIFT, "wassen": WASH, "toilet": WASH, "werk": WORK},
    "otherwise": OTHER,
    "bereaved": GRIEF,
    "words": {"bereaved": "Leven met het gemis", "why": {"tillen": "Zo spaar je je rug."}},
}
SORT = question(
    "sort",
    "lijf",
    piles=("gemak", "niet"),
    options=("tillen", "wassen", "toilet", "werk"),
    words={**piles("gemak", "niet"), **options("tillen", "wassen", "toilet", "werk")},
)


def scene(*heavy: str, around: Around | None = None, **more) -> Scene:
    made = flow(SORT, outcome=[{**BLOCK, **more}, NEXT])
    placed = dict.fromkeys(heavy, "niet")
    return Scene(flow=made, answers={"lijf": placed}).within(around or Around())


def fits(*heavy: str, around: Around | None = None, **more):
    made = scene(*heavy, around=around, **more)
    return made.flow.outcome[0].fits(made)


def local(name: str, **more) -> OfferRecord:
    words = {"nl": {"title": name, "text": "Ze komen langs. Bel vandaag.", "how": "Bel ze."}}
    return OfferRecord.model_validate({"words": words, "needs": ["tillen"], **more})


def near(*records: OfferRecord, need: str = "tillen") -> Around:
    offers = [
        offer_of(each, "nl", key=f"00000000-0000-4000-8000-00000000000{at}", local=True)
        for at, each in enumerate(records)
    ]
    return Around(place="Breda", near={need: offers})


def named(fit) -> list[tuple[str, str]]:
    return [(hint.kind, hint.title) for hint in fit.hints]


def title(kind: str, name: str, language: str = "nl") -> str:
    return refer(kind, name, language).title


def test_a_heavy_thing_gets_offers_and_an_article_with_why():
    (fit,) = fits("tillen")
    assert fit.things == ["Tillen"]
    assert fit.why == "Zo spaar je je rug."
    assert named(fit) == [
        ("offer", title("offer", "ergotherapeut")),
        ("offer", title("offer", "hulpmiddelen")),
        ("article", title("article", "hulpmiddelen")),
    ]
    assert all(hint.text and hint.href for hint in fit.hints)


def test_where_we_say_nothing_the_answer_to_the_need_is_why():
    (fit,) = fits("wassen")
    assert fit.why == refer("need", "lichamelijke-zorg", "nl").brief


def test_things_that_ask_for_the_same_stand_together():
    (fit,) = fits("wassen", "toilet")
    assert fit.things == ["Wassen", "Toilet"]
    assert len(fit.hints) == 3


def test_everything_is_named_once():
    lift, wash = fits("tillen", "wassen")
    assert ("offer", title("offer", "hulpmiddelen")) in named(lift)
    assert ("offer", title("offer", "hulpmiddelen")) not in named(wash)


def test_a_second_choice_for_one_thing_does_not_take_the_best_of_another():
    wash = {**WASH, "offers": ["hulpmiddelen", "wijkverpleging"]}
    lift, other = fits("tillen", "wassen", options={"tillen": LIFT, "wassen": wash})
    assert named(other)[0] == ("offer", title("offer", "hulpmiddelen"))
    assert named(lift)[0] == ("offer", title("offer", "ergotherapeut"))
    assert len(named(lift)) == 2


def test_a_thing_for_which_all_was_named_joins_the_one_that_named_it():
    again = {**LIFT, "need": "lichamelijke-zorg", "offers": ["ergotherapeut"]}
    (fit,) = fits("tillen", "wassen", options={"tillen": LIFT, "wassen": again})
    assert fit.things == ["Tillen", "Wassen"]


def test_what_is_near_comes_first_and_three_stay_three():
    (fit,) = fits("tillen", around=near(local("Rugschool Breda"), local("Nog een")))
    assert named(fit) == [
        ("near", "Rugschool Breda"),
        ("offer", title("offer", "ergotherapeut")),
        ("article", title("article", "hulpmiddelen")),
    ]


@pytest.mark.parametrize("more", [{"audiences": ["bereaved"]}, {"about_dying": True}])
def test_what_is_near_but_not_for_this_person_is_left_out(more):
    (fit,) = fits("tillen", around=near(local("Niet voor jou", **more)))
    assert "near" not in {kind for kind, _title in named(fit)}


def test_what_people_added_themselves_leads_somewhere_too():
    assert named(fits("tillen", options={"wassen": WASH})[0])[0] == (
        "offer",
        title("offer", "steunpunt"),
    )


def test_at_most_four_heavy_things_are_looked_at():
    assert len(fits("tillen", "wassen", "werk", most=2)) == 2


def test_the_bereaved_get_what_is_there_for_them_and_nothing_about_caring():
    grief, work = fits("tillen", "wassen", "werk", around=Around(bereaved=True))
    assert grief.things == ["Leven met het gemis"]
    assert named(grief)[0] == ("offer", title("offer", "rouw-luisterlijn"))
    assert work.things == ["Werk"] and work.why == ""
    assert named(work) == [("offer", title("offer", "juridisch-loket"))]


def test_nothing_heavy_shows_nothing_not_even_to_the_bereaved():
    assert fits() == fits(around=Around(bereaved=True)) == []


def test_the_paper_says_how_to_reach_each_thing(settings):
    settings.SITE = "https://balans.test"
    text = str(outcome_document(scene("tillen"), support("nl")["ergotherapeut"].reviewed))
    assert support("nl")["ergotherapeut"].words.how in text
    assert "https://balans.test" + refer("article", "hulpmiddelen", "nl").href in text


def test_on_paper_the_heading_stays_with_what_helps():
    made = scene(
        "tillen", "wassen", words={**BLOCK["words"], "title": "Dit helpt", "text": "Kies."}
    )
    first, second = made.flow.outcome[0].show(made).printed
    assert isinstance(first, KeepTogether) and isinstance(second, KeepTogether)
    assert [each.text for each in first.blocks[:3]] == ["Dit helpt", "Kies.", "Tillen"]


# Our own content


def blocks():
    for made in catalogue("nl").flows.values():
        for block in made.outcome:
            if isinstance(block, SuggestionsBlock):
                yield made, block


def test_what_ends_in_something_heavy_leads_to_help():
    assert {made.name for made, _block in blocks()} == set(help_review.MUST_LEAD_TO_HELP)


def test_every_option_that_can_weigh_leads_to_help_that_exists():
    assert list(help_review.problems()) == []
    for made, block in blocks():
        assert help_review.options_of(made, block) <= set(block.options)
        for _key, entry in block.entries():
            assert entry.offers and entry.articles


def broken(**changes) -> list[str]:
    made = flow(SORT, name="grenzen", outcome=[{**BLOCK, **changes}, NEXT])
    return list(help_review.problems_of(made, made.outcome[0]))


def test_the_check_finds_what_is_missing_unknown_or_about_dying():
    entries = {**BLOCK["options"]}
    assert broken() == []
    without = {key: each for key, each in entries.items() if key != "werk"}
    assert any("'werk' can come out" in each for each in broken(options=without))
    wrong = {**LIFT, "offers": ["bestaat-niet"]}
    assert any("bestaat-niet" in each for each in broken(options={**entries, "tillen": wrong}))
    dying = {**LIFT, "articles": ["waken"]}
    assert any("about dying" in each for each in broken(options={**entries, "tillen": dying}))
    still = {**WASH, "after_death": True}
    assert any("bereaved" in each for each in broken(options={**entries, "wassen": still}))
    orphan = {"bereaved": "x", "why": {"geld": "Zo."}}
    assert any("'geld'" in each for each in broken(words=orphan))


def test_an_overlay_changes_the_help_and_no_version(settings, tmp_path):
    from balans.questionnaires.help import read_help

    ours = (settings.CONTENT_DIR / "flows" / "grenzen" / "help.toml").read_text()
    folder = tmp_path / "flows" / "grenzen"
    folder.mkdir(parents=True)
    (folder / "help.toml").write_text(ours.replace('["mantelzorglijn", "steunpunt"]', '["pgb"]'))
    settings.CONTENT_OVERLAY = str(tmp_path)
    made = read_help("grenzen", "en")
    assert isinstance(made, Help)
    assert made.block.otherwise.offers == ("pgb",)
    assert tomllib.loads(ours)["otherwise"]["offers"] == ["mantelzorglijn", "steunpunt"]


# The pages


BREDA, ELSEWHERE = "breda", "utrecht"


def kept(name: str, *areas: str, needs=("tillen",)) -> LocalOffer:
    return keep_offer(
        record=local(name, areas=areas, needs=needs),
        state=LocalOffer.State.PUBLISHED,
        why=OfferVersion.Why.MADE,
    )


@pytest.mark.django_db
def test_offers_near_are_those_of_the_place_before_those_everywhere(
    django_assert_num_queries,
):
    kept("Overal")
    kept("Ver weg", ELSEWHERE)
    kept("In Breda", BREDA, ELSEWHERE, needs=("geld", "tillen"))
    hidden = kept("Weg", BREDA)
    LocalOffer.objects.filter(pk=hidden.pk).update(state=LocalOffer.State.RETIRED)
    with django_assert_num_queries(1):
        found = offers_near(["tillen", "geld"], municipality(BREDA), "nl")
    assert [each.title for each in found["tillen"]] == ["In Breda", "Overal"]
    assert [each.title for each in found["geld"]] == ["In Breda"]


def to_the_outcome(client) -> str:
    """Answer the exercise about limits with one heavy thing, and return the outcome's address."""
    url = client.post("/oefeningen/grenzen/begin/", {"naam": "Jan", "relatie": "partner"}).headers[
        "Location"
    ]
    for _page in range(60):
        if "/vraag/" not in url:
            return url
        answer = {"lijf--tillen": "niet"} if url.endswith("/lijf/") else {"_actie": "overslaan"}
        url = client.post(url, answer).headers["Location"]
    raise AssertionError("the exercise does not end")


@pytest.mark.django_db
def test_the_outcome_asks_for_a_place_and_then_shows_what_is_near(
    anna, django_assert_max_num_queries
):
    offer = kept("Rugschool Breda", BREDA)
    url = to_the_outcome(anna)
    page = anna.get(url).content.decode()
    assert title("offer", "ergotherapeut") in page
    assert "Vertel waar je woont" in page and "Rugschool" not in page
    anna.cookies["balans_plaats"] = BREDA
    with django_assert_max_num_queries(8):
        page = anna.get(url).content.decode()
    assert "Rugschool Breda" in page and "Bij jou in de buurt" in page
    assert str(offer.pk) in page
    assert anna.get(f"{url[:-1]}.pdf").status_code == 200


@pytest.mark.django_db
def test_choosing_a_place_leads_back_to_the_outcome(anna):
    kept("Rugschool Breda", BREDA)
    url = to_the_outcome(anna)
    place = re.search(r'href="(/hulp/plaats/\?naar=[^"]+)"', anna.get(url).content.decode())
    assert place is not None
    asking = anna.get(place[1])
    back = anna.get("/hulp/plaats/", {"plaats": "Breda", "naar": asking.context["back"]})
    assert back["Location"].startswith(f"{url}#")
    page = anna.get(back["Location"]).content.decode()
    assert "Rugschool Breda" in page
    assert f'id="{back["Location"].split("#")[1]}"' in page


def test_two_needs_are_seen_at_once_and_the_others_are_one_step_away():
    made = scene("tillen", "wassen", "werk")
    data = made.flow.outcome[0].show(made).data
    assert [fit.things for fit in data["fits"]] == [["Tillen"], ["Wassen"]]
    assert [fit.things for fit in data["others"]] == [["Werk"]]
    assert data["other_things"] == "Werk"


@pytest.mark.django_db
def test_a_cookie_with_nonsense_is_no_place(anna):
    url = to_the_outcome(anna)
    anna.cookies["balans_plaats"] = "niet-een-gemeente"
    assert "Vertel waar je woont" in anna.get(url).content.decode()


@pytest.mark.django_db
def test_the_outcome_in_english_leads_to_english_pages(anna):
    to_the_outcome(anna)
    attempt = Attempt.objects.latest("started_at")
    slug = catalogue("en").newest("grenzen").words.slug
    page = anna.get(f"/en/exercises/{slug}/{attempt.pk}/outcome/").content.decode()
    assert title("article", "verplaatsen-en-tillen", "en") in page
    assert 'href="/en/' in page and "Where you live" not in page


def test_hints_say_in_which_language_they_are():
    made = scene("tillen", around=near(local("Rugschool Breda")))
    english = replace(made, flow=made.flow.model_copy(update={"language": "en"}))
    (fit,) = english.flow.outcome[0].fits(english)
    assert [hint.language for hint in fit.hints] == ["nl", "en", "en"]
