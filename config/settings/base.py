"""What holds in every environment. Each value that differs comes from the environment."""

import logging
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONCE, SELF

from config.lib.postgresql.pool import refuse_waiting
from config.settings.mail import mail
from config.settings.redis import redis

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.FileAwareEnv()  # NAME_FILE names a file that holds the value
environ.Env.read_env(BASE_DIR / ".env")

from config.settings.sign_in import *  # noqa: E402, F403 -- it asks the environment too
from config.settings.sign_in import SIGN_IN_APPS  # noqa: E402

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "applications",
    "listings",
    "messaging",
    "accounts",
    "integrations",
    "config",
    "accounts.desk.apps.DeskConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    *SIGN_IN_APPS,
    "django_htmx",
    "template_partials",
    "csp",
    "django_structlog",
    "lucide",
]

MIDDLEWARE = [
    "config.middleware.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "compression_middleware.middleware.CompressionMiddleware",
    # Above whatever may fail: an error page is as well guarded as any other.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.DatabaseAwayMiddleware",
    "config.middleware.FailureMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before whatever reads a body: as views do, and CSRF's just before them.
    "config.bodies.BodyLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.RequestLogMiddleware",
    "config.limits.LimitMiddleware",
    "accounts.middleware.ViewerZoneMiddleware",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # ours come first
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "config.context.site",
            ],
            "builtins": ["config.templatetags.ui", "lucide.templatetags.lucide"],
        },
    }
]

# --- Data -------------------------------------------------------------------
_database = env.db("DATABASE_URL", default="postgres:///muster")
DATABASES = {
    "default": {
        **_database,
        "ENGINE": "config.lib.postgresql",  # Django's, and looks at each connection
        # A pool instead of persistent connections: threads come and go.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            # More places than a process has threads: who waits, waits for a database
            # that is away, and a page shall not do so for long.
            "pool": {
                "min_size": 1,
                "max_size": 20,
                "timeout": 2,  # seconds
                # Nobody tries on in the background, more and more seldom: each request
                # tries anew, and is told at once.
                "reconnect_timeout": 0,
                "reconnect_failed": refuse_waiting,
            },
            "connect_timeout": 3,
            **_database.get("OPTIONS", {}),  # what stands behind `?` in the URL
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_redis = redis(env)
REDIS_URL: str = _redis["REDIS_URL"]
REDIS_PREFIX: str = _redis["REDIS_PREFIX"]
REDIS_PATIENCE = 0.2  # seconds; a page waits for an answer so long, and once
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "config.lib.cache.EnduringRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
        # What allows or forbids: rate limits, allauth's and our own, used one-time
        # codes and used tokens.
        "OPTIONS": {"durable_prefixes": ["allauth:", "allauth.", "jwt:", "limit:"]},
    },
    # Where that lies.
    "durable": {
        "BACKEND": "config.lib.durable_cache.DurableCache",
        "LOCATION": "config_durable_cache",
        "TIMEOUT": 86_400,  # seconds
    },
}
SESSION_ENGINE = "accounts.sign_in.session"

# --- Tasks ------------------------------------------------------------------
CELERY_BROKER_URL: str = _redis["CELERY_BROKER_URL"]
CELERY_BROKER_USE_SSL: dict[str, object] | None = _redis["CELERY_BROKER_USE_SSL"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300  # seconds
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
    "visibility_timeout": 900,  # above the longest task, or it would run twice
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "global_keyprefix": f"{REDIS_PREFIX}:tasks:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "accounts.look_up_*": {"queue": "lookup"},  # asks the outside world
    "messaging.send_*": {"queue": "mail"},
}
CELERY_TIMEZONE = "UTC"
# What is due once a day or an hour has its place on the clock (UTC): an interval would
# begin anew with every beat that starts without its file.
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "config.heartbeat",
        "schedule": 15.0,
        "options": {"expires": 30},  # an old one says nothing any more
    },
    "forget-expired": {
        "task": "config.forget_expired",
        "schedule": crontab(minute=35),
    },
    "sweep-listings": {"task": "listings.sweep", "schedule": 300.0},
    "reindex-listings": {
        "task": "listings.reindex_due",
        "schedule": 60.0,
        "options": {"expires": 55},  # the next one does the same
    },
    "reproject-schedules": {
        "task": "listings.reproject",
        "schedule": crontab(hour=2, minute=10),
    },
    "reproject-availability": {
        "task": "accounts.reproject",
        "schedule": crontab(hour=2, minute=40),
    },
    "warn-seeking": {"task": "accounts.warn_seeking", "schedule": crontab(minute=15)},
    # Each sweep sends a few: whoever is due is spread over the time it takes.
    "look-up-characters": {
        "task": "accounts.look_up_due",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
    "forget-lookups": {
        "task": "accounts.forget_lookups",
        "schedule": crontab(hour=3, minute=10),
    },
    "forget-unproved": {
        "task": "accounts.forget_unproved",
        "schedule": crontab(hour=3, minute=30),
    },
    "forget-sessions": {
        "task": "accounts.forget_sessions",
        "schedule": crontab(hour=3, minute=50),
    },
    "send-mail": {
        "task": "messaging.send_due",
        "schedule": 60.0,
        "options": {"expires": 55},  # the next one does the same
    },
    "empty-mail": {
        "task": "messaging.empty_old",
        "schedule": crontab(hour=4, minute=20),
    },
    "keep-views": {
        "task": "listings.keep_views",
        "schedule": 600.0,
        "options": {"expires": 600},  # the next one does the same
    },
    "mend-players": {"task": "listings.mend_players", "schedule": crontab(minute=45)},
}

