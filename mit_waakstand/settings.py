"""All settings: safe by default, read from the environment through ``env``.

Without ``MIT_SECRET_KEY`` nothing starts, unless a demonstration is asked for (``MIT_DEMO=1``).
Every ``MIT_*`` variable is described in ``docs/beheer.md``.
"""

import logging
import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mit_waakstand import env, error_reports, logs
from mit_waakstand.sign_in_settings import *  # noqa: F403  (people, and how they sign in)

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.flag("MIT_DEMO")
DEBUG = False

# --- Where things are -------------------------------------------------------------------------

STATE_DIR = env.path("MIT_STATE_DIR", BASE_DIR / "var")
PUBLIC_ROOT = env.path("MIT_PUBLIC_ROOT", STATE_DIR / "public")
PRIVATE_ROOT = env.path("MIT_PRIVATE_ROOT", STATE_DIR / "private")
X_ACCEL = env.flag("MIT_X_ACCEL")  # nginx sends private files, after our word (vault.pdf_answer)
BACKUP_KEYS = env.words("MIT_BACKUP_KEYS")  # public keys; the private one is kept elsewhere
PUBLIC_URL = env.text("MIT_PUBLIC_URL", f"http://localhost:{env.integer('MIT_PORT', 8000)}/")
FONT_DIR = BASE_DIR / "static" / "dist" / "fonts"

# --- Safety -----------------------------------------------------------------------------------

SECRET_KEY = env.text("MIT_SECRET_KEY", "alleen-voor-een-demonstratie" if DEMO else None)
# The previous key, for as long as what was made with it must still be read.
SECRET_KEY_FALLBACKS = [key for key in (env.text("MIT_SECRET_KEY_OLD", ""),) if key]
ALLOWED_HOSTS = env.words("MIT_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.flag("MIT_HTTPS", default=not DEMO)
CSRF_TRUSTED_ORIGINS = env.words("MIT_TRUSTED_ORIGINS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^-/", r"^agenda/"]  # a calendar that asks openly is refused
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no extra cookie
SESSION_ENGINE = "mit_waakstand.accounts.sessions"  # 8 hours, or 30 minutes without a sign of life
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
DEVICE_COOKIE_NAME = "__Host-bekend" if HTTPS else "bekend"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: the form of the public sets it too
CSRF_FAILURE_VIEW = "mit_waakstand.keeping.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["mit_waakstand.uploads.CappedUpload"]
CLAMAV = env.daemon("MIT_CLAMAV")  # where clamd listens; without it nothing is scanned

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- The apps, from the top of the house to the ground ----------------------------------------

INSTALLED_APPS = [
    "mit_waakstand.demo",
    "mit_waakstand.backups",
    "mit_waakstand.office",
    "mit_waakstand.archive",
    "signals",
    "afwegingskader",
    "draaiboek",
    "experts",
    "aanspreekpunt",
    "mit_waakstand.situations",
    "mit_waakstand.people",
    "mit_waakstand.scanning",
    "mit_waakstand.deputies",
    "mit_waakstand.editions",
    "mit_waakstand.duties",
    "mit_waakstand.yearly",
    "mit_waakstand.public_site",
    "mit_waakstand.personal_links",
    "mit_waakstand.calendar_feed",
    "mit_waakstand.keeping",
    "mit_waakstand.accounts",
    "mit_waakstand.outbox",
    "mit_waakstand.maintenance",
    "mit_waakstand.trail",
    "simple_history",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_structlog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "mit_waakstand.middleware.RequestNumber",
    "mit_waakstand.accounts.middleware.Watch",
    "mit_waakstand.request_times.RequestTimes",
    "mit_waakstand.middleware.SecurityHeaders",
    "mit_waakstand.middleware.BodyLimit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mit_waakstand.accounts.middleware.Door",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mit_waakstand.maintenance.gate.Gate",
    "mit_waakstand.keeping.middleware.Keeping",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "mit_waakstand.scanning.middleware.HeldFiles",
]

ROOT_URLCONF = "mit_waakstand.urls"
WSGI_APPLICATION = "mit_waakstand.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mit_waakstand.office.context.office",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
        },
    },
]
FORM_RENDERER = "mit_waakstand.forms.Renderer"

# --- PostgreSQL, the only truth ---------------------------------------------------------------

# "web" keeps a pool of connections; "work" (worker, commands, tests) opens one and closes it.
PROCESS = env.choice("MIT_PROCESS", "work", {"web", "work"})

DATABASES = {"default": env.database("DATABASE_URL", "postgresql:///mit_waakstand")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,  # without it the pool does not recover from a restart
}
DATABASES["default"]["OPTIONS"] |= {
    "connect_timeout": 5,
    "options": "-c statement_timeout=15000 -c lock_timeout=10000 "
    f"-c idle_in_transaction_session_timeout=300000 -c mit.process={PROCESS}",
}
if PROCESS == "web":
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 8, "timeout": 10}

# Sign-in throttling counts here; PostgreSQL, so that losing Redis loses nothing.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
}

REDIS_URL = env.broker("REDIS_URL", "redis://localhost:6379/0")

