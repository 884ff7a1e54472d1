"""Files: who owns them and who may look."""

from balans.doctor.facts import FileFacts, PlaceFacts
from balans.doctor.finding import Findings, error, warning

OTHERS = 0o007
GROUP_AND_OTHERS = 0o077
ROOT = 0


def owner(facts: PlaceFacts) -> Findings:
    """Look whether we run as who owns the data."""
    if facts.data_owner is None:
        return []
    if facts.data_owner != facts.me:
        return error(
            "other-owner",
            f"{facts.data} is of user {facts.data_owner}, and you are user {facts.me}.",
            "What one makes the other cannot read.",
            "Run every balans command as the user of the service: runuser -u balans -- balans …",
        )
    if facts.me == ROOT:
        return warning(
            "runs-as-root",
            "This runs as root.",
            "A hole in any library would then open the whole machine.",
            "Give the service a user of its own (docs/installing.md).",
        )
    return []


def files(facts: PlaceFacts) -> Findings:
    """Look at each file that must be private."""
    found: Findings = []
    for each in facts.files:
        found += _environment(each) if each.environment else _private(each, facts)
    return found


def _environment(file: FileFacts) -> Findings:
    if not file.mode & OTHERS:
        return []
    return error(
        "environment-open",
        f"{file.path} can be read by everybody on this machine ({file.mode:04o}).",
        "It holds passwords.",
        f"chmod 0640 {file.path}",
    )


def _private(file: FileFacts, facts: PlaceFacts) -> Findings:
    right = 0o700 if file.folder else 0o600
    if file.mode & GROUP_AND_OTHERS:
        return error(
            "not-private",
            f"{file.path} has mode {file.mode:04o}.",
            "Others on this machine can look where only the service may.",
            f"chmod {right:04o} {file.path}",
        )
    if file.owner != facts.data_owner:
        return error(
            "wrong-owner",
            f"{file.path} is of user {file.owner}, not of the service.",
            "The service cannot read it.",
            f"chown --reference={facts.data} {file.path}",
        )
    return []


RULES = (owner, files)
