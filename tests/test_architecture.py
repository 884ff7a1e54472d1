"""Who may import whom. Core and ui import no room; imports run one way."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "balans"

MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "documents": {"core"},
    "ui": {"core"},
    "accounts": {"core", "ui", "documents"},
    "administration": {"core", "ui", "accounts", "backups", "measuring", "pages"},
    "backups": {"core", "accounts"},
    "measuring": {
        "backups",
        "core",
        "ui",
        "accounts",
        "directory",
        "articles",
        "questionnaires",
        "pages",
    },
    "figures": {"core", "ui", "measuring", "pages"},
    "directory": {"core", "ui", "documents", "accounts", "pages"},
    "articles": {"core", "ui", "documents", "directory", "pages"},
    "api": {"core", "ui", "directory", "articles", "questionnaires", "pages"},
    "questionnaires": {"core", "ui", "documents", "accounts", "directory", "articles", "pages"},
    "reminders": {"core", "ui", "accounts", "pages"},
    "checks": {
        "core",
        "ui",
        "documents",
        "accounts",
        "directory",
        "questionnaires",
        "reminders",
        "pages",
    },
    "plans": {"core", "ui", "documents", "accounts", "questionnaires", "reminders", "pages"},
    "grief": {"core", "ui", "accounts", "directory", "pages"},
    "diary": {"core", "ui", "documents", "accounts", "questionnaires", "pages"},
    "walkthroughs": {"core", "ui", "documents", "questionnaires", "pages"},
    "search": {"core", "ui", "directory", "articles", "pages"},
    "transfer": {"core", "search"},
    "outreach": {"core", "ui", "documents", "pages"},
    "groups": {
        "core",
        "ui",
        "documents",
        "accounts",
        "directory",
        "articles",
        "questionnaires",
        "checks",
        "reminders",
        "plans",
        "outreach",
        "walkthroughs",
        "pages",
    },
    "pages": {
        "groups",
        "search",
        "core",
        "ui",
        "accounts",
        "diary",
        "directory",
        "articles",
        "questionnaires",
        "checks",
        "grief",
        "outreach",
        "walkthroughs",
    },
    "doctor": {"core", "accounts", "administration", "backups"},
    "demo": {
        "core",
        "accounts",
        "directory",
        "questionnaires",
        "checks",
        "reminders",
        "plans",
        "groups",
        "diary",
    },
}
# Only for `pages`, which is both the frame around every room and the house's front door.
FRAME = {"balans.pages.middleware", "balans.pages.errors"}
TOP = {
    "settings.py",
    "urls.py",
    "cli.py",
    "commands",
    "server.py",
    "preparing.py",
    "wsgi.py",
    "__init__.py",
}
PURE_IN_THE_SEARCH = (
    "words",
    "stemming",
    "compounds",
    "spelling",
    "lexicon",
    "synonyms",
    "query",
    "scoring",
    "meaning",
    "urgent",
)
PURE_IN_THE_QUESTIONNAIRES = (
    "journey",
    "scoring",
    "reading",
    "change",
    "merging",
    "instrument",
)
PURE_IN_THE_CHECKS = ("rhythm", "course", "early", "wording")
PURE_IN_THE_GROUPS = (
    *("codes", "moments", "saying", "words", "content"),
    *("leading/rhythm", "leading/logo", "leading/form"),
    *("joining/addresses", "joining/form"),
    *("listed/listing",),
    *("scripts/draft", "scripts/changes"),
    *("running/run", "running/timing"),
    *("materials/days", "materials/filling"),
    *("evaluating/numbers", "evaluating/opening", "evaluating/showing"),
)
PURE_IN_THE_WALKTHROUGHS = ("content", "made")
PURE_IN_THE_DIARY = ("when", "words", "timeline", "search", "pictures", "recordings")
PURE_IN_THE_DOCTOR = ("finding", "facts", "examination")
LONGEST_FILE = 320


def files() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    return [path for path in found if not {"tests", "migrations"} & set(path.parts)]


def imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found += [each.name for each in node.names]
    return [each for each in found if each.startswith("balans.")]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    room = room_of(path)
    if room in TOP:
        return
    for module in imported(path):
        target = module.split(".")[1]
        assert target == room or target in MAY_IMPORT[room], f"{room} imports {module}"
        if target == "pages" != room:
            assert module in FRAME, f"{room} may import the frame of pages, not {module}"


def test_every_room_stands_in_the_table():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms - TOP == set(MAY_IMPORT)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_small_enough_to_hold_in_one_head(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "ui").rglob("*.css")), ids=lambda path: path.name
)
def test_style_files_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


def test_rules_know_no_django_models_or_requests():
    rules = [
        *(PACKAGE / "questionnaires" / "kinds").glob("*.py"),
        *(PACKAGE / "questionnaires" / "blocks").glob("*.py"),
        *(PACKAGE / "questionnaires" / "fhir").glob("*.py"),
        *(PACKAGE / "questionnaires" / f"{name}.py" for name in PURE_IN_THE_QUESTIONNAIRES),
        *(PACKAGE / "checks" / f"{name}.py" for name in PURE_IN_THE_CHECKS),
        *(PACKAGE / "groups" / f"{name}.py" for name in PURE_IN_THE_GROUPS),
        PACKAGE / "core" / "readability.py",
        PACKAGE / "core" / "pictures.py",
        PACKAGE / "reminders" / "schedule.py",
        PACKAGE / "accounts" / "staff" / "totp.py",
        PACKAGE / "accounts" / "staff" / "id_token.py",
        *(PACKAGE / "figures" / f"{name}.py" for name in ("numbers", "chart")),
        *(PACKAGE / "measuring" / f"{name}.py" for name in ("uses", "points")),
        *(PACKAGE / "ui" / "drawings").glob("*.py"),
        *(PACKAGE / "diary" / f"{name}.py" for name in PURE_IN_THE_DIARY),
        *(PACKAGE / "search" / f"{name}.py" for name in PURE_IN_THE_SEARCH),
        *(PACKAGE / "walkthroughs" / f"{name}.py" for name in PURE_IN_THE_WALKTHROUGHS),
        *(PACKAGE / "doctor" / "rules").glob("*.py"),
        *(PACKAGE / "doctor" / f"{name}.py" for name in PURE_IN_THE_DOCTOR),
    ]
    for path in rules:
        text = path.read_text(encoding="utf-8")
        for forbidden in ("django.db", "django.http", "django.shortcuts", ".models import"):
            assert forbidden not in text, f"{path.name} uses {forbidden}"


def test_scripts_import_nothing_and_call_nobody_else():
    for path in (PACKAGE / "ui" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "import " not in text and "http" not in text.replace("https://", "http"), path.name


def test_no_file_holds_the_marks_of_a_merge_that_was_not_finished():
    kinds = {".py", ".html", ".css", ".js", ".toml", ".md", ".po", ".typ"}
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    root = Path(__file__).parents[1]
    found = [
        path
        for folder in ("src", "content", "docs", "tests")
        for path in (root / folder).rglob("*")
        if path.suffix in kinds and any(f"\n{mark}" in path.read_text("utf-8") for mark in marks)
    ]
    assert not found
