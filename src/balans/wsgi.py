"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
_application = get_wsgi_application()

from balans.accounts.entry.limits import network_in  # noqa: E402
from balans.core.bodies import Bodies  # noqa: E402

application = Bodies(_application, network_in)