# --- Words and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- Static files -----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing uses MEDIA
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others: half the work

# --- Mail -------------------------------------------------------------------------------------

# smtp://, smtp+tls:// or smtps://user@host:port; without it a demonstration writes files.
SMTP_URL = env.text("MIT_SMTP_URL", "" if DEMO else None)
_smtp = urlsplit(SMTP_URL)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if SMTP_URL
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = STATE_DIR / "mail"
EMAIL_HOST = _smtp.hostname or ""
EMAIL_PORT = _smtp.port or 25
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = env.text("MIT_SMTP_PASSWORD", unquote(_smtp.password or ""))
EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MIT_FROM", "MIT in waakstand <mit@localhost>")
# Below a path of another host stands the public site alone, so the office says where it is itself.
_below_a_path = urlsplit(PUBLIC_URL).path not in {"", "/"}
OFFICE_URL = env.text("MIT_OFFICE_URL", None if _below_a_path else PUBLIC_URL)
OFFICE_HOST = urlsplit(OFFICE_URL).hostname or "localhost"  # for which security keys are made

# --- Rules and names that may differ per office -----------------------------------------------

DEADLINE_RULE = env.choice("MIT_DEADLINE_RULE", "strict", {"strict", "atw"})
# Where an editor places what was published on SCP's own site, Nu te doen asks for the address.
SCP_PUBLICATION = env.choice("MIT_SCP_PUBLICATIE", "vanzelf", {"vanzelf", "handmatig"})
# The contact point: working days in which a question is answered (own norm), and months after
# which name, mail and texts of a closed question are erased.
QUESTION_TERM = env.integer("MIT_VRAAG_TERMIJN", 10)
QUESTIONS_KEPT = env.integer("MIT_VRAGEN_BEWAREN", 12)
SG_ADDRESS = env.text("MIT_SG_ADDRESS", "")
DIWOO_PUBLISHER = env.text("MIT_DIWOO_PUBLISHER", "mnre1025")
DIWOO_RESPONDENT = env.text("MIT_DIWOO_RESPONDENT", "mnre1073")
DIWOO_CATEGORY = env.choice("MIT_DIWOO_CATEGORY", "c_816e508d", {"c_816e508d", "c_99a836c7"})
DIWOO_KIND = env.choice("MIT_DIWOO_KIND", "c_7652d853", {"c_7652d853", "c_d506b718"})
STYLE_CSS = env.file("MIT_HUISSTIJL_CSS")
# The public site as objects in a bucket (S3) as well: "naam" or "naam/map".
PUBLIC_BUCKET = env.text("MIT_PUBLIC_BUCKET", "")
BUCKET_URL = env.text("MIT_BUCKET_URL", "")
BUCKET_REGION = env.text("MIT_BUCKET_REGION", "eu-central-1")
BUCKET_KEY = env.text("MIT_BUCKET_KEY", "")
BUCKET_SECRET = env.text("MIT_BUCKET_SECRET", "")
if PUBLIC_BUCKET and find_spec("boto3") is None:
    _message = "MIT_PUBLIC_BUCKET vraagt om de groep 'bucket': uv sync --locked --group bucket"
    raise ImproperlyConfigured(_message)
# Several lines in one setting are parted by "|".
SENDER_ADDRESS = env.text("MIT_SENDER_ADDRESS", "Sociaal en Cultureel Planbureau")
TELEPHONE = env.text("MIT_TELEPHONE", "000 - 000 00 00 (fictief)" if DEMO else "")
CONTACT = env.text("MIT_CONTACT", "Secretariaat MIT in waakstand")
PRACTICE_CIRCLES = env.flag("MIT_PRAKTIJKKRINGEN", default=False)  # no ground in the letter of 2026
PUBLIC_MAIL = env.text("MIT_PUBLIC_MAIL", "vragen@mit.example" if DEMO else "")
PUBLIC_TELEPHONE = env.text("MIT_PUBLIC_TELEPHONE", "")
ACCESSIBILITY_URL = env.text("MIT_TOEGANKELIJKHEID_URL", "")
# security.txt (RFC 9116): made from the contact, or a signed text of one's own, or elsewhere.
SECURITY_CONTACT = env.words("MIT_SECURITY_CONTACT", "veilig@mit.example" if DEMO else "")
SECURITY_TXT = env.text("MIT_SECURITY_TXT", "")
SECURITY_TXT_URL = env.text("MIT_SECURITY_TXT_URL", "")

# --- Watching: what happened, never who or what it was about -----------------------------------

# Addresses of our own monitoring: it reads /-/metrics, and what is wrong in /-/gereed.
MONITORS = env.networks("MIT_MONITORS")

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_STATUS_5XX_LOG_LEVEL = logging.WARNING  # onderhoud; an error has a line of its own
LOGGING = logs.to_console(level=env.text("MIT_LOG_LEVEL", "INFO"))
logs.configure()
SENTRY_DSN = env.text("MIT_SENTRY_DSN", "")
if SENTRY_DSN:
    error_reports.send_to(SENTRY_DSN)

os.umask(0o027)
