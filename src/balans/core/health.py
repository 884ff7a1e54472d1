"""The health check: 200 when this server can serve, 503 when it cannot. It tells strangers no more.

The server listens once its content is loaded and its tables are there; so whoever gets an answer
need not ask whether it is ready.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from balans.core import keys


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer with a short JSON; no personal data, no version numbers."""
    found = {"database": "ok" if _database_answers() else "away"}
    if not _keys_are_there():
        found["keys"] = "away"
    is_well = set(found.values()) == {"ok"}
    response = JsonResponse(found, status=200 if is_well else 503)
    response.headers["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return False
    return True


def _keys_are_there() -> bool:
    """Return whether the folder with keys can be read: without it nothing opens."""
    try:
        keys.key_versions()
    except OSError:
        return False
    return keys.keys_folder().is_dir()
