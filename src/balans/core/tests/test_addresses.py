"""Whole addresses, for a mail, a calendar or paper."""

from django.utils.translation import get_language, override

from balans.core.addresses import spoken, whole_address


def test_an_address_is_whole_and_in_the_language_of_now_or_the_one_that_is_named(settings):
    settings.SITE = "https://balans.test"
    with override("nl"):
        assert whole_address("groups:index") == "https://balans.test/groepen/"
        assert whole_address("groups:index", language="en") == "https://balans.test/en/groups/"
        assert get_language() == "nl"


def test_what_leads_to_one_thing_stands_in_its_address(settings):
    settings.SITE = "https://balans.test"
    assert whole_address("groups:join", "abcd", language="nl").endswith("/groepen/meedoen/abcd/")


def test_on_paper_an_address_is_as_people_say_it():
    assert spoken("https://balans.test/groepen/") == "balans.test/groepen"