# How every link in a mail begins, whichever host a request has named.
SITE_URL: str = env(
    "SITE_URL", default=f"http://localhost:{env('WEB_PORT', default='8000')}"
).rstrip("/")

# Where the operator's own rules.md and privacy.md lie, in place of ours.
TEXTS_FOLDER = env("TEXTS_FOLDER", default="")

# --- Mail -------------------------------------------------------------------
# Who sends writes into the outbox (EMAIL_BACKEND); the worker sends by MAIL_BACKEND.
# MAIL says how: page (sends nothing, read it at /mail/), console, smtp (then EMAIL_URL)
# or gmail.
vars().update(mail(env, default="page"))
EMAIL_TIMEOUT = 15  # seconds
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Muster <muster@localhost>")

# --- The outside world --------------------------------------------------------
# live, sandbox (a local server stands in for all services) or off.
OUTSIDE = env("OUTSIDE", default="live")
SANDBOX_URL = env("SANDBOX_URL", default="http://127.0.0.1:8002")
# Where an outside service writes to when our calls trouble it; part of each call.
OUTSIDE_CONTACT = env("OUTSIDE_CONTACT", default=parseaddr(DEFAULT_FROM_EMAIL)[1])
# Who is told of a security hole, in security.txt: an address, or a page's.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=parseaddr(DEFAULT_FROM_EMAIL)[1])
# The mailbox for MAIL=gmail: of an OAuth client, or of a service account's domain.
GMAIL_CLIENT_ID = env("GMAIL_CLIENT_ID", default="")
GMAIL_CLIENT_SECRET = env("GMAIL_CLIENT_SECRET", default="")
GMAIL_REFRESH_TOKEN = env("GMAIL_REFRESH_TOKEN", default="")
# A key file's content; as with all of them, ..._FILE names the file that holds it.
GMAIL_SERVICE_ACCOUNT = env("GMAIL_SERVICE_ACCOUNT", default="")
GMAIL_SENDER = env("GMAIL_SENDER", default="")
# Of the game's data at XIVAPI; empty: the newest version, and its schema.
XIVAPI_VERSION = env("XIVAPI_VERSION", default="")
XIVAPI_SCHEMA = env("XIVAPI_SCHEMA", default="")
# An application registered at xivauth.net; without one, XIVAuth is off.
XIVAUTH_CLIENT_ID = env("XIVAUTH_CLIENT_ID", default="")
XIVAUTH_CLIENT_SECRET = env("XIVAUTH_CLIENT_SECRET", default="")
# A client registered at fflogs.com/api/clients; without one, FF Logs is off.
FFLOGS_CLIENT_ID = env("FFLOGS_CLIENT_ID", default="")
FFLOGS_CLIENT_SECRET = env("FFLOGS_CLIENT_SECRET", default="")
# How much of the points that FF Logs sells by the hour Muster may spend.
FFLOGS_POINTS_SHARE = env.float("FFLOGS_POINTS_SHARE", default=0.8)

# --- Language and time --------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]  # Japanese, German and French follow
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files and pages ----------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# A pitch pasted from anywhere gets its message beside the field; more than this, 413.
# So much of a member's; visitors have nothing long to say.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
VISITORS_BODY_BYTES = 256 * 1024
# Who takes files: a URL's name, and how many bytes may come at once. From members alone.
UPLOADS: dict[str, int] = {}
FILE_UPLOAD_HANDLERS = ["config.bodies.NoFiles"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Safety -------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- Logs ---------------------------------------------------------------------
from config.settings.logs import LOGGING  # noqa: E402, F401 -- its own concern, its own file

DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True  # config.middleware has set it
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # its end says the same
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # nobody needs to keep it

RELEASE = env("RELEASE", default="dev")  # part of every ready card's key
# How old a process's copy of the game catalogue may grow; None: it is never checked.
CATALOGUE_CHECK_SECONDS: int | None = 60
DEMO = False  # whether demo content and its log-ins may be shown
# In development the live process has a port of its own, the web's plus one.
LIVE_PORT: int | None = None
