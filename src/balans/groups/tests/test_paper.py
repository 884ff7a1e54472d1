"""The script on paper: times of that day, everything that is said, read aloud well."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from balans.documents.document import Heading, KeepTogether, Moment
from balans.documents.pdf import render
from balans.groups.content import scripts, situations
from balans.groups.paper import calls, script_document

AFTERNOON = datetime(2027, 2, 4, 13, 0, tzinfo=UTC)
SUMMER_BEGINS = datetime(2027, 3, 28, 0, 45, tzinfo=UTC)


def moments(document):
    return [each for each in document.blocks if isinstance(each, Moment)]


def test_every_step_has_its_time_on_the_clock_of_that_day():
    script = scripts("nl")["grenzen"]
    times = [each.time for each in moments(script_document(script, AFTERNOON))]
    assert times == ["14.00", "14.05", "14.15", "14.20", "14.35", "14.50", "14.55"]


def test_the_clock_follows_the_hours_that_pass_when_summer_time_begins():
    script = scripts("nl")["grenzen"]
    times = [each.time for each in moments(script_document(script, SUMMER_BEGINS))]
    assert times == ["1.45", "1.50", "3.00", "3.05", "3.20", "3.35", "3.40"]


def test_without_a_day_a_step_has_the_minutes_since_the_beginning():
    for script in scripts("nl").values():
        document = script_document(script)
        assert moments(document)[0].time == "0.00"
        assert len(moments(document)) == len(script.steps)
        assert "uur" not in document.date_line


def test_the_paper_holds_every_sentence_and_is_tagged():
    with override("en"):
        script = scripts("en")["grenzen"]
        known = tuple(situations("en").values())
        reader = PdfReader(
            BytesIO(render(script_document(script, AFTERNOON, place="Hall", situations=known)))
        )
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Thursday 4 February 2027, from 14:00 to 15:00" in text and "Hall" in text
    for step in script.steps:
        for line in (step.words.title, *step.words.ask, *step.words.say):
            assert line[:60] in text
    for situation in known:
        assert situation.title in text


def test_what_to_ask_the_group_is_no_question_about_the_script():
    with override("en"):
        steps = moments(script_document(scripts("en")["grenzen"]))
    titles = [each.blocks[0].text for step in steps for each in step.blocks if _titled(each)]
    assert "Ask the group" in titles and "Question" not in titles


def _titled(block):
    return isinstance(block, KeepTogether) and isinstance(block.blocks[0], Heading)


@pytest.mark.parametrize("name", ["contact", "terugkijken"])
def test_a_last_meeting_promises_no_next_time(name):
    headings = [
        each.blocks[0].text for each in script_document(scripts("nl")[name]).blocks if _titled(each)
    ]
    assert headings == ["Geef mee voor thuis"]


def test_a_number_that_is_its_own_name_stands_there_once():
    found = {
        name: phone for each in situations("nl").values() for name, phone, _h in calls(each, "nl")
    }
    assert found["112"] == "" and found["Veilig Thuis"] == "0800 2000"
