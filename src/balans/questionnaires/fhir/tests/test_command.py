"""`balans instruments check FILE` says what would load and what would not."""

import json

from balans import cli
from balans.questionnaires.fhir.tests.files import ask, file
from balans.questionnaires.fhir.tests.standard import EXAMPLES


def told(capsys, path):
    code = cli.main(["instruments", "check", str(path)])
    return code, capsys.readouterr()


def test_a_file_that_loads(capsys):
    code, said = told(capsys, EXAMPLES / "Questionnaire-f201.json")
    assert code == 0 and "loads: item \"1\" as question 'v-1' (yes-no)" in said.out
    assert "give it beside the file: nl.toml and en.toml: [instrument] rights" in said.out


def test_a_file_that_does_not_load_says_what_would(capsys, tmp_path):
    path = tmp_path / "q.json"
    path.write_text(json.dumps(file(ask("1"), ask("2", "quantity"))), encoding="utf-8")
    code, said = told(capsys, path)
    assert code == 1
    assert 'loads: item "1"' in said.out and 'does not load: item "2": type quantity' in said.out
    assert said.out.endswith("Proef: would not load; problems: 1\n")


def test_a_file_that_is_none(capsys, tmp_path):
    path = tmp_path / "q.json"
    path.write_text("{", encoding="utf-8")
    code, said = told(capsys, path)
    assert code == 1 and said.out.startswith("does not load: q.json: this is no JSON")


def test_a_file_that_is_not_there(capsys, tmp_path):
    code, said = told(capsys, tmp_path / "nergens.json")
    assert code == 2 and "cannot read" in said.err
