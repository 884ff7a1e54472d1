"""Whether the database answers and is of this version; what is wrong said in one plain line."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

CONNECT_SECONDS = 5
LIBRARY_SAYS = (
    ("malformed", "is damaged. Put a backup back, and look at the disk"),
    ("not a database", "is no database. Is BALANS_DATA right?"),
    ("is full", "cannot grow: the disk is full. Make room"),
    ("readonly", "cannot be written. Who owns it, and who runs this?"),
    ("unable to open", "cannot be opened. Is BALANS_DATA right, and who owns it?"),
    ("disk I/O", "cannot be read from the disk. Look at the disk"),
)


def where() -> str:
    """Return where the database is, without its password."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(given["NAME"])
    return f"{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{given['NAME']}"


def why_away() -> str:
    """Return in one line why the database does not answer; empty when it does. Waits 5 seconds."""
    try:
        if connection.vendor == "postgresql":
            _ask_postgresql()
        applied()
    except DatabaseError as error:
        return plain_reason(str(error), place=where(), user=str(connection.settings_dict["USER"]))
    return ""


def _ask_postgresql() -> None:
    """Ask over a line of its own: the pool only says that it waited."""
    import psycopg

    wanted = {**connection.get_connection_params(), "connect_timeout": CONNECT_SECONDS}
    wanted = {name: value for name, value in wanted.items() if name != "pool"}
    try:
        psycopg.connect(**wanted).close()
    except psycopg.Error as error:
        raise DatabaseError(str(error)) from error


def plain_reason(said: str, *, place: str, user: str = "") -> str:
    """Return what the library said about a database as one line that says what to do."""
    for part, meaning in LIBRARY_SAYS:
        if part in said:
            return f"the database {place} {meaning}"
    if "password" in said:
        return (
            f"PostgreSQL at {place} does not accept the password of '{user}'. "
            "Look at BALANS_DATABASE_URL or BALANS_DATABASE_PASSWORD"
        )
    if "permission denied" in said:
        return (
            f"'{user}' may not use the tables of {place}. "
            f"Let it own them: REASSIGN OWNED BY … TO {user or 'balans'}"
        )
    if "does not exist" in said:
        return (
            f"PostgreSQL answers, but not for {place} and '{user}'. Make them: "
            f"createuser {user or 'balans'}; createdb --encoding UTF8 --owner {user or 'balans'} "
            f"{place.rpartition('/')[2]}"
        )
    last = said.strip().splitlines()[0].rpartition(": ")[2] if said.strip() else "no answer"
    return (
        f"the database {place} does not answer ({last}). "
        "Does it run, and may this machine and user reach it?"
    )


def _on_disk() -> set[tuple[str, str]]:
    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in Path(app.path).glob("migrations/[0-9]*.py")
    }


def applied() -> set[tuple[str, str]]:
    """Return the migrations that the database has had, of the rooms that are installed."""
    ours = {app.label for app in apps.get_app_configs()}
    return {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in ours}


def waiting() -> list[str]:
    """Return the migrations that the database has not had yet, by room and name."""
    return sorted(f"{app} {name}" for app, name in _on_disk() - applied())


def newer() -> list[str]:
    """Return the migrations that the database has had and this version does not know."""
    return sorted(f"{app} {name}" for app, name in applied() - _on_disk())


def explain() -> str:
    """Return in one line what is wrong with the database; empty when nothing is."""
    if reason := why_away():
        return reason
    if number := len(waiting()):
        return (
            f"the database {where()} is not made yet or older than this version ({number} "
            f"migrations wait). `balans run` makes it; is BALANS_DATA ({settings.DATA}) right?"
        )
    return ""
