"""Settings, all from the environment (BALANS_*); docs/operating.md describes each one."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from balans.core.databases import postgresql, sqlite, standby
from balans.core.environment import KNOWN_NAMES as KNOWN_NAMES
from balans.core.environment import number, secret, switch, text, words

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parents[1]
IN_A_CHECKOUT = (ROOT / "content").is_dir() and (ROOT / "pyproject.toml").is_file()


def default_data() -> Path:
    """Return where data lies when nobody says so: in the checkout, else with the user."""
    if IN_A_CHECKOUT:
        return ROOT / "var"
    home = Path(os.environ.get("HOME") or "/var/lib") / ".local" / "share"
    return Path(os.environ.get("XDG_DATA_HOME") or home) / "mantelzorgbalans"


# Where things are kept. Servers beside one another share keys and blobs, not DATA (docs/adr/0035).
DATA = Path(text("DATA", str(default_data()))).resolve()
KEYS = text("KEYS", "")
BLOBS = text("BLOBS", "")
# A wheel carries our content inside the package.
OUR_CONTENT = (ROOT if IN_A_CHECKOUT else PACKAGE) / "content"
CONTENT_DIR = Path(text("CONTENT", str(OUR_CONTENT))).resolve()
CONTENT_OVERLAY = text("CONTENT_OVERLAY", "")
CHECKS_OFF = words("CHECKS_OFF", "")

DEBUG = switch("DEBUG", False)
DEMO = switch("DEMO", False)
HTTPS = switch("HTTPS", False)
HOSTS = words("HOSTS", "localhost,127.0.0.1,[::1]")
WORKERS = number("WORKERS", 2)
PROXY_HEADER = switch("PROXY_HEADER", False)

# Only signs short-lived tokens (CSRF, messages); made on first start, like the master keys.
SECRET_KEY = secret("SECRET_KEY")
if not SECRET_KEY:
    from balans.core.keyfiles import read_or_make_secret

    SECRET_KEY = read_or_make_secret((Path(KEYS) if KEYS else DATA / "keys") / "secret")

# Who asks from this machine itself, such as what watches it, names no site.
ALLOWED_HOSTS = [*HOSTS, "localhost", "127.0.0.1", "[::1]"]
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
    "balans.measuring",
    "balans.figures",
    "balans.administration",
    "balans.backups",
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
    "balans.measuring.middleware.Measured",
    "balans.core.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balans.api.middleware.PublicData",
    "balans.pages.middleware.Crowded",
    "balans.core.headers.FormsOnly",
    "balans.pages.middleware.PublicPageCache",
    "balans.pages.costly.Costly",
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

DATABASE_URL = secret("DATABASE_URL")
DATABASE_PASSWORD = secret("DATABASE_PASSWORD")
SQLITE_FILE = DATA / "balans.sqlite3"
DATABASES = {
    "default": postgresql(DATABASE_URL, DATABASE_PASSWORD) if DATABASE_URL else sqlite(SQLITE_FILE)
}

# A streaming standby, for what everybody may read, while it lags no more than this.
READ_DATABASE_URL = secret("READ_DATABASE_URL")
READ_LAG_SECONDS = number("READ_LAG_SECONDS", 10)
if READ_DATABASE_URL and not DATABASE_URL:
    raise ImproperlyConfigured("BALANS_READ_DATABASE_URL needs BALANS_DATABASE_URL: the primary.")
if READ_DATABASE_URL:
    DATABASES["standby"] = standby(READ_DATABASE_URL, DATABASE_PASSWORD)
    DATABASE_ROUTERS = ["balans.core.standby.Router"]

# Valkey or Redis for the counts behind limits; without one they stand in the database.
CACHE_URL = secret("CACHE_URL")
if CACHE_URL and not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("BALANS_CACHE_URL must look like redis://:password@host:6379/0.")

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
S3_SECRET_KEY = secret("S3_SECRET_KEY")


def sealed_storage() -> dict[str, object]:
    """Return where blobs go: a bucket when one is set, else files. Imports nothing."""
    if not S3_BUCKET:
        return {
            "BACKEND": "balans.core.blobs.SealedFiles",
            "OPTIONS": {"location": Path(BLOBS) if BLOBS else DATA / "blobs"},
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

# Where `balans backup` writes, and for how many days a backup is kept there.
BACKUPS = Path(text("BACKUPS", str(DATA / "backups"))).resolve()
BACKUP_DAYS = number("BACKUP_DAYS", 30)

# Whether the process beside looks now and then if the sites of offers still answer.
LINK_CHECK = switch("LINK_CHECK", not DEMO)

READ_CONTENT_AT_START = switch("READ_CONTENT_AT_START", True)
GUEST_DAYS = number("GUEST_DAYS", 7)
GUEST_ROOM_MB = number("GUEST_ROOM_MB", 300)
ACCOUNT_ROOM_MB = number("ACCOUNT_ROOM_MB", 5_000)

# Over TLS browsers take these names from this host alone, not from a neighbour below its domain.
COOKIES = "__Host-balans_" if HTTPS else "balans_"
KEY_COOKIE = f"{COOKIES}gast"
QUESTION_COOKIE = f"{COOKIES}vraag"
LOOK_COOKIE = f"{COOKIES}kijk"
READING_COOKIE = f"{COOKIES}lezen"
PLACE_COOKIE = f"{COOKIES}plaats"

CSRF_COOKIE_NAME = f"{COOKIES}csrf"
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
EMAIL_HOST_PASSWORD = secret("SMTP_PASSWORD")
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
# Where somebody who finds a hole can tell it; stands in /.well-known/security.txt.
SECURITY_CONTACT = text("SECURITY_CONTACT", "")
# Where the quick way out of a personal page leads: an ordinary site that says nothing of care.
LEAVE_TO = text("LEAVE_TO", "https://www.knmi.nl/")
if not LEAVE_TO.startswith("https://"):
    raise ImproperlyConfigured(f"BALANS_LEAVE_TO is '{LEAVE_TO}'. Give an address with https://.")

# An organisation whose staff sign in here with their own account: all four, or none.
OIDC_ISSUER = text("OIDC_ISSUER", "")
OIDC_CLIENT_ID = text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
OIDC_NAME = text("OIDC_NAME", "")

# What is told of how things go: docs/monitoring.md.
LOG = text("LOG", "text")
if LOG not in {"text", "json"}:
    raise ImproperlyConfigured(f"BALANS_LOG is '{LOG}'. Say text or json.")
LOG_ACCESS = switch("LOG_ACCESS", False)
ERROR_MAIL = text("ERROR_MAIL", "")
METRICS_TOKEN = text("METRICS_TOKEN", "")
FIGURES = switch("FIGURES", False)

# Kinds and places of faults only; never bodies, never local variables, never an address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "balans.core.logs.WithoutWords", "form": LOG}},
    "filters": {
        "secrets": {"()": "balans.core.logs.HideSecrets"},
        "seldom": {"()": "balans.core.logs.NotTooOften"},
    },
    "handlers": {
        "trouble": {
            "class": "balans.measuring.trouble.Trouble",
            "level": "ERROR",
            "filters": ["secrets"],
        },
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets", "seldom"],
        },
    },
    "root": {"handlers": ["trouble", "stderr"], "level": "WARNING"},
    "loggers": {"balans": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
