"""Production, but that no file was collected and one address says what it was asked."""

from config.settings.production import *  # noqa: F403 -- settings build on settings
from config.settings.production import MIDDLEWARE, STORAGES

ROOT_URLCONF = "config.tests.proxied.urls"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# No tables of its database are there to count in.
MIDDLEWARE = [name for name in MIDDLEWARE if name != "config.limits.LimitMiddleware"]
