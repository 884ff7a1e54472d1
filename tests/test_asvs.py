"""The checklist of OWASP ASVS (docs/asvs.md): whole, with evidence that exists, rightly counted."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client

from tests.test_access import TABLE, address, attempts  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"\d+\.\d+\.\d+")
PAGE = re.compile(r"see (docs/[\w./-]+\.md)")
NAMED = re.compile(
    r"`([^`\s]+\.(?:py|md|js|json|html|conf|service|toml)|[\w./-]+/Caddyfile)(?:::(\w+))?`"
)
MOST_WORDS = 8


class Line(NamedTuple):
    """One requirement as the checklist has it."""

    number: str
    level: str
    about: str
    state: str
    evidence: str

    @property
    def kind(self) -> str:
        """Return which of the four states it has."""
        return self.state.partition(",")[0].partition(":")[0]


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TEXT.splitlines()
        if line.startswith("|")
    ]


LINES = [Line(*row) for row in rows() if NUMBER.fullmatch(row[0])]
TOTALS = {row[0]: int(row[2]) for row in rows() if len(row) == 3 and row[2].isdigit()}
STATES = {
    "met": r"met",
    "met by the host": r"met by the host, see docs/[\w./-]+\.md",
    "not applicable": r"not applicable, because \S.*",
    "not met": r"not met: \S.*",
}


def test_every_requirement_of_both_levels_stands_there_once():
    with (ROOT / "tests" / "asvs" / "levels.csv").open(encoding="utf-8") as file:
        asked = [(row["number"], row["level"]) for row in csv.DictReader(file)]
    assert [(line.number, line.level) for line in LINES] == asked
    assert Counter(level for _number, level in asked) == {"1": 70, "2": 183}


def test_every_line_has_one_of_four_states_and_says_why():
    for line in LINES:
        assert re.fullmatch(STATES[line.kind], line.state), line.number
        assert len(line.about.split()) <= MOST_WORDS, line.number
        assert line.evidence or line.kind in ("not applicable", "met by the host"), line.number


def test_what_is_counted_is_right():
    counted = Counter(line.kind for line in LINES)
    assert {**counted, "all": len(LINES)} == TOTALS


def names_in(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_all_evidence_exists():
    missing = []
    for line in LINES:
        found = NAMED.findall(line.evidence)
        for path, name in [*found, *((page, "") for page in PAGE.findall(line.state))]:
            known = rf"^\s*(?:(?:async )?def {name}\(|class {name}\b|{name}\b[^=\n]*=)"
            if not (ROOT / path).is_file():
                missing.append(f"{line.number}: {path}")
            elif name and not re.search(known, names_in(ROOT / path), re.MULTILINE):
                missing.append(f"{line.number}: {path}::{name}")
        assert found or line.kind in ("not applicable", "met by the host"), line.number
    assert missing == []


def test_a_test_that_is_named_is_one():
    tests = [(path, name) for line in LINES for path, name in NAMED.findall(line.evidence)]
    for path, name in tests:
        if name.startswith("test_"):
            assert re.search(rf"def {name}\(", names_in(ROOT / path)), (path, name)
            assert Path(path).name.startswith("test_"), path


# What no other test holds.


@pytest.mark.django_db
def test_no_address_answers_trace(attempts):  # noqa: F811
    for name, (arguments, *_statuses) in TABLE.items():
        answer = Client().generic("TRACE", address(name, arguments, attempts))
        assert answer.status_code in (404, 405), name


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/ui/", "/.git/config", "/.env", "/src/balans/settings.py", "/keys/"],
)
def test_no_folder_is_listed_and_no_source_is_served(client, path):
    assert settings.DEBUG is False
    assert client.get(path).status_code == 404
