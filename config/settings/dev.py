"""Development: what `make run` uses.

It shows what production shows, error pages included; DEBUG=1 brings Django's own.
"""

from config.settings.base import *  # noqa: F403 -- settings build on settings
from config.settings.base import MIDDLEWARE, env
from config.settings.logs import LOGGING

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="development-only-and-worth-nothing")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = True

# Static files as they lie in the project: nothing to collect, no restart.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0

LIVE_PORT = env.int("LIVE_PORT", default=8001)
MIDDLEWARE = [*MIDDLEWARE, "config.middleware.LiveSourceMiddleware"]

OUTSIDE = env("OUTSIDE", default="sandbox")

# What `make run` says first should not scroll away behind every heartbeat.
LOGGING["loggers"]["celery"] = {"level": "WARNING"}
