"""The WSGI application."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
_application = get_wsgi_application()

from balans.accounts.entry.limits import network_in  # noqa: E402
from balans.core.bodies import Bodies  # noqa: E402

# A thread that comes back from the database waits for another that computes at most so long: a
# save comes back some ten times, and all who write wait for it.
sys.setswitchinterval(0.0005)
application = Bodies(_application, network_in)
