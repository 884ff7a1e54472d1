"""What is looked up when somebody asks for the numbers: database, disk, mail, chores, processes."""

import platform
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min, Q
from django.utils import timezone

from balans.accounts.actions import key_versions_in_use
from balans.accounts.models import Owner
from balans.articles.content import articles
from balans.core import keys
from balans.core.models import Letter, StoredBlob
from balans.directory.national import support
from balans.measuring.backed_up import last_backup_at
from balans.measuring.build import version
from balans.measuring.models import ChoreState
from balans.measuring.processes import beside_of_this, family, memory
from balans.questionnaires.content import catalogue

if TYPE_CHECKING:
    from prometheus_client import Metric

LANGUAGE = "nl"
UNSENT = (Letter.State.WAITING, Letter.State.UNSURE, Letter.State.REFUSED)


class Gathered:
    """A collector in the sense of the library: it looks when it is asked."""

    def describe(self) -> list[object]:
        """Name nothing beforehand: else the library would look everything up to do so."""
        return []

    def collect(self) -> "Iterator[Metric]":
        """Yield what there is; of a database that is away only that it is."""
        yield from _of_this_server()
        answers = True
        for part in (_mail, _chores, _people, _storage, _kept_keys):
            try:
                # Whole or not at all: a part that fails half-way tells nothing.
                yield from list(part())
            except DatabaseError:
                answers = False
                break
        yield _gauge("balans_database_up", "Whether the database answers", float(answers))


def _gauge(name: str, says: str, value: float) -> "Metric":
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(name, says, value=value)


def _by(name: str, says: str, label: str, values: Mapping[str, float]) -> "Metric":
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(name, says, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _of_this_server() -> "Iterator[Metric]":
    from prometheus_client.core import InfoMetricFamily

    build = {
        "version": version(),
        "python": platform.python_version(),
        "django": django.__version__,
        "database": connection.vendor,
    }
    yield InfoMetricFamily("balans_build", "What runs here", value=build)
    many, taken = memory(family(beside_of_this()))
    yield _by("balans_processes", "Processes of this server, by what they do", "role", many)
    yield _by("balans_memory_bytes", "Their memory; what they share is divided", "role", taken)
    disk = shutil.disk_usage(data_folder())
    yield _gauge("balans_disk_bytes", "The disk of the data folder", disk.total)
    yield _gauge("balans_disk_free_bytes", "What is free of it", disk.free)
    counts = {
        "articles": len(articles(LANGUAGE)),
        "offers": len(support(LANGUAGE)),
        "questionnaires": len(list(catalogue(LANGUAGE).current())),
    }
    yield _by("balans_content_items", "Content that is loaded", "kind", counts)


def data_folder() -> Path:
    """Return the data folder, the root of the disk before it is made."""
    data = Path(settings.DATA)
    return data if data.is_dir() else Path("/")


def _mail() -> "Iterator[Metric]":
    now = timezone.now()
    unsent = Letter.objects.filter(state__in=UNSENT)
    counts = dict(unsent.values_list("state").annotate(number=Count("pk")))
    oldest: datetime | None = Letter.objects.waiting(now).aggregate(first=Min("due_at"))["first"]
    states = {state.value: counts.get(state.value, 0) for state in UNSENT}
    yield _by("balans_mail_letters", "Mail of thirty days that is not sent", "state", states)
    waited = (now - oldest).total_seconds() if oldest else 0.0
    yield _gauge("balans_mail_oldest_waiting_seconds", "How long the oldest mail is late", waited)


def _chores() -> "Iterator[Metric]":
    chores = list(ChoreState.objects.order_by("name"))

    def moments(of: Callable[[ChoreState], datetime | None]) -> dict[str, float]:
        return {each.name: at.timestamp() for each in chores if (at := of(each)) is not None}

    says = "When each chore last ended well"
    yield _by("balans_chore_ran_timestamp_seconds", says, "chore", moments(lambda c: c.ran_at))
    says = "When each chore last had something to do, and did it"
    yield _by("balans_chore_did_timestamp_seconds", says, "chore", moments(lambda c: c.did_at))
    says = "When each chore last failed"
    yield _by(
        "balans_chore_failed_timestamp_seconds", says, "chore", moments(lambda c: c.failed_at)
    )
    every = {each.name: each.every_seconds for each in chores}
    yield _by("balans_chore_every_seconds", "How often each chore is done", "chore", every)


def _people() -> "Iterator[Metric]":
    owners = Owner.objects.aggregate(
        guest=Count("pk", filter=Q(account_since=None)),
        account=Count("pk", filter=Q(account_since__isnull=False)),
    )
    yield _by("balans_owners", "Guests and accounts", "kind", owners)


def _storage() -> "Iterator[Metric]":
    knows, at = last_backup_at()
    if knows:
        # Zero when there never was one: then it is as late as can be.
        says = "When the last good backup was made"
        yield _gauge("balans_last_backup_timestamp_seconds", says, at.timestamp() if at else 0.0)
    yield _gauge("balans_blobs", "Photos, recordings and books", StoredBlob.objects.count())
    size, log = _database_bytes()
    yield _gauge("balans_database_bytes", "The database", size)
    yield _gauge("balans_database_log_bytes", "What waits in its log (SQLite)", log)


def _database_bytes() -> tuple[int, int]:
    """Return how large the database and its log are; of PostgreSQL the log is not ours to see."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0], 0
    path = str(connection.settings_dict["NAME"])
    return _size(Path(path)), _size(Path(f"{path}-wal"))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _kept_keys() -> "Iterator[Metric]":
    yield _gauge("balans_master_key_version", "The master key in use", keys.current_version())
    needed = len(key_versions_in_use())
    yield _gauge("balans_master_keys", "Master keys that are there", len(keys.key_versions()))
    yield _gauge("balans_master_keys_needed", "Master keys that something needs", needed)
