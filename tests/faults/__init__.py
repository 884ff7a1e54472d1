"""Under faults: what people see, what is lost (nothing), what is sent twice (nothing).

`make faults` runs all of it, on SQLite and on PostgreSQL; the ordinary suite a short form.
"""

import os

import pytest

LONG = os.environ.get("BALANS_FAULTS") == "long"
long_only = pytest.mark.skipif(not LONG, reason="make faults")
