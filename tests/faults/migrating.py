"""A database as it was at an earlier state, with rows of every kind, and then brought up to date.

Run as a program: python -m tests.faults.migrating STATE, where STATE is `first` (the first
migration of every room) or `before` (all but the newest of every room). Prints, as JSON, how many
tables and rows there were, and which of them changed on the way.
"""

import json
import sys
import uuid
from datetime import date, timedelta

ROWS = 3


def targets(graph, state: str) -> list[tuple[str, str]]:
    """Return one migration of each room of ours."""
    found = []
    for app, name in graph.leaf_nodes():
        chain = [each for each in graph.forwards_plan((app, name)) if each[0] == app]
        at = 0 if state == "first" else max(0, len(chain) - 2)
        found.append(chain[at])
    return found


def value_of(field, number: int, now):
    """Return something that fits a column, other for each row."""
    kind = field.get_internal_type()
    if field.choices:
        return field.choices[0][0]
    words = f"w{number}-{uuid.uuid4().hex}"
    values = {
        "UUIDField": uuid.uuid4(),
        "BinaryField": words.encode(),
        "BooleanField": number % 2 == 0,
        "DateTimeField": now + timedelta(days=number),
        "DateField": date(2026, 11, 1) + timedelta(days=number),
        "JSONField": {},
        "TimeField": now.time(),
        "FloatField": float(number),
    }
    if kind in values:
        return values[kind]
    return number + 1 if "Integer" in kind else words[: field.max_length or 40]


def fill(apps, now) -> dict[str, list]:
    """Put rows in every table, those that others name first; return their keys by table."""
    waiting, made = [m for m in apps.get_models() if m._meta.managed], {}
    while waiting:
        ready = [model for model in waiting if all(_is_there(f, made) for f in _links(model))]
        assert ready, [each._meta.label for each in waiting]
        for model in ready:
            made[model._meta.label] = [_row(model, n, made, now).pk for n in range(ROWS)]
            waiting.remove(model)
    return made


def _links(model) -> list:
    return [f for f in model._meta.concrete_fields if f.is_relation and not f.null]


def _is_there(field, made: dict) -> bool:
    return field.related_model._meta.label in made


def _row(model, number: int, made: dict, now):
    given = {}
    for field in model._meta.concrete_fields:
        if field.is_relation:
            if not field.null:
                given[field.attname] = made[field.related_model._meta.label][number]
        elif not field.get_internal_type().endswith("AutoField"):
            given[field.attname] = value_of(field, number, now)
    return model._default_manager.create(**given)


def contents(apps, labels) -> dict[str, dict]:
    """Return the rows of tables: by key, the value of every column."""
    found = {}
    for label in labels:
        model = apps.get_model(label)
        names = [field.attname for field in model._meta.concrete_fields]
        found[label] = {
            str(row[0]): dict(zip(names, map(_plain, row[1:]), strict=True))
            for row in model._default_manager.values_list("pk", *names)
        }
    return found


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def main(state: str) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.utils import timezone

    executor = MigrationExecutor(connection)
    wanted = targets(executor.loader.graph, state)
    old = executor.migrate(wanted).apps
    made = fill(old, timezone.now())
    before = contents(old, made)

    executor = MigrationExecutor(connection)
    new = executor.migrate(executor.loader.graph.leaf_nodes()).apps
    there = {each._meta.label for each in new.get_models()}
    after = contents(new, set(made) & there)
    changed = [
        f"{label}.{name}"
        for label, rows in after.items()
        for key, row in before[label].items()
        for name, value in row.items()
        if key not in rows or (name in rows[key] and rows[key][name] != value)
    ]
    print(
        json.dumps(
            {
                "tables": len(made),
                "rows": sum(map(len, made.values())),
                "gone": sorted(set(made) - there),
                "changed": sorted(set(changed)),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
