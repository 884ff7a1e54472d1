"""The rule on migrations: the version before goes on working beside a newer database.

So several servers can be upgraded one after the other (docs/upgrading.md).
"""

import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import migrations, models

BEFORE_THE_RULE = {
    "accounts": 5, "checks": 1, "core": 3, "diary": 4, "directory": 2, "editing": 2, "groups": 1,
    "plans": 4, "questionnaires": 3, "reminders": 1, "search": 2, "staff": 2,
}  # fmt: skip
"""The last migration of each room from before the rule."""

TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def faults(operation) -> str:
    """Return why the version before cannot go on beside it; empty when it can."""
    if isinstance(operation, TAKES_AWAY):
        return "takes away or renames what the version before still reads"
    if isinstance(operation, migrations.AddField):
        field = operation.field
        easy = field.null or field.has_db_default() or field.many_to_many
        return "" if easy else "the version before writes rows without it: null=True or db_default"
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return "; ".join(filter(None, map(faults, operation.database_operations)))
    return ""


def ruled() -> list:
    found = []
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/[0-9]*.py")):
            if int(path.stem[:4]) > BEFORE_THE_RULE.get(app.label, 0):
                found.append(
                    pytest.param(
                        f"{app.name}.migrations.{path.stem}", id=f"{app.label} {path.stem}"
                    )
                )
    return found


@pytest.mark.parametrize("name", ruled())
def test_the_version_before_goes_on_beside_it(name):
    """A migration that cannot keep the rule says so: `stops_the_version_before = "why"`."""
    module = importlib.import_module(name)
    if getattr(module, "stops_the_version_before", ""):
        changes = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
        assert "Action needed" in changes
        return
    found = [fault for each in module.Migration.operations if (fault := faults(each))]
    assert not found


@pytest.mark.parametrize(
    ("operation", "allowed"),
    [
        (migrations.AddField("plan", "colour", models.CharField(max_length=9)), False),
        (migrations.AddField("plan", "colour", models.CharField(max_length=9, default="")), False),
        (migrations.AddField("plan", "day", models.DateField(null=True)), True),
        (migrations.AddField("plan", "n", models.IntegerField(db_default=0)), True),
        (migrations.RemoveField("plan", "colour"), False),
        (migrations.RenameField("plan", "a", "b"), False),
        (migrations.DeleteModel("plan"), False),
        (migrations.CreateModel("plan", []), True),
    ],
)
def test_what_the_rule_allows(operation, allowed):
    assert (faults(operation) == "") is allowed
