"""Reading settings: kept in a cookie, without an account; nothing strange gets through."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from balans.ui.reading import ReadingSettings, parse, write

URL = "/mijn/lezen/"


@given(st.text(max_size=80))
def test_any_cookie_gives_settings(text):
    assert isinstance(parse(text), ReadingSettings)


@given(
    st.sampled_from(["1", "2", "3"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "licht", "donker"]),
)
def test_what_is_written_is_read_back(letters, roomy, calm, colour):
    chosen = ReadingSettings(letters=letters, roomy=roomy, calm=calm, colour=colour)
    assert parse(write(chosen)) == chosen


@pytest.mark.django_db
def test_settings_are_kept_and_used_on_every_page(anna):
    response = anna.post(URL, {"letters": "3", "roomy": "1", "calm": "1", "colour": "donker"})
    assert response.status_code == 302
    page = anna.get("/").content.decode()
    assert 'data-letters="3" data-ruim data-rustig data-kleur="donker"' in page


@pytest.mark.django_db
def test_the_defaults_leave_no_cookie(anna):
    anna.post(URL, {"letters": "3"})
    response = anna.post(URL, {"letters": "1"})
    assert response.cookies[settings.READING_COOKIE]["max-age"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "javascript:1"])
def test_one_is_never_sent_elsewhere(anna, target):
    response = anna.post(URL, {"letters": "2", "next": target})
    assert response.headers["Location"] == URL


@pytest.mark.django_db
def test_one_goes_back_to_where_one_was(anna):
    response = anna.post(URL, {"letters": "2", "next": "/oefeningen/"})
    assert response.headers["Location"] == "/oefeningen/"
