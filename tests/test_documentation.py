"""What is there is described (settings, commands, words), and what is described exists."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from balans import cli
from balans.questionnaires.blocks import AnyBlock
from balans.questionnaires.content import read_flow
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import AnyQuestion
from balans.questionnaires.review import problems_of

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAPERS = [*DOCS, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BALANS = ".venv/bin/balans "
READERS = {"text", "switch", "number", "words", "secret"}


def settings_that_are_read() -> set[str]:
    tree = ast.parse((ROOT / "src" / "balans" / "settings.py").read_text(encoding="utf-8"))
    calls = [
        (node.func.id, f"BALANS_{node.args[0].value}")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in READERS
        and isinstance(node.args[0], ast.Constant)
    ]
    found = {name for _reader, name in calls}
    found |= {f"{name}_FILE" for reader, name in calls if reader == "secret"}
    tests = [*(ROOT / "tests").glob("*.py"), *(ROOT / "tests" / "faults").glob("*.py")]
    sources = [ROOT / "conftest.py", *tests, *(ROOT / "bin").iterdir()]
    for path in sources:
        found |= set(re.findall(r"BALANS_[A-Z0-9_]*[A-Z0-9]", path.read_text(encoding="utf-8")))
    return found


def test_every_setting_is_described_and_every_described_setting_is_read():
    assert set(re.findall(r"`(BALANS_[A-Z0-9_]+)`", OPERATING)) == settings_that_are_read()


def commands() -> set[str]:
    found = set()
    (choices,) = [a for a in cli.parser()._actions if hasattr(a, "choices") and a.choices]
    for name, parser in choices.choices.items():
        subjects = [a.choices for a in parser._actions if a.dest == "what"]
        found |= {f"{name} {each}" for each in subjects[0]} if subjects else {name}
    return found


def test_every_command_is_described():
    described = set(re.findall(r"^\| `balans ([a-z ]+?) ?…?`", OPERATING, flags=re.MULTILINE))
    assert described == commands()


def kinds_of(union) -> set[str]:
    members = union.__args__[0].__args__
    return {each.model_fields["kind"].annotation.__args__[0] for each in members}


@pytest.mark.parametrize("union", [AnyQuestion, AnyBlock], ids=["questions", "blocks"])
def test_every_kind_stands_in_the_glossary(union):
    words = set(re.findall(r"[a-z-]+", GLOSSARY))
    assert kinds_of(union) <= words


def test_every_table_with_personal_data_stands_in_the_glossary():
    from django.apps import apps

    words = {model._meta.model_name for model in apps.get_models()}
    assert words <= set(re.findall(r"[a-z]+", GLOSSARY.lower()))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_file_that_is_named_exists(paper):
    text = paper.read_text(encoding="utf-8")
    assert text.strip()
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith(("http", "mailto:")):
            assert (paper.parent / target).exists(), target
    for named in re.findall(r"docs/(?:adr/)?[\w-]+(?:\.md)?", text):
        path = ROOT / named
        assert path.exists() or list(path.parent.glob(f"{path.name}*")), named


def test_the_commands_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    lines = [
        line
        for block in re.findall(r"```\n(.*?)```", README, re.DOTALL)
        for line in block.split("\n")
    ]
    named = [shlex.split(line) for line in lines if line.startswith(("make ", BALANS))]
    assert named
    for words in named:
        plain = [word for word in words[1:] if "=" not in word]
        if words[0] == "make":
            assert plain[0] in targets, words
        else:
            assert " ".join(plain[:2]) in commands() or plain[0] in commands(), words


def test_decisions_are_numbered_and_say_when_to_reopen_them():
    papers = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in papers] == [f"{n:04}" for n in range(1, len(papers) + 1)]
    for path in papers:
        assert "**Reopen when**" in path.read_text(encoding="utf-8"), path.name


def test_the_check_in_the_guide_for_writers_can_be_read_and_counts_as_it_says(settings, tmp_path):
    guide = (ROOT / "docs" / "writing-a-check.md").read_text(encoding="utf-8")
    structure, words, cases = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    folder = tmp_path / "flows" / "proef" / "v1"
    folder.mkdir(parents=True)
    (folder / "flow.toml").write_text(structure, encoding="utf-8")
    (folder / "nl.toml").write_text(words, encoding="utf-8")
    settings.CONTENT_OVERLAY = str(tmp_path)
    flow = read_flow("proef", 1, "nl")
    assert list(problems_of(flow, [flow.name])) == []
    for case in tomllib.loads(cases)["cases"]:
        scene = Scene(flow=flow, answers=case["answers"])
        result = scene.result("som")
        found = (
            {"scores": {"som": result.total}, "bands": {"som": result.band.id}} if result else {}
        )
        assert found == {key: case[key] for key in ("scores", "bands") if key in case}


def test_the_guide_for_writers_names_every_kind_of_question():
    guide = (ROOT / "docs" / "writing-a-check.md").read_text(encoding="utf-8")
    assert kinds_of(AnyQuestion) <= set(re.findall(r"`([a-z-]+)`", guide))


@pytest.mark.parametrize(("language", "words"), [("nl", "dertig dagen"), ("en", "thirty days")])
def test_the_privacy_text_says_how_long_backups_are_kept(language, words):
    text = (ROOT / "content" / "pages" / "privacy" / f"{language}.md").read_text(encoding="utf-8")
    assert f"{words}." in text and "| `BALANS_BACKUP_DAYS` | `30` |" in OPERATING
    assert 'number("BACKUP_DAYS", 30)' in (ROOT / "src/balans/settings.py").read_text()
