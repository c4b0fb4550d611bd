"""Development: what `make run` uses."""

from config.settings.base import *  # noqa: F403 -- settings build on settings
from config.settings.base import env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="development-only-and-worth-nothing")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = True
