"""Production's settings, with secrets worth nothing and over plain HTTP."""

import os
from pathlib import Path

os.environ.setdefault(
    "SECRET_KEY", "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz-worthless"
)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")
os.environ["SECURE_SSL_REDIRECT"] = "0"

from config.settings.production import *  # noqa: F403 -- settings build on settings
from config.settings.production import BASE_DIR, DATABASES, env

STATIC_ROOT = Path(env("BENCH_FOLDER", default=BASE_DIR / ".muster/bench"), "static")
if "BENCH_LARGE_URL" in os.environ:  # beside the small one, to look into it
    large = {**DATABASES["default"], **env.db("BENCH_LARGE_URL")}
    DATABASES = {**DATABASES, "large": large}
