"""Which tables there are, in an order in which none refers to a later one, and their columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model

MADE_ANEW = {"search"}
"""Rooms whose tables follow from the others and from content: they are made anew, not moved."""

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """One table, its key as its first column."""

    model: type[Model]

    @property
    def name(self) -> str:
        """Return its name in the database."""
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list["Field[Any, Any]"]:
        """Return its columns as fields, the key first."""
        key = self.model._meta.pk
        return [key, *(each for each in self.model._meta.local_concrete_fields if each != key)]

    @property
    def columns(self) -> list[str]:
        """Return the names of its columns, the key first."""
        return [str(each.column) for each in self.fields]

    def converters(self, connection: BaseDatabaseWrapper) -> list[Convert | None]:
        """Return for each column what makes a value of Python from one of this database."""
        return [_converter(each, connection) for each in self.fields]


def _converter(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> Convert | None:
    """Return what Django itself does when it reads this column, None when that is nothing."""
    column = field.get_col(field.model._meta.db_table)
    steps = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
    if not steps:
        return None

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert


def tables_in_order(*, moved: bool = True) -> list[Table]:
    """Return the tables that are moved (else those made anew), each after what it refers to."""
    models = {each._meta.db_table: each for each in apps.get_models(include_auto_created=True)}
    refers = {name: set(_referred(model)) - {name} for name, model in models.items()}
    ordered = [models[name] for name in TopologicalSorter(refers).static_order()]
    return [Table(each) for each in ordered if (each._meta.app_label not in MADE_ANEW) is moved]


def _referred(model: type[Model]) -> Iterator[str]:
    for each in model._meta.local_concrete_fields:
        if each.remote_field and isinstance(each.remote_field.model, type):
            yield each.remote_field.model._meta.db_table


def is_json(field: "Field[Any, Any]") -> bool:
    """Return whether a column holds JSON."""
    return isinstance(field, JSONField)
