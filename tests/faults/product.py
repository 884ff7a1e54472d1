"""The product as it is served, with what a test of faults must set: python -m tests.faults.product.

FAULTS_CLOCK names a file that says by how many seconds the clock on the wall is ahead; unlike
tests/clock.py the product is not told of it, and takes a jump for a jump.
"""

import os
import sys
from pathlib import Path

from django.utils import timezone

from tests.clock import Clock

if __name__ == "__main__":
    if path := os.environ.get("FAULTS_CLOCK"):
        timezone.now = Clock(Path(path)).now
    from balans import server
    from balans.cli import main

    # A test has no half a minute to see whether a server lives.
    server.LIVED_SECONDS = 0
    sys.exit(main())
