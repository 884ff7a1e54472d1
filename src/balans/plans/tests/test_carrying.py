"""Plans in a parcel: a file can say anything, and what is kept of it can be read back."""

from datetime import date
from uuid import uuid4

import pytest

from balans.accounts.person import person_of
from balans.plans.carrying import TakenPlan, bring_back, take
from balans.plans.happening import plans_between
from balans.questionnaires.kinds.base import SHORT_LIMIT, own_item

pytestmark = pytest.mark.django_db


def test_a_note_of_a_parcel_that_grows_can_still_be_read(anna):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan", "relatie": "partner"})
    person = person_of(anna.get("/mijn/").wsgi_request)
    look = {"day": "2026-11-01", "then": "keep", "note": "\u0958" * SHORT_LIMIT}
    taken = TakenPlan.model_validate(
        {
            "id": str(uuid4()),
            "changed_at": "2026-11-01T00:00:00Z",
            "plan": {"answers": {"doel": "Naar zee"}, "looks": [look]},
        }
    )
    assert bring_back(person, [taken]) == 1
    (back,) = take(person)
    assert len(back.plan.looks[0].note) == SHORT_LIMIT


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_step_of_a_week_that_no_calendar_has_breaks_no_page(anna, day):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan", "relatie": "partner"})
    person = person_of(anna.get("/mijn/").wsgi_request)
    step = own_item("fietsen").key
    plan = {
        "answers": {"doel": "Naar zee", "week": ["fietsen"]},
        "states": {step: "done"},
        "meant": {step: day},
    }
    head = {"id": str(uuid4()), "changed_at": "2026-11-01T00:00:00Z"}
    assert bring_back(person, [TakenPlan.model_validate({**head, "plan": plan})]) == 1
    assert plans_between(person, date(2026, 1, 1), date(2026, 11, 1)) == []
