"""The database."""

from balans.doctor.facts import DatabaseFacts
from balans.doctor.finding import Findings, error, note, warning

LEAST = {"sqlite": (3, 31), "postgresql": (14,)}
ON_THE_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs"}
LONG_LOG_BYTES = 128_000_000
"""Four times the 32 MB that the log may take under load."""

LAG_SECONDS = 60
SHOWN = 3


def answers(facts: DatabaseFacts) -> Findings:
    """Look whether the database is there."""
    if facts.missing:
        return note(
            "no-database-yet",
            "There is no database yet.",
            "This is a new installation, or BALANS_DATA is wrong.",
            "balans run makes it.",
        )
    if not facts.away:
        return []
    return error(
        "database-away",
        f"{facts.away[0].upper()}{facts.away[1:].rstrip('.')}.",
        "Nothing can be saved.",
        "Mend that first; most else was not looked at.",
    )


def version(facts: DatabaseFacts) -> Findings:
    """Look whether the database is new enough."""
    least = LEAST[facts.kind]
    if facts.version >= least:
        return []
    return error(
        "database-old",
        f"{facts.kind} is version {'.'.join(map(str, facts.version))}.",
        f"This product needs {'.'.join(map(str, least))} or newer.",
        "Upgrade it.",
    )


def encoding(facts: DatabaseFacts) -> Findings:
    """Look whether every letter can be kept."""
    if facts.encoding.upper().replace("-", "") == "UTF8":
        return []
    return error(
        "database-encoding",
        f"The database is in {facts.encoding}.",
        "Letters that it does not know cannot be saved.",
        "Make one with createdb --encoding UTF8 --template template0.",
    )


def migrations(facts: DatabaseFacts) -> Findings:
    """Look whether the database is of this version."""
    if facts.newer:
        return error(
            "database-newer",
            f"A newer version made this database ({facts.newer[-1]}).",
            "This version may damage it, and does not start.",
            "Install the newer version, or put back the backup from before (docs/upgrading.md).",
        )
    if not facts.waiting:
        return []
    named = ", ".join(facts.waiting[:SHOWN]) + (", …" if len(facts.waiting) > SHOWN else "")
    return warning(
        "migrations-wait",
        f"{len(facts.waiting)} migrations wait ({named}).",
        "This version does not run on this database yet.",
        "Make a backup, then balans run or balans django migrate.",
    )


def on_the_network(facts: DatabaseFacts) -> Findings:
    """Look whether SQLite lies where its locks do not hold."""
    if facts.kind != "sqlite" or facts.file_system not in ON_THE_NETWORK:
        return []
    return error(
        "sqlite-on-network",
        f"The SQLite file lies on {facts.file_system}.",
        "Locks do not hold there: what people wrote can be lost.",
        "Put BALANS_DATA on a disk of this machine, or take PostgreSQL.",
    )


def whole(facts: DatabaseFacts) -> Findings:
    """Look whether SQLite finds its file sound."""
    if facts.integrity == "ok":
        return []
    return error(
        "database-damaged",
        f"The database is not sound ({facts.integrity}).",
        "Some of what people wrote cannot be read.",
        "Stop the service, keep a copy of the file, put the last backup back.",
    )


def log(facts: DatabaseFacts) -> Findings:
    """Look whether the log of SQLite is taken up."""
    if facts.log_bytes <= LONG_LOG_BYTES:
        return []
    return warning(
        "log-grows",
        f"The log beside the database takes {facts.log_bytes // 1_000_000} MB.",
        "The process beside does not move it, or something reads for very long.",
        "Start the service anew; when it grows again, look for a program that holds the file open.",
    )


def connections(facts: DatabaseFacts) -> Findings:
    """Look whether PostgreSQL lets every worker in."""
    most, needed = facts.most_connections, facts.needed_connections
    if most is None or most >= needed:
        return []
    return warning(
        "few-connections",
        f"PostgreSQL allows {most} connections, and this server can ask {needed}.",
        "When it is busy, visitors are refused.",
        f"Set max_connections to {needed + 10} or more, the same for each further server added.",
    )


def lag(facts: DatabaseFacts) -> Findings:
    """Look whether the standby keeps up."""
    if facts.lag_seconds is None or facts.lag_seconds <= LAG_SECONDS:
        return []
    return warning(
        "standby-behind",
        f"The standby is {facts.lag_seconds:.0f} seconds behind.",
        "Pages that read there are old, and so is what you fall back on.",
        "Look at its disk and at the line between them.",
    )


RULES = (version, encoding, migrations, on_the_network, whole, log, connections, lag)
