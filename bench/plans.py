"""How the database finds rows: every statement of some work, and which tables it reads whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

SQLITE_SCAN = re.compile(r"^SCAN (\w+)(?:$| USING (?:COVERING )?INDEX (\w+))")
SHORT = frozenset(
    (
        *("accounts_by_end", "diary_memory_left", "groups_that_are_listed"),
        *("reports_of_an_offer", "shares_to_close", "who_waits_for_a_place"),
    )
)
"""Indexes of a few rows alone: walking along one of these is no reading of the table."""
POSTGRES_SCAN = re.compile(r"Seq Scan on (\w+)")
EXPLAINED = ("SELECT", "UPDATE", "DELETE", "INSERT")


@dataclass(frozen=True)
class Statement:
    """One statement that was run, and how its rows are found."""

    sql: str
    plan: tuple[str, ...]

    def scanned(self) -> set[str]:
        """Return the tables (or their names in this statement) of which every row is read.

        Walking along a whole index in order is that as well, unless something stops it early.
        """
        pattern = SQLITE_SCAN if connection.vendor == "sqlite" else POSTGRES_SCAN
        found = (pattern.search(line) for line in self.plan)
        whole = (each for each in found if each and each[each.re.groups] not in SHORT)
        return {self._table(each[1]) for each in whole}

    def _table(self, name: str) -> str:
        """Return the table behind a name that a statement gives it."""
        known = re.findall(rf'"(\w+)" (?:AS )?"?{re.escape(name)}"?(?=\s|$)', self.sql)
        return next((each for each in known if not each.startswith("U")), name)


@dataclass
class Watch:
    """Keeps every statement while it watches."""

    statements: list[Statement] = field(default_factory=list)
    _busy: bool = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not many and not self._busy and sql.lstrip("( ").upper().startswith(EXPLAINED):
            self._busy = True
            try:
                self.statements.append(Statement(sql=sql, plan=tuple(explained(sql, params))))
            finally:
                self._busy = False
        return execute(sql, params, many, context)


@contextmanager
def watching() -> Iterator[Watch]:
    """Keep the statements of a block with their plans."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def explained(sql: str, params: Sequence[Any] | None) -> Iterator[str]:
    """Yield the lines of a plan, the innermost spaces left out."""
    asking = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{asking} {sql}", params)
        for row in cursor.fetchall():
            yield str(row[-1]).strip()
