"""The guide to writing a script shows one that is whole."""

import re
import tomllib
from pathlib import Path

from balans.groups import review
from balans.groups.content import Script

GUIDE = Path(__file__).parents[4] / "docs" / "writing-a-script.md"


def test_the_script_in_the_guide_is_a_whole_one():
    text = GUIDE.read_text(encoding="utf-8")
    data, words = map(tomllib.loads, re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    said = words.pop("steps")
    data["steps"] = [{**each, "words": said.pop(each["id"])} for each in data["steps"]]
    assert not said
    script = Script.model_validate({**data, "name": "nachten", "language": "nl", "words": words})
    assert not [*review.exercises_missing(script), *review.sheets_missing(script)]
    assert not list(review.problems_of("meetings", [script]))
