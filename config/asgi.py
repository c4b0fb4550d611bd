"""The live process: `gunicorn -k asgi config.asgi`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from config.live import application

__all__ = ["application"]
