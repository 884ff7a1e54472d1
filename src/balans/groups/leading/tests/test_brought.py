"""What somebody brought to a meeting, when its facilitator moves it, calls it off or stops."""

from datetime import timedelta

import pytest
from django.test import Client

from balans.accounts.models import Share
from balans.accounts.shares.opened import open_share
from balans.groups.joining.state import share_ends
from balans.groups.joining.tests.people import led_group
from balans.groups.joining.tests.test_bringing import bring, token, with_outcome
from balans.groups.leading.changing import cancel_meeting, move_meeting, stop_group
from balans.groups.models import Brought, Group
from balans.groups.opened import Led
from balans.groups.tests.series import first_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought() -> tuple[Client, Group, str]:
    """Anna brings an outcome to the first meeting; its secret is the facilitator's."""
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    return dora, group, token(dora, group)


def test_what_was_brought_moves_along_with_its_meeting(brought):
    dora, group, secret = brought
    meeting = first_of(group)
    later = meeting.starts_at + timedelta(days=2)
    move_meeting(
        here=opened(dora, group), meeting=meeting, seen=0, starts_at=later, place="", link=""
    )
    assert Share.objects.get().ends_at == share_ends(first_of(group)) > later
    assert open_share(secret) is not None


def _cancel(here: Led) -> None:
    cancel_meeting(here=here, meeting=here.meetings[0], seen=0, reason="")


def _stop(here: Led) -> None:
    stop_group(here=here, reason="")


@pytest.mark.parametrize("end", [_cancel, _stop])
def test_nobody_opens_what_was_brought_to_a_meeting_that_is_off(brought, end):
    dora, group, secret = brought
    end(opened(dora, group))
    assert open_share(secret) is None and not Brought.objects.exists()
