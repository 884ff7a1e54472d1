"""The screen during a meeting and the one for the group, without any script."""

import re

import pytest
from django.utils import timezone

from balans.core.references import refer
from balans.groups.content import scripts
from balans.groups.models import Meeting
from balans.groups.running.tests.meetings import address, bring
from balans.groups.tests.series import begin, first_of, participant, put

pytestmark = pytest.mark.django_db
STEPS = [each.id for each in scripts("nl")["grenzen"].steps]


@pytest.fixture
def meeting(dora) -> Meeting:
    made = first_of(begin(dora))
    put(made, minutes=0)
    return made


def press(client, meeting, value):
    response = client.post(address(meeting, "run"), {"daden": value}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def shown(page) -> str:
    """Return the step that is shown."""
    found = re.findall(r'<section class="run-step" data-step="([\w-]+)"([^>]*)>', page)
    (now,) = [name for name, rest in found if "hidden" not in rest]
    return now


def test_before_the_beginning_it_offers_to_begin_and_shows_no_step(dora, meeting):
    page = dora.get(address(meeting, "run")).content.decode()
    assert "Begin de bijeenkomst" in page and 'data-part="stage" hidden' in page
    assert Meeting.objects.get(pk=meeting.pk).run is None


def test_a_whole_meeting_with_plain_forms(dora, meeting):
    page = press(dora, meeting, f"begin {STEPS[0]}")
    assert shown(page) == STEPS[0] and "nog ongeveer 5 minuten" in page
    assert "Stap 1 van 7" in page and "Hierna: Kennismaken" in page
    page = press(dora, meeting, f"minuten {STEPS[0]} 5")
    assert "nog ongeveer 10 minuten" in page and f'value="minuten {STEPS[0]} 10"' in page
    page = press(dora, meeting, f"verder {STEPS[0]}")
    assert shown(page) == STEPS[1]
    assert shown(press(dora, meeting, f"terug {STEPS[1]}")) == STEPS[0]
    for name in STEPS:
        page = press(dora, meeting, f"verder {name}")
    assert "Klaar. Goed gedaan." in page and 'data-part="stage" hidden' in page
    assert "Vink aan wie er was" in dora.get(address(meeting)).content.decode()
    assert shown(press(dora, meeting, f"terug {STEPS[-1]}")) == STEPS[-1]


def test_a_double_touch_goes_one_step(dora, meeting):
    press(dora, meeting, f"begin {STEPS[0]}")
    for _twice in range(2):
        page = press(dora, meeting, f"verder {STEPS[0]}")
    assert shown(page) == STEPS[1]


def test_when_it_runs_late_it_says_how_the_rest_fits(dora, meeting):
    put(meeting, minutes=-8)
    page = press(dora, meeting, f"begin {STEPS[0]}")
    assert "Zo wordt het ongeveer 8 minuten later dan afgesproken." in page
    assert "Doe “Kennismaken” korter (scheelt 5 minuten)" not in page
    assert "scheelt 7 minuten" in page
    value = re.search(r'value="(minuten [\w-]+ -7)"', page)[1]
    late = r'data-part="late-text" role="status">([^<]*)<'
    assert re.search(late, press(dora, meeting, value))[1] == ""


def test_what_another_device_did_is_seen_and_nothing_is_kept_but_steps_and_times(dora, meeting):
    press(dora, meeting, f"begin {STEPS[0]}")
    press(dora, meeting, f"verder {STEPS[0]}")
    answer = dora.get(address(meeting, "run"), HTTP_ACCEPT="application/json").json()
    assert answer["run"]["step"] == STEPS[1] and answer["now"] >= answer["run"]["changed"]
    kept = Meeting.objects.get(pk=meeting.pk).run
    assert set(kept) == {
        "started_at", "changed_at", "step", "begun", "longer", "skipped", "ended_at"
    }  # fmt: skip


def test_what_waited_without_a_connection_arrives_with_its_own_times(dora, meeting):
    now = int(timezone.now().timestamp() * 1000)
    waited = [
        f"begin {STEPS[0]} @{now - 900_000}",
        f"verder {STEPS[0]} @{now - 600_000}",
        f"over {STEPS[1]} @{now - 300_000}",
    ]
    for _sent_twice in range(2):
        url = address(meeting, "run")
        body = {"daden": "\n".join(waited)}
        answer = dora.post(url, body, HTTP_ACCEPT="application/json").json()
        assert answer["run"]["begun"][STEPS[1]] == now - 600_000
        assert answer["run"]["begun"][STEPS[2]] == now - 300_000
        assert answer["run"]["skipped"] == [STEPS[1]]


def test_the_page_that_a_device_keeps_holds_no_name_and_nothing_that_was_brought(dora, meeting):
    client, taking = participant(meeting.group, "Annemarie")
    brought = bring(client, taking, meeting)
    url = address(meeting, "run")
    press(dora, meeting, f"begin {STEPS[0]}")
    assert "Annemarie" in dora.get(url).content.decode()
    kept = dora.get(f"{url}?bewaar").content.decode()
    assert "Annemarie" not in kept and str(brought.pk) not in kept
    assert "Mijn grenzen" not in kept and "data-kept" in kept
    assert all(name in kept for name in STEPS) and "tel:112" in kept


def test_nonsense_changes_nothing(dora, meeting):
    press(dora, meeting, f"begin {STEPS[0]}")
    for value in ("", "verder", "weg x", "minuten welkom veel", "\0", "begin niets", "é" * 9999):
        assert shown(press(dora, meeting, value)) == STEPS[0]


def test_a_script_of_one_s_own_runs_and_a_step_that_is_gone_leads_on(dora, meeting):
    press(dora, meeting, f"begin {STEPS[0]}")
    run = {**Meeting.objects.get(pk=meeting.pk).run, "step": "weg-ermee"}
    Meeting.objects.filter(pk=meeting.pk).update(run=run)
    assert shown(dora.get(address(meeting, "run")).content.decode()) == STEPS[1]


def visible(page) -> str:
    """Return the question that the group sees."""
    found = re.search(r'data-number="\d+">\s*<h1>([^<]*)</h1>', page)
    return found[1]


def test_the_group_sees_the_question_alone_and_what_comes_next(dora, meeting):
    client, taking = participant(meeting.group, "Annemarie")
    bring(client, taking, meeting)
    words = [each.words.screen for each in scripts("nl")["grenzen"].steps]
    page = dora.get(address(meeting, "screen")).content.decode()
    assert visible(page) == words[0]
    press(dora, meeting, f"begin {STEPS[0]}")
    press(dora, meeting, f"verder {STEPS[0]}")
    page = dora.get(address(meeting, "screen")).content.decode()
    assert visible(page) == words[1] and 'href="?stap=3"' in page
    assert visible(dora.get(address(meeting, "screen") + "?stap=3").content.decode()) == words[2]
    assert "?stap=" not in dora.get(address(meeting, "screen") + "?stap=7").content.decode()
    for wrong in ("0", "99", "x", "²"):
        assert dora.get(address(meeting, "screen") + f"?stap={wrong}").status_code == 200
    assert "Annemarie" not in page and "<header" not in page and "<footer" not in page


def test_another_device_asks_for_the_number_of_the_step_alone(dora, meeting):
    assert dora.get(address(meeting, "screen_step")).content == b"1"
    press(dora, meeting, f"begin {STEPS[0]}")
    press(dora, meeting, f"verder {STEPS[0]}")
    assert dora.get(address(meeting, "screen_step")).content == b"2"


def test_a_step_with_a_walk_through_leads_to_it_on_both_screens(dora, meeting):
    shows = next(each for each in scripts("nl")["grenzen"].steps if each.walkthrough)
    href = refer("walkthrough", shows.walkthrough, "nl").href
    for name in ("run", "screen", "meeting"):
        assert f'href="{href}"' in dora.get(address(meeting, name)).content.decode()
