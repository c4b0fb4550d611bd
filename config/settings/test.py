"""Tests: quick passwords, no collected files, everything else as it is."""

import os

from config.settings.base import *  # noqa: F403 -- settings build on settings
from config.settings.base import (
    CACHES,
    CELERY_BROKER_TRANSPORT_OPTIONS,
    DATABASES,
)

SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A busy machine is no part that is away. Tests of one that hangs wait less.
REDIS_PATIENCE = 10.0
DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 30
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 30
# Each process of a run has keys of its own: config.testing empties them.
REDIS_PREFIX = f"test{os.getpid()}"
CACHES["default"]["KEY_PREFIX"] = REDIS_PREFIX
CATALOGUE_CHECK_SECONDS = None  # a look in the middle of a test would be a query more
OUTSIDE = "off"  # a test that wants the outside brings its own server
# Nor does one process of a run take another one's tasks.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    "global_keyprefix": f"{REDIS_PREFIX}:tasks:",
}
