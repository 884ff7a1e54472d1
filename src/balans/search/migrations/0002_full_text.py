"""The full-text index, kept by the database itself: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

Our own stems go in as they are: no tokenizer of the database changes them.
A later migration that makes SQLite write the table anew (most changes of a column) must run
`make_index` after it: SQLite drops the triggers with the old table.
"""

from django.db import migrations

SQLITE = (
    "DROP TABLE IF EXISTS search_words",
    """CREATE VIRTUAL TABLE search_words USING fts5(
        title_terms, key_terms, body_terms, found_in,
        content='search_entry', content_rowid='id', columnsize=0, detail=column,
        tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, title_terms, key_terms, body_terms, found_in)
        VALUES (new.id, new.title_terms, new.key_terms, new.body_terms, new.found_in);
    END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, title_terms, key_terms, body_terms, found_in)
        VALUES ('delete', old.id, old.title_terms, old.key_terms, old.body_terms, old.found_in);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, title_terms, key_terms, body_terms, found_in)
        VALUES ('delete', old.id, old.title_terms, old.key_terms, old.body_terms, old.found_in);
        INSERT INTO search_words(rowid, title_terms, key_terms, body_terms, found_in)
        VALUES (new.id, new.title_terms, new.key_terms, new.body_terms, new.found_in);
    END""",
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER search_entry_added",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_words",
)
FIRST = (
    "array_to_tsvector(string_to_array(title_terms, ' '))"
    " || array_to_tsvector(string_to_array(key_terms, ' '))"
)
POSTGRESQL = (
    f"""ALTER TABLE search_entry
        ADD COLUMN first_words tsvector GENERATED ALWAYS AS ({FIRST}) STORED,
        ADD COLUMN words tsvector GENERATED ALWAYS AS (
            {FIRST} || array_to_tsvector(string_to_array(body_terms, ' '))
            || array_to_tsvector(string_to_array(found_in, ' '))) STORED""",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    "CREATE INDEX search_entry_first_words ON search_entry USING gin (first_words)",
)
POSTGRESQL_BACK = ("ALTER TABLE search_entry DROP COLUMN first_words, DROP COLUMN words",)


def _run(editor, sqlite, postgresql):
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgresql:
        editor.execute(statement, None)


def make_index(apps, editor):
    """Make the index anew."""
    _run(editor, SQLITE, POSTGRESQL)


def drop_index(apps, editor):
    _run(editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
