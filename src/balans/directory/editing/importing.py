"""Imports in the background: a process of its own reads a list, carries it out, or undoes it.

A long list takes half a minute; the process beside the web server goes on sending mail meanwhile.
Each batch is a transaction of its own, so that carers who save never wait long. When the process is
killed, another takes up what is left.
"""

import logging
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from balans.core.vault import host_open, host_seal
from balans.directory.editing.models import Import, ImportRow
from balans.directory.editing.reading import hsds
from balans.directory.editing.reading.columns import is_ours, matched
from balans.directory.editing.reading.decoding import Decoded, FileKind, decoded
from balans.directory.editing.reading.problems import CannotRead
from balans.directory.editing.reading.rows import Known
from balans.directory.editing.reading.table import table
from balans.directory.editing.rights import ALL, Rights, rights_of
from balans.directory.models import LocalOffer
from balans.directory.municipalities import municipalities
from balans.directory.needs import needs

log = logging.getLogger("balans")
REST_SECONDS = 5
SAMPLES, MOST_TRIES = 3, 5
UNFINISHED_FOR, FINISHED_FOR = timedelta(days=14), timedelta(days=90)
_worker: "subprocess.Popen[bytes] | None" = None
_rested_at = 0.0


class Plan(BaseModel):
    """How a list is to be read, and what holds for every row of it."""

    model_config = ConfigDict(extra="forbid")

    kind: FileKind
    encoding: str
    separator: str = ""
    version: int = 0
    header: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    state: LocalOffer.State = LocalOffer.State.PUBLISHED
    leave_out: bool = False
    """Whether the editor said to carry out the rest while some rows are wrong."""


def plan_of(kept: Import) -> Plan:
    """Return how an import is to be read."""
    return Plan.model_validate(kept.plan)


@transaction.atomic
def begin(
    *,
    data: bytes,
    file_name: str,
    source: str,
    rights: Rights,
    needs: Sequence[str] = (),
    areas: Sequence[str] = (),
    state: LocalOffer.State = LocalOffer.State.PUBLISHED,
) -> Import:
    """Keep an uploaded list, sealed, and look at its header. Raise CannotRead.

    It waits for the editor when the header has a name that we do not know; else it is read.
    """
    plan = _looked_at(decoded(data)).model_copy(
        update={"needs": tuple(needs), "areas": tuple(areas), "state": state}
    )
    kept = Import(
        state=Import.State.READING if _is_clear(plan) else Import.State.COLUMNS,
        by=rights.owner_id,
        at=timezone.now(),
        areas=rights.as_data(),
        file_name=file_name[-120:],
        source=source[:80],
        plan=plan.model_dump(mode="json"),
    )
    kept.sealed = host_seal(data, place=kept.place)
    kept.save()
    return kept


def _looked_at(file: Decoded) -> Plan:
    if file.kind == "json":
        found = hsds.services(file.text)
        return Plan(kind="json", encoding=file.encoding, version=found.version)
    rows = table(file.text)
    samples = []
    for _line, cells in rows.rows():
        samples.append(tuple(each[:80] for each in cells[: len(rows.header)]))
        if len(samples) == SAMPLES:
            break
    if not samples:
        raise CannotRead("no_rows")
    return Plan(
        kind="csv",
        encoding=file.encoding,
        separator=rows.separator,
        header=tuple(each[:80] for each in rows.header),
        samples=tuple(samples),
        columns=matched(rows.header),
    )


def _is_clear(plan: Plan) -> bool:
    return plan.kind == "json" or is_ours(plan.header)


def choose_columns(kept: Import, columns: Sequence[str]) -> None:
    """Read the list with these columns, one for each cell of the header."""
    plan = plan_of(kept).model_copy(update={"columns": tuple(columns)})
    Import.objects.filter(pk=kept.pk, state=Import.State.COLUMNS).update(
        plan=plan.model_dump(mode="json"), state=Import.State.READING
    )


def carry_out(kept: Import, *, leave_out: bool, by: uuid.UUID | None = None) -> None:
    """Have a list that was read carried out, by an editor or the host. Twice changes nothing."""
    plan = plan_of(kept).model_copy(update={"leave_out": leave_out})
    to_do = kept.rows.filter(kind__in=(ImportRow.Kind.NEW, ImportRow.Kind.CHANGED)).count()
    Import.objects.filter(pk=kept.pk, state=Import.State.READY).update(
        plan=plan.model_dump(mode="json"),
        state=Import.State.APPLYING,
        total=to_do,
        done=0,
        doer=by,
        trouble="",
    )


def undo(kept: Import, *, by: uuid.UUID | None = None) -> None:
    """Have a list that was carried out put back. Twice changes nothing."""
    Import.objects.filter(pk=kept.pk, state=Import.State.DONE).update(
        state=Import.State.UNDOING, done=0, doer=by, trouble=""
    )


