"""Settings, all from the environment (BALANS_*); docs/operating.md describes each one."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]


def text(name: str, default: str) -> str:
    return os.environ.get(f"BALANS_{name}", default).strip()


def switch(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"BALANS_{name} is '{value}'. Say 1 or 0.")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"BALANS_{name} is '{value}'. Give a whole number.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


# Where things are kept. The keys live in DATA/keys; see core/vault.py.
DATA = Path(text("DATA", str(ROOT / "var"))).resolve()
CONTENT_DIR = Path(text("CONTENT", str(ROOT / "content"))).resolve()
CONTENT_OVERLAY = text("CONTENT_OVERLAY", "")
CHECKS_OFF = words("CHECKS_OFF", "")

DEBUG = switch("DEBUG", False)
DEMO = switch("DEMO", False)
HTTPS = switch("HTTPS", False)
HOSTS = words("HOSTS", "localhost,127.0.0.1,[::1]")
WORKERS = number("WORKERS", 2)
PROXY_HEADER = switch("PROXY_HEADER", False)

# Only signs short-lived tokens (CSRF, messages); made on first start, like the master keys.
SECRET_KEY = text("SECRET_KEY", "")
if not SECRET_KEY:
    from balans.core.keyfiles import read_or_make_secret

    SECRET_KEY = read_or_make_secret(DATA / "keys" / "secret")

ALLOWED_HOSTS = HOSTS
ROOT_URLCONF = "balans.urls"
WSGI_APPLICATION = "balans.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "balans.core",
    "balans.ui",
    "balans.documents",
    "balans.directory",
    "balans.directory.editing",
    "balans.accounts",
    "balans.accounts.staff",
    "balans.administration",
    "balans.articles",
    "balans.api",
    "balans.questionnaires",
    "balans.reminders",
    "balans.walkthroughs",
    "balans.checks",
    "balans.plans",
    "balans.grief",
    "balans.outreach",
    "balans.groups",
    "balans.diary",
    "balans.search",
    "balans.pages",
    *(["balans.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "balans.core.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balans.api.middleware.PublicData",
    "balans.pages.middleware.Crowded",
    "balans.core.headers.FormsOnly",
    "balans.pages.middleware.PublicPageCache",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "balans.accounts.middleware.PersonMiddleware",
    "balans.pages.middleware.DatabaseAway",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "balans.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "balans.ui.components",
                "balans.ui.referring",
                "balans.ui.steady",
                "balans.questionnaires.tags",
            ],
        },
    }
]

DATABASE_URL = text("DATABASE_URL", "")
MOST_CONNECTIONS = 20
"""Of one process: its threads, and a few over."""


def database() -> dict[str, object]:
    """Return where everything is kept: PostgreSQL when an address is set, else SQLite."""
    if DATABASE_URL:
        return postgresql(DATABASE_URL)
    return {
        "ENGINE": "balans.core.sqlite",
        "NAME": DATA / "balans.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000;"
            ),
        },
    }


def postgresql(address: str) -> dict[str, object]:
    """Return the settings of `postgres://name:password@host:port/database?sslmode=require`.

    Connections come from a pool in each process: without it an insert takes seven times as long.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "BALANS_DATABASE_URL must look like postgres://name:password@host:5432/database."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        # A connection that broke while it waited in the pool is renewed before somebody gets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            # The pool waits longer and longer between its tries, for five minutes unless told
            # otherwise: whoever needs a connection after that begins anew.
            "pool": {
                "min_size": 1,
                "max_size": MOST_CONNECTIONS,
                "timeout": 10,
                "reconnect_timeout": 2,
            },
        },
    }


DATABASES = {"default": database()}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "balans.ui.bundles.BundleFinder",
    "balans.walkthroughs.pictures.PictureFinder",
]
# Photos and recordings, sealed before they come here; see core/blobs.py.
S3_BUCKET = text("S3_BUCKET", "")
S3_ACCESS_KEY = text("S3_ACCESS_KEY", "")
S3_SECRET_KEY = text("S3_SECRET_KEY", "")


def sealed_storage() -> dict[str, object]:
    """Return where blobs go: a bucket when one is set, else files. Imports nothing."""
    if not S3_BUCKET:
        return {
            "BACKEND": "balans.core.blobs.SealedFiles",
            "OPTIONS": {"location": DATA / "blobs"},
        }
    options = {
        "bucket_name": S3_BUCKET,
        "endpoint_url": text("S3_ENDPOINT", "") or None,
        "region_name": text("S3_REGION", "") or None,
        "access_key": S3_ACCESS_KEY or None,
        "secret_key": S3_SECRET_KEY or None,
    }
    return {"BACKEND": "balans.core.bucket.SealedBucket", "OPTIONS": options}


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "sealed": sealed_storage(),
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Whether the process beside looks now and then if the sites of offers still answer.
LINK_CHECK = switch("LINK_CHECK", not DEMO)

READ_CONTENT_AT_START = switch("READ_CONTENT_AT_START", True)
GUEST_DAYS = number("GUEST_DAYS", 7)
GUEST_ROOM_MB = number("GUEST_ROOM_MB", 300)
ACCOUNT_ROOM_MB = number("ACCOUNT_ROOM_MB", 5_000)
KEY_COOKIE = "balans_gast"
QUESTION_COOKIE = "balans_vraag"
LOOK_COOKIE = "balans_kijk"
READING_COOKIE = "balans_lezen"
PLACE_COOKIE = "balans_plaats"

CSRF_COOKIE_NAME = "balans_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "balans.pages.errors.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HEADER else None
# An upload touches the disk only sealed, with a key that is in memory alone; see core/uploads.py.
FILE_UPLOAD_HANDLERS = ["balans.core.uploads.SealedUploads"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Mail. Without a server the demonstration keeps it on a page of its own (demo/mailbox.py).
EMAIL_HOST = text("SMTP_HOST", "")
EMAIL_PORT = number("SMTP_PORT", 587)
EMAIL_HOST_USER = text("SMTP_USER", "")
EMAIL_HOST_PASSWORD = text("SMTP_PASSWORD", "")
EMAIL_USE_SSL = text("SMTP_SECURITY", "starttls") == "tls"
EMAIL_USE_TLS = text("SMTP_SECURITY", "starttls") == "starttls"
EMAIL_TIMEOUT = 60
"""Of one answer of the mail server. Mail has a thread of its own, so nothing else waits for it."""
EMAIL_BACKEND = (
    "balans.core.smtp.Backend"
    if EMAIL_HOST or not DEMO
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mailbox"
DEFAULT_FROM_EMAIL = text("MAIL_FROM", "MantelzorgBalans <post@localhost>")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
SITE = text("SITE", "http://localhost:8000").rstrip("/")
CONTACT = text("CONTACT", "")

# An organisation whose staff sign in here with their own account: all four, or none.
OIDC_ISSUER = text("OIDC_ISSUER", "")
OIDC_CLIENT_ID = text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = text("OIDC_NAME", "")

# Request lines and exceptions only; never bodies, never local variables.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "balans.core.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {
        "secrets": {"()": "balans.core.logs.HideSecrets"},
        "seldom": {"()": "balans.core.logs.NotTooOften"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets", "seldom"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"balans": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
