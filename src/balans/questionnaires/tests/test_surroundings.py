"""What is looked up around an outcome: which local offers may be named."""

import pytest

from balans.directory.municipalities import municipality
from balans.directory.tests.offers import publish
from balans.questionnaires.surroundings import EACH, offers_near

pytestmark = pytest.mark.django_db


def test_near_offers_about_dying_leave_room_for_the_others():
    for number in range(EACH):
        publish(f"Afscheid {number}", about_dying=True)
    publish("Wandelen")
    found = offers_near(["praten"], municipality("zwolle"), "nl")["praten"]
    assert [each.title for each in found][-1] == "Wandelen"
    assert len(found) == EACH + 1
