"""The product with every logger at its loudest: what it could ever say, it says now."""

import sys

from balans import settings

settings.LOGGING["root"]["level"] = "DEBUG"
for each in settings.LOGGING["loggers"].values():
    each["level"] = "DEBUG"
for each in ("markdown_it", "django.db.backends.schema"):
    # These tell every step of reading our own content and of making tables, and take minutes.
    settings.LOGGING["loggers"][each] = {"level": "INFO"}

if __name__ == "__main__":
    from balans.cli import main

    sys.exit(main())