def throw_away(kept: Import) -> None:
    """Forget a list that was not carried out."""
    Import.objects.filter(
        pk=kept.pk, state__in=(Import.State.COLUMNS, Import.State.READY, Import.State.FAILED)
    ).delete()


def sweep(*, now: datetime | None = None) -> int:
    """Forget lists that nobody carried out, and the rows of lists of long ago."""
    moment = now or timezone.now()
    waiting = (Import.State.COLUMNS, Import.State.READY, Import.State.FAILED)
    left = Import.objects.filter(state__in=waiting, at__lt=moment - UNFINISHED_FOR)
    old = ImportRow.objects.filter(part_of__ended_at__lt=moment - FINISHED_FOR)
    return left.delete()[0] + old.delete()[0]


# The process beside.


def start_waiting() -> int:
    """Start a process for the list that waits longest, one at a time; return how many."""
    global _worker, _rested_at
    if _worker is not None and _worker.poll() is None:
        return 0
    if _worker is not None and _worker.returncode:
        _rested_at = time.monotonic() + REST_SECONDS
    _worker = None
    if time.monotonic() < _rested_at:
        return 0
    if (kept := Import.objects.to_work_at(timezone.now()).defer("sealed").first()) is None:
        return 0
    command = (sys.executable, "-m", "balans.cli", "django", "work_at_import", str(kept.pk))
    _worker = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    return 1


def work(import_id: uuid.UUID) -> bool:
    """Do what an import waits for; return whether it was there to do.

    Claimed in the database, so that nobody does the same at the same time.
    """
    from balans.directory.editing import carrying_out, undoing

    now = timezone.now()
    found = Import.objects.to_work_at(now).filter(pk=import_id)
    if not found.update(claimed_at=now):
        return False
    kept = Import.objects.get(pk=import_id)
    acts = {
        Import.State.READING: carrying_out.read,
        Import.State.APPLYING: carrying_out.apply,
        Import.State.UNDOING: undoing.undo,
    }
    try:
        acts[Import.State(kept.state)](kept)
    except CannotRead as error:
        fail(kept, error.code, error.hint)
    except Exception as error:
        # The outermost loop of this process. No words of anybody in the log.
        log.error("an import stopped: %s", type(error).__name__)
        if kept.state == Import.State.READING:
            fail(kept, "broken")
        else:
            _try_again_or_stop(kept)
    return True


def _try_again_or_stop(kept: Import) -> None:
    """Leave what broke off for another try; stop after some, so that no page is busy for ever."""
    kept.refresh_from_db()
    tries = kept.counts.get("tries", 0) + 1
    counts = kept.counts | {"tries": tries}
    if tries < MOST_TRIES:
        Import.objects.filter(pk=kept.pk).update(counts=counts)
    else:
        end(kept, Import.State.DONE, counts, trouble="stopped")


def hear(kept: Import, done: int, total: int | None = None) -> None:
    """Note how far it is, and that somebody is at it."""
    kept.done = done
    kept.total = kept.total if total is None else total
    Import.objects.filter(pk=kept.pk).update(
        done=kept.done, total=kept.total, claimed_at=timezone.now()
    )


def may_go_on(kept: Import) -> bool:
    """Return whether who has it carried out still may: a right can be taken in the middle."""
    return kept.doer is None or rights_of(kept.doer).cover(kept.areas)


def end(kept: Import, state: Import.State, counts: dict[str, int], *, trouble: str = "") -> None:
    """Note that this part of the work is done; the file goes."""
    kept.state, kept.counts = state, counts
    Import.objects.filter(pk=kept.pk).update(
        state=state,
        counts=counts,
        trouble=trouble,
        sealed=b"",
        claimed_at=None,
        ended_at=timezone.now(),
    )


def fail(kept: Import, code: str, hint: str = "") -> None:
    """Note that the list cannot be read, why and where; the file goes."""
    Import.objects.filter(pk=kept.pk).update(
        state=Import.State.FAILED, trouble=code[:20], hint=hint[:40], sealed=b"", claimed_at=None
    )


def opened(kept: Import) -> Decoded:
    """Return the list of an import, opened. Raise CannotRead."""
    return decoded(host_open(bytes(kept.sealed), place=kept.place))


def known_for(kept: Import, today: date | None = None) -> Known:
    """Return what the rows of an import may name, by what its editor may change."""
    plan = plan_of(kept)
    sentences: dict[str, list[str]] = {}
    for language in (each for each, _name in settings.LANGUAGES):
        for name, need in needs(language).items():
            sentences.setdefault(name, []).append(need.title)
    return Known(
        needs=sentences,
        municipalities={slug: each.name for slug, each in municipalities().items()},
        allowed=None if ALL in kept.areas else frozenset(kept.areas),
        today=today or timezone.localdate(),
        default_needs=plan.needs,
        default_areas=plan.areas,
    )
