"""Looking in the database of a served product, with the product's own models."""

import os
import subprocess
import sys

from tests.faults.running import Product

BEFORE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from balans.core.models import *
from balans.accounts.models import *
"""


def ask(server: Product, question: str, before: str = "") -> str:
    """Return what an expression is, in a process beside the product."""
    done = subprocess.run(
        [sys.executable, "-c", f"{BEFORE}{before}\nprint({question})"],
        env=os.environ
        | {"BALANS_DATA": str(server.data), "DJANGO_SETTINGS_MODULE": "balans.settings"}
        | server.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
