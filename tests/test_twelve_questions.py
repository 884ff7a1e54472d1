"""Twelve questions that carers really ask, each answered within two clicks."""

import re
import tomllib
from pathlib import Path

import pytest

from balans.core.references import refer
from balans.search.actions import rebuild

QUESTIONS = tomllib.loads(
    Path(__file__).with_name("twelve_questions.toml").read_text(encoding="utf-8")
)["questions"]
ROOMS = re.compile(r'href="(/(?:hulp|informatie|oefeningen)/[^"]+)"')


@pytest.mark.django_db
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["asked"])
def test_a_question_is_answered_within_two_clicks(client, question):
    rebuild()
    page = client.get("/zoeken/", {"q": question["asked"]}).content.decode()
    named = list(dict.fromkeys(ROOMS.findall(page.split("<main", 1)[1].split("</main>", 1)[0])))
    right = {refer(*each.split(":"), "nl").href for each in question["answers"]}
    assert right & set(named[:3]), named[:6]
    for href in right & set(named[:3]):
        assert client.get(href).status_code == 200


def test_there_are_twelve():
    assert len({each["asked"] for each in QUESTIONS}) == 12
