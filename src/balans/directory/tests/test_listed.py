"""Lists of help: old details are told once, titles are sorted by what matters in them."""

from datetime import date
from itertools import pairwise

import pytest

from balans.directory.list_views import ARTICLE
from balans.directory.listed import listed
from balans.directory.screen import Card, card_of
from balans.directory.tests.offers import offer

TODAY = date(2026, 11, 25)
FRESH, OLD, OLDER = date(2026, 11, 3), date(2024, 1, 15), date(2020, 4, 2)


def card(assured: date | None) -> Card:
    return card_of(offer(assured=assured), "nl", today=TODAY)


def test_fresh_details_need_no_word():
    said, ((one, two),) = listed([card(FRESH), card(date(2026, 7, 1))])
    assert said == ""
    assert (one.checked, two.checked, one.is_stale) == (None, None, False)


def test_a_list_from_one_old_month_says_so_once():
    said, ((one,), (two,)) = listed([card(OLD)], [card(OLD)])
    assert "januari 2024" in said
    assert (one.checked, two.checked, two.is_stale) == (None, None, False)


def test_in_a_mixed_list_only_the_old_ones_have_a_date_and_why_is_told_once():
    said, ((fresh, old, older),) = listed([card(FRESH), card(OLD), card(OLDER)])
    assert "ouder dan een jaar" in said and "2024" not in said
    assert (fresh.checked, old.checked, older.checked) == (None, OLD, OLDER)
    assert not old.is_stale


def test_what_nobody_ever_checked_goes_on_to_say_so():
    _said, ((never,),) = listed([card(None)])
    assert never.is_stale and never.checked is None


def test_nothing_to_list_says_nothing():
    assert listed([], []) == ("", [(), ()])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language"), [("/hulp/aanbod/", "nl"), ("/en/help/offers/", "en")]
)
def test_the_list_is_sorted_without_the_articles_of_titles(anna, address, language):
    found = [each.title for each in anna.get(address).context["found"].national]
    plain = [ARTICLE.sub("", each.casefold()) for each in found]
    assert all(one <= two for one, two in pairwise(plain))
    assert found != sorted(found, key=str.casefold)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/hulp/aanbod/", "/hulp/aanbod/mantelzorglijn/"])
def test_a_page_is_sent_small_to_a_stranger_and_as_it_is_to_a_person(anna, address):
    small = {"HTTP_ACCEPT_ENCODING": "gzip"}
    whole = anna.get(address)
    sent = anna.get(address, **small)
    assert "Content-Encoding" not in whole.headers
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.content) * 2 < len(whole.content)
    assert "Accept-Encoding" in sent.headers["Vary"]
    anna.post("/hulp/aanbod/mantelzorglijn/bewaren/")
    assert "Content-Encoding" not in anna.get(address, **small).headers
