"""Keeping the tables of a run in the documentation, for each database in its own place."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "load.md"


def kept_in(text: str, database: str, tables: str) -> str:
    """Return a page with these tables between the marks of a database. Raise LookupError."""
    begin, end = f"<!-- {database}: begin -->", f"<!-- {database}: end -->"
    found = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
    if not found.search(text):
        raise LookupError(f"the page has no place for {database}")
    return found.sub(lambda _each: f"{begin}\n{tables.strip()}\n{end}", text)


def keep(database: str, tables: str, page: Path = PAGE) -> None:
    """Put the tables of a run in place of those of an earlier one."""
    page.write_text(kept_in(page.read_text(), database, tables))
