"""The index of our content is made once for all tests of the search."""

import pytest


@pytest.fixture(scope="session")
def index(django_db_setup, django_db_blocker):
    from balans.search.actions import prepare

    with django_db_blocker.unblock():
        prepare()
