"""How things are, in plain words: well, late, never; and only for who looks after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from balans.accounts.staff.tests.people import become, set_up_app
from balans.core.mail import Mail, queue
from balans.core.models import Letter
from balans.measuring.models import ChoreState, DayCount
from balans.measuring.points import Facts, points

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WELL = Facts(
    now=NOW,
    version="1.2.3",
    sends_mail=True,
    oldest_mail=None,
    unsent=0,
    chores_ran_at=NOW - MINUTE,
    standing_still=(),
    reminders_at=NOW - MINUTE,
    backup_at=NOW - timedelta(hours=7),
    disk=100_000_000_000,
    free=60_000_000_000,
    errors=0,
    answered=1_000,
    quick=998,
)


def wrong(**changes: object) -> dict[str, str]:
    found = points(replace(WELL, **changes))
    return {each.name: f"{each.said} {each.todo}" for each in found if not each.is_well}


def test_all_is_well():
    assert wrong() == {}
    said = {each.name: each.said for each in points(WELL)}
    assert "99 binnen" in said["speed"] and "60 GB" in said["disk"]
    assert "26 november om 03:00" in said["backup"] and "1.2.3" in said["version"]


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"backup_at": None}, "backup", "nog nooit"),
        ({"backup_at": NOW - timedelta(hours=27)}, "backup", "meer dan een dag oud"),
        ({"oldest_mail": NOW - 11 * MINUTE}, "mail", "wacht mail sinds"),
        ({"sends_mail": False}, "mail", "geen mailserver"),
        ({"unsent": 1}, "mail", "kwam 1 mail"),
        ({"chores_ran_at": NOW - 16 * MINUTE}, "background", "staat stil"),
        ({"standing_still": ("mails sent",)}, "background", "mails sent"),
        ({"reminders_at": NOW - 16 * MINUTE}, "reminders", "geen seintje"),
        ({"free": 9_000_000_000}, "disk", "9.0 GB"),
        ({"free": 1_000_000_000, "disk": 8_000_000_000}, "disk", "1.0 GB"),
        ({"errors": 10}, "errors", "10 keer"),
        ({"quick": 900}, "speed", "zwaar"),
    ],
)
def test_what_is_not_well_is_said_with_what_to_do(changes, name, words):
    found = wrong(**changes)
    assert list(found) == [name]
    assert words in found[name].replace("9,0", "9.0").replace("1,0", "1.0")


@pytest.mark.parametrize(
    "changes",
    [
        {"backup_at": NOW - timedelta(hours=25)},
        {"oldest_mail": NOW - 9 * MINUTE},
        {"chores_ran_at": None},
        {"reminders_at": None},
        {"errors": 1},
        {"answered": 99, "quick": 0},
    ],
)
def test_what_may_be_so_is_no_alarm(changes):
    assert wrong(**changes) == {}


def test_it_is_said_in_english_too():
    with override("en"):
        found = {each.name: each.said for each in points(WELL)}
    assert found["backup"] == "The last one was made on 26 November at 03:00."


@pytest.fixture
def hanna(client):
    """An administrator, after her second step."""
    become(client, "administrator", "hanna@example.nl")
    set_up_app(client)
    return client


@pytest.mark.django_db
def test_the_page_shows_what_is_wrong_first_and_holds_nothing_of_anybody(hanna):
    mail = Mail(subject="xylofoon", paragraphs=("xylofoon",))
    letter = queue(to="xanthippe@example.nl", mail=mail, language="nl", kind="reminder")
    Letter.objects.filter(pk=letter).update(due_at=timezone.now() - 11 * MINUTE)
    ChoreState.objects.create(
        name="mails sent",
        every_seconds=1,
        ran_at=timezone.now() - 20 * MINUTE,
        failed_at=timezone.now(),
    )
    DayCount.objects.create(day=timezone.localdate(), what="errors", number=2)
    page = hanna.get("/beheer/hoe-het-gaat/").content.decode()
    assert page.index("Vraagt aandacht") < page.index("Er wacht mail") < page.index("Gaat goed")
    assert "2 keer iets stuk" in page
    for word in ("xylofoon", "xanthippe", "hanna", str(letter)):
        assert word not in page


@pytest.mark.django_db
def test_it_takes_at_most_eight_queries(hanna, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert hanna.get("/beheer/hoe-het-gaat/").status_code == 200


@pytest.mark.django_db
def test_it_is_for_administrators_alone(client, chris):
    assert client.get("/beheer/hoe-het-gaat/").status_code == 404
    become(chris, "editor", "eva@example.nl")
    set_up_app(chris)
    assert chris.get("/beheer/hoe-het-gaat/").status_code == 404


@pytest.mark.django_db
def test_the_administration_leads_there_in_both_languages(hanna):
    assert "/beheer/hoe-het-gaat/" in hanna.get("/beheer/").content.decode()
    assert 'lang="en"' in hanna.get("/en/admin/how-it-goes/").content.decode()
