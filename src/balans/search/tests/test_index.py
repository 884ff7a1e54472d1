"""The index: what stands in it, and that it follows every change. Runs on PostgreSQL too."""

import pytest
from django.db import connection, transaction

from balans.articles.content import articles
from balans.directory.actions import keep_offer, tell_changed
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.national import support
from balans.directory.needs import needs
from balans.directory.tests.offers import publish, record
from balans.search import actions
from balans.search.engine import forget
from balans.search.index import candidates, that_say_all
from balans.search.models import Entry, IndexState, KnownWord
from balans.search.places import anywhere, country, within
from balans.search.query import Choice, Concept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anew(index):
    forget()
    yield
    forget()


def concept(*terms: str) -> Concept:
    return Concept(tuple(Choice((each,), 1.0) for each in terms), 1.0)


def found(place: str, *terms: str) -> list[str]:
    numbers = [each.id for each in candidates([concept(each) for each in terms], [place], most=50)]
    return sorted(Entry.objects.filter(pk__in=numbers).values_list("title", flat=True))


def test_all_of_our_content_stands_in_it_in_both_languages():
    actions.prepare()
    for language in ("nl", "en"):
        kinds = Entry.objects.filter(language=language).values_list("kind", "name")
        assert {name for kind, name in kinds if kind == "article"} == set(articles(language))
        assert {name for kind, name in kinds if kind == "offer"} == set(support(language))
        assert {name for kind, name in kinds if kind == "need"} == set(needs(language))


def test_nothing_is_made_anew_when_nothing_changed(django_assert_num_queries):
    actions.prepare()
    before = set(Entry.objects.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        actions.prepare()
    assert set(Entry.objects.values_list("pk", flat=True)) == before


def test_it_is_made_anew_when_content_changed(settings, tmp_path):
    actions.prepare()
    stamp = IndexState.objects.get().stamp
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "note.toml").write_text("x = 1")
    settings.CONTENT_OVERLAY = str(tmp_path)
    actions.prepare()
    assert IndexState.objects.get().stamp != stamp
    assert not Entry.objects.exclude(stamp=IndexState.objects.get().stamp).exists()


def test_a_published_offer_is_found_at_once_where_it_can_be_used():
    publish("Wandelclub Zwaluwstaart")
    assert found(within("nl", "zwolle"), "zwaluwstaar") == ["Wandelclub Zwaluwstaart"]
    assert found(anywhere("nl"), "zwaluwstaar") == ["Wandelclub Zwaluwstaart"]
    assert not found(within("nl", "assen"), "zwaluwstaar")
    assert not found(country("nl"), "zwaluwstaar")


def test_an_offer_without_english_words_is_found_in_english_by_its_needs():
    publish("Wandelclub Zwaluwstaart")
    assert found(within("en", "zwolle"), "need_praten") == ["Wandelclub Zwaluwstaart"]


def test_an_offer_with_english_words_stands_once_in_each_language():
    words = {"title": "Walk with Dirk", "text": "Every Tuesday.", "how": "Call Dirk."}
    dutch = record().words["nl"].model_dump()
    publish(words={"nl": dutch, "en": words})
    assert found(within("en", "zwolle"), "walk") == ["Walk with Dirk"]
    assert not found(within("nl", "zwolle"), "walk")


def test_an_offer_for_everywhere_is_found_in_the_whole_country():
    publish("Zwaluwstaart", areas=[])
    assert found(country("nl"), "zwaluwstaar") == ["Zwaluwstaart"]


def test_a_changed_offer_is_found_by_its_new_words_alone():
    offer = publish("Zwaluwstaart")
    keep_offer(
        record=record("Koolmees"),
        state=LocalOffer.State.PUBLISHED,
        why=OfferVersion.Why.CHANGED,
        offer=offer,
    )
    assert found(anywhere("nl"), "koolmees") == ["Koolmees"]
    assert not found(anywhere("nl"), "zwaluwstaar")


def test_what_is_withdrawn_is_found_no_more():
    offer = publish("Zwaluwstaart")
    keep_offer(
        record=record("Zwaluwstaart"),
        state=LocalOffer.State.RETIRED,
        why=OfferVersion.Why.RETIRED,
        offer=offer,
    )
    assert not found(anywhere("nl"), "zwaluwstaar")
    assert not Entry.objects.filter(kind="local").exists()


def test_a_change_that_is_taken_back_leaves_the_index_as_it_was():
    with pytest.raises(RuntimeError), transaction.atomic():
        publish("Zwaluwstaart")
        assert found(anywhere("nl"), "zwaluwstaar")
        raise RuntimeError
    assert not found(anywhere("nl"), "zwaluwstaar")


def test_many_offers_are_followed_with_few_queries(django_assert_max_num_queries):
    offers = [publish(f"Zwaluw {number}") for number in range(40)]
    with django_assert_max_num_queries(12):
        tell_changed(offers)
    assert len(found(anywhere("nl"), "zwaluw")) == 40


def test_rebuilding_gives_the_same_index():
    publish("Zwaluwstaart")

    def shown() -> set[tuple[str, ...]]:
        return set(Entry.objects.values_list("kind", "name", "language", "key_terms", "body_terms"))

    before = shown()
    assert actions.rebuild() == len(before)
    assert shown() == before and KnownWord.objects.filter(word="zwaluwstaart").exists()


def test_entries_made_under_older_content_are_made_anew_by_and_by():
    publish("Zwaluwstaart")
    Entry.objects.filter(kind="local").update(stamp="old")
    assert actions.renew_some() == 1
    assert actions.renew_some() == 0
    assert found(anywhere("nl"), "zwaluwstaar") == ["Zwaluwstaart"]


def test_the_database_keeps_the_index_whatever_changes_an_entry():
    publish("Zwaluwstaart")
    Entry.objects.filter(kind="local").update(title_terms="koolmees")
    assert found(anywhere("nl"), "koolmees") and not found(anywhere("nl"), "zwaluwstaar")
    Entry.objects.filter(kind="local").delete()
    assert not found(anywhere("nl"), "koolmees")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('integrity-check')")


def test_only_what_says_everything_says_all():
    publish("Zwaluw en mees")
    publish("Zwaluw en uil")
    both = that_say_all([concept("zwaluw"), concept("uil")], [anywhere("nl")], most=9)
    assert len(both) == 1


@pytest.mark.parametrize("typed", ["'", '"', "\\", "a' OR 1=1 --", "NEAR(a b)", "*", "😀", "مرحبا"])
def test_no_sign_reaches_the_language_of_the_database(typed):
    from balans.search.stemming import stem
    from balans.search.words import words_of

    terms = [stem(word, "nl") for word in words_of(typed)]
    assert found(country("nl"), *terms) is not None
