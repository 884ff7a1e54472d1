"""A meeting that a facilitator leads now, made beside a served product, with her cookie."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.databases import database_for

MAKE = """
import json, sys
import django
django.setup()
from datetime import timedelta
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from balans.groups.tests.series import begin, facilitator, first_of, participant
from balans.groups.running.tests.meetings import bring, reply
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
stores = {**settings.STORAGES, "staticfiles": plain}
away = "Mijn vrouw heeft een afspraak."
with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=stores):
    dora = facilitator(Client(), sys.argv[1])
    group = begin(dora, first=timezone.now() + timedelta(minutes=int(sys.argv[2])))
    meeting = first_of(group)
    for name, told in (
        ("Annemarie", {"coming": True, "prepared": True}),
        ("Bram van der Steen-Willemsen", {"coming": False, "words": away}),
        ("Fatma", {}),
    ):
        client, taking = participant(group, name)
        if told:
            reply(taking, meeting, **told)
        if name == "Annemarie":
            bring(client, taking, meeting)
print(json.dumps({
    "name": settings.KEY_COOKIE,
    "value": dora.cookies[settings.KEY_COOKIE].value,
    "path": f"/groepen/leiden/{group.pk}/bijeenkomst/{meeting.pk}/",
    "english": f"/en/groups/leading/{group.pk}/meeting/{meeting.pk}/",
}))
"""


@dataclass(frozen=True)
class Led:
    """A meeting with the cookie of the one who leads it."""

    path: str
    english: str
    cookie: dict[str, Any]


def lead_a_meeting(data: Path, url: str, address: str, *, begins_in_minutes: int = 0) -> Led:
    """Make a group whose first meeting begins now, and return how to come in as its facilitator."""
    environment = {"BALANS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "balans.settings"}
    made = subprocess.run(
        [sys.executable, "-c", MAKE, address, str(begins_in_minutes)],
        env=os.environ | environment | database_for(data),
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(made.stdout.splitlines()[-1])
    cookie = {"name": told["name"], "value": told["value"], "url": url}
    return Led(path=told["path"], english=told["english"], cookie=cookie)
