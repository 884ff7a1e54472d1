"""All facts, gathered one after the other; what cannot be looked at stays open."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.utils import timezone

from balans.core.keys import keys_folder
from balans.doctor.facts import ClockFacts, DatabaseFacts, Facts, SettingsFacts, SiteFacts, Software
from balans.doctor.gather import database, files, keeping, machine
from balans.doctor.gather.mail import mail
from balans.doctor.gather.site import site
from balans.doctor.rules.settings import local


def gather(*, content: Sequence[str]) -> Facts:
    """Return all facts; `content` is what is wrong with the content."""
    data = Path(settings.DATA)
    known = database.database()
    ready = not (known.missing or known.away or known.waiting or known.newer)
    answer = None if local(settings.SITE) else site(settings.SITE)
    keys = keeping.keys(ready=ready)
    return Facts(
        now=timezone.now(),
        settings=_settings(),
        mail=mail(),
        clock=_clock(data, known, answer),
        place=files.place(data, keys=keys_folder(), blobs=Path(settings.BLOBS or data / "blobs")),
        disk=machine.disk(data),
        machine=machine.machine(),
        database=known,
        site=answer,
        keys=keys,
        blobs=keeping.blobs() if ready else None,
        backup=keeping.backup() if ready else None,
        work=keeping.work() if ready and keys.versions else None,
        content=(*machine.missing_content(), *content),
        software=_software(known),
    )


def _settings() -> SettingsFacts:
    return SettingsFacts(
        site=settings.SITE,
        hosts=tuple(settings.HOSTS),
        https=settings.HTTPS,
        proxy_header=settings.PROXY_HEADER,
        demo=settings.DEMO,
        debug=settings.DEBUG,
        secret_key=settings.SECRET_KEY,
        given=tuple(sorted(name for name in os.environ if name.startswith("BALANS_"))),
        known=tuple(sorted(settings.KNOWN_NAMES)),
    )


def _clock(data: Path, known: DatabaseFacts, answer: SiteFacts | None) -> ClockFacts:
    reached = not (known.missing or known.away)
    return ClockFacts(
        database=database.seconds_ahead() if reached else None,
        site=answer.seconds_off if answer else None,
        newest_file=machine.newest_file(data),
        kept_right=machine.clock_kept_right(),
        time_zones=machine.time_zones(),
    )


def _software(known: DatabaseFacts) -> tuple[Software, ...]:
    found = [
        Software("Python", tuple(sys.version_info[:2])),
        Software("Django", tuple(int(part) for part in django.VERSION[:2])),
    ]
    if known.kind == "postgresql" and not known.away:
        found.append(Software("PostgreSQL", known.version))
    return tuple(found)
